#include "ui/identitybrowser.h"

#include "ui/datemenu.h"
#include "ui/filterbar.h"
#include "ui/identityview.h"
#include "ui/offlinestrip.h"
#include "ui/openiniscaction.h"
#include "ui/rowmenu.h"
#include "ui/selectionbar.h"
#include "ui/statepage.h"
#include "ui/tablecolumns.h"
#include "ui/text.h"
#include "ui/theme.h"

#include "csv/csvwriter.h"
#include "models/filterrefusal.h"
#include "profile/settings.h"

#include <QApplication>
#include <QClipboard>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int LoadingDelayMs = 150; // shorter waits are not worth a flicker

enum Page {
    TablePage,
    StatePageIndex,
};

} // namespace

IdentityBrowser::IdentityBrowser(const UiServices& services, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_model(m_selection, services.clock)
    , m_source(services.client, m_model)
    , m_reach(services.client, m_selection, m_model)
    , m_range(services.client)
{
    makeWidgets();
    connectSelection();
    restoreSettings();
    m_loadingDelay.setSingleShot(true);
    m_loadingDelay.setInterval(LoadingDelayMs);
    connect(&m_loadingDelay, &QTimer::timeout, this, [this] {
        if (m_model.state() != IdentityTableModel::ListState::Loading)
            return;
        if (m_services.status.signInProblem())
            showState(u"key-round"_s, u"Waiting for the sign-in"_s,
                u"Enter the client secret above. What was asked for goes on then."_s, {}, {});
        else
            showState(u"loader"_s, u"Loading identities…"_s, {}, {}, {});
    });
    connect(&services.status, &ConnectionStatus::changed, this, [this] {
        if (m_model.state() == IdentityTableModel::ListState::Loading
            && !m_loadingDelay.isActive())
            m_loadingDelay.start();
    });
    connect(&m_model, &IdentityTableModel::stateChanged, this, &IdentityBrowser::onListState);
}

IdentityBrowser::~IdentityBrowser()
{
    // The widgets refer to the models, which are members and would go first.
    delete m_pages;
    delete m_selectionBar;
    delete m_filter;
}

void IdentityBrowser::start()
{
    IdentityQuery query;
    query.scope = m_filter->scope();
    query.filter = m_filter->filter();
    m_model.setQuery(query);
}

void IdentityBrowser::makeWidgets()
{
    m_filter = new FilterBar(this);
    m_selectionBar = new SelectionBar(m_selection, m_model, m_reach, this);
    m_selectionBar->setEdgeColor(bandColors(m_services.tenant.environment).fill);
    m_view = new IdentityView(m_model, m_selection, this);
    m_columns = new TableColumns(*m_view, m_model, m_services.settings, m_view);
    m_statePage = new StatePage(this);
    m_statePage->setObjectName(u"listState"_s);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_view);
    m_pages->addWidget(m_statePage);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filter);
    layout->addWidget(m_selectionBar);
    auto* offline = new OfflineStrip(m_services.status, m_services.clock, this);
    connect(offline, &OfflineStrip::retryWanted, this, [this] { m_model.retryOrRefresh(); });
    layout->addWidget(offline);
    layout->addWidget(m_pages, 1);

    connect(m_filter, &FilterBar::applied, this, &IdentityBrowser::onFilterApplied);
    connect(m_filter, &FilterBar::left, this, [this] { m_view->setFocus(Qt::OtherFocusReason); });
    connect(m_view, &IdentityView::notice, this, &IdentityBrowser::notice);
    connect(m_view, &IdentityView::currentIdentityChanged, this,
        &IdentityBrowser::currentIdentityChanged);
    connect(m_view, &IdentityView::menuRequested, this, &IdentityBrowser::showRowMenu);
    connect(m_view, &IdentityView::sortRequested, this, [this](const QStringList& sorters) {
        if (!m_model.query().isOneList()) {
            emit notice(u"More than 100 selected identities cannot be sorted by the tenant."_s);
            return;
        }
        IdentityQuery query = m_model.query();
        query.sorters = sorters;
        m_model.setQuery(query);
    });
    connect(m_statePage, &StatePage::primaryClicked, this, &IdentityBrowser::onStatePrimary);
    connect(m_statePage, &StatePage::secondaryClicked, this, &IdentityBrowser::onStateSecondary);
}

