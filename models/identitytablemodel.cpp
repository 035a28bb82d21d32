#include "models/identitytablemodel.h"

#include "base/plaintext.h"
#include "models/relativetime.h"
#include "models/selectionstore.h"
#include "models/statuswords.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

// How often one generation may be counted again because its pages and its total disagree.
constexpr int MostRecounts = 3;
constexpr int AttributeSampleStep = 10;

bool isPastTheEnd(int page, const ApiError& error)
{
    // Some lists answer an offset at their very end with 400 instead of an empty page.
    return page > 0 && error.kind == ApiError::Kind::BadRequest && error.httpStatus == 400;
}

} // namespace

IdentityTableModel::IdentityTableModel(
    SelectionStore& selection, const Clock& clock, QObject* parent)
    : QAbstractTableModel(parent)
    , m_selection(selection)
    , m_clock(clock)
    , m_cache(ListIdentities::maxLimit, PagesKept)
{
    connect(&m_selection, &SelectionStore::changed, this, [this] {
        if (m_total > 0) {
            emit dataChanged(
                index(0, 0), index(m_total - 1, 0), { Qt::CheckStateRole, KnownTickRole });
        }
    });
}

void IdentityTableModel::setQuery(const IdentityQuery& query)
{
    beginResetModel();
    m_query = query;
    m_hasQuery = true;
    ++m_generation;
    m_firstAnswer = false;
    m_recountsLeft = MostRecounts;
    m_cache.clear();
    m_listError.reset();
    m_total = 0;
    m_exact = true;
    m_recounting = false;
    m_firstVisible = 0;
    m_lastVisible = 0;
    m_countWish = true;
    endResetModel();
    m_selection.setViewQuery(query);
    emit stateChanged();
    emit wishChanged();
}

void IdentityTableModel::refresh()
{
    if (!m_hasQuery)
        return;
    if (m_total == 0) {
        setQuery(m_query);
        return;
    }
    ++m_generation;
    m_recountsLeft = MostRecounts;
    m_recounting = false;
    m_cache.markStale();
    m_listError.reset();
    m_countWish = true;
    emit stateChanged();
    emit wishChanged();
}

IdentityTableModel::ListState IdentityTableModel::state() const
{
    if (!m_hasQuery)
        return ListState::Unset;
    if (m_listError)
        return ListState::Failed;
    if (!m_firstAnswer)
        return ListState::Loading;
    return m_total == 0 ? ListState::Empty : ListState::Ready;
}

ApiError IdentityTableModel::listError() const
{
    return m_listError.value_or(ApiError());
}

void IdentityTableModel::setVisibleRows(int first, int last)
{
    m_firstVisible = std::max(0, first);
    m_lastVisible = std::max(m_firstVisible, last);
    touchWish();
}

void IdentityTableModel::setPagesAhead(int pages)
{
    m_pagesAhead = std::clamp(pages, 0, MostPagesAhead);
    if (m_hasQuery)
        emit wishChanged();
}

int IdentityTableModel::farthestAhead() const
{
    return std::max(RowsAhead, m_pagesAhead * m_cache.rowsPerPage());
}

/// Whether nothing on screen or close to it is still on its way.
bool IdentityTableModel::isNearLoaded(int first, int last) const
{
    const int from = m_cache.pageOf(std::max(0, first - RowsAhead));
    const int to = m_cache.pageOf(std::min(m_total - 1, last + RowsAhead));
    for (int page = from; page <= to; ++page) {
        if (m_cache.state(page) != State::Loaded)
            return false;
    }
    return true;
}

void IdentityTableModel::touchWish()
{
    if (m_total > 0)
        m_cache.touch(m_firstVisible, std::min(m_lastVisible, m_total - 1));
    emit wishChanged();
}

void IdentityTableModel::retryFailed()
{
    for (const int page : m_cache.failedPages()) {
        m_cache.forgive(page);
        const int first = m_cache.firstRowOf(page);
        const int last = std::min(m_total, first + m_cache.rowsPerPage()) - 1;
        if (first <= last)
            emit dataChanged(index(first, 0), index(last, columnCount() - 1));
    }
    if (m_listError)
        setQuery(m_query);
    else
        emit wishChanged();
}

void IdentityTableModel::retryOrRefresh()
{
    if (m_listError || hasFailedPages())
        retryFailed();
    else
        refresh();
}

