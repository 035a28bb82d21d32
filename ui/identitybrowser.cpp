#include "ui/identitybrowser.h"

#include "ui/filterbar.h"
#include "ui/identityview.h"
#include "ui/selectionbar.h"
#include "ui/statepage.h"
#include "ui/text.h"
#include "ui/theme.h"

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
{
    makeWidgets();
    m_loadingDelay.setSingleShot(true);
    m_loadingDelay.setInterval(LoadingDelayMs);
    connect(&m_loadingDelay, &QTimer::timeout, this, [this] {
        if (m_model.state() == IdentityTableModel::ListState::Loading)
            showState(u"loader"_s, u"Loading identities…"_s, {}, {}, {});
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
    m_model.setQuery({});
    m_view->setFocus();
}

void IdentityBrowser::makeWidgets()
{
    m_filter = new FilterBar(this);
    m_selectionBar = new SelectionBar(m_selection, m_model, this);
    m_selectionBar->setEdgeColor(bandColors(m_services.tenant.environment).fill);
    m_view = new IdentityView(m_model, m_selection, this);
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
    layout->addWidget(m_pages, 1);

    connect(m_filter, &FilterBar::applied, this, &IdentityBrowser::onFilterApplied);
    connect(m_filter, &FilterBar::left, this, [this] { m_view->setFocus(Qt::OtherFocusReason); });
    connect(m_view, &IdentityView::notice, this, &IdentityBrowser::notice);
    connect(m_view, &IdentityView::currentIdentityChanged, this,
        &IdentityBrowser::currentIdentityChanged);
    connect(m_view, &IdentityView::sortRequested, this, [this](const QStringList& sorters) {
        IdentityQuery query = m_model.query();
        query.sorters = sorters;
        m_model.setQuery(query);
    });
    connect(m_selectionBar, &SelectionBar::rowsOnScreenRequested, m_view,
        &IdentityView::tickRowsOnScreen);
    connect(m_selectionBar, &SelectionBar::allMatchingRequested, this,
        [this] { m_selection.selectAllMatching(m_model.query(), m_model.rowCount()); });
    connect(m_selectionBar, &SelectionBar::noneRequested, &m_selection, &SelectionStore::clear);
    connect(m_selectionBar, &SelectionBar::selectedViewRequested, this, [this] {
        const IdentityQuery query = m_selection.allMatchingQuery();
        m_filter->show(query.scope, query.filter);
        onFilterApplied();
    });
    connect(m_statePage, &StatePage::primaryClicked, this, &IdentityBrowser::onStatePrimary);
    connect(m_statePage, &StatePage::secondaryClicked, this, &IdentityBrowser::onStateSecondary);
}

const Identity* IdentityBrowser::currentIdentity() const
{
    const int row = m_view->currentIndex().row();
    return row < 0 ? nullptr : m_model.identityAt(row);
}

void IdentityBrowser::onFilterApplied()
{
    IdentityQuery query = m_model.query();
    query.scope = m_filter->scope();
    query.filter = m_filter->filter();
    if (query == m_model.query())
        return;
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

void IdentityBrowser::copyId()
{
    const Identity* identity = currentIdentity();
    if (identity == nullptr)
        return;
    QApplication::clipboard()->setText(identity->id.text());
    emit notice(u"Copied the id of %1."_s.arg(identity->name));
}

void IdentityBrowser::copyRow()
{
    const Identity* identity = currentIdentity();
    if (identity == nullptr)
        return;
    QStringList cells;
    for (int i = 0; i < m_model.columns().size(); ++i) {
        const IdentityColumn& column = m_model.columns().at(i);
        if (column.field != nullptr && !m_view->isColumnHidden(i)) {
            QString text = column.rawText(*identity);
            cells += text.replace(u'\t', u' ').replace(u'\n', u' ');
        }
    }
    QApplication::clipboard()->setText(cells.join(u'\t'));
    emit notice(u"Copied the row as tab-separated text."_s);
}

ExportDialog::View IdentityBrowser::exportView() const
{
    ExportDialog::View view {
        .query = m_model.query(),
        .filterWords = m_filter->words(),
        .total = m_model.rowCount(),
    };
    for (int i = 0; i < m_model.columns().size(); ++i) {
        const IdentityColumn& column = m_model.columns().at(i);
        if (column.field != nullptr && !m_view->isColumnHidden(i))
            view.columns += column.field->id;
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
    parts += m_filter->filter().isEmpty() ? identitiesText(m_model.rowCount())
                                          : u"%1 match"_s.arg(numberText(m_model.rowCount()));
    parts += u"%1 loaded"_s.arg(numberText(m_model.loadedRows()));
    if (m_model.hasFailedPages())
        parts += u"some rows could not be loaded: F5 tries again"_s;
    if (m_model.asOf().isValid())
        parts += u"as of %1"_s.arg(m_model.asOf().toLocalTime().toString(u"HH:mm"_s));
    return parts.join(u"  ·  "_s);
}

} // namespace ic