void IdentityBrowser::connectSelection()
{
    connect(m_selectionBar, &SelectionBar::rowsOnScreenRequested, m_view,
        &IdentityView::tickRowsOnScreen);
    connect(m_selectionBar, &SelectionBar::invertRequested, m_view,
        &IdentityView::invertRowsOnScreen);
    connect(m_selectionBar, &SelectionBar::allMatchingRequested, this,
        [this] { m_selection.selectAllMatching(m_model.query(), m_model.rowCount()); });
    connect(m_selectionBar, &SelectionBar::noneRequested, this, [this] {
        if (m_range.isReading()) {
            m_range.cancel();
            m_selectionBar->setBusyText({});
            emit notice(u"Stopped. Nothing was selected."_s);
        } else {
            m_selection.clear();
        }
    });
    connect(m_selectionBar, &SelectionBar::selectedOnlyToggled, this,
        &IdentityBrowser::toggleSelectedOnly);
    const auto chooseColumns = [this] { m_columns->choose(this); };
    connect(m_selectionBar, &SelectionBar::columnsRequested, this, chooseColumns);
    connect(
        m_selectionBar, &SelectionBar::densityRequested, this, &IdentityBrowser::setDensity);
    connect(m_view, &IdentityView::screenStateChanged, m_selectionBar,
        &SelectionBar::setScreenState);
    connect(m_view, &IdentityView::columnChooserRequested, this, chooseColumns);
    connect(m_view, &IdentityView::rangeRequested, this, &IdentityBrowser::selectRange);
    connect(&m_range, &RangeIds::progress, this, [this](int read, int total) {
        m_selectionBar->setBusyText(
            u"Reading %1 ids… %2"_s.arg(numberText(total), numberText(read)));
    });
    connect(&m_range, &RangeIds::finished, this, [this](const QList<IdentityId>& ids, int rows) {
        m_selectionBar->setBusyText({});
        m_selection.setSelected(ids, true);
        if (ids.size() < rows) {
            emit notice(
                u"Selected %1 of the %2 rows: the others are no longer in the list, or have "
                "no id."_s.arg(numberText(ids.size()), numberText(rows)));
        }
    });
    connect(&m_range, &RangeIds::failed, this, [this](const ApiError& error) {
        m_selectionBar->setBusyText({});
        emit notice(u"Nothing was selected. "_s + error.sentence());
    });
}

void IdentityBrowser::selectRange(int first, int last)
{
    if (last - first >= RangeIds::MostRows) {
        emit notice(u"A range may hold %1 rows. For more, use a filter and select all matching."_s
                        .arg(numberText(RangeIds::MostRows)));
        return;
    }
    if (!m_model.query().isOneList()) {
        emit notice(u"Scroll through these rows first: they are not all loaded."_s);
        return;
    }
    m_selectionBar->setBusyText(u"Reading %1 ids…"_s.arg(numberText(last - first + 1)));
    m_range.read(m_model.query(), first, last);
}

void IdentityBrowser::toggleSelectedOnly()
{
    if (m_selectedOnly) {
        m_selectedOnly = false;
        m_selectionBar->setShowingSelectedOnly(false);
        emit filterChanged();
        m_model.setQuery(m_queryBefore);
        return;
    }
    if (m_selection.isAllMatching()) {
        const IdentityQuery query = m_selection.allMatchingQuery();
        m_filter->show(query.scope, query.filter);
        onFilterApplied();
        return;
    }
    m_queryBefore = m_model.query();
    IdentityQuery query;
    query.scope = IdentityScope::All;
    for (const IdentityId& id : m_selection.ids())
        query.onlyIds += id.text();
    query.onlyIds.sort();
    m_selectedOnly = true;
    m_selectionBar->setShowingSelectedOnly(true);
    emit filterChanged();
    m_model.setQuery(query);
}

void IdentityBrowser::restoreSettings()
{
    const Settings& settings = m_services.settings;
    followSettings();
    m_filter->setHistory(settings.value(Setting::FilterHistory).toStringList());
    connect(m_filter, &FilterBar::historyChanged, this, [this] {
        m_services.settings.setValue(Setting::FilterHistory, m_filter->history());
    });
    const QString scope = settings.value(Setting::Scope).toString();
    const QString filter = settings.value(Setting::Filter).toString();
    if (!scope.isEmpty() || !filter.isEmpty()) {
        m_filter->show(scope == u"all"_s ? IdentityScope::All
                : scope == u"uncorrelated"_s
                ? IdentityScope::Uncorrelated
                : IdentityScope::Correlated,
            filter);
    }
}

