#include "ui/mainwindow.h"

#include "ui/activity/stopjobdialog.h"
#include "ui/bottomdock.h"
#include "ui/datemenu.h"
#include "ui/docktitle.h"
#include "ui/filterbar.h"
#include "ui/icons.h"
#include "ui/identityview.h"
#include "ui/mainwindowsession.h"
#include "ui/noticestrip.h"
#include "ui/openiniscaction.h"
#include "ui/operations/operationactions.h"
#include "ui/operations/verbrow.h"
#include "ui/rowmenu.h"
#include "ui/selectionpage.h"
#include "ui/signinpanel.h"
#include "ui/startpage.h"
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
#include <QCloseEvent>
#include <QDockWidget>
#include <QStackedWidget>
#include <QTimer>
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
constexpr int VerbsWidth = 980; // of the toolbar without names
/// Grows with every new pane: an arrangement that does not know one would squeeze it.
constexpr int ArrangementVersion = 1;
constexpr int BottomHeight = 200;
constexpr int QuitPollMs = 50;
constexpr int LongestQuitMs = 65'000; // as long as a request may take

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
    , m_operations(new OperationActions(true, this))
    , m_pages(new QStackedWidget(this))
    , m_notConnected(new StatePage(this))
    , m_start(new StartPage(this))
    , m_notice(new NoticeStrip(this))
    , m_band(new TenantBand(false, this))
    , m_signIn(new SignInPanel(this))
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

void MainWindow::setServices(
    ConnectionService& connections, const Clock& clock, Settings& settings)
{
    m_connectionService = &connections;
    m_clock = &clock;
    m_settings = &settings;
    m_start->setService(
        connections, ProfileId(settings.value(Setting::LastConnection).toString()));
    followSettings();
    updateActions();
}

void MainWindow::showStart()
{
    showNotConnected({}, {}, false);
    m_pages->setCurrentWidget(m_start);
    m_start->focusList();
}

void MainWindow::say(const QString& text)
{
    m_status->say(text);
}

void MainWindow::notify(const QString& text)
{
    m_notice->add(text);
}

void MainWindow::showNotConnected(const QString& title, const QString& detail, bool offerDemo)
{
    m_notConnected->setState(u"unplug"_s, title, detail);
    m_notConnected->setActions(offerDemo ? u"Open the demo tenant"_s : QString(),
        offerDemo && m_connectionService != nullptr ? u"Connections…"_s : QString());
    m_pages->setCurrentWidget(m_notConnected);
    m_bandBar->hide();
    m_status->setHasTenant(false);
    m_detailDock->hide();
    m_bottom->hide();
    m_sidebarDock->hide();
}

void MainWindow::connectTo(const UiServices& services)
{
    Q_ASSERT(!m_session);
    m_settings = &services.settings;
    const Tenant& tenant = services.tenant;
    m_band->setTenant(tenant);
    m_band->setLock(services.lock);
    m_status->setHasTenant(true);
    m_signIn->follow(services.status, tenant);
    m_detailDock->show();
    setWindowTitle(u"%1 – Identity Console [%2]"_s.arg(
        tenant.connection.isEmpty() ? tenant.name : tenant.connection,
        environmentWord(tenant.environment)));
    buildSession(services);
    followSettings();
    const Settings& settings = services.settings;
    restoreGeometry(settings.value(Setting::WindowGeometry).toByteArray());
    m_sidebarDock->setVisible(width() >= RoomyWidth);
    restoreState(settings.value(Setting::WindowState).toByteArray(), ArrangementVersion);
    m_bandBar->show(); // whatever was restored
    m_roomy = true;
    fitPanes();
    m_session->browser->view().setFocus();
    updateActions();
}

