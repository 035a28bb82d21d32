#include "program/consolewindows.h"

#include "profile/connectionfolder.h"
#include "profile/snapshotplace.h"
#include "program/desktop.h"
#include "ui/window/windowmenu.h"

#include <QThreadPool>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

ConsoleWindows::ConsoleWindows(
    const StartOptions& options, const ImportPlaces& imports, std::unique_ptr<SecretVault> vault)
    : m_options(options)
    , m_desk(
          ProfileStore::defaultPath(), std::move(vault), imports,
          [this](const Profile& profile) {
              const WindowSession* window = windowOf(profile);
              return window == nullptr ? QString() : window->profile()->name;
          },
          { defaultRootOf(u"selections"_s), defaultRootOf(u"snapshots"_s) }, thisDesktop().openPage)
{
    if (!m_desk.profilesProblem().isEmpty())
        return; // nobody knows now for how long they are kept
    QThreadPool::globalInstance()->start([profiles = m_desk.profiles()] {
        removeLeftSnapshots(
            defaultRootOf(u"snapshots"_s), profiles, QDateTime::currentDateTimeUtc());
    });
}

ConsoleWindows::~ConsoleWindows() = default;

void ConsoleWindows::start(const std::optional<ImportOffer>& environment, const QString& notice)
{
    WindowSession& window = add();
    QStringList toBeKnown;
    if (m_options.demo) {
        demoIn(window, m_options.demoSignIn);
    } else if (!m_options.profile.isEmpty()) {
        if (const auto profile = m_desk.profileNamed(m_options.profile)) {
            connectIn(window, *profile);
        } else {
            window.showStart();
            toBeKnown += tr("There is no connection “%1”. Choose one of the list, or add it.")
                             .arg(m_options.profile);
        }
    } else if (environment && environment->isUsable && !environment->secret.isEmpty()) {
        connectIn(window, environment->profile, environment->secret);
        toBeKnown += environment->note;
    } else {
        window.showStart();
        if (environment)
            toBeKnown += tr("The variables SAIL_* were not used. %1").arg(environment->note);
    }
    toBeKnown += { m_desk.profilesProblem(), notice };
    for (const QString& text : std::as_const(toBeKnown)) {
        if (!text.isEmpty())
            window.notices().keep(text);
    }
}

WindowSession& ConsoleWindows::add()
{
    m_windows.push_back(std::make_unique<WindowSession>(m_desk, m_options.readOnly));
    WindowSession* const window = m_windows.back().get();
    connect(window, &WindowSession::connectRequested, this,
        [this, window](const Profile& profile) { connectIn(*window, profile); });
    connect(window, &WindowSession::demoRequested, this,
        [this, window](SignInKind signIn) { demoIn(*window, signIn); });
    connect(window, &WindowSession::settingsChanged, this, [this, window] {
        for (const auto& other : m_windows) {
            if (other.get() != window)
                other->window().followSettings();
        }
    });
    connect(window, &WindowSession::newWindowRequested, this, [this] { add().showStart(); });
    connect(
        window, &WindowSession::closed, this, [this, window] { remove(window); },
        Qt::QueuedConnection); // not from inside the window
    return *window;
}

void ConsoleWindows::remove(WindowSession* window)
{
    std::erase_if(m_windows, [window](const auto& one) { return one.get() == window; });
}

WindowSession* ConsoleWindows::windowOf(const Profile& profile) const
{
    const auto found = std::ranges::find_if(m_windows, [&](const auto& window) {
        const std::optional<Profile>& open = window->profile();
        // With SailPoint's own client each connection may be another person.
        return open && open->apiBase == profile.apiBase && clientIdOf(*open) == clientIdOf(profile)
            && (profile.signIn != SignInKind::Browser || open->id == profile.id);
    });
    return found == m_windows.cend() ? nullptr : found->get();
}

void ConsoleWindows::connectIn(WindowSession& window, const Profile& profile, const Secret& given)
{
    if (WindowSession* open = windowOf(profile)) {
        WindowMenu::bringToFront(open->window());
        open->notices().say(tr("This window shows %1 already.").arg(profile.name));
        return;
    }
    (window.isTaken() ? add() : window).connectTo(profile, given);
}

void ConsoleWindows::demoIn(WindowSession& window, SignInKind signIn)
{
    (window.isTaken() ? add() : window).startDemo(demoArguments(m_options.demoIdentities), signIn);
}

} // namespace ic