void IdentityBrowser::showRowMenu(const QModelIndex& index, const QPoint& at)
{
    const Identity* identity = m_model.identityAt(index.row());
    if (identity == nullptr)
        return;
    auto* menu = new RowMenu(
        *identity, m_model.columns().at(index.column()), !m_filter->filter().isEmpty(), this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* openInIsc = new OpenInIscAction(menu);
    openInIsc->setTarget(m_services, identity->id);
    menu->addAction(openInIsc);
    connect(menu, &RowMenu::openRequested, this, &IdentityBrowser::detailsRequested);
    connect(menu, &RowMenu::filterRequested, &m_filter->model(), &FilterModel::combine);
    connect(menu, &RowMenu::copyRowRequested, this, &IdentityBrowser::copyRow);
    connect(menu, &RowMenu::copyRequested, this, [this](const QString& text, const QString& said) {
        QApplication::clipboard()->setText(text);
        emit notice(said);
    });
    emit rowMenuOpening(menu, *identity);
    menu->popup(at);
}

void IdentityBrowser::setDensity(Density density)
{
    m_services.settings.setValue(Setting::Density, densityWord(density));
    followSettings();
    emit settingsChanged();
}

void IdentityBrowser::setDateStyle(DateStyle dates)
{
    m_services.settings.setValue(Setting::Dates, dateStyleWord(dates));
    followSettings();
    emit settingsChanged();
}

void IdentityBrowser::followSettings()
{
    const Settings& settings = m_services.settings;
    const Density density = densityFromWord(settings.word(Setting::Density));
    m_view->setDensity(density);
    m_selectionBar->setDensity(density);
    m_view->setDateStyle(dateStyleFromWord(settings.word(Setting::Dates)));
    m_model.setPagesAhead(settings.number(Setting::PagePrefetch));
}

const Identity* IdentityBrowser::currentIdentity() const
{
    // By id, not by row: between a refresh and its answers the rows may be other people's.
    const int row = m_view->currentIndex().row();
    const Identity* identity = row < 0 ? nullptr : m_model.identityAt(row);
    return identity != nullptr && identity->id == m_view->currentIdentity() ? identity : nullptr;
}

void IdentityBrowser::showView(const IdentityQuery& view)
{
    m_viewSorters = view.sorters;
    m_filter->show(view.scope, view.filter);
    onFilterApplied(); // the filter bar says nothing when only the order differs
    m_viewSorters.reset();
}

void IdentityBrowser::onFilterApplied()
{
    if (m_model.query() == IdentityQuery() && m_model.generation() == 0)
        return; // start() asks
    IdentityQuery query = m_selectedOnly ? m_queryBefore : m_model.query();
    query.scope = m_filter->scope();
    query.filter = m_filter->filter();
    if (m_viewSorters)
        query.sorters = *m_viewSorters;
    const QString scopes[] = { u"correlated"_s, u"uncorrelated"_s, u"all"_s };
    m_services.settings.setValue(Setting::Scope, scopes[static_cast<int>(query.scope)]);
    m_services.settings.setValue(Setting::Filter, query.filter);
    if (query == m_model.query())
        return;
    m_selectedOnly = false;
    m_selectionBar->setShowingSelectedOnly(false);
    emit filterChanged();
    m_model.setQuery(query);
}

void IdentityBrowser::onListState()
{
    const qint64 rows = m_model.rowCount();
    switch (m_model.state()) {
    case IdentityTableModel::ListState::Unset:
        return;
    case IdentityTableModel::ListState::Loading:
        if (!m_loadingDelay.isActive())
            m_loadingDelay.start();
        emit listStateChanged();
        return;
    case IdentityTableModel::ListState::Ready:
        m_pages->setCurrentIndex(TablePage);
        m_filter->setResult(
            rows == 1 ? u"1 identity matches."_s : u"%1 identities match."_s.arg(numberText(rows)));
        break;
    case IdentityTableModel::ListState::Empty:
        m_filter->setResult(u"No identities match."_s);
        showEmpty();
        break;
    case IdentityTableModel::ListState::Failed:
        m_filter->setResult(m_model.listError().title());
        if (const auto refusal = filterRefusal(m_model.listError(), m_model.query()))
            m_filter->setRefusal(*refusal);
        showFailed();
        break;
    }
    m_loadingDelay.stop();
    emit listStateChanged();
}

void IdentityBrowser::showEmpty()
{
    if (!m_filter->filter().isEmpty()) {
        showState(u"search"_s, u"No identities match"_s, m_filter->words(), u"Clear filter"_s,
            u"Edit filter"_s);
        return;
    }
    switch (m_filter->scope()) {
    case IdentityScope::All:
        showState(u"users"_s, u"This tenant has no identities"_s, {}, u"Refresh"_s, {});
        return;
    case IdentityScope::Correlated:
        showState(u"users"_s, u"This tenant has no correlated identities"_s, {},
            u"Show all identities"_s, {});
        return;
    case IdentityScope::Uncorrelated:
        showState(u"users"_s, u"This tenant has no uncorrelated identities"_s, {},
            u"Show all identities"_s, {});
        return;
    }
    Q_UNREACHABLE();
}

void IdentityBrowser::showFailed()
{
    const ApiError error = m_model.listError();
    QString detail = error.reason() + u' ' + error.advice();
    if (!error.trackingId.isEmpty())
        detail += u"\nTracking id %1"_s.arg(error.trackingId);
    if (m_source.retriesIn() >= 0)
        detail += u"\nIt is tried again by itself."_s;
    showState(u"circle-alert"_s, error.title(), detail.trimmed(), u"Retry"_s, u"Copy details"_s);
}

void IdentityBrowser::showState(const QString& icon, const QString& title, const QString& detail,
    const QString& primary, const QString& secondary)
{
    m_statePage->setState(icon, title, detail);
    m_statePage->setActions(primary, secondary);
    m_pages->setCurrentIndex(StatePageIndex);
}

void IdentityBrowser::onStatePrimary()
{
    if (m_model.state() == IdentityTableModel::ListState::Failed)
        m_model.retryFailed();
    else if (!m_filter->filter().isEmpty())
        m_filter->clear();
    else if (m_filter->scope() == IdentityScope::All)
        m_model.refresh();
    else {
        m_filter->show(IdentityScope::All, {});
        onFilterApplied();
    }
}

void IdentityBrowser::onStateSecondary()
{
    if (m_model.state() == IdentityTableModel::ListState::Failed) {
        QApplication::clipboard()->setText(m_model.listError().details());
        emit notice(u"Copied the details of the error."_s);
    } else {
        m_filter->focusSearch();
    }
}

void IdentityBrowser::refresh()
{
    m_model.refresh();
}

void IdentityBrowser::selectAll()
{
    const QList<IdentityId> ids = m_view->idsOnScreen();
    const bool screenIsTicked = !ids.isEmpty()
        && std::all_of(ids.cbegin(), ids.cend(),
            [this](const IdentityId& id) { return m_selection.isSelected(id); });
    if (screenIsTicked || !m_selection.knows())
        m_selection.selectAllMatching(m_model.query(), m_model.rowCount());
    else
        m_selection.setSelected(ids, true);
}

void IdentityBrowser::copyRow()
{
    if (const Identity* identity = currentIdentity())
        copyRowOf(*identity);
}

void IdentityBrowser::copyRowOf(const Identity& identity)
{
    QStringList cells;
    for (int i = 0; i < m_model.columns().size(); ++i) {
        const IdentityColumn& column = m_model.columns().at(i);
        if (column.kind != IdentityColumn::Kind::Tick && !m_view->isColumnHidden(i)) {
            cells += column.rawText(identity);
        }
    }
    QApplication::clipboard()->setText(tabSeparatedRow(cells));
    emit notice(u"Copied the row as tab-separated text."_s);
}

ExportDialog::View IdentityBrowser::exportView() const
{
    ExportDialog::View view {
        .query = m_model.query(),
        .filterWords = m_filter->words(),
        .total = m_model.rowCount(),
    };
    view.attributes = m_model.knownAttributes();
    for (const ColumnChoice& choice : m_view->columnChoices()) {
        if (choice.shown)
            view.columns += choice.key;
    }
    return view;
}

QString IdentityBrowser::listText() const
{
    switch (m_model.state()) {
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
    const QString counted = m_filter->filter().isEmpty() || m_selectedOnly
        ? identitiesText(m_model.rowCount())
        : u"%1 match"_s.arg(numberText(m_model.rowCount()));
    parts += m_model.isTotalExact() ? counted
                                    : u"at least %1 (the tenant does not count)"_s.arg(counted);
    parts += u"%1 loaded"_s.arg(numberText(m_model.loadedRows()));
    if (const qint64 odd = m_model.oddRows(); odd > 0) {
        parts += u"%1 not what the API describes"_s.arg(
            odd == 1 ? u"1 record is"_s : u"%1 records are"_s.arg(numberText(odd)));
    }
    if (m_model.hasFailedPages())
        parts += u"some rows could not be loaded: F5 tries again"_s;
    if (m_model.asOf().isValid())
        parts += u"as of %1"_s.arg(m_model.asOf().toLocalTime().toString(u"HH:mm"_s));
    return parts.join(u"  ·  "_s);
}

} // namespace ic