void MainWindow::makeWidgets()
{
    auto* center = new QWidget(this);
    auto* layout = new QVBoxLayout(center);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_pages->addWidget(m_notConnected);
    m_pages->addWidget(m_start);
    layout->addWidget(m_notice);
    layout->addWidget(m_signIn);
    layout->addWidget(m_pages, 1);
    setCentralWidget(center);
    setStatusBar(m_status);

    // The band spans the whole width, docks included, so it sits in a tool bar area of its own.
    addToolBarBreak();
    auto* bandBar = addToolBar(u"Tenant"_s);
    m_bandBar = bandBar;
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
    connect(m_bottom, &BottomDock::repeatRequested, this,
        [this](
            const JobId& id, OperationSubject::Kind kind) { m_session->desk->askAgain(id, kind); });
    connect(m_bottom, &BottomDock::resumeRequested, this,
        [this](const JobId& id) { m_session->desk->resume(id); });
    connect(m_bottom, &BottomDock::auditRequested, this, &MainWindow::showAudit);
    connect(m_band, &TenantBand::lockClicked, this, &MainWindow::toggleLock);
    connect(m_signIn, &SignInPanel::signInRequested, this, [this](const Secret& secret) {
        if (m_session->services.signIn)
            m_session->services.signIn(secret);
    });
    connect(m_signIn, &SignInPanel::copyRequested, this, [this](const QString& details) {
        QGuiApplication::clipboard()->setText(details);
        m_status->say(u"Copied the details of the error."_s);
    });
    connect(m_notConnected, &StatePage::primaryClicked, this, &MainWindow::demoRequested);
    connect(m_notConnected, &StatePage::secondaryClicked, this, &MainWindow::showConnections);
    connect(m_start, &StartPage::demoRequested, this, &MainWindow::demoRequested);
    connect(m_start, &StartPage::connectRequested, this, &MainWindow::connectRequested);
    connect(m_start, &StartPage::connectionsRequested, this, &MainWindow::showConnections);
    m_bandBar->hide();
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

    m_bottom->setUp(services.apiLog, services.jobs, services.lock);
    resizeDocks({ m_bottom }, { BottomHeight }, Qt::Vertical);

    connect(&services.status, &ConnectionStatus::changed, this,
        [this] {
            const NetStatus& status = m_session->services.status.current();
            m_status->setStatus(status);
            m_bottom->setLink(status.link);
            m_band->setUser(m_session->services.status.signedIn().userName);
        });
    m_status->setStatus(services.status.current());
    connect(session.browser, &IdentityBrowser::detailsRequested, m_detailDock, &QWidget::show);
    connect(session.browser, &IdentityBrowser::notice, m_status, &StatusStrip::say);
    connect(session.browser, &IdentityBrowser::settingsChanged, this, &MainWindow::settingsChanged);
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
    connect(desk, &OperationDesk::detailsRequested, this,
        [this](const IdentityId& id, const QString& name) {
            m_session->detail.openById(id, name);
            m_detailDock->show();
        });
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
    fitPanes();
}

/// In a narrow window the table keeps the room: the sidebar folds, and comes back with the width.
void MainWindow::fitPanes()
{
    const bool roomy = width() >= RoomyWidth;
    if (!m_session || m_roomy == roomy)
        return;
    m_roomy = roomy;
    if (!roomy) {
        m_sidebarFolded = !m_sidebarDock->isHidden();
        m_sidebarDock->hide();
    } else if (m_sidebarFolded) {
        m_sidebarFolded = false;
        m_sidebarDock->show();
        resizeDocks({ m_sidebarDock }, { SidebarWidth }, Qt::Horizontal);
    }
    resizeDocks({ m_detailDock }, { roomy ? DetailWidth : SmallDetailWidth }, Qt::Horizontal);
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
        if (m_sidebarFolded)
            m_sidebarDock->show(); // it is the width that hides it, not the person
        settings.setValue(Setting::WindowState, saveState(ArrangementVersion));
        settings.save();
    }
    QMainWindow::closeEvent(event);
    emit closed();
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
        if (jobs.isAtRest() || waited >= LongestQuitMs)
            close();
    });
    poll->start(QuitPollMs);
}

void MainWindow::setTheme(ThemeMode mode)
{
    applyTheme(*qApp, mode);
    if (m_settings == nullptr)
        return;
    m_settings->setValue(Setting::Theme, themeWord(mode));
    followSettings();
    emit settingsChanged();
}

void MainWindow::followSettings()
{
    if (m_settings == nullptr)
        return;
    const ThemeMode theme = themeFromWord(m_settings->word(Setting::Theme));
    for (QAction* action : m_themes->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(theme));
    m_dates->setStyle(dateStyleFromWord(m_settings->word(Setting::Dates)));
    if (m_session && m_session->browser != nullptr) {
        m_session->browser->followSettings();
        m_status->setStatus(m_session->services.status.current()); // in the colours of the theme
    }
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

} // namespace ic
