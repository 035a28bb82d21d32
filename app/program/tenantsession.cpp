#include "program/tenantsession.h"

#include <algorithm>
#include <utility>

namespace ic {

namespace {

SchedulerOptions optionsFor(const TenantOpening& opening, const ChangeLock& lock)
{
    SchedulerOptions options = opening.options;
    options.readOnly = lock.isLocked();
    options.waitForSignIn = true;
    return options;
}

/// The settings, as far as they differ from tenant to tenant, are this tenant's from now on.
Settings& settingsOf(const TenantOpening& opening, Settings& settings)
{
    settings.setProfile(
        opening.tenant.name, opening.profile ? opening.profile->id.text() : QString());
    return settings;
}

} // namespace

TenantSession::TenantSession(const TenantOpening& opening, ConnectionDesk& connections,
    Settings& settings, Notices& notices, const Desktop& desktop)
    : m_connections(connections)
    , m_notices(notices)
    , m_tenant(opening.tenant)
    , m_profile(opening.profile)
    , m_listed(m_profile ? connections.profileNamed(m_profile->id.text()) : std::nullopt)
    , m_isWithBrowser(isWithBrowser(opening.connection.signIn))
    , m_lock(m_clock, opening.lock, opening.readOnly)
    , m_snapshots({ .root = opening.snapshotRoot,
                      .profile = m_listed ? m_listed->id.text() : QString(),
                      .tenant = opening.tenant,
                      .keepDays = m_listed ? m_listed->snapshotDays : 0 },
          m_clock)
    , m_network(opening.connection, optionsFor(opening, m_lock))
    , m_jobs(m_network.scheduler(), m_network.clock(),
          { .journalPath = opening.journalPath,
              .host = opening.connection.base.tenant(),
              .keepDays = settings.number(Setting::JournalDays) })
    , m_window(connections, services(opening, settingsOf(opening, settings), desktop))
{
    connectNetwork();
    connect(
        &connections, &ConnectionService::profilesChanged, this, &TenantSession::onProfilesChanged);
    connect(&connections, &ConnectionService::secretGiven, this, &TenantSession::onSecretGiven);
    connect(&connections, &ConnectionService::signedOut, this, [this](const ProfileId& id) {
        if (m_isWithBrowser && m_listed && m_listed->id == id)
            m_network.signInAgain({});
    });
}

TenantSession::~TenantSession() = default;

UiServices TenantSession::services(
    const TenantOpening& opening, Settings& settings, const Desktop& desktop)
{
    return { .client = m_network.client(),
        .clock = m_network.clock(),
        .status = m_status,
        .apiLog = m_apiLog,
        .settings = settings,
        .lock = m_lock,
        .tenant = m_tenant,
        .jobs = m_jobs,
        .snapshots = m_snapshots,
        .notices = m_notices,
        .signIn = [this](const Secret& secret) { signIn(secret); },
        .useVersion = [this](const QString& version) { useVersion(version); },
        .browserSignIn = browserSignIn(opening),
        .signOut = [this] { signOut(); },
        .desktop = desktop,
        .selectionFolder = tenantFolder(
            opening.selectionRoot, m_listed ? m_listed->id.text() : QString(), opening.tenant) };
}

std::function<std::unique_ptr<BrowserSignIn>()> TenantSession::browserSignIn(
    const TenantOpening& opening)
{
    if (!isWithBrowser(opening.connection.signIn))
        return {};
    // The demo tenant has no profile.
    const QString address = opening.tenant.address;
    const Profile profile = m_profile.value_or(Profile { .address = address,
        .apiBase = readTenantAddress(address).apiBase,
        .signIn = opening.connection.signIn,
        .clientId = opening.connection.clientId });
    return [this, profile] { return m_connections.startSignIn(profile, {}); };
}

void TenantSession::connectNetwork()
{
    connect(&m_lock, &ChangeLock::changed, this,
        [this] { m_network.setReadOnly(m_lock.isLocked(), m_lock.closesAfterMs()); });
    connect(&m_network, &Composition::changeLeft, &m_lock, &ChangeLock::noteChange);
    connect(&m_network, &Composition::statusChanged, this, &TenantSession::onStatus);
    connect(&m_network, &Composition::signedIn, this, &TenantSession::onSignedIn);
    connect(
        &m_network, &Composition::signInRefused, &m_status, &ConnectionStatus::setSignInProblem);
    connect(&m_network, &Composition::callRecorded, &m_apiLog, &ApiLogModel::record);
}

void TenantSession::onStatus(const NetStatus& status)
{
    m_tenant.version = status.version;
    m_status.set(status);
}

/// The person took another version of the API. Of a connection of the list it is the connection's
/// from now on, in every window.
void TenantSession::useVersion(const QString& version)
{
    m_network.setVersion(version);
    if (!isListedAsOpened()) {
        m_notices.say(
            tr("This window uses the API's version “%1” until it is closed.").arg(version));
        return;
    }
    QList<Profile> all = m_connections.profiles();
    std::ranges::find(all, m_profile->id, &Profile::id)->version = version;
    const QString problem = m_connections.saveProfiles(all);
    if (problem.isEmpty())
        m_notices.say(tr("The connection uses the API's version “%1” from now on.").arg(version));
    else
        m_notices.keep(problem);
}

void TenantSession::signIn(const Secret& clientSecret)
{
    m_typed = clientSecret;
    // The tenant gave it just now, and will take it once: whatever comes is kept in its place.
    if (m_isWithBrowser && isListedAsOpened())
        m_connections.keepSecrets(
            m_profile->id, clientSecret, {}, this, [this](const QString& why) {
                if (!why.isEmpty())
                    m_notices.keep(why);
            });
    m_network.signInAgain(clientSecret);
}

/// In the list of connections, or in another window, while this one asks for it.
void TenantSession::onSecretGiven(const ProfileId& id, const Secret& clientSecret)
{
    if (!m_status.signInProblem() || clientSecret == m_typed || !isListedAsOpened()
        || m_listed->id != id)
        return;
    m_typed = clientSecret;
    m_network.signInAgain(clientSecret);
}

void TenantSession::signOut()
{
    m_typed = {};
    // The list may name another way to sign in by now, of which the service knows nothing.
    if (m_listed && isWithBrowser(m_listed->signIn))
        m_connections.signOut(m_listed->id); // which comes back here
    else
        m_network.signInAgain({});
}

/// Secrets are kept only for the host, the client and the way that took them: the list may name
/// others by now.
bool TenantSession::isListedAsOpened() const
{
    return m_listed && signInAlike(*m_listed, *m_profile)
        && m_listed->network == m_profile->network;
}

void TenantSession::onSignedIn(const SignedIn& who)
{
    m_status.setSignedIn(who);
    const Secret typed = std::exchange(m_typed, {});
    if (typed.isEmpty())
        return;
    m_jobs.signedIn(); // what waited for the sign-in goes on
    if (m_isWithBrowser || !isListedAsOpened())
        return;
    m_connections.keepSecrets(m_profile->id, typed, {}, this, [this](const QString& problem) {
        if (problem.isEmpty())
            m_notices.say(tr("The client secret is kept in the system keychain."));
        else
            m_notices.keep(problem);
    });
}

/// What the person changed in the list of connections, as far as an open window can follow it.
void TenantSession::onProfilesChanged()
{
    if (!m_listed)
        return;
    const Profile before
        = *std::exchange(m_listed, m_connections.profileNamed(m_listed->id.text()));
    m_snapshots.setKeepDays(m_listed ? m_listed->snapshotDays : 0);
    if (!m_listed) {
        m_notices.keep(tr("This connection was removed from the list. The window stays open."));
        return;
    }
    Profile same = *m_listed;
    same.name = before.name;
    same.readOnly = before.readOnly;
    same.address = before.address;
    same.snapshotDays = before.snapshotDays;
    same.version = before.version;
    const bool differs = same != before;
    const bool production = m_listed->environment == Environment::Production;
    if ((m_listed->readOnly && !before.readOnly) || (differs && production))
        m_lock.lock();
    if (!differs) {
        // It leads where it led: the same people, by other paths.
        if (m_listed->version != before.version && versionProblem(m_listed->version).isEmpty()
            && isListedAsOpened())
            m_network.setVersion(m_listed->version);
        return;
    }
    // The lock of this window would open without asking for the name: so it opens no more.
    if (production && m_lock.kind() == ChangeLock::Kind::Free)
        m_lock.fix(tr("Read-only: this connection is PRODUCTION now. Close this window and connect "
                      "again to allow changes."));
    m_notices.keep(
        tr("The connection was changed. Close this window and connect again to use it."));
}

} // namespace ic
