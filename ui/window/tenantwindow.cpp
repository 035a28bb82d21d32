#include "ui/window/tenantwindow.h"

#include "ui/commands/tenantcommands.h"
#include "ui/connections/connectiondialog.h"
#include "ui/jobs/stopjobdialog.h"
#include "ui/parts/actionrefusal.h"
#include "ui/parts/docktitle.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/notices.h"
#include "ui/parts/tenantband.h"
#include "ui/window/signinpanel.h"
#include "ui/window/versionstrip.h"

#include "base/plaintext.h"
#include "jobs/jobcenter.h"
#include "models/operations/changelock.h"
#include "profile/connectionservice.h"
#include "profile/settings.h"

#include <QCloseEvent>
#include <QMenu>
#include <QTimer>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int DetailWidth = 376;
constexpr int SmallDetailWidth = 356; // all of its tabs
constexpr int SidebarWidth = 208;
constexpr int RoomyWindow = 1200;
constexpr int TargetWidth = 148;
/// Grows with every new pane: an arrangement that does not know one would squeeze it.
constexpr int ArrangementVersion = 1;
constexpr int BottomHeight = 200;
constexpr int QuitPollMs = 50;
constexpr int LongestQuitMs = 65'000; // as long as a request may take

} // namespace

TenantWindow::TenantWindow(ConnectionService& connections, const UiServices& services)
    : ProgramWindow({ .connections = connections,
        .clock = services.clock,
        .settings = services.settings,
        .notices = services.notices,
        .journalPath = services.jobs.journalPath() })
    , m_connections(connections)
    , m_services(services)
    , m_detail(services.client, services.clock)
    , m_browser(services)
    , m_sets(services, m_browser, this)
    , m_desk(services, m_browser, this)
    , m_verbs(true, this)
    , m_sidebarDock(makeDock(u"sidebar"_s, tr("Views")))
    , m_detailDock(makeDock(u"details"_s, tr("Details")))
    , m_details(m_detail, m_browser, m_desk, services, m_detailDock)
    , m_sidebar(services, m_browser, m_sets, m_sidebarDock)
    , m_bottom(services, m_desk, this)
    , m_center(services, m_browser, m_sidebar, this)
    , m_lock(services, m_bottom.jobs(), this)
    , m_compare(services, m_detail, m_browser.selection(), this)
    , m_toolBar(addToolBar(tr("Tools")))
    , m_target(new ElidedLabel(m_toolBar))
    , m_bandBar(addBandBar())
    , m_band(new TenantBand(false, this))
    , m_status(new StatusStrip(services.status, services.notices, this))
    , m_dates(this)
{
    const Tenant& tenant = services.tenant;
    setWindowTitle(u"%1 – Identity Console [%2]"_s.arg(
        tenantTitle(tenant), environmentWord(tenant.environment)));
    setStatusBar(m_status);
    column().addWidget(new SignInPanel(services, this));
    column().addWidget(new VersionStrip(services, *m_browser.view().refreshAction(), this));
    column().addWidget(&m_center, 1);
    makeToolBar();
    makeBand();
    arrangeDocks();
    makeMenus();
    addPanes();
    connectParts();
    connectVerbs();
    TenantWindow::followSettings();
    restoreArrangement();
    m_browser.view().setFocus();
}

TenantWindow::~TenantWindow() = default;

QDockWidget* TenantWindow::makeDock(const QString& name, const QString& title)
{
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
    dock->setAllowedAreas(Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea);
    return dock;
}

QToolBar* TenantWindow::addBandBar()
{
    addToolBarBreak();
    return addToolBar(tr("Tenant"));
}

