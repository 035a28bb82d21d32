#include "program/tenantfinder.h"

#include "auth/systemkeychain.h"
#include "program/arguments.h"
#include "program/connectiondesk.h"
#include "program/demochild.h"
#include "program/processsecrets.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int LongestKeychainMs = 30'000;
constexpr int MostDemoIdentities = 1'000'000;

} // namespace

QList<Argument> TenantWish::arguments()
{
    return {
        { .name = u"profile"_s,
            .value = u"NAME"_s,
            .help = TenantFinder::tr(
                "the connection of this name; its secret comes from `SAIL_CLIENT_SECRET`, from the "
                "file `client-secret` in `$CREDENTIALS_DIRECTORY`, or from the system keychain. "
                "Without it: the tenant of `SAIL_BASE_URL` and `SAIL_CLIENT_ID`"),
            .group = u"tenant"_s },
        { .name = u"demo"_s,
            .help = TenantFinder::tr("a demo tenant on this computer, for as long as it runs"),
            .group = u"tenant"_s },
        { .name = u"demo-identities"_s,
            .value = u"N"_s,
            .help = TenantFinder::tr("how many identities the demo tenant has"),
            .range = Argument::Range { 0, MostDemoIdentities },
            .needs = u"demo"_s },
        { .name = u"rate-limit"_s,
            .help = TenantFinder::tr("`off`: more than the 100 requests in 10 seconds that tenants "
                                     "allow. Default: `on`"),
            .choices = { u"on"_s, u"off"_s } },
    };
}

TenantWish TenantWish::of(const Arguments& given)
{
    TenantWish wish { .profile = given.text(u"profile"_s).trimmed(),
        .demo = given.has(u"demo"_s),
        .rateLimit = given.text(u"rate-limit"_s) != u"off" };
    if (const auto number = given.number(u"demo-identities"_s))
        wish.demoIdentities = static_cast<int>(*number);
    return wish;
}

TenantFinder::TenantFinder(const TenantWish& wish, QObject* parent)
    : QObject(parent)
    , m_wish(wish)
{
    m_keychainLimit.setSingleShot(true);
    // A locked keychain waits for a person, and here may be none.
    connect(&m_keychainLimit, &QTimer::timeout, this, [this] {
        emit failed(
            tr("The system keychain did not answer within %1 s.").arg(LongestKeychainMs / 1000),
            ExitCode::SignInRefused);
    });
}

TenantFinder::~TenantFinder() = default;

void TenantFinder::start()
{
    if (!m_wish.profile.isEmpty())
        findProfile(m_wish.profile);
    else if (m_wish.demo)
        startDemo();
    else
        useEnvironment();
}

void TenantFinder::findProfile(const QString& name)
{
    QString problem;
    const Secret given = takeGivenSecret(&problem);
    if (!problem.isEmpty()) {
        emit failed(problem, ExitCode::BadUsage);
        return;
    }
    m_desk = std::make_unique<ConnectionDesk>(
        ProfileStore::defaultPath(), std::make_unique<SystemKeychain>(), ImportPlaces());
    connect(m_desk.get(), &ConnectionService::keychainFailed, this, &TenantFinder::keychainFailed);
    const std::optional<Profile> profile = m_desk->profileNamed(name);
    if (!profile) {
        QStringList names;
        for (const Profile& one : m_desk->profiles())
            names += one.name;
        const QString why = names.isEmpty()
            ? tr("There is no connection yet. Add one in the window.")
            : tr("There is no connection \"%1\". There are: %2.").arg(name, names.join(u", "_s));
        emit failed(
            m_desk->profilesProblem().isEmpty() ? why : m_desk->profilesProblem() + u' ' + why,
            ExitCode::BadUsage);
        return;
    }
    // A refresh token is good for once: only the one that is kept can be replaced there.
    const Secret secret = isWithBrowser(profile->signIn) ? Secret() : given;
    if (!secret.isEmpty() && profile->network.proxyUser.isEmpty()) {
        useProfile(*profile, secret, {}); // there is nothing to ask the keychain for
        return;
    }
    m_keychainLimit.start(LongestKeychainMs);
    m_desk->findSecrets(*profile, this,
        [this, profile = *profile, secret](const Secret& client, const Secret& proxy) {
            if (!m_keychainLimit.isActive())
                return; // it comes too late
            m_keychainLimit.stop();
            useProfile(profile, secret.isEmpty() ? client : secret, proxy);
        });
}

void TenantFinder::useProfile(const Profile& profile, const Secret& client, const Secret& proxy)
{
    QString problem;
    const auto connection = m_desk->connectionFor(profile, client, proxy, &problem);
    if (!connection) {
        emit failed(problem, ExitCode::BadUsage);
        return;
    }
    if (client.isEmpty()) {
        const QString changed = m_desk->whyAskedAgain(profile);
        emit failed(!changed.isEmpty() ? changed
                : isWithBrowser(profile.signIn)
                ? tr("Nobody is signed in to %1, as far as the system keychain knows. Sign in once "
                     "in the window.")
                      .arg(profile.name)
                : tr("The client secret of %1 is not in the system keychain. Connect once in the "
                     "window, set SAIL_CLIENT_SECRET, or hand over the file client-secret in "
                     "$CREDENTIALS_DIRECTORY.")
                      .arg(profile.name),
            ExitCode::SignInRefused);
        return;
    }
    finish(*connection, { .connection = profile.name, .environment = profile.environment },
        schedulerOptionsFor(profile),
        profile.readOnly && profile.environment != Environment::Production);
}

void TenantFinder::useEnvironment()
{
    QString problem;
    const std::optional<Connection> connection = connectionFromEnvironment(&problem);
    if (connection) {
        finish(*connection, { .environment = Environment::Production });
        return;
    }
    emit failed(problem.isEmpty() ? tr("Which tenant? Set SAIL_BASE_URL, SAIL_CLIENT_ID and "
                                       "SAIL_CLIENT_SECRET, or use --profile or --demo.")
                                  : problem,
        ExitCode::BadUsage);
}

void TenantFinder::startDemo()
{
    // The demo tenant has no use for the secret of a real one.
    (void)takeSecretFromEnvironment();
    const QStringList limit { u"--rate-limit"_s, m_wish.rateLimit ? u"on"_s : u"off"_s };
    m_demo = std::make_unique<DemoChild>(demoArguments(m_wish.demoIdentities) + limit);
    connect(m_demo.get(), &DemoChild::ready, this, [this](const Connection& connection) {
        finish(connection, { .name = u"acme-demo"_s, .environment = Environment::Demo });
    });
    connect(m_demo.get(), &DemoChild::failed, this,
        [this](const QString& text) { emit failed(text, ExitCode::Failed); });
    m_demo->start();
}

void TenantFinder::finish(const Connection& connection, const Tenant& about,
    const SchedulerOptions& options, bool readOnly)
{
    FoundTenant result {
        .connection = connection, .tenant = about, .options = options, .readOnly = readOnly
    };
    result.options.readOnly = false; // who changes something is asked before
    result.options.waitForSignIn = false; // nobody could sign in again
    result.tenant.host = connection.base.displayHost();
    result.tenant.version = connection.base.version();
    result.tenant.address = connection.base.address();
    if (about.name.isEmpty())
        result.tenant.name = tenantNameFromHost(result.tenant.host);
    result.options.pace = BulkPace::Full;
    if (!m_wish.rateLimit)
        result.options.rateLimit = 0;
    if (!m_demo) // nobody else knows of that one
        result.options.rateFile = Composition::rateFileFor(connection);
    emit found(result);
}

} // namespace ic
