#include "ui/window/programwindow.h"

#include "ui/commands/windowcommands.h"
#include "ui/connections/connectiondialog.h"
#include "ui/help/guidewindow.h"
#include "ui/parts/icons.h"
#include "ui/parts/notices.h"
#include "ui/parts/noticestrip.h"
#include "ui/settings/settingsdialog.h"
#include "ui/window/aboutdialog.h"
#include "ui/window/windowmenu.h"
#include "ui/window/windowplace.h"

#include "base/plaintext.h"
#include "profile/settings.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenuBar>
#include <QPointer>
#include <QStatusBar>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int MessageMs = 6000;
constexpr int OfferMs = 15'000; // there is something to be clicked
/// These mean the text while the focus is in a field.
constexpr std::array EditingKeys { QKeySequence::SelectAll, QKeySequence::Copy, QKeySequence::Cut,
    QKeySequence::Paste, QKeySequence::Undo, QKeySequence::Redo };
constexpr QSize Least(1024, 700);
constexpr QSize ProgramWindowUsual(1440, 900);

} // namespace

ProgramWindow::ProgramWindow(const ProgramServices& services)
    : m_services(services)
    , m_place(new WindowPlace(*this, Least))
    , m_column(new QVBoxLayout)
    , m_commands(makeAction(tr("Commands"), u"command"_s, Qt::CTRL | Qt::Key_K))
    , m_newWindow(makeAction(tr("New window"), u"plus"_s, QKeySequence::New))
    , m_connections(makeAction(tr("Connections…"), u"plug"_s, Qt::CTRL | Qt::Key_T))
    , m_settings(makeAction(tr("Settings…"), u"cog"_s, Qt::CTRL | Qt::Key_Comma))
    , m_closeWindow(makeAction(tr("Close window"), {}, Qt::CTRL | Qt::Key_W))
    , m_quit(makeAction(tr("Quit"), {}, Qt::CTRL | Qt::Key_Q))
    , m_guide(makeAction(tr("Guide"), u"circle-question-mark"_s, Qt::Key_F1))
    , m_shortcuts(makeAction(tr("Shortcuts"), {}, Qt::CTRL | Qt::Key_F1))
    , m_tryBrowser(makeAction(tr("Try the browser sign-in on the demo tenant"), {}, {}))
    , m_about(makeAction(tr("About Identity Console"), u"info"_s, {}))
    , m_themes(new QActionGroup(this))
    , m_themesMenu(new QMenu(tr("Theme"), this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Identity Console"_s);
    setWindowIcon(QIcon(u":/icons/identity-console.svg"_s));
    resize(ProgramWindowUsual);
    m_connections->setObjectName(u"connections"_s);
    m_settings->setObjectName(u"settings"_s);
    m_shortcuts->setObjectName(u"shortcutsAction"_s);
    m_commands->setObjectName(u"commands"_s);
    m_commands->setToolTip(tr("Find a command, a view or a person by name (Ctrl+K)"));
    connect(m_commands, &QAction::triggered, this,
        [this] { (new CommandPalette(commands(), people(), this))->popup(); });
    connect(m_newWindow, &QAction::triggered, this, &ProgramWindow::newWindowRequested);
    connect(m_connections, &QAction::triggered, this, [this] { openConnections(this); });
    connect(m_settings, &QAction::triggered, this, [this] { showSettings(false); });
    connect(m_closeWindow, &QAction::triggered, this, &QWidget::close);
    // Every window: each asks about its own jobs.
    connect(m_quit, &QAction::triggered, qApp, &QApplication::closeAllWindows);
    connect(
        m_guide, &QAction::triggered, this, [this] { GuideWindow::showFor(objectName(), this); });
    connect(m_shortcuts, &QAction::triggered, this, [this] { showSettings(true); });
    m_tryBrowser->setObjectName(u"tryBrowserSignIn"_s);
    connect(m_tryBrowser, &QAction::triggered, this,
        [this] { emit demoRequested(SignInKind::Browser); });
    connect(m_about, &QAction::triggered, this, [this] {
        auto* dialog = new AboutDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    auto* menus = new QAction(tr("Menus"), this);
    menus->setShortcut(Qt::Key_F10);
    connect(menus, &QAction::triggered, this,
        [this] { menuBar()->setActiveAction(menuBar()->actions().constFirst()); });
    addAction(menus);
    makeThemes();
    connect(qApp, &QApplication::focusChanged, this, &ProgramWindow::onFocusChanged);

    auto* center = new QWidget(this);
    center->setLayout(m_column);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(new NoticeStrip(services.notices, this));
    setCentralWidget(center);
    connect(&services.notices, &Notices::said, this,
        [this](const QString& text, const NoticeOffer& offer) {
            statusBar()->showMessage(shownLine(text), offer.text.isEmpty() ? MessageMs : OfferMs);
        });
    ProgramWindow::followSettings();
}

ProgramWindow::~ProgramWindow()
{
    disconnect(qApp, nullptr, this, nullptr); // the focus moves while its widgets go
}

QAction* ProgramWindow::makeAction(
    const QString& text, const QString& iconName, const QKeySequence& keys)
{
    auto* action = new QAction(text, this);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setShortcut(keys);
    return action;
}

void ProgramWindow::makeThemes()
{
    const auto add = [this](const QString& text, ThemeMode mode) {
        QAction* action = m_themes->addAction(text);
        action->setCheckable(true);
        action->setData(static_cast<int>(mode));
        connect(action, &QAction::triggered, this, [this, mode] { setTheme(mode); });
    };
    add(tr("Follow the system"), ThemeMode::System);
    add(tr("Light"), ThemeMode::Light);
    add(tr("Dark"), ThemeMode::Dark);
    m_themesMenu->addActions(m_themes->actions());
}

QMenu* ProgramWindow::addMenu(const QString& title, const QList<QList<QAction*>>& groups)
{
    QMenu* menu = menuBar()->addMenu(title);
    for (const QList<QAction*>& group : groups) {
        if (!menu->isEmpty())
            menu->addSeparator();
        menu->addActions(group);
    }
    return menu;
}

void ProgramWindow::addFileMenu(const QList<QList<QAction*>>& middle)
{
    QList<QList<QAction*>> groups { { m_newWindow, m_connections } };
    groups += middle;
    groups += { { m_settings }, { m_closeWindow, m_quit } };
    addMenu(tr("&File"), groups);
}

void ProgramWindow::addWindowAndHelpMenus()
{
    menuBar()->addMenu(new WindowMenu(*this));
    addMenu(tr("&Help"), { { m_guide, m_commands, m_shortcuts }, { m_tryBrowser }, { m_about } });
}

QList<Command> ProgramWindow::commands()
{
    QList<Command> all = windowCommands(*this);
    all.removeIf([this](const Command& one) { return one.title == m_commands->text(); });
    for (ProgramWindow* window : WindowMenu::openWindows()) {
        if (window == this)
            continue;
        all += { .section = Command::Section::Connections,
            .title = window->windowTitle(),
            .where = tr("Window"),
            .icon = u"globe"_s,
            .run = [one = QPointer<ProgramWindow>(window)] {
                if (one != nullptr)
                    WindowMenu::bringToFront(*one);
            } };
    }
    for (const Profile& profile : m_services.connections.profiles()) {
        all += { .section = Command::Section::Connections,
            .title = tr("Connect to %1").arg(shownLine(profile.name)),
            .where = shownLine(profile.apiBase),
            .icon = u"plug"_s,
            .run = [this, profile] { emit connectRequested(profile); } };
    }
    return all;
}

ConnectionDialogStart ProgramWindow::connectionStart() const
{
    return {};
}

void ProgramWindow::setDialogsOffered(bool offered)
{
    for (QAction* action : { m_connections, m_settings, m_shortcuts, m_guide, m_commands })
        action->setEnabled(offered);
}

void ProgramWindow::openConnections(QWidget* above)
{
    // Without any, the dialog offers what other tools keep; where there is nothing to offer, it
    // begins with an empty one.
    const QList<ImportOffer> offers = m_services.connections.importOffers();
    ConnectionDialogStart start = connectionStart();
    if (start.selected.isEmpty())
        start.selected = ProfileId(m_services.settings.value(Setting::LastConnection).toString());
    start.withNew = m_services.connections.profiles().isEmpty()
        && std::ranges::none_of(offers, &ImportOffer::isUsable);
    const Settings& settings = m_services.settings;
    start.forNew.timeoutSeconds = settings.number(Setting::NewConnectionTimeout);
    if (settings.word(Setting::NewConnectionProxy) == u"none"_s)
        start.forNew.proxy = NetworkOptions::Proxy::None;
    auto* dialog = new ConnectionDialog(m_services.connections, m_services.clock, start, above);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectionDialog::connectRequested, this, &ProgramWindow::connectRequested);
    dialog->open();
}

void ProgramWindow::showSettings(bool shortcuts)
{
    auto* dialog = new SettingsDialog(m_services.settings,
        { .journalPath = m_services.journalPath,
            .shortcuts = shortcutsOf(*this),
            .hasConnections = true },
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (shortcuts)
        dialog->showPage(SettingsDialog::Page::Shortcuts);
    connect(dialog, &SettingsDialog::connectionsRequested, this,
        [this, dialog] { openConnections(dialog); });
    const ThemeMode theme = themeFromWord(m_services.settings.word(Setting::Theme));
    connect(dialog, &SettingsDialog::saved, this, [this, theme] { onSettingsSaved(theme); });
    dialog->open();
}

void ProgramWindow::onSettingsSaved(ThemeMode before)
{
    Settings& settings = m_services.settings;
    if (const ThemeMode now = themeFromWord(settings.word(Setting::Theme)); now != before) {
        setTheme(now); // and the rest
    } else {
        followSettings();
        emit settingsChanged();
    }
    if (!settings.save() && settings.problem().isEmpty()) {
        m_services.notices.keep(tr("The settings cannot be written to %1. What you changed holds "
                                   "until you quit.")
                                    .arg(settings.path()));
    }
}

void ProgramWindow::setTheme(ThemeMode mode)
{
    applyTheme(*qApp, mode);
    m_services.settings.setValue(Setting::Theme, themeWord(mode));
    followSettings();
    emit settingsChanged();
}

void ProgramWindow::followSettings()
{
    const ThemeMode theme = themeFromWord(m_services.settings.word(Setting::Theme));
    for (QAction* action : m_themes->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(theme));
}

void ProgramWindow::takePlaceOf(const QWidget& before)
{
    m_place->takeOver(before);
    if (!testAttribute(Qt::WA_Moved)) // else it was closed somewhere else the last time
        setGeometry(before.geometry());
}

void ProgramWindow::onFocusChanged(QWidget*, QWidget* now)
{
    if (qobject_cast<QLineEdit*>(now) != nullptr && now->window() == this)
        now->installEventFilter(this);
}

/// A field may take keys of the window for itself: Ctrl+E, say, goes to the end of its text. Only
/// the keys that edit are left to it.
bool ProgramWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return QMainWindow::eventFilter(watched, event);
    const auto& key = *static_cast<QKeyEvent*>(event);
    const bool edits = std::ranges::any_of(
        EditingKeys, [&key](QKeySequence::StandardKey edit) { return key.matches(edit); });
    const QKeySequence pressed(key.keyCombination());
    const QList<QAction*> actions = edits ? QList<QAction*>() : findChildren<QAction*>();
    const bool isOurs = std::ranges::any_of(actions, [&](const QAction* action) {
        return action->isEnabled() && action->shortcuts().contains(pressed);
    });
    if (!isOurs)
        return QMainWindow::eventFilter(watched, event);
    event->ignore();
    return true;
}

void ProgramWindow::closeEvent(QCloseEvent* event)
{
    QMainWindow::closeEvent(event);
    emit closed();
}

} // namespace ic