void TenantWindow::makeToolBar()
{
    m_toolBar->setObjectName(u"toolBar"_s);
    m_toolBar->setMovable(false);
    m_toolBar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_toolBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toolBar->setIconSize(QSize(16, 16));
    m_toolBar->addAction(m_browser.view().refreshAction());
    m_toolBar->addSeparator();
    m_target->setObjectName(u"target"_s);
    m_target->setContentsMargins(8, 0, 8, 0);
    m_target->setText(targetText({})); // the verbs stand still where the longest of our words fits
    m_target->setFixedWidth(std::max(TargetWidth, m_target->sizeHint().width()));
    m_toolBar->addWidget(m_target);
    m_toolBar->addActions(m_verbs.inMenus());
    m_toolBar->addSeparator();
    m_browser.exports().addTo(*m_toolBar);
    m_toolBar->addAction(m_browser.pasteListAction());
    m_toolBar->addAction(m_browser.snapshots().takeAction());
    auto* rest = new QWidget(m_toolBar);
    rest->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_toolBar->addWidget(rest);
    m_toolBar->addAction(commandsAction());
}

/// The band spans the whole width, docks included, so it sits in a tool bar area of its own.
void TenantWindow::makeBand()
{
    m_band->setTenant(m_services.tenant);
    m_band->setStatus(m_services.status);
    m_band->setLock(m_services.lock);
    m_bandBar->setObjectName(u"bandBar"_s);
    m_bandBar->setMovable(false);
    m_bandBar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_bandBar->layout()->setContentsMargins(0, 0, 0, 0); // the band fills it
    m_bandBar->addWidget(m_band);
}

void TenantWindow::arrangeDocks()
{
    m_details.setMinimumWidth(SmallDetailWidth);
    m_detailDock->setWidget(&m_details);
    m_sidebarDock->setWidget(&m_sidebar);
    setDockTitle(*m_detailDock);
    setDockTitle(*m_sidebarDock, { m_sidebar.saveViewAction() });
    addDockWidget(Qt::RightDockWidgetArea, m_detailDock);
    addDockWidget(Qt::LeftDockWidgetArea, m_sidebarDock);
    addDockWidget(Qt::BottomDockWidgetArea, &m_bottom);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    m_bottom.hide();
    resizeDocks({ m_sidebarDock, m_detailDock },
        { SidebarWidth, width() < RoomyWindow ? SmallDetailWidth : DetailWidth }, Qt::Horizontal);
    resizeDocks({ &m_bottom }, { BottomHeight }, Qt::Vertical);
}

void TenantWindow::makeMenus()
{
    IdentityView& table = m_browser.view();
    auto* panes = new QMenu(tr("Panes"), this);
    panes->addActions({ m_sidebarDock->toggleViewAction(), m_detailDock->toggleViewAction(),
        m_bottom.activityAction(), m_bottom.apiLogAction() });
    ExportDesk& exports = m_browser.exports();
    addFileMenu({ { exports.action(), exports.presets().menuAction(), m_browser.pasteListAction() },
        { &m_lock, SignInPanel::makeSignOutAction(m_services, this) } });
    addMenu(tr("&Edit"),
        { { table.rowCopy().action(), table.rowCopy().makeMenu(this)->menuAction(),
              m_details.copyIdAction() },
            { m_browser.filter().findAction(), m_browser.filter().expressionAction() },
            { m_browser.findBar().findAction(), m_browser.findBar().nextAction(),
                m_browser.findBar().previousAction() } });
    addMenu(tr("&View"),
        { { m_center.overviewAction() }, { table.refreshAction(), m_details.reloadAction() },
            { m_browser.steps().backAction(), m_browser.steps().forwardAction() },
            { m_browser.snapshots().takeAction(), m_browser.snapshots().menu().menuAction(),
                m_browser.analysis().groupAction() },
            { m_sidebar.saveViewAction() },
            { panes->menuAction(), m_dates.menuAction(), m_browser.colouring().action(),
                themesAction() } });
    addMenu(tr("&Identity"),
        { m_verbs.inIdentityMenu(), { m_details.backAction(), m_details.forwardAction() },
            { &m_compare }, { m_details.openInIscAction() } })
        ->setToolTipsVisible(true);
    addMenu(tr("&Selection"),
        { { table.ticks().selectAllAction(), table.ticks().selectNoneAction() },
            { m_sets.saveAction() } });
    addMenu(tr("&Jobs"),
        { { m_bottom.activityAction(), m_bottom.lastResultAction() }, m_bottom.jobActions(),
            { m_bottom.auditAction() } });
    addWindowAndHelpMenus();
}

