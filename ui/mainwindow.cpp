#include "ui/mainwindow.h"

#include "ui/activity/auditwindow.h"
#include "ui/activity/stopjobdialog.h"
#include "ui/bottomdock.h"
#include "ui/datemenu.h"
#include "ui/detailpane.h"
#include "ui/dialogs/aboutdialog.h"
#include "ui/dialogs/comparedialog.h"
#include "ui/dialogs/pastelistdialog.h"
#include "ui/docktitle.h"
#include "ui/filterbar.h"
#include "ui/icons.h"
#include "ui/identitybrowser.h"
#include "ui/identityview.h"
#include "ui/openiniscaction.h"
#include "ui/panecycle.h"
#include "ui/selectionpage.h"
#include "ui/sidebar.h"
#include "ui/operations/operationactions.h"
#include "ui/operations/operationdesk.h"
#include "ui/operations/verbrow.h"
#include "ui/panecycle.h"
#include "ui/rowmenu.h"
#include "ui/statepage.h"
#include "ui/statusstrip.h"
#include "ui/tablecolumns.h"
#include "ui/tenantband.h"

#include "bulk/jobcenter.h"
#include "models/connectionstatus.h"
#include "profile/settings.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QMenuBar>
#include <QStackedWidget>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int DetailWidth = 376;
constexpr int SmallDetailWidth = 320;
constexpr int SidebarWidth = 208;
constexpr int RoomyWidth = 1200;
constexpr int VerbsWidth = 850; // of the toolbar without names
/// Grows with every new pane: an arrangement that does not know one would squeeze it.
constexpr int ArrangementVersion = 1;
constexpr int BottomHeight = 200;
constexpr int QuitPollMs = 50;
constexpr int LongestQuitMs = 65'000; // as long as a request may take

} // namespace

struct MainWindow::Session
{
    explicit Session(const UiServices& s)
        : services(s)
        , detail(s.client, s.clock)
    {
    }

    UiServices services;
    IdentityDetail detail;
    IdentityBrowser* browser = nullptr;
    DetailPane* details = nullptr;
    Sidebar* sidebar = nullptr;
    PaneCycle panes;
    OperationDesk* desk = nullptr;
};

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
    , m_operations(new OperationActions(true, this))
    , m_pages(new QStackedWidget(this))
    , m_notConnected(new StatePage(this))
    , m_band(new TenantBand(false, this))
    , m_status(new StatusStrip(this))
    , m_detailDock(new QDockWidget(u"Details"_s, this))
    , m_bottom(new BottomDock(this))
    , m_sidebarDock(new QDockWidget(u"Views"_s, this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Identity Console"_s);
    setWindowIcon(QIcon(u":/icons/identity-console.svg"_s));
    setMinimumSize(1024, 700);
    resize(1440, 900);
    setUnifiedTitleAndToolBarOnMac(false);
    makeActions();
    makeMenus();
    makeToolBar();
    makeWidgets();
    updateActions();
}

MainWindow::~MainWindow()
{
    // The widgets refer to the session's models, so they go first.
    if (m_session) {
        delete m_sidebarDock;
        delete m_session->desk;
        delete m_pages;
        delete m_detailDock;
        delete m_bottom;
    }
}

void MainWindow::showNotConnected(const QString& title, const QString& detail, bool offerDemo)
{
    m_notConnected->setState(u"unplug"_s, title, detail);
    m_notConnected->setActions(offerDemo ? u"Open the demo tenant"_s : QString());
    m_pages->setCurrentWidget(m_notConnected);
    m_band->hide();
    m_detailDock->hide();
    m_bottom->hide();
    m_sidebarDock->hide();
}

void MainWindow::connectTo(const UiServices& services)
{
    Q_ASSERT(!m_session);
    const Tenant& tenant = services.tenant;
    m_band->setTenant(tenant);
    m_band->show();
    m_detailDock->show();
    setWindowTitle(u"%1 – Identity Console [%2]"_s.arg(
        tenant.name, environmentWord(tenant.environment)));
    buildSession(services);
    const Settings& settings = services.settings;
    restoreGeometry(settings.value(Setting::WindowGeometry).toByteArray());
    m_sidebarDock->setVisible(width() >= RoomyWidth);
    restoreState(settings.value(Setting::WindowState).toByteArray(), ArrangementVersion);
    m_session->browser->view().setFocus();
    updateActions();
}

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
    m_quit = action(u"Quit"_s, {}, QKeySequence(u"Ctrl+Q"_s), [this] { close(); });
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
    m_audit = action(u"Audit Log…"_s, u"scroll-text"_s, {}, [this] { showAudit(); });
    m_lastResult = action(u"Results of the Last Job"_s, u"square-check"_s, {},
        [this] { showJobResult(m_session->desk->lastEnded()); });
    m_lastResult->setObjectName(u"lastResult"_s);

    auto* menu = new QAction(this);
    menu->setShortcut(Qt::Key_F10);
    connect(menu, &QAction::triggered, this,
        [this] { menuBar()->setActiveAction(menuBar()->actions().constFirst()); });
    auto* nextPane = new QAction(this);
    nextPane->setShortcut(Qt::Key_F6);
    connect(nextPane, &QAction::triggered, this, [this] { stepPane(1); });
    auto* previousPane = new QAction(this);
    previousPane->setShortcut(QKeySequence(u"Shift+F6"_s));
    connect(previousPane, &QAction::triggered, this, [this] { stepPane(-1); });
    addActions({ menu, nextPane, previousPane });

    m_themes = new QActionGroup(this);
    const auto theme = [this](const QString& text, ThemeMode mode) {
        QAction* made = m_themes->addAction(text);
        made->setCheckable(true);
        made->setChecked(mode == ThemeMode::System);
        connect(made, &QAction::triggered, this, [this, mode] { setTheme(mode); });
    };
    theme(u"Follow the System"_s, ThemeMode::System);
    theme(u"Light"_s, ThemeMode::Light);
    theme(u"Dark"_s, ThemeMode::Dark);
}

