#include "connectiondesk.h"

#include "addressquestion.h"
#include "connectiontest.h"
#include "net/cafile.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// A secret belongs to the host it was entered for, too: whoever edits the file of profiles must not
/// be able to have it sent to another one.
QString clientKey(const Profile& profile)
{
    return u"%1/client-secret/%2"_s.arg(
        profile.id.text(), readTenantAddress(profile.apiBase).host);
}

QString proxyKey(const Profile& profile)
{
    return u"%1/proxy-password/%2:%3"_s.arg(profile.id.text(), profile.network.proxyHost)
        .arg(profile.network.proxyPort);
}

std::optional<TransportOptions> transportFor(
    const NetworkOptions& network, const Secret& proxyPassword, QString* problem)
{
    TransportOptions options { .network = network, .proxyPassword = proxyPassword };
    if (!network.caFile.isEmpty()) {
        options.extraCaPem = readCaFile(network.caFile, problem);
        if (options.extraCaPem.isEmpty())
            return std::nullopt;
    }
    return options;
}

} // namespace

std::optional<Connection> connectionFor(const Profile& profile, const Secret& clientSecret,
    const Secret& proxyPassword, QString* problem)
{
    std::optional<ApiBase> base = ApiBase::fromText(profile.apiBase, problem);
    if (!base)
        return std::nullopt;
    base->setVersion(profile.version);
    const auto transport = transportFor(profile.network, proxyPassword, problem);
    if (!transport)
        return std::nullopt;
    return Connection { .base = *base,
        .clientId = profile.clientId,
        .clientSecret = clientSecret,
        .transport = *transport };
}

SchedulerOptions schedulerOptionsFor(const Profile& profile)
{
    SchedulerOptions options { .readOnly = startsReadOnly(profile), .waitForSignIn = true };
    options.interactiveDeadlineMs = profile.network.timeoutSeconds * 1000;
    options.bulkDeadlineMs = std::max<qint64>(60'000, options.interactiveDeadlineMs);
    return options;
}

ConnectionDesk::ConnectionDesk(const QString& profilesPath, std::unique_ptr<SecretVault> vault,
    const ImportPlaces& imports, QObject* parent)
    : ConnectionService(parent)
    , m_store(profilesPath)
    , m_secrets(std::move(vault))
    , m_imports(imports)
{
}

ConnectionDesk::~ConnectionDesk() = default;

void ConnectionDesk::setOpenElsewhere(std::function<QString(const Profile&)> answer)
{
    m_openElsewhere = std::move(answer);
}

QString ConnectionDesk::openElsewhere(const Profile& profile) const
{
    return m_openElsewhere ? m_openElsewhere(profile) : QString();
}

std::optional<Profile> ConnectionDesk::profileNamed(const QString& name) const
{
    const QList<Profile>& all = m_store.profiles();
    auto found = std::find_if(all.cbegin(), all.cend(), [&name](const Profile& profile) {
        return profile.name.compare(name.trimmed(), Qt::CaseInsensitive) == 0;
    });
    if (found == all.cend()) {
        found = std::find_if(all.cbegin(), all.cend(),
            [&name](const Profile& profile) { return profile.id.text() == name; });
    }
    return found == all.cend() ? std::nullopt : std::optional(*found);
}

void ConnectionDesk::findSecrets(const Profile& profile, QObject* context,
    std::function<void(const Secret&, const Secret&)> callback)
{
    const QString proxy = proxyKey(profile);
    m_secrets.find(
        clientKey(profile), context, [this, proxy, context, callback](const Secret& client) {
            m_secrets.find(proxy, context,
                [callback, client](const Secret& password) { callback(client, password); });
        });
}

Profile ConnectionDesk::kept(const ProfileId& id) const
{
    return id.isEmpty() ? Profile() : profileNamed(id.text()).value_or(Profile { .id = id });
}

QString ConnectionDesk::saveProfiles(const QList<Profile>& profiles)
{
    const QList<Profile> before = m_store.profiles();
    if (QString problem = m_store.save(profiles); !problem.isEmpty())
        return problem;
    QSet<QString> used;
    for (const Profile& profile : profiles)
        used << clientKey(profile) << proxyKey(profile);
    for (const Profile& old : before) {
        for (const QString& key : { clientKey(old), proxyKey(old) }) {
            if (!used.contains(key))
                m_secrets.forget(key);
        }
    }
    emit profilesChanged();
    return {};
}

void ConnectionDesk::readSecretState(
    const ProfileId& id, QObject* context, std::function<void(const SecretState&)> callback)
{
    const Profile profile = kept(id);
    m_secrets.askForKeychain(context, [this, profile, context, callback](bool hasKeychain) {
        if (profile.id.isEmpty()) {
            callback({ .hasKeychain = hasKeychain });
            return;
        }
        findSecrets(profile, context,
            [callback, hasKeychain, host = readTenantAddress(profile.apiBase).host](
                const Secret& client, const Secret& proxy) {
                callback({ .hasKeychain = hasKeychain,
                    .hasClientSecret = !client.isEmpty(),
                    .clientHost = host,
                    .hasProxyPassword = !proxy.isEmpty() });
            });
    });
}

void ConnectionDesk::keepSecrets(const ProfileId& id, const Secret& clientSecret,
    const Secret& proxyPassword, QObject* context,
    std::function<void(const QString& problem)> callback)
{
    const Profile profile = kept(id);
    const auto keepProxy = [this, profile, proxyPassword, context, callback](
                               const QString& problem) {
        if (proxyPassword.isEmpty()) {
            callback(problem);
            return;
        }
        m_secrets.keep(proxyKey(profile), proxyPassword, context,
            [callback, problem](const QString& second) {
                callback(problem.isEmpty() ? second : problem);
            });
    };
    if (clientSecret.isEmpty())
        QMetaObject::invokeMethod(context, [keepProxy] { keepProxy({}); }, Qt::QueuedConnection);
    else
        m_secrets.keep(clientKey(profile), clientSecret, context, keepProxy);
}

void ConnectionDesk::askAddress(const TenantAddress& address, const NetworkOptions& network,
    const Secret& proxyPassword, QObject* context,
    std::function<void(const AddressAnswer&)> callback)
{
    QString problem;
    const auto options = transportFor(network, proxyPassword, &problem);
    if (!options || !address.isUsable()) {
        const QString note = address.isUsable() ? problem : address.problem;
        QMetaObject::invokeMethod(
            context,
            [callback, address, note] { callback({ .address = address, .note = note }); },
            Qt::QueuedConnection);
        return;
    }
    new AddressQuestion(address, *options, context, std::move(callback)); // deletes itself
}

std::unique_ptr<ConnectionTestRun> ConnectionDesk::startTest(
    const Profile& profile, const Secret& clientSecret, const Secret& proxyPassword)
{
    // The kept secrets are in memory once the dialog has asked for their state.
    const Secret client
        = clientSecret.isEmpty() ? m_secrets.known(clientKey(profile)) : clientSecret;
    const Secret proxy
        = proxyPassword.isEmpty() ? m_secrets.known(proxyKey(profile)) : proxyPassword;
    QString problem;
    const auto connection = connectionFor(profile, client, proxy, &problem);
    if (!connection)
        return std::make_unique<ConnectionTest>(problem);
    SchedulerOptions options = schedulerOptionsFor(profile);
    options.rateFile = Composition::rateFileFor(*connection);
    return std::make_unique<ConnectionTest>(*connection, options);
}

} // namespace ic