void TenantWindow::addPanes()
{
    m_panes.add(&m_browser.filter(), [this] { m_browser.filter().focusSearch(); });
    m_panes.add(&m_browser.view(), [this] { m_browser.view().setFocus(Qt::ShortcutFocusReason); });
    m_panes.add(m_center.overviewPage(), [this] { m_center.focusOverview(); });
    m_panes.add(m_detailDock, [this] { m_details.takeFocus(); });
    m_panes.add(&m_bottom, [this] { m_bottom.takeFocus(); });
    m_panes.add(m_sidebarDock, [this] { m_sidebar.takeFocus(); });
    addAction(tr("Next pane"), Qt::Key_F6, this, [this] { m_panes.step(1); });
    addAction(tr("Previous pane"), Qt::SHIFT | Qt::Key_F6, this, [this] { m_panes.step(-1); });
}

void TenantWindow::connectParts()
{
    IdentityView& table = m_browser.view();
    connect(&table, &IdentityView::currentIdentityChanged, this, [this, &table] {
        // While a row is still being loaded nobody is shown rather than somebody else.
        if (const Identity* identity = table.currentIdentity())
            m_detail.open(*identity, m_browser.rowsKeptAt());
        else if (table.currentIndex().isValid())
            m_detail.close();
    });
    // Following a link leaves the current row behind; a click on it comes back.
    connect(&table, &QAbstractItemView::clicked, this, [this, &table](const QModelIndex& index) {
        const Identity* identity = table.currentIdentity();
        if (index.column() > 0 && identity != nullptr)
            m_detail.open(*identity, m_browser.rowsKeptAt());
    });
    connect(&m_browser, &IdentityBrowser::filterChanged, &m_detail, &IdentityDetail::close);
    // Who was read from the tenant stays open; what a snapshot kept goes with it.
    connect(&m_browser, &IdentityBrowser::sourceChanged, this, [this] {
        if (m_detail.isKept())
            m_detail.close();
    });
    connect(&m_browser, &IdentityBrowser::detailsRequested, m_detailDock, &QWidget::show);
    connect(&m_browser, &IdentityBrowser::settingsChanged, this, &TenantWindow::settingsChanged);
    connect(&m_browser.model(), &IdentityTableModel::stateChanged, m_status,
        [this] { m_status->setListText(m_browser.pages().listText()); });
    connect(&m_browser.filter(), &FilterBar::saveViewRequested, m_sidebar.saveViewAction(),
        &QAction::trigger);
    const ExportActions& jobs = m_bottom.exports();
    connect(&jobs, &ExportActions::againRequested, &m_browser.exports(), &ExportDesk::again);
    connect(&jobs, &ExportActions::snapshotRequested, &m_browser.snapshots(), &SnapshotDesk::open);
    connect(&m_center, &CenterPages::jobRequested, &m_desk, &OperationDesk::showResult);
    connect(
        &m_center, &CenterPages::activityRequested, m_bottom.activityAction(), &QAction::trigger);
    connect(&m_dates, &DateMenu::styleChosen, &m_browser, &IdentityBrowser::setDateStyle);
    connect(m_band, &TenantBand::lockClicked, &m_lock, &QAction::trigger);
}

void TenantWindow::connectVerbs()
{
    connect(&m_verbs, &OperationActions::triggered, &m_desk,
        qOverload<const Operation&>(&OperationDesk::open));
    connect(
        &m_verbs, &OperationActions::everybodyTriggered, &m_desk, &OperationDesk::openForEverybody);
    connect(&m_desk, &OperationDesk::detailsRequested, this,
        [this](const IdentityId& id, const QString& name) {
            m_detail.openById(id, name);
            m_detailDock->show();
        });
    connect(&m_desk, &OperationDesk::ended, &m_sidebar, &Sidebar::countAgain);
    connect(&m_desk, &OperationDesk::ended, &m_center, &CenterPages::renewCounts);
    connect(
        &m_desk, &OperationDesk::identitiesAffected, this, [this](const QList<IdentityId>& ids) {
            if (ids.contains(m_detail.identity().id))
                m_detail.reload();
        });
    connect(&m_browser, &IdentityBrowser::rowMenuOpening, &m_desk,
        [this](RowMenu* menu, const Identity& identity) { m_desk.fillRowMenu(*menu, identity); });
    const auto update = [this] {
        const OperationTarget target = m_desk.target();
        m_verbs.setTarget(target);
        m_target->setText(targetText(target));
        for (QAction* action : m_verbs.forEverybody())
            setRefusal(*action, target.refusal);
    };
    connect(&m_desk, &OperationDesk::changed, this, update);
    connect(&m_browser.selection(), &SelectionStore::changed, this, update);
    connect(&m_browser.view(), &IdentityView::currentIdentityChanged, this, update);
    connect(&m_browser.model(), &IdentityTableModel::stateChanged, this, update);
    update();
}