QList<int> IdentityTableModel::takeWantedPages()
{
    if (!m_hasQuery || m_listError)
        return {};
    QList<int> pages;
    if (!m_firstAnswer) {
        if (m_cache.state(0) == State::Missing)
            pages = { 0 };
    } else if (m_total > 0) {
        const int last = m_total - 1;
        const int firstVisible = std::min(m_firstVisible, last);
        const int lastVisible = std::min(m_lastVisible, last);
        pages = m_cache.missingPages(firstVisible, lastVisible);
        const auto addAround = [&](int rows) {
            for (const int page : m_cache.missingPages(
                     std::max(0, firstVisible - rows), std::min(last, lastVisible + rows))) {
                if (!pages.contains(page))
                    pages += page;
            }
        };
        addAround(RowsAhead);
        if (m_pagesAhead > 0 && pages.isEmpty() && isNearLoaded(firstVisible, lastVisible))
            addAround(farthestAhead());
    }
    for (const int page : pages)
        m_cache.setWanted(page);
    return pages;
}

QList<int> IdentityTableModel::takeUnwantedPages()
{
    if (!m_firstAnswer)
        return {};
    const int first = m_cache.pageOf(std::max(0, m_firstVisible - farthestAhead()));
    const int last = m_cache.pageOf(m_lastVisible + farthestAhead());
    QList<int> pages;
    for (const int page : m_cache.wantedPages()) {
        if (page < first || page > last) {
            pages += page;
            m_cache.unwant(page);
        }
    }
    return pages;
}

bool IdentityTableModel::takeCountWish()
{
    return std::exchange(m_countWish, false);
}

void IdentityTableModel::setPage(quint64 generation, int page, const IdentityPage& answer)
{
    if (generation != m_generation)
        return;
    m_firstAnswer = true;
    m_asOf = m_clock.utcNow();
    const int received = static_cast<int>(answer.identities.size());
    if (answer.totalCount) {
        m_exact = true;
        const auto most = static_cast<qint64>(std::numeric_limits<int>::max() - 1);
        setTotal(static_cast<int>(std::clamp<qint64>(*answer.totalCount, 0, most)));
    }
    m_cache.setRows(page, answer.identities);
    // People of one tenant have much the same attributes: a sample knows them all.
    for (int i = 0; i < received; i += AttributeSampleStep) {
        for (const QString& key : answer.identities.at(i).attributes.keys())
            m_knownAttributes.insert(key);
    }
    reconcile(page, received);
    const int first = m_cache.firstRowOf(page);
    const int last = std::min(m_total, first + received) - 1;
    if (first <= last)
        emit dataChanged(index(first, 0), index(last, columnCount() - 1));
    m_selection.updateAllMatchingCount(m_query, m_total);
    emit stateChanged();
    emit wishChanged();
}

void IdentityTableModel::reconcile(int page, int received)
{
    const int first = m_cache.firstRowOf(page);
    const int expected = std::clamp(m_total - first, 0, m_cache.rowsPerPage());
    if (received > expected) {
        // The list grew, or was never counted.
        setTotal(first + received);
    }
    if (received == expected && m_exact)
        return;
    if (!m_exact) {
        // A full page says that there may be more: one row beyond it asks for them when seen.
        const bool full = received == m_cache.rowsPerPage();
        if (first + received >= m_total - 1)
            setTotal(first + received + (full ? 1 : 0));
        return;
    }
    // A short page: the list ended earlier, or the tenant left some out. Only its count can tell,
    // and until then no row is taken away.
    if (m_recountsLeft > 0) {
        --m_recountsLeft;
        m_recounting = true;
        m_countError.reset();
        emit recountWanted();
    }
}

