#pragma once

#include "program/composition.h"
#include "program/connectiondesk.h"

#include "jobs/jobcenter.h"
#include "models/jobs/apilogmodel.h"
#include "models/operations/changelock.h"
#include "models/table/connectionstatus.h"
#include "profile/connectionfolder.h"
#include "profile/settings.h"
#include "profile/snapshotplace.h"
#include "ui/parts/notices.h"
#include "ui/window/tenantwindow.h"

#include <optional>

namespace ic {

/// A tenant as it is to be opened.
struct TenantOpening
{
    Connection connection;
    Tenant tenant;
    SchedulerOptions options = {};
    ChangeLock::Kind lock = ChangeLock::Kind::Free;
    bool readOnly = false; ///< how it begins
    /// The connection as it was when it was opened; nothing for the demo tenant.
    std::optional<Profile> profile = {};
    QString journalPath = JobCenter::defaultJournalPath();
    QString selectionRoot = defaultRootOf(QStringLiteral("selections")); ///< see tenantFolder()
    QString snapshotRoot = defaultRootOf(QStringLiteral("snapshots")); ///< see SnapshotPlace
};

/// Everything of one tenant that is open, from the network to its window, built at once and
/// destroyed from the window down.
class TenantSession final : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive the session. `settings` become this tenant's.
    TenantSession(const TenantOpening& opening, ConnectionDesk& connections, Settings& settings,
        Notices& notices, const Desktop& desktop);
    ~TenantSession() override;

    TenantWindow& window() { return m_window; }
    ApiClient& client() { return m_network.client(); }
    JobCenter& jobs() { return m_jobs; }
    ChangeLock& lock() { return m_lock; }
    ApiLogModel& apiLog() { return m_apiLog; }

private:
    UiServices services(const TenantOpening& opening, Settings& settings, const Desktop& desktop);
    void connectNetwork();
    std::function<std::unique_ptr<BrowserSignIn>()> browserSignIn(const TenantOpening& opening);
    void signIn(const Secret& clientSecret);
    void onSecretGiven(const ProfileId& id, const Secret& clientSecret);
    void signOut();
    bool isListedAsOpened() const;
    void onSignedIn(const SignedIn& who);
    void onStatus(const NetStatus& status);
    void useVersion(const QString& version);
    void onProfilesChanged();

    // Destroyed from the end: the window before what it uses.
    ConnectionDesk& m_connections;
    Notices& m_notices;
    Tenant m_tenant;
    const std::optional<Profile> m_profile;
    std::optional<Profile> m_listed; ///< the same connection as the list has it now
    const bool m_isWithBrowser;
    Secret m_typed; ///< tried at the moment; kept once the tenant took it
    const SystemClock m_clock;
    ChangeLock m_lock;
    SnapshotPlace m_snapshots; ///< when jobs and window are gone nobody uses them any more
    Composition m_network;
    JobCenter m_jobs;
    ConnectionStatus m_status;
    ApiLogModel m_apiLog;
    TenantWindow m_window;
};

} // namespace ic