void TenantWindow::showDetails(const Identity& identity)
{
    m_detail.open(identity);
    m_detailDock->show();
}

QList<Command> TenantWindow::commands()
{
    return ProgramWindow::commands()
        + tenantCommands({ .browser = m_browser,
            .detail = m_detail,
            .sidebar = m_sidebar,
            .open = [this](const Identity& identity) { showDetails(identity); } });
}

std::optional<CommandPalette::People> TenantWindow::people()
{
    return CommandPalette::People { .client = m_services.client,
        .tenant = shownLine(m_services.tenant.name),
        .open = [this](const Identity& identity) { showDetails(identity); },
        .search = [this](const QString& text) { m_browser.filter().search(text); } };
}

void TenantWindow::restoreArrangement()
{
    const Settings& settings = m_services.settings;
    restoreGeometry(settings.value(Setting::WindowGeometry).toByteArray());
    m_sidebarDock->setVisible(width() >= RoomyWindow);
    restoreState(settings.value(Setting::WindowState).toByteArray(), ArrangementVersion);
    m_bandBar->show(); // whatever was restored
    fitPanes();
}

void TenantWindow::followSettings()
{
    ProgramWindow::followSettings();
    m_dates.setStyle(dateStyleFromWord(m_services.settings.word(Setting::Dates)));
    m_browser.followSettings();
    m_sidebar.followSettings();
}

ConnectionDialogStart TenantWindow::connectionStart() const
{
    ConnectionDialogStart start { .connectText = tr("Connect in new window") };
    for (const Profile& profile : m_connections.profiles()) {
        if (profile.name == m_services.tenant.connection)
            start.selected = profile.id;
    }
    return start;
}

void TenantWindow::resizeEvent(QResizeEvent* event)
{
    ProgramWindow::resizeEvent(event);
    m_toolBar->setToolButtonStyle(
        width() < RoomyWindow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    fitPanes();
}

/// In a narrow window the table keeps the room: the sidebar folds, and comes back with the width.
void TenantWindow::fitPanes()
{
    const bool roomy = width() >= RoomyWindow;
    if (m_roomy == roomy)
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

void TenantWindow::closeEvent(QCloseEvent* event)
{
    const JobsModel::Running running = m_bottom.jobs().stoppedByQuitting();
    if (running.jobs + running.exports > 0 && !m_quitting) {
        event->ignore();
        auto* dialog = new QuitWithJobsDialog(running, this);
        connect(dialog, &QDialog::accepted, this, &TenantWindow::pauseAndQuit);
        dialog->open();
        return;
    }
    Settings& settings = m_services.settings;
    settings.setValue(Setting::WindowGeometry, saveGeometry());
    if (m_sidebarFolded)
        m_sidebarDock->show(); // it is the width that hides it, not the person
    settings.setValue(Setting::WindowState, saveState(ArrangementVersion));
    settings.save();
    ProgramWindow::closeEvent(event);
}

/// What is under way is answered first: then nothing about it is unknown.
void TenantWindow::pauseAndQuit()
{
    m_quitting = true;
    JobCenter& jobs = m_services.jobs;
    jobs.pauseAll();
    m_services.notices.say(tr("Waiting for the answers that are under way…"));
    auto* poll = new QTimer(this);
    connect(poll, &QTimer::timeout, this, [this, &jobs, waited = 0]() mutable {
        waited += QuitPollMs;
        if (jobs.isAtRest() || waited >= LongestQuitMs)
            close();
    });
    poll->start(QuitPollMs);
}

} // namespace ic
