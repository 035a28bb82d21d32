#include "consolewindows.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

ConsoleWindows::ConsoleWindows(const StartOptions& options, const ImportPlaces& imports,
    std::unique_ptr<SecretVault> vault)
    : m_options(options)
    , m_desk(ProfileStore::defaultPath(), std::move(vault), imports)
{
    m_desk.setOpenElsewhere([this](const Profile& profile) {
        const TenantWindow* window = windowOf(profile);
        return window == nullptr ? QString() : window->profile()->name;
    });
}

ConsoleWindows::~ConsoleWindows() = default;

void ConsoleWindows::start(
    const std::optional<ImportOffer>& environment, const QString& notice)
{
    TenantWindow& window = add();
    if (m_options.demo) {
        demoIn(window);
    } else if (!m_options.profile.isEmpty()) {
        if (const auto profile = m_desk.profileNamed(m_options.profile)) {
            connectIn(window, *profile);
        } else {
            window.showStart();
            window.window().notify(
                u"There is no connection “%1”. Choose one of the list, or add it."_s.arg(
                    m_options.profile));
        }
    } else if (environment && environment->isUsable && !environment->secret.isEmpty()) {
        connectIn(window, environment->profile, environment->secret);
    } else {
        window.showStart();
        if (environment)
            window.window().notify(u"The variables SAIL_* were not used. "_s + environment->note);
    }
    for (const QString& said : { m_desk.profilesProblem(), notice }) {
        if (!said.isEmpty())
            window.window().notify(said);
    }
}

TenantWindow& ConsoleWindows::add()
{
    m_windows.push_back(std::make_unique<TenantWindow>(m_desk, m_options.readOnly));
    TenantWindow* const window = m_windows.back().get();
    connect(window, &TenantWindow::connectRequested, this,
        [this, window](const Profile& profile) { connectIn(*window, profile); });
    connect(window, &TenantWindow::demoRequested, this, [this, window] { demoIn(*window); });
    connect(window, &TenantWindow::settingsChanged, this, [this, window] {
        for (const auto& other : m_windows) {
            if (other.get() != window)
                other->window().followSettings();
        }
    });
    connect(window, &TenantWindow::newWindowRequested, this, [this] { add().showStart(); });
    connect(
        window, &TenantWindow::closed, this, [this, window] { remove(window); },
        Qt::QueuedConnection); // not from inside the window
    return *window;
}

void ConsoleWindows::remove(TenantWindow* window)
{
    std::erase_if(m_windows, [window](const auto& one) { return one.get() == window; });
}

TenantWindow* ConsoleWindows::windowOf(const Profile& profile) const
{
    const auto found = std::find_if(m_windows.cbegin(), m_windows.cend(), [&](const auto& window) {
        return window->profile() && window->profile()->apiBase == profile.apiBase
            && window->profile()->clientId == profile.clientId;
    });
    return found == m_windows.cend() ? nullptr : found->get();
}

void ConsoleWindows::connectIn(TenantWindow& window, const Profile& profile, const Secret& given)
{
    if (TenantWindow* open = windowOf(profile)) {
        open->window().show();
        open->window().raise();
        open->window().activateWindow();
        open->window().say(u"This window shows %1 already."_s.arg(profile.name));
        return;
    }
    (window.isTaken() ? add() : window).connectTo(profile, given);
}

void ConsoleWindows::demoIn(TenantWindow& window)
{
    QStringList arguments;
    if (m_options.demoIdentities)
        arguments = { u"--identities"_s, QString::number(*m_options.demoIdentities) };
    (window.isTaken() ? add() : window).startDemo(arguments);
}

} // namespace ic
