#include "program/tenantsession.h"

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
    , m_profile(opening.profile)
    , m_listed(m_profile ? connections.profileNamed(m_profile->id.text()) : std::nullopt)
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
        .tenant = opening.tenant,
        .jobs = m_jobs,
        .snapshots = m_snapshots,
        .notices = m_notices,
        .signIn = [this](const Secret& secret) { signIn(secret); },
        .desktop = desktop,
        .selectionFolder = tenantFolder(
            opening.selectionRoot, m_listed ? m_listed->id.text() : QString(), opening.tenant) };
}

void TenantSession::connectNetwork()
{
    connect(&m_lock, &ChangeLock::changed, this,
        [this] { m_network.setReadOnly(m_lock.isLocked(), m_lock.closesAfterMs()); });
    connect(&m_network, &Composition::changeLeft, &m_lock, &ChangeLock::noteChange);
    connect(&m_network, &Composition::statusChanged, &m_status, &ConnectionStatus::set);
    connect(&m_network, &Composition::signedIn, this, &TenantSession::onSignedIn);
    connect(
        &m_network, &Composition::signInRefused, &m_status, &ConnectionStatus::setSignInProblem);
    connect(&m_network, &Composition::callRecorded, &m_apiLog, &ApiLogModel::record);
}

void TenantSession::signIn(const Secret& clientSecret)
{
    m_typed = clientSecret;
    m_network.signInAgain(clientSecret);
}

void TenantSession::onSignedIn(const SignedIn& who)
{
    m_status.setSignedIn(who);
    const Secret typed = std::exchange(m_typed, {});
    if (typed.isEmpty())
        return;
    m_jobs.signedIn(); // what waited for the sign-in goes on
    // Kept only for the host, the client and the way that took it: the list may name others by now.
    if (!m_listed || m_listed->apiBase != m_profile->apiBase
        || m_listed->clientId != m_profile->clientId || m_listed->network != m_profile->network)
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
    const bool differs = same != before;
    const bool production = m_listed->environment == Environment::Production;
    if ((m_listed->readOnly && !before.readOnly) || (differs && production))
        m_lock.lock();
    if (!differs)
        return;
    // The lock of this window would open without asking for the name: so it opens no more.
    if (production && m_lock.kind() == ChangeLock::Kind::Free)
        m_lock.fix(tr("Read-only: this connection is PRODUCTION now. Close this window and connect "
                      "again to allow changes."));
    m_notices.keep(
        tr("The connection was changed. Close this window and connect again to use it."));
}

} // namespace ic