void MainWindow::makeMenus()
{
    QMenu* file = menuBar()->addMenu(u"&File"_s);
    file->addActions({ m_export, m_pasteList });
    file->addSeparator();
    file->addAction(m_quit);
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

void MainWindow::makeWidgets()
{
    auto* center = new QWidget(this);
    auto* layout = new QVBoxLayout(center);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_pages->addWidget(m_notConnected);
    layout->addWidget(m_pages, 1);
    setCentralWidget(center);
    setStatusBar(m_status);

    // The band spans the whole width, docks included, so it sits in a tool bar area of its own.
    addToolBarBreak();
    auto* bandBar = addToolBar(u"Tenant"_s);
    bandBar->setObjectName(u"bandBar"_s);
    bandBar->setMovable(false);
    bandBar->setContextMenuPolicy(Qt::PreventContextMenu);
    bandBar->setStyleSheet(u"QToolBar { padding: 0; spacing: 0; border: none; }"_s);
    bandBar->layout()->setContentsMargins(0, 0, 0, 0);
    bandBar->addWidget(m_band);

    m_detailDock->setObjectName(u"details"_s);
    m_sidebarDock->setObjectName(u"sidebar"_s);
    for (QDockWidget* dock : { m_detailDock, m_sidebarDock }) {
        dock->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
        dock->setAllowedAreas(Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea);
    }
    addDockWidget(Qt::RightDockWidgetArea, m_detailDock);
    addDockWidget(Qt::LeftDockWidgetArea, m_sidebarDock);
    addDockWidget(Qt::BottomDockWidgetArea, m_bottom);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    connect(m_bottom, &BottomDock::notice, m_status, &StatusStrip::say);
    connect(m_bottom, &BottomDock::itemsRequested, this, &MainWindow::showJobResult);
    connect(m_bottom, &BottomDock::auditRequested, this, &MainWindow::showAudit);
    connect(m_notConnected, &StatePage::primaryClicked, this, &MainWindow::demoRequested);
    m_band->hide();
    for (QDockWidget* dock : { m_detailDock, m_sidebarDock, static_cast<QDockWidget*>(m_bottom) })
        dock->hide();
}

void MainWindow::buildSession(const UiServices& services)
{
    m_session = std::make_unique<Session>(services);
    Session& session = *m_session;
    session.browser = new IdentityBrowser(services, m_pages);
    m_pages->addWidget(session.browser);
    m_pages->setCurrentWidget(session.browser);
    // Before the rest is built: the rows are on their way meanwhile.
    session.browser->start();

    auto* pane = new DetailPane(session.detail, services, m_detailDock);
    session.details = pane;
    m_dates->setStyle(dateStyleFromWord(services.settings.value(Setting::Dates).toString()));
    IdentityBrowser& browser = *session.browser;
    pane->setSelectionPage(
        new SelectionPage(browser.selection(), browser.model(), browser.reach(), pane));
    pane->setMinimumWidth(SmallDetailWidth);
    m_detailDock->setWidget(pane);
    session.sidebar = new Sidebar(services, *session.browser, m_sidebarDock);
    m_sidebarDock->setWidget(session.sidebar);
    resizeDocks({ m_sidebarDock, m_detailDock },
        { SidebarWidth, width() < RoomyWidth ? SmallDetailWidth : DetailWidth }, Qt::Horizontal);
    setDockTitle(*m_detailDock);
    setDockTitle(*m_sidebarDock, { m_saveView });
    connect(session.sidebar, &Sidebar::notice, m_status, &StatusStrip::say);
    connect(&session.browser->filter(), &FilterBar::saveViewRequested, session.sidebar,
        &Sidebar::saveView);
    addPanes();
    connectOperations(*pane);
    connect(pane, &DetailPane::notice, m_status, &StatusStrip::say);
    connect(pane, &DetailPane::columnRequested, this, [this](const QString& attribute) {
        m_session->browser->columns().showAttribute(attribute);
        m_status->say(u"%1 is a column of the table now."_s.arg(attribute));
    });
    connect(pane, &DetailPane::copyRowRequested, this,
        [this] { m_session->browser->copyRowOf(m_session->detail.identity()); });
    connect(&session.detail, &IdentityDetail::changed, this, &MainWindow::updateActions);
    // Following a link leaves the current row behind; a click on it comes back.
    connect(&session.browser->view(), &QAbstractItemView::clicked, this,
        [this](const QModelIndex& index) {
            const Identity* identity = m_session->browser->currentIdentity();
            if (index.column() > 0 && identity != nullptr)
                m_session->detail.open(*identity);
        });

    m_bottom->setUp(services.apiLog, services.jobs);
    resizeDocks({ m_bottom }, { BottomHeight }, Qt::Vertical);

    connect(&services.status, &ConnectionStatus::changed, this,
        [this] { m_status->setStatus(m_session->services.status.current()); });
    m_status->setStatus(services.status.current());
    connect(session.browser, &IdentityBrowser::detailsRequested, m_detailDock, &QWidget::show);
    connect(session.browser, &IdentityBrowser::notice, m_status, &StatusStrip::say);
    connect(session.browser, &IdentityBrowser::currentIdentityChanged, this, [this] {
        // While a row is still being loaded nobody is shown rather than somebody else.
        if (const Identity* identity = m_session->browser->currentIdentity())
            m_session->detail.open(*identity);
        else if (m_session->browser->view().currentIndex().isValid())
            m_session->detail.close();
        updateActions();
    });
    connect(session.browser, &IdentityBrowser::filterChanged, &session.detail,
        &IdentityDetail::close);
    connect(session.browser, &IdentityBrowser::listStateChanged, this, [this] {
        m_status->setListText(m_session->browser->listText());
        updateActions();
    });
    connect(&session.browser->selection(), &SelectionStore::changed, this,
        &MainWindow::updateActions);
}

void MainWindow::connectOperations(DetailPane& pane)
{
    Session& session = *m_session;
    session.desk = new OperationDesk(session.services, *session.browser, this);
    OperationDesk* const desk = session.desk;
    connect(m_operations, &OperationActions::triggered, desk,
        qOverload<OperationId>(&OperationDesk::open));
    connect(desk, &OperationDesk::changed, this, &MainWindow::updateActions);
    connect(desk, &OperationDesk::notice, m_status, &StatusStrip::say);
    connect(desk, &OperationDesk::identitiesAffected, this, [this](const QList<IdentityId>& ids) {
        if (ids.contains(m_session->detail.identity().id))
            m_session->detail.reload();
    });
    connect(session.browser, &IdentityBrowser::rowMenuOpening, desk,
        [desk](RowMenu* menu, const Identity& identity) { desk->fillRowMenu(*menu, identity); });
    auto* verbs = new VerbRow(&pane);
    pane.addBelowHeader(verbs);
    connect(verbs, &VerbRow::requested, this, [this](OperationId operation) {
        m_session->desk->open(operation, m_session->detail.identity());
    });
    const auto follow = [this, verbs] {
        verbs->setTarget(m_session->desk->targetOf(m_session->detail.identity()));
    };
    connect(&session.detail, &IdentityDetail::changed, verbs, follow);
    connect(desk, &OperationDesk::changed, verbs, follow);
}

void MainWindow::showJobResult(const JobId& id)
{
    if (m_session)
        m_session->desk->showResult(id);
}

void MainWindow::showAudit()
{
    if (!m_session || m_session->services.jobs == nullptr)
        return;
    auto* window = new AuditWindow(
        m_session->services, m_session->services.jobs->journalPath(), this);
    window->setAttribute(Qt::WA_DeleteOnClose);
    connect(window, &AuditWindow::notice, m_status, &StatusStrip::say);
    connect(window, &AuditWindow::itemsRequested, this, &MainWindow::showJobResult);
    window->show();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_toolBar != nullptr)
        m_operations->tint(*m_toolBar);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    if (m_toolBar == nullptr)
        return;
    m_operations->setNameWidth(std::clamp((width() - VerbsWidth) / 6, 40, 160));
    m_toolBar->setToolButtonStyle(
        width() < RoomyWidth ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const int running = m_bottom->runningJobs();
    if (running > 0 && !m_quitting) {
        event->ignore();
        auto* dialog = new QuitWithJobsDialog(running, this);
        connect(dialog, &QDialog::accepted, this, &MainWindow::pauseAndQuit);
        dialog->open();
        return;
    }
    if (m_session) {
        Settings& settings = m_session->services.settings;
        settings.setValue(Setting::WindowGeometry, saveGeometry());
        settings.setValue(Setting::WindowState, saveState(ArrangementVersion));
        settings.save();
    }
    QMainWindow::closeEvent(event);
}

/// What is under way is answered first: then nothing about it is unknown.
void MainWindow::pauseAndQuit()
{
    m_quitting = true;
    JobCenter& jobs = *m_session->services.jobs;
    jobs.pauseAll();
    m_status->say(u"Waiting for the answers that are under way…"_s);
    auto* poll = new QTimer(this);
    connect(poll, &QTimer::timeout, this, [this, &jobs, waited = 0]() mutable {
        waited += QuitPollMs;
        if (jobs.underWay() == 0 || waited >= LongestQuitMs)
            close();
    });
    poll->start(QuitPollMs);
}

void MainWindow::setTheme(ThemeMode mode)
{
    applyTheme(*qApp, mode);
    if (m_session)
        m_session->services.settings.setValue(Setting::Theme, themeWord(mode));
    if (m_session)
        m_status->setStatus(m_session->services.status.current());
}

void MainWindow::addPanes()
{
    IdentityBrowser& browser = *m_session->browser;
    PaneCycle& panes = m_session->panes;
    panes.add(&browser.filter(), [&browser] { browser.filter().focusSearch(); });
    panes.add(&browser.view(), [&browser] { browser.view().setFocus(Qt::ShortcutFocusReason); });
    panes.add(m_detailDock, [this] { m_session->details->takeFocus(); });
    panes.add(m_sidebarDock, [this] { m_session->sidebar->takeFocus(); });
}

void MainWindow::stepPane(int by)
{
    if (m_session)
        m_session->panes.step(by);
}

void MainWindow::exportIdentities()
{
    auto* dialog = new ExportDialog(m_session->services, m_session->browser->selection(),
        m_session->browser->exportView(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::exported, m_status, &StatusStrip::say);
    dialog->open();
}

void MainWindow::pasteList()
{
    auto* dialog
        = new PasteListDialog(m_session->services, m_session->browser->selection(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PasteListDialog::notice, m_status, &StatusStrip::say);
    dialog->open();
}

std::optional<std::pair<IdentityId, IdentityId>> MainWindow::comparedPair() const
{
    if (!m_session || m_session->browser == nullptr)
        return {};
    const SelectionStore& selection = m_session->browser->selection();
    if (selection.isAllMatching())
        return {};
    const QList<IdentityId> ticked = selection.ids().values();
    if (ticked.size() == 2)
        return std::pair(std::min(ticked.at(0), ticked.at(1)), std::max(ticked.at(0), ticked.at(1)));
    const Identity& open = m_session->detail.identity();
    if (ticked.size() == 1 && m_session->detail.state() != IdentityDetail::State::None
        && open.id != ticked.first())
        return std::pair(open.id, ticked.first());
    return {};
}

void MainWindow::compareIdentities()
{
    const auto pair = comparedPair();
    if (!pair)
        return;
    auto* dialog = new CompareDialog(m_session->services, pair->first, pair->second, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CompareDialog::notice, m_status, &StatusStrip::say);
    dialog->open();
}

void MainWindow::showAbout()
{
    auto* dialog = new AboutDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
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
    m_lastResult->setEnabled(
        connected && m_session->desk != nullptr && !m_session->desk->lastEnded().isEmpty());
    m_compare->setEnabled(comparedPair().has_value());
    m_compare->setToolTip(u"Tick two identities, or open one and tick another"_s);
}

} // namespace ic
