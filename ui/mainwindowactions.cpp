// The window's actions, menus and toolbar.

#include "ui/bottomdock.h"
#include "ui/datemenu.h"
#include "ui/filterbar.h"
#include "ui/icons.h"
#include "ui/mainwindowsession.h"
#include "ui/openiniscaction.h"
#include "ui/operations/operationactions.h"
#include "ui/settings/shortcutlist.h"
#include "ui/theme.h"

#include "models/changelock.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QMenuBar>
#include <QToolBar>

using namespace Qt::StringLiterals;

namespace ic {

void MainWindow::makeActions()
{
    const auto action = [this](const QString& text, const QString& iconName,
                            const QKeySequence& keys, auto slot) {
        auto* made = new QAction(text, this);
        if (!iconName.isEmpty())
            made->setIcon(icon(iconName));
        made->setShortcut(keys);
        connect(made, &QAction::triggered, this, slot);
        return made;
    };
    m_refresh = action(u"Refresh"_s, u"refresh-cw"_s, Qt::Key_F5, [this] {
        m_session->browser->refresh();
    });
    m_reloadIdentity = action(u"Refresh This Identity"_s, {}, QKeySequence(u"Shift+F5"_s),
        [this] { m_session->detail.reload(); });
    m_export = action(u"Export…"_s, u"download"_s, QKeySequence(u"Ctrl+E"_s),
        [this] { exportIdentities(); });
    m_pasteList = action(u"Paste List…"_s, u"clipboard-list"_s, QKeySequence(u"Ctrl+L"_s),
        [this] { pasteList(); });
    m_pasteList->setObjectName(u"pasteList"_s);
    m_pasteList->setIconText(u"Paste list…"_s);
    m_pasteList->setToolTip(u"Select the identities of a list (Ctrl+L)"_s);
    m_copyRow = action(u"Copy Row"_s, u"copy"_s, QKeySequence::Copy, [this] { m_session->browser->copyRow(); });
    m_copyId = action(u"Copy Id"_s, {}, QKeySequence(u"Ctrl+Shift+C"_s),
        [this] { m_session->details->copyId(); });
    m_find = action(u"Find"_s, u"search"_s, QKeySequence::Find,
        [this] { m_session->browser->filter().focusSearch(); });
    m_expression = action(u"Filter Expression"_s, u"code-xml"_s, QKeySequence(u"Ctrl+Shift+F"_s),
        [this] { m_session->browser->filter().focusExpression(); });
    m_selectAll = action(u"Rows on Screen, Then All Matching"_s, {}, QKeySequence::SelectAll,
        [this] { m_session->browser->selectAll(); });
    m_selectNone = action(u"None"_s, {}, QKeySequence(u"Ctrl+Shift+A"_s),
        [this] { m_session->browser->selection().clear(); });
    m_saveView = action(u"Save View…"_s, u"plus"_s, QKeySequence(u"Ctrl+D"_s),
        [this] { m_session->sidebar->saveView(); });
    m_saveView->setToolTip(u"Save view… (Ctrl+D)"_s);
    m_newWindow = action(u"New Window"_s, u"plus"_s, QKeySequence::New,
        [this] { emit newWindowRequested(); });
    m_connections = action(u"Connections…"_s, u"plug"_s, QKeySequence(u"Ctrl+T"_s),
        [this] { showConnections(); });
    m_connections->setObjectName(u"connections"_s);
    m_lock = action(u"Allow Changes…"_s, u"lock-open"_s, QKeySequence(u"Ctrl+Shift+L"_s),
        [this] { toggleLock(); });
    m_lock->setObjectName(u"lockAction"_s);
    m_lock->setProperty(ShortcutTitle, u"Allow or Lock Changes"_s);
    m_settingsDialog = action(u"Settings…"_s, u"cog"_s, QKeySequence(u"Ctrl+,"_s),
        [this] { showSettings(false); });
    m_settingsDialog->setObjectName(u"settings"_s);
    m_shortcuts = action(
        u"Shortcuts"_s, {}, QKeySequence(Qt::Key_F1), [this] { showSettings(true); });
    m_shortcuts->setObjectName(u"shortcutsAction"_s);
    m_closeWindow
        = action(u"Close Window"_s, {}, QKeySequence(u"Ctrl+W"_s), [this] { close(); });
    // Every window: each asks about its own jobs.
    m_quit = action(
        u"Quit"_s, {}, QKeySequence(u"Ctrl+Q"_s), [] { QApplication::closeAllWindows(); });
    m_about = action(u"About Identity Console"_s, u"info"_s, {}, [this] { showAbout(); });
    m_export->setObjectName(u"export"_s);
    m_back = action(u"Back"_s, u"arrow-left"_s, QKeySequence(u"Alt+Left"_s),
        [this] { m_session->detail.goBack(); });
    m_forward = action(u"Forward"_s, u"arrow-right"_s, QKeySequence(u"Alt+Right"_s),
        [this] { m_session->detail.goForward(); });
    m_compare = action(
        u"Compare…"_s, u"git-compare"_s, {}, [this] { compareIdentities(); });
    m_compare->setObjectName(u"compare"_s);
    m_openInIsc = new OpenInIscAction(this);
    m_openInIsc->setShortcut(QKeySequence(u"Ctrl+Shift+O"_s));

    m_activity = action(u"Activity"_s, u"activity"_s, QKeySequence(u"Ctrl+J"_s),
        [this] { m_bottom->showActivity(); });
    m_apiLog = action(u"API Log"_s, u"scroll-text"_s, QKeySequence(u"Ctrl+Shift+J"_s),
        [this] { m_bottom->showApiLog(); });
    m_inviteAll = action(u"Invite All Uninvited…"_s, u"user-plus"_s, {},
        [this] { m_session->desk->inviteAllUninvited(); });
    m_inviteAll->setObjectName(u"inviteAll"_s);
    m_audit = action(u"Audit Log…"_s, u"scroll-text"_s, {}, [this] { showAudit(); });
    m_lastResult = action(u"Results of the Last Job"_s, u"square-check"_s, {},
        [this] { showJobResult(m_session->desk->lastEnded()); });
    m_lastResult->setObjectName(u"lastResult"_s);

    auto* menu = new QAction(u"Menus"_s, this);
    menu->setShortcut(Qt::Key_F10);
    connect(menu, &QAction::triggered, this,
        [this] { menuBar()->setActiveAction(menuBar()->actions().constFirst()); });
    auto* nextPane = new QAction(u"Next Pane"_s, this);
    nextPane->setShortcut(Qt::Key_F6);
    connect(nextPane, &QAction::triggered, this, [this] { stepPane(1); });
    auto* previousPane = new QAction(u"Previous Pane"_s, this);
    previousPane->setShortcut(QKeySequence(u"Shift+F6"_s));
    connect(previousPane, &QAction::triggered, this, [this] { stepPane(-1); });
    addActions({ menu, nextPane, previousPane });

    m_themes = new QActionGroup(this);
    const auto theme = [this](const QString& text, ThemeMode mode) {
        QAction* made = m_themes->addAction(text);
        made->setCheckable(true);
        made->setChecked(mode == ThemeMode::System);
        made->setData(static_cast<int>(mode));
        connect(made, &QAction::triggered, this, [this, mode] { setTheme(mode); });
    };
    theme(u"Follow the System"_s, ThemeMode::System);
    theme(u"Light"_s, ThemeMode::Light);
    theme(u"Dark"_s, ThemeMode::Dark);
}

void MainWindow::makeMenus()
{
    QMenu* file = menuBar()->addMenu(u"&File"_s);
    file->addActions({ m_newWindow, m_connections });
    file->addSeparator();
    file->addActions({ m_export, m_pasteList });
    file->addSeparator();
    file->addAction(m_lock);
    file->addSeparator();
    file->addAction(m_settingsDialog);
    file->addSeparator();
    file->addActions({ m_closeWindow, m_quit });
    QMenu* edit = menuBar()->addMenu(u"&Edit"_s);
    edit->addActions({ m_copyRow, m_copyId });
    edit->addSeparator();
    edit->addActions({ m_find, m_expression });
    QMenu* view = menuBar()->addMenu(u"&View"_s);
    view->addActions({ m_refresh, m_reloadIdentity });
    view->addSeparator();
    view->addAction(m_saveView);
    view->addSeparator();
    QMenu* panes = view->addMenu(u"Panes"_s);
    panes->addActions({ m_sidebarDock->toggleViewAction(), m_detailDock->toggleViewAction() });
    panes->addActions({ m_activity, m_apiLog });
    m_dates = new DateMenu(view);
    view->addMenu(m_dates);
    connect(m_dates, &DateMenu::styleChosen, this,
        [this](DateStyle style) { m_session->browser->setDateStyle(style); });
    QMenu* themes = view->addMenu(u"Theme"_s);
    themes->addActions(m_themes->actions());
    QMenu* identity = menuBar()->addMenu(u"&Identity"_s);
    identity->setToolTipsVisible(true);
    identity->addActions(m_operations->inMenus());
    identity->addAction(m_inviteAll);
    identity->addSeparator();
    identity->addActions({ m_back, m_forward });
    identity->addSeparator();
    identity->addAction(m_compare);
    identity->addSeparator();
    identity->addAction(m_openInIsc);
    QMenu* selection = menuBar()->addMenu(u"&Selection"_s);
    selection->addActions({ m_selectAll, m_selectNone });
    QMenu* jobs = menuBar()->addMenu(u"&Jobs"_s);
    jobs->addActions({ m_activity, m_lastResult });
    jobs->addSeparator();
    jobs->addAction(m_audit);
    QMenu* help = menuBar()->addMenu(u"&Help"_s);
    help->addAction(m_shortcuts);
    help->addSeparator();
    help->addAction(m_about);
}

void MainWindow::makeToolBar()
{
    auto* bar = addToolBar(u"Tools"_s);
    bar->setObjectName(u"toolBar"_s);
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize(QSize(16, 16));
    bar->addAction(m_refresh);
    bar->addSeparator();
    m_operations->addTo(*bar);
    bar->addSeparator();
    m_toolBar = bar;
    bar->addActions({ m_export, m_pasteList });
}

void MainWindow::updateActions()
{
    IdentityBrowser* const browser = m_session ? m_session->browser : nullptr;
    const bool connected = browser != nullptr;
    const bool hasRow = connected && browser->currentIdentity() != nullptr;
    const bool hasRows = connected && browser->model().rowCount() > 0;
    const bool hasSelection = connected && !browser->selection().isEmpty();
    for (QAction* action : { m_refresh, m_find, m_expression, m_saveView, m_apiLog, m_pasteList })
        action->setEnabled(connected);
    for (QAction* action : { m_activity, m_audit })
        action->setEnabled(connected && m_bottom->hasJobs());
    // These are about the identity in the details, which a link may have led to.
    const bool hasOpen = connected && m_session->detail.state() != IdentityDetail::State::None;
    for (QAction* action : { m_reloadIdentity, m_copyId })
        action->setEnabled(hasOpen);
    if (hasOpen)
        m_openInIsc->setTarget(m_session->services, m_session->detail.identity().id);
    else
        m_openInIsc->setNoTarget();
    m_copyRow->setEnabled(hasRow);
    m_selectAll->setEnabled(hasRows);
    m_export->setEnabled(hasRows || hasSelection);
    m_selectNone->setEnabled(hasSelection);
    m_detailDock->toggleViewAction()->setEnabled(connected);
    m_sidebarDock->toggleViewAction()->setEnabled(connected);
    m_dates->setEnabled(connected);
    m_back->setEnabled(connected && m_session->detail.canGoBack());
    m_forward->setEnabled(connected && m_session->detail.canGoForward());
    m_operations->setTarget(
        connected && m_session->desk != nullptr ? m_session->desk->target() : OperationTarget());
    m_inviteAll->setEnabled(connected && m_session->desk != nullptr
        && m_session->desk->target().refusal.isEmpty());
    m_lastResult->setEnabled(
        connected && m_session->desk != nullptr && !m_session->desk->lastEnded().isEmpty());
    m_newWindow->setEnabled(m_connectionService != nullptr);
    m_connections->setEnabled(m_connectionService != nullptr);
    for (QAction* action : { m_settingsDialog, m_shortcuts })
        action->setEnabled(m_settings != nullptr);
    const bool locked = connected && m_session->services.lock.isLocked();
    m_lock->setEnabled(
        connected && m_session->services.lock.kind() != ChangeLock::Kind::Fixed);
    m_lock->setText(locked || !connected ? u"Allow Changes…"_s : u"Lock Changes"_s);
    m_lock->setIcon(icon(locked || !connected ? u"lock-open"_s : u"lock"_s));
    m_compare->setEnabled(comparedPair().has_value());
    m_compare->setToolTip(u"Tick two identities, or open one and tick another"_s);
}

} // namespace ic