void IdentityTableModel::replaceIdentities(const QList<Identity>& identities)
{
    for (const Identity& identity : identities) {
        if (identity.id.isEmpty())
            continue;
        const int row = m_cache.replace(
            identity, [&identity](const Identity& old) { return old.id == identity.id; });
        if (row >= 0 && row < m_total)
            emit dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
}

void IdentityTableModel::setPageFailed(quint64 generation, int page, const ApiError& error)
{
    if (generation != m_generation || error.kind == ApiError::Kind::Cancelled)
        return;
    if (isPastTheEnd(page, error)) {
        setPage(generation, page, {});
        return;
    }
    if (!m_firstAnswer) {
        m_cache.clear();
        m_listError = error;
        emit stateChanged();
        return;
    }
    m_cache.setFailed(page, error);
    const int first = m_cache.firstRowOf(page);
    const int last = std::min(m_total, first + m_cache.rowsPerPage()) - 1;
    if (first <= last)
        emit dataChanged(index(first, 0), index(last, columnCount() - 1));
    emit stateChanged();
}

void IdentityTableModel::setCounted(quint64 generation, std::optional<qint64> total)
{
    if (generation != m_generation)
        return;
    m_recounting = false;
    if (total) {
        m_exact = true;
        setTotal(static_cast<int>(
            std::clamp<qint64>(*total, 0, std::numeric_limits<int>::max() - 1)));
    } else {
        m_exact = false;
        if (m_total > 0 && m_total % m_cache.rowsPerPage() == 0
            && m_cache.row(m_total - 1) != nullptr)
            setTotal(m_total + 1);
    }
    if (m_total > 0)
        emit dataChanged(index(0, 0), index(m_total - 1, columnCount() - 1));
    m_selection.updateAllMatchingCount(m_query, m_total);
    emit stateChanged();
    emit wishChanged();
}

void IdentityTableModel::setCountFailed(quint64 generation, const ApiError& error)
{
    if (generation != m_generation || !m_recounting)
        return;
    m_recounting = false;
    m_countError = error;
    if (m_total > 0)
        emit dataChanged(index(0, 0), index(m_total - 1, columnCount() - 1));
    emit stateChanged();
}

void IdentityTableModel::setTotal(int total)
{
    if (total == m_total)
        return;
    if (total < m_total) {
        beginRemoveRows({}, total, m_total - 1);
        m_total = total;
        m_cache.truncate(total);
        endRemoveRows();
        return;
    }
    // The page that was the last one is longer now.
    const int lastPage = m_total == 0 ? 0 : m_cache.pageOf(m_total - 1);
    if (m_total % m_cache.rowsPerPage() != 0 && m_cache.state(lastPage) == State::Loaded)
        m_cache.forget(lastPage);
    beginInsertRows({}, m_total, total - 1);
    m_total = total;
    endInsertRows();
}

IdentityId IdentityTableModel::idAt(int row) const
{
    const Identity* identity = m_cache.row(row);
    return identity == nullptr ? IdentityId() : identity->id;
}

QList<IdentityId> IdentityTableModel::loadedIds() const
{
    QList<IdentityId> ids;
    m_cache.forEachRow([&ids](const Identity& identity) { ids += identity.id; });
    return ids;
}

qint64 IdentityTableModel::oddRows() const
{
    qint64 odd = 0;
    m_cache.forEachRow([&odd](const Identity& identity) { odd += identity.isOdd() ? 1 : 0; });
    return odd;
}

QList<const Identity*> IdentityTableModel::loadedIdentities() const
{
    QList<const Identity*> identities;
    m_cache.forEachRow([&identities](const Identity& identity) { identities += &identity; });
    return identities;
}

int IdentityTableModel::loadedRowOf(const IdentityId& id) const
{
    // Only the pages around the screen can hold what somebody points at.
    const int first = std::max(0, m_firstVisible - m_cache.rowsPerPage());
    const int last = std::min(m_total - 1, m_lastVisible + m_cache.rowsPerPage());
    for (int row = first; row <= last; ++row) {
        const Identity* identity = m_cache.row(row);
        if (identity != nullptr && identity->id == id)
            return row;
    }
    return -1;
}

void IdentityTableModel::setDateStyle(DateStyle dates)
{
    if (std::exchange(m_dates, dates) != dates && m_total > 0)
        emit dataChanged(index(0, 0), index(m_total - 1, columnCount() - 1), { Qt::DisplayRole });
}

int IdentityTableModel::columnOfKey(const QString& key) const
{
    for (int i = 0; i < m_columns.size(); ++i) {
        if (m_columns.at(i).key == key)
            return i;
    }
    return -1;
}

int IdentityTableModel::addAttributeColumn(const QString& attribute)
{
    const IdentityColumn column = attributeTableColumn(attribute);
    const int present = columnOfKey(column.key);
    if (present >= 0)
        return present;
    const int at = columnCount();
    beginInsertColumns({}, at, at);
    m_columns += column;
    endInsertColumns();
    return at;
}

void IdentityTableModel::removeAttributeColumn(const QString& attribute)
{
    const int at = columnOfKey(attributeTableColumn(attribute).key);
    if (at < 0)
        return;
    beginRemoveColumns({}, at, at);
    m_columns.removeAt(at);
    endRemoveColumns();
}

QStringList IdentityTableModel::knownAttributes() const
{
    QStringList keys(m_knownAttributes.cbegin(), m_knownAttributes.cend());
    keys.sort(Qt::CaseInsensitive);
    return keys;
}

int IdentityTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_total;
}

int IdentityTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant IdentityTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const IdentityColumn& column = m_columns.at(index.column());
    const Identity* identity = m_cache.row(index.row());
    if (role == LoadStateRole)
        return static_cast<int>(m_cache.state(m_cache.pageOf(index.row())));
    if (role == ColumnKindRole)
        return static_cast<int>(column.kind);
    if (role == KnownTickRole)
        return m_selection.knows();
    if (role == LoadedRole)
        return identity != nullptr;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(column.alignment | Qt::AlignVCenter);
    if (identity == nullptr)
        return unloadedCell(index.row(), index.column(), role);
    if (role == IdentityIdRole)
        return identity->id.text();
    if (role == OddityRole)
        return oddityText(*identity);
    return cell(*identity, column, role);
}

QVariant IdentityTableModel::unloadedCell(int row, int column, int role) const
{
    const ApiError* failure = m_cache.failure(row);
    const bool firstText = column == 1;
    QString why;
    if (failure != nullptr)
        why = u"Not loaded: %1 Click or press Enter to try again."_s.arg(failure->title());
    else if (m_cache.state(m_cache.pageOf(row)) == State::Loaded && !m_recounting)
        why = m_countError
            ? u"Not given by the tenant, and it could not be counted again: %1 F5 tries again."_s
                  .arg(m_countError->title())
            : u"Not given by the tenant, although it counts this row."_s;
    if (role == FailureRole)
        return why;
    if (firstText && role == Qt::DisplayRole)
        return why;
    if (failure != nullptr && role == Qt::ToolTipRole)
        return failure->sentence().toHtmlEscaped();
    if (firstText && role == Qt::AccessibleTextRole)
        return failure != nullptr ? u"Not loaded"_s : u"Loading"_s;
    return {};
}

QVariant IdentityTableModel::cell(
    const Identity& identity, const IdentityColumn& column, int role) const
{
    if (column.kind == IdentityColumn::Kind::Tick) {
        const bool on = m_selection.isSelected(identity.id);
        if (role == Qt::CheckStateRole && !identity.id.isEmpty())
            return on ? Qt::Checked : Qt::Unchecked;
        if (role == Qt::AccessibleTextRole) {
            return u"%1, %2"_s.arg(shownLine(identity.name),
                identity.id.isEmpty() ? u"cannot be selected"_s
                    : on              ? u"selected"_s
                                      : u"not selected"_s);
        }
        if (role == Qt::ToolTipRole)
            return oddityText(identity).toHtmlEscaped();
        return {};
    }
    const QString raw = column.rawText(identity);
    switch (role) {
    case RawValueRole:
        return raw;
    case Qt::DisplayRole:
        return shownLine(displayText(identity, column, m_clock.utcNow(), m_dates));
    case Qt::AccessibleTextRole: {
        const QString text = u"%1: %2"_s.arg(
            column.title, shownLine(displayText(identity, column, m_clock.utcNow(), m_dates)));
        const bool marked = identity.isOdd() && isFirstText(column);
        return marked ? u"%1. %2"_s.arg(text, oddityText(identity)) : text;
    }
    case Qt::ToolTipRole: {
        const QString text = isFirstText(column) ? oddityText(identity) : QString();
        // Tooltips are rich text to Qt, and this text comes from outside.
        return shownText(text.isEmpty() ? columnToolTip(identity, column) : text).toHtmlEscaped();
    }
    default:
        return {};
    }
}

bool IdentityTableModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid())
        return false;
    const IdentityId id = idAt(index.row());
    return !id.isEmpty() && m_selection.setSelected(id, value.toInt() == Qt::Checked);
}

Qt::ItemFlags IdentityTableModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    const Identity* identity = m_cache.row(index.row());
    const bool isNobody = identity != nullptr && identity->id.isEmpty();
    if (m_columns.at(index.column()).kind == IdentityColumn::Kind::Tick && !isNobody)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant IdentityTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const IdentityColumn& column = m_columns.at(section);
    switch (role) {
    case Qt::DisplayRole:
        return column.kind == IdentityColumn::Kind::Tick ? QString() : column.title;
    case Qt::AccessibleTextRole:
        return column.title;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(column.alignment | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return column.headerToolTip.toHtmlEscaped();
    default:
        return {};
    }
}

} // namespace ic
