#include "ui/mainwindow.h"

#include "ui/detailpane.h"
#include "ui/dialogs/aboutdialog.h"
#include "ui/dialogs/exportdialog.h"
#include "ui/filterbar.h"
#include "ui/icons.h"
#include "ui/identityview.h"
#include "ui/selectionbar.h"
#include "ui/statepage.h"
#include "ui/statusstrip.h"
#include "ui/tenantband.h"
#include "ui/text.h"

#include "models/connectionstatus.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QMenuBar>
#include <QStackedWidget>
#include <QTimer>
#include <QToolBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int LoadingDelayMs = 150; // shorter waits are not worth a flicker
constexpr int DetailWidth = 376;

enum ListPage {
    TablePage,
    StateListPage,
};

} // namespace

struct MainWindow::Session
{
    explicit Session(const UiServices& s)
        : services(s)
        , model(selection, s.clock)
        , source(s.client, model)
        , detail(s.client, s.clock)
    {
    }

    UiServices services;
    SelectionStore selection;
    IdentityTableModel model;
    IdentitySource source;
    IdentityDetail detail;
    QTimer loadingDelay;
    FilterBar* filter = nullptr;
    IdentityView* view = nullptr;
    SelectionBar* selectionBar = nullptr;
    StatePage* statePage = nullptr;
    QStackedWidget* listPages = nullptr;
};

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
    , m_pages(new QStackedWidget(this))
    , m_notConnected(new StatePage(this))
    , m_band(new TenantBand(false, this))
    , m_status(new StatusStrip(this))
    , m_detailDock(new QDockWidget(u"Details"_s, this))
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
        delete m_pages;
        delete m_detailDock;
    }
}

void MainWindow::showNotConnected(const QString& title, const QString& detail, bool offerDemo)
{
    m_notConnected->setState(u"unplug"_s, title, detail);
    m_notConnected->setActions(offerDemo ? u"Open the demo tenant"_s : QString());
    m_pages->setCurrentWidget(m_notConnected);
    m_band->hide();
    m_detailDock->hide();
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
    updateActions();
    m_session->model.setQuery({});
    m_session->view->setFocus();
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
        m_session->model.refresh();
    });
    m_reloadIdentity = action(u"Refresh This Identity"_s, {}, QKeySequence(u"Shift+F5"_s),
        [this] { m_session->detail.reload(); });
    m_export = action(u"Export…"_s, u"download"_s, QKeySequence(u"Ctrl+E"_s),
        [this] { exportIdentities(); });
    m_copyRow = action(u"Copy Row"_s, u"copy"_s, QKeySequence::Copy, [this] { copyRow(); });
    m_copyId
        = action(u"Copy Id"_s, {}, QKeySequence(u"Ctrl+Shift+C"_s), [this] { copyId(); });
    m_find = action(u"Find"_s, u"search"_s, QKeySequence::Find,
        [this] { m_session->filter->focusSearch(); });
    m_expression = action(u"Filter Expression"_s, u"code-xml"_s, QKeySequence(u"Ctrl+Shift+F"_s),
        [this] { m_session->filter->focusExpression(); });
    m_selectAll = action(u"Rows on Screen, Then All Matching"_s, {}, QKeySequence::SelectAll,
        [this] { selectAll(); });
    m_selectNone = action(u"None"_s, {}, QKeySequence(u"Ctrl+Shift+A"_s),
        [this] { m_session->selection.clear(); });
    m_quit = action(u"Quit"_s, {}, QKeySequence(u"Ctrl+Q"_s), [this] { close(); });
    m_about = action(u"About Identity Console"_s, u"info"_s, {}, [this] { showAbout(); });
    m_export->setObjectName(u"export"_s);

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
    QMenu* file = menuBar()->addMenu(u"File"_s);
    file->addAction(m_export);
    file->addSeparator();
    file->addAction(m_quit);
    QMenu* edit = menuBar()->addMenu(u"Edit"_s);
    edit->addActions({ m_copyRow, m_copyId });
    edit->addSeparator();
    edit->addActions({ m_find, m_expression });
    QMenu* view = menuBar()->addMenu(u"View"_s);
    view->addActions({ m_refresh, m_reloadIdentity });
    view->addSeparator();
    view->addAction(m_detailDock->toggleViewAction());
    QMenu* themes = view->addMenu(u"Theme"_s);
    themes->addActions(m_themes->actions());
    QMenu* selection = menuBar()->addMenu(u"Selection"_s);
    selection->addActions({ m_selectAll, m_selectNone });
    QMenu* help = menuBar()->addMenu(u"Help"_s);
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
    bar->addAction(m_export);
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
    m_detailDock->setFeatures(
        QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
    m_detailDock->setAllowedAreas(Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea);
    addDockWidget(Qt::RightDockWidgetArea, m_detailDock);
    connect(m_notConnected, &StatePage::primaryClicked, this, &MainWindow::demoRequested);
    m_band->hide();
    m_detailDock->hide();
}

