#include "models/table/identitytablemodel.h"

#include "base/plaintext.h"
#include "base/wording.h"
#include "models/selection/selectionstore.h"
#include "models/table/statuswords.h"

#include <algorithm>

namespace ic {

namespace {

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
        m_cache.forEachRow([this](const Identity& identity) { m_selection.remember(identity); });
        if (rowCount() > 0) {
            // The whole row has the tint of what is ticked.
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1),
                { Qt::CheckStateRole, KnownTickRole });
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
    m_length.restart();
    m_cache.clear();
    m_listError.reset();
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
    if (rowCount() == 0) {
        setQuery(m_query);
        return;
    }
    ++m_generation;
    m_length.refresh();
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
    return rowCount() == 0 ? ListState::Empty : ListState::Ready;
}

void IdentityTableModel::setVisibleRows(int first, int last)
{
    m_cache.setVisibleRows(first, last);
    emit wishChanged();
}

void IdentityTableModel::setPagesAhead(int pages)
{
    m_cache.setPagesAhead(pages);
    if (m_hasQuery)
        emit wishChanged();
}

void IdentityTableModel::retryFailed()
{
    for (const int page : m_cache.failedPages()) {
        m_cache.forgive(page);
        emitPage(page);
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
    return m_firstAnswer ? m_cache.takeWanted() : m_cache.takeFirst();
}

QList<int> IdentityTableModel::takeUnwantedPages()
{
    return m_firstAnswer ? m_cache.takeUnwanted() : QList<int>();
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
    if (answer.totalCount)
        setTotal(m_length.counted(*answer.totalCount));
    m_cache.setRows(page, answer.identities);
    for (const Identity& identity : answer.identities)
        m_selection.remember(identity);
    setTotal(
        m_length.afterPage(rowCount(), m_cache.firstRowOf(page), received, m_cache.rowsPerPage()));
    if (m_length.takeRecountWish())
        emit recountWanted();
    emitPage(page);
    m_selection.updateAllMatchingCount(m_query, rowCount());
    emit stateChanged();
    emit wishChanged();
}

void IdentityTableModel::replaceIdentities(const QList<Identity>& identities)
{
    for (const Identity& identity : identities) {
        if (identity.id.isEmpty())
            continue;
        m_selection.remember(identity);
        if (m_query.snapshot)
            continue;
        const int row = m_cache.replace(identity);
        emitRows(row, row);
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
    emitPage(page);
    emit stateChanged();
}

void IdentityTableModel::emitRows(int first, int last, const QList<int>& roles)
{
    last = std::min(last, rowCount() - 1);
    if (first >= 0 && first <= last)
        emit dataChanged(index(first, 0), index(last, columnCount() - 1), roles);
}

void IdentityTableModel::emitPage(int page)
{
    const int first = m_cache.firstRowOf(page);
    emitRows(first, first + m_cache.rowsPerPage() - 1);
}

void IdentityTableModel::setCounted(quint64 generation, std::optional<qint64> total)
{
    if (generation != m_generation)
        return;
    const bool isLastThere = rowCount() > 0 && m_cache.row(rowCount() - 1) != nullptr;
    setTotal(m_length.recounted(total, rowCount(), m_cache.rowsPerPage(), isLastThere));
    emitRows(0, rowCount() - 1);
    m_selection.updateAllMatchingCount(m_query, rowCount());
    emit stateChanged();
    emit wishChanged();
}

void IdentityTableModel::setCountFailed(quint64 generation, const ApiError& error)
{
    if (generation != m_generation || !m_length.isCounting())
        return;
    m_length.countFailed(error);
    emitRows(0, rowCount() - 1);
    emit stateChanged();
}

void IdentityTableModel::setTotal(int total)
{
    const int before = rowCount();
    if (total < before) {
        beginRemoveRows({}, total, before - 1);
        m_cache.setTotal(total);
        endRemoveRows();
    } else if (total > before) {
        beginInsertRows({}, before, total - 1);
        m_cache.setTotal(total);
        endInsertRows();
    }
}

IdentityId IdentityTableModel::idAt(int row) const
{
    const Identity* identity = m_cache.row(row);
    return identity == nullptr ? IdentityId() : identity->id;
}

qint64 IdentityTableModel::oddRows() const
{
    return std::ranges::count_if(loadedIdentities(), &Identity::isOdd);
}

QList<const Identity*> IdentityTableModel::loadedIdentities(bool fresh) const
{
    QList<const Identity*> identities;
    m_cache.forEachRow([&identities](const Identity& identity) { identities += &identity; }, fresh);
    return identities;
}

void IdentityTableModel::setDateStyle(DateStyle dates)
{
    if (std::exchange(m_dates, dates) != dates)
        emitRows(0, rowCount() - 1, { Qt::DisplayRole });
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

int IdentityTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_cache.total();
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
        return unloadedCell(index.row(), index.column() == 1, role);
    if (role == IdentityIdRole)
        return identity->id.text();
    if (role == OddityRole)
        return oddityText(*identity);
    if (column.kind == IdentityColumn::Kind::Tick)
        return tickCell(*identity, role);
    if (role == Qt::AccessibleDescriptionRole && isFirstText(column))
        return m_rowWords ? m_rowWords(*identity) : QString();
    if (role == RawValueRole)
        return column.rawText(*identity);
    return cellData(*identity, column, role, m_clock.utcNow(), m_dates);
}

/// Why a row is not there; empty while it is on its way.
QString IdentityTableModel::failureText(int row) const
{
    if (const ApiError* failure = m_cache.failure(row))
        return tr("Not loaded: %1 Click or press Enter to try again.").arg(failure->title());
    if (m_cache.state(m_cache.pageOf(row)) != State::Loaded || m_length.isCounting())
        return {};
    if (const auto& error = m_length.countError()) {
        return tr("Not given by the tenant, and it could not be counted again: %1 F5 tries again.")
            .arg(error->title());
    }
    return tr("Not given by the tenant, although it counts this row.");
}

QVariant IdentityTableModel::unloadedCell(int row, bool isFirst, int role) const
{
    const ApiError* failure = m_cache.failure(row);
    if (role == FailureRole || (isFirst && role == Qt::DisplayRole))
        return failureText(row);
    if (failure != nullptr && role == Qt::ToolTipRole)
        return toolTipText(failure->sentence());
    if (isFirst && role == Qt::AccessibleTextRole)
        return failure != nullptr ? tr("Not loaded") : tr("Loading");
    return {};
}

QVariant IdentityTableModel::tickCell(const Identity& identity, int role) const
{
    const bool on = m_selection.isSelected(identity.id);
    if (role == Qt::CheckStateRole && !identity.id.isEmpty())
        return on ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::AccessibleTextRole) {
        const QString name = shownLine(identity.name);
        if (identity.id.isEmpty())
            return tr("%1, cannot be selected").arg(name);
        return (on ? tr("%1, selected") : tr("%1, not selected")).arg(name);
    }
    return role == Qt::ToolTipRole ? toolTipText(oddityText(identity)) : QVariant();
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
    const bool isColumn = orientation == Qt::Horizontal && section >= 0 && section < columnCount();
    return isColumn ? headerCellData(m_columns.at(section), role, m_query.snapshot != nullptr)
                    : QVariant();
}

} // namespace ic
