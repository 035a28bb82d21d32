#pragma once

#include "program/startoptions.h"
#include "program/windowsession.h"

#include <vector>

namespace ic {

/// All windows of the program, one for each tenant.
class ConsoleWindows final : public QObject
{
    Q_OBJECT

public:
    /// `imports`: what other tools keep, as it was when the program started. `vault`: where secrets
    /// are kept.
    ConsoleWindows(const StartOptions& options, const ImportPlaces& imports,
        std::unique_ptr<SecretVault> vault);
    ~ConsoleWindows() override;

    /// Opens the first window. `environment`: the tenant of the SAIL_* variables, or why they
    /// cannot be used. `notice`: what the person has to know first; may be empty.
    void start(const std::optional<ImportOffer>& environment, const QString& notice);

    ConnectionDesk& connections() { return m_desk; }
    const std::vector<std::unique_ptr<WindowSession>>& all() const { return m_windows; }

private:
    WindowSession& add();
    void remove(WindowSession* window);
    void connectIn(WindowSession& window, const Profile& profile, const Secret& given = {});
    void demoIn(WindowSession& window, SignInKind signIn);
    /// The window that is connected with the same client of the same tenant; null if none. Two
    /// would share the tenant's request limit without knowing of each other.
    WindowSession* windowOf(const Profile& profile) const;

    const StartOptions m_options;
    ConnectionDesk m_desk;
    std::vector<std::unique_ptr<WindowSession>> m_windows;
};

} // namespace ic