void MainWindow::buildSession(const UiServices& services)
{
    m_session = std::make_unique<Session>(services);
    Session& session = *m_session;
    QWidget* browser = makeBrowser();
    m_pages->addWidget(browser);
    m_pages->setCurrentWidget(browser);

    auto* pane = new DetailPane(session.detail, services.clock, m_detailDock);
    pane->setMinimumWidth(320);
    m_detailDock->setWidget(pane);
    resizeDocks({ m_detailDock }, { DetailWidth }, Qt::Horizontal);
    connect(pane, &DetailPane::notice, m_status, &StatusStrip::say);

    connect(&services.status, &ConnectionStatus::changed, this,
        [this] { m_status->setStatus(m_session->services.status.current()); });
    m_status->setStatus(services.status.current());
    session.loadingDelay.setSingleShot(true);
    session.loadingDelay.setInterval(LoadingDelayMs);
    connect(&session.loadingDelay, &QTimer::timeout, this, [this] {
        if (m_session->model.state() == IdentityTableModel::ListState::Loading)
            showListState(u"loader"_s, u"Loading identities…"_s, {}, {}, {});
    });
    connect(&session.model, &IdentityTableModel::stateChanged, this, &MainWindow::onListState);
    connect(&session.selection, &SelectionStore::changed, this, &MainWindow::updateActions);
}

QWidget* MainWindow::makeBrowser()
{
    Session& session = *m_session;
    auto* browser = new QWidget(m_pages);
    session.filter = new FilterBar(browser);
    session.selectionBar = new SelectionBar(session.selection, session.model, browser);
    session.selectionBar->setEdgeColor(bandColors(session.services.tenant.environment).fill);
    session.view = new IdentityView(session.model, session.selection, browser);
    session.statePage = new StatePage(browser);
    session.statePage->setObjectName(u"listState"_s);
    session.listPages = new QStackedWidget(browser);
    session.listPages->addWidget(session.view);
    session.listPages->addWidget(session.statePage);
    auto* layout = new QVBoxLayout(browser);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(session.filter);
    layout->addWidget(session.selectionBar);
    layout->addWidget(session.listPages, 1);

    connect(session.filter, &FilterBar::applied, this, &MainWindow::onFilterApplied);
    connect(session.filter, &FilterBar::left, session.view,
        [&session] { session.view->setFocus(Qt::OtherFocusReason); });
    connect(session.view, &IdentityView::notice, m_status, &StatusStrip::say);
    connect(session.view, &IdentityView::currentIdentityChanged, this, &MainWindow::openRow);
    connect(session.view, &IdentityView::sortRequested, this, [this](const QStringList& sorters) {
        IdentityQuery query = m_session->model.query();
        query.sorters = sorters;
        m_session->model.setQuery(query);
    });
    connect(session.selectionBar, &SelectionBar::rowsOnScreenRequested, session.view,
        &IdentityView::tickRowsOnScreen);
    connect(session.selectionBar, &SelectionBar::allMatchingRequested, this, [this] {
        m_session->selection.selectAllMatching(
            m_session->model.query(), m_session->model.rowCount());
    });
    connect(session.selectionBar, &SelectionBar::noneRequested, &session.selection,
        &SelectionStore::clear);
    connect(session.selectionBar, &SelectionBar::selectedViewRequested, this, [this] {
        const IdentityQuery query = m_session->selection.allMatchingQuery();
        m_session->filter->show(query.scope, query.filter);
        onFilterApplied();
    });
    connect(session.statePage, &StatePage::primaryClicked, this, &MainWindow::onStatePrimary);
    connect(session.statePage, &StatePage::secondaryClicked, this, &MainWindow::onStateSecondary);
    return browser;
}

