#pragma once

#include "connectiondesk.h"
#include "demochild.h"

#include "models/apilogmodel.h"
#include "models/changelock.h"
#include "models/connectionstatus.h"
#include "profile/settings.h"
#include "ui/mainwindow.h"

#include <memory>
#include <optional>

namespace ic {

/// One window, and everything that belongs to the tenant it shows. A window shows one tenant and
/// never another one: what is ticked in it can only mean people of that tenant.
class TenantWindow final : public QObject
{
    Q_OBJECT

public:
    /// `readOnly`: whatever its tenant is, nothing can be changed.
    TenantWindow(ConnectionDesk& desk, bool readOnly, QObject* parent = nullptr);
    ~TenantWindow() override;

    MainWindow& window() { return *m_window; }
    bool isConnected() const { return m_composition != nullptr; }
    /// Connected or about to be: whatever else is opened needs a window of its own.
    bool isTaken() const { return m_profile || m_demo || m_composition; }
    /// The connection it shows or is about to show, as it was when it was opened; nothing for the
    /// demo tenant and before.
    const std::optional<Profile>& profile() const { return m_profile; }

    /// The list of connections.
    void showStart();
    /// Fetches the secrets and shows the tenant. `given`: instead of what is kept.
    void connectTo(const Profile& profile, const Secret& given = {});
    void startDemo(const QStringList& arguments);
    void showProblem(const QString& title, const QString& problem);

signals:
    void connectRequested(const ic::Profile& profile);
    void demoRequested();
    void newWindowRequested();
    void settingsChanged();
    void closed();

private:
    void open(const Connection& connection, const Tenant& tenant, bool readOnly);
    void onSignedIn(const SignedIn& who);
    void onProfilesChanged();

    // Destroyed from the end: the window before what it uses.
    ConnectionDesk& m_desk;
    const bool m_readOnly;
    const SystemClock m_clock;
    Settings m_settings;
    std::optional<Profile> m_profile;
    std::optional<Profile> m_listed; ///< the same connection as the desk's list has it now
    Secret m_typed; ///< tried at the moment; kept once the tenant took it
    std::unique_ptr<DemoChild> m_demo;
    ConnectionStatus m_status;
    ApiLogModel m_apiLog;
    std::unique_ptr<Composition> m_composition;
    std::unique_ptr<ChangeLock> m_lock;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace ic
