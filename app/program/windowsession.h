#pragma once

#include "program/demochild.h"
#include "program/tenantsession.h"

#include "ui/window/startwindow.h"

#include <memory>

namespace ic {

/// One window of the program: a start window until a tenant is chosen, from then on that tenant's.
class WindowSession final : public QObject
{
    Q_OBJECT

public:
    /// `readOnly`: whatever its tenant is, nothing can be changed. `desk` outlives the session.
    WindowSession(ConnectionDesk& desk, bool readOnly);
    ~WindowSession() override;

    ProgramWindow& window();
    Notices& notices() { return m_notices; }
    bool isConnected() const { return m_tenant != nullptr; }
    /// Connected or about to be: whatever else is opened needs a window of its own.
    bool isTaken() const { return m_profile || m_demo || m_tenant; }
    /// The connection it shows or is about to show, as it was when it was opened; nothing for the
    /// demo tenant and before.
    const std::optional<Profile>& profile() const { return m_profile; }

    /// The list of connections.
    void showStart();
    /// Fetches the secrets and shows the tenant. `given`: instead of what is kept.
    void connectTo(const Profile& profile, const Secret& given = {});
    /// `signIn`: by the secret of the demo tenant, or by the browser.
    void startDemo(const QStringList& arguments, SignInKind signIn);

signals:
    void connectRequested(const ic::Profile& profile);
    void demoRequested(ic::SignInKind signIn);
    void newWindowRequested();
    void settingsChanged();
    void closed();

private:
    void follow(const ProgramWindow& window);
    void openProfile(const Profile& profile, const Secret& client, const Secret& proxy);
    void openDemo(const Connection& connection);
    void open(const TenantOpening& opening);
    ChangeLock::Kind lockFor(Environment environment) const;

    // Destroyed from the end: the window before what it uses.
    ConnectionDesk& m_desk;
    const bool m_readOnly;
    const SystemClock m_clock;
    Settings m_settings;
    Notices m_notices;
    std::optional<Profile> m_profile;
    std::unique_ptr<DemoChild> m_demo;
    std::unique_ptr<StartWindow> m_start; ///< until there is …
    std::unique_ptr<TenantSession> m_tenant; ///< … this
};

} // namespace ic