void MainWindow::setTheme(ThemeMode mode)
{
    applyTheme(*qApp, mode);
    if (m_session)
        m_status->setStatus(m_session->services.status.current());
}

void MainWindow::onFilterApplied()
{
    IdentityQuery query = m_session->model.query();
    query.scope = m_session->filter->scope();
    query.filter = m_session->filter->filter();
    if (query == m_session->model.query())
        return;
    m_session->detail.close();
    m_session->model.setQuery(query);
}

void MainWindow::onListState()
{
    Session& session = *m_session;
    m_status->setListText(listText());
    updateActions();
    switch (session.model.state()) {
    case IdentityTableModel::ListState::Unset:
        return;
    case IdentityTableModel::ListState::Loading:
        if (!session.loadingDelay.isActive())
            session.loadingDelay.start();
        return;
    case IdentityTableModel::ListState::Ready:
        session.listPages->setCurrentIndex(TablePage);
        session.filter->setResult(session.model.rowCount() == 1
                ? u"1 identity matches."_s
                : u"%1 identities match."_s.arg(numberText(session.model.rowCount())));
        break;
    case IdentityTableModel::ListState::Empty: {
        session.filter->setResult(u"No identities match."_s);
        const bool filtered = !session.filter->filter().isEmpty();
        if (filtered) {
            showListState(u"search"_s, u"No identities match"_s, session.filter->words(),
                u"Clear filter"_s, u"Edit filter"_s);
        } else if (session.filter->scope() == IdentityScope::All) {
            showListState(u"users"_s, u"This tenant has no identities"_s, {}, u"Refresh"_s, {});
        } else {
            showListState(u"users"_s,
                session.filter->scope() == IdentityScope::Correlated
                    ? u"This tenant has no correlated identities"_s
                    : u"This tenant has no uncorrelated identities"_s,
                {}, u"Show all identities"_s, {});
        }
        break;
    }
    case IdentityTableModel::ListState::Failed: {
        const ApiError error = session.model.listError();
        session.filter->setResult(error.title());
        QString detail = error.reason() + u' ' + error.advice();
        if (!error.trackingId.isEmpty())
            detail += u"\nTracking id %1"_s.arg(error.trackingId);
        showListState(
            u"circle-alert"_s, error.title(), detail.trimmed(), u"Retry"_s, u"Copy details"_s);
        break;
    }
    }
    session.loadingDelay.stop();
}

void MainWindow::showListState(const QString& icon, const QString& title, const QString& detail,
    const QString& primary, const QString& secondary)
{
    m_session->statePage->setState(icon, title, detail);
    m_session->statePage->setActions(primary, secondary);
    m_session->listPages->setCurrentIndex(StateListPage);
}

void MainWindow::onStatePrimary()
{
    Session& session = *m_session;
    if (session.model.state() == IdentityTableModel::ListState::Failed)
        session.model.retryFailed();
    else if (!session.filter->filter().isEmpty())
        session.filter->clear();
    else if (session.filter->scope() == IdentityScope::All)
        session.model.refresh();
    else {
        session.filter->show(IdentityScope::All, {});
        onFilterApplied();
    }
}

void MainWindow::onStateSecondary()
{
    if (m_session->model.state() == IdentityTableModel::ListState::Failed) {
        QApplication::clipboard()->setText(m_session->model.listError().details());
        m_status->say(u"Copied the details of the error."_s);
    } else {
        m_session->filter->focusSearch();
    }
}

void MainWindow::openRow(int row)
{
    if (const Identity* identity = row < 0 ? nullptr : m_session->model.identityAt(row))
        m_session->detail.open(*identity);
    updateActions();
}

void MainWindow::selectAll()
{
    Session& session = *m_session;
    const QList<IdentityId> ids = session.view->idsOnScreen();
    const bool screenIsTicked = !ids.isEmpty()
        && std::all_of(ids.cbegin(), ids.cend(),
            [&session](const IdentityId& id) { return session.selection.isSelected(id); });
    if (screenIsTicked || !session.selection.knows())
        session.selection.selectAllMatching(session.model.query(), session.model.rowCount());
    else
        session.selection.setSelected(ids, true);
}

void MainWindow::exportIdentities()
{
    Session& session = *m_session;
    ExportDialog::View view {
        .query = session.model.query(),
        .filterWords = session.filter->words(),
        .total = session.model.rowCount(),
    };
    for (int i = 0; i < session.model.columns().size(); ++i) {
        const IdentityColumn& column = session.model.columns().at(i);
        if (column.field != nullptr && !session.view->isColumnHidden(i))
            view.columns += column.field->id;
    }
    auto* dialog = new ExportDialog(session.services, session.selection, view, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::exported, m_status, &StatusStrip::say);
    dialog->open();
}

void MainWindow::copyId()
{
    const IdentityId id = m_session->model.idAt(m_session->view->currentIndex().row());
    if (id.isEmpty())
        return;
    QApplication::clipboard()->setText(id.text());
    m_status->say(u"Copied the id."_s);
}

void MainWindow::copyRow()
{
    const Session& session = *m_session;
    const Identity* identity
        = session.model.identityAt(session.view->currentIndex().row());
    if (identity == nullptr)
        return;
    QStringList cells;
    for (int i = 0; i < session.model.columns().size(); ++i) {
        const IdentityColumn& column = session.model.columns().at(i);
        if (column.field != nullptr && !session.view->isColumnHidden(i)) {
            QString text = column.rawText(*identity);
            cells += text.replace(u'\t', u' ').replace(u'\n', u' ');
        }
    }
    QApplication::clipboard()->setText(cells.join(u'\t'));
    m_status->say(u"Copied the row as tab-separated text."_s);
}

void MainWindow::showAbout()
{
    auto* dialog = new AboutDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::updateActions()
{
    const bool connected = m_session != nullptr;
    const bool hasRow = connected && m_session->view != nullptr
        && m_session->view->currentIndex().isValid();
    const bool hasRows = connected && m_session->model.rowCount() > 0;
    for (QAction* action : { m_refresh, m_find, m_expression })
        action->setEnabled(connected);
    for (QAction* action : { m_reloadIdentity, m_copyRow, m_copyId })
        action->setEnabled(hasRow);
    m_selectAll->setEnabled(hasRows);
    m_export->setEnabled(hasRows || (connected && !m_session->selection.isEmpty()));
    m_selectNone->setEnabled(connected && !m_session->selection.isEmpty());
    m_detailDock->toggleViewAction()->setEnabled(connected);
}

QString MainWindow::listText() const
{
    const IdentityTableModel& model = m_session->model;
    switch (model.state()) {
    case IdentityTableModel::ListState::Unset:
    case IdentityTableModel::ListState::Failed:
        return {};
    case IdentityTableModel::ListState::Loading:
        return u"Loading…"_s;
    case IdentityTableModel::ListState::Empty:
    case IdentityTableModel::ListState::Ready:
        break;
    }
    QStringList parts;
    parts += m_session->filter->filter().isEmpty()
        ? identitiesText(model.rowCount())
        : u"%1 match"_s.arg(numberText(model.rowCount()));
    parts += u"%1 loaded"_s.arg(numberText(model.loadedRows()));
    if (model.hasFailedPages())
        parts += u"some rows could not be loaded: F5 tries again"_s;
    if (model.asOf().isValid())
        parts += u"as of %1"_s.arg(model.asOf().toLocalTime().toString(u"HH:mm"_s));
    return parts.join(u"  ·  "_s);
}

} // namespace ic
