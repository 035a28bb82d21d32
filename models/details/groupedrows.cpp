#include "models/details/groupedrows.h"

#include "base/plaintext.h"

namespace ic {

QVariant shownData(const ShownRow& row, int column, int role)
{
    if (column >= row.cells.size())
        return row.roles.value(role);
    const ShownCell& cell = row.cells.at(column);
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ToolTipRole:
        return toolTipText(cell.toolTip);
    default:
        return cell.roles.contains(role) ? cell.roles.value(role) : row.roles.value(role);
    }
}

GroupedRows::GroupedRows(const QStringList& titles, QObject* parent)
    : QAbstractItemModel(parent)
    , m_titles(titles)
{
}

void GroupedRows::setTitles(const QStringList& titles)
{
    m_titles = titles;
    emit headerDataChanged(Qt::Horizontal, 0, static_cast<int>(titles.size()) - 1);
}

void GroupedRows::setRows(std::vector<ShownRow> rows)
{
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    m_groups.clear();
    locate(m_rows, nullptr);
    endResetModel();
}

void GroupedRows::locate(const std::vector<ShownRow>& rows, const ShownRow* above)
{
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].rows.empty())
            continue;
        m_groups.insert(&rows[i], { above, static_cast<int>(i) });
        locate(rows[i].rows, &rows[i]);
    }
}

const ShownRow& GroupedRows::at(const QModelIndex& index) const
{
    const auto* above = static_cast<const ShownRow*>(index.constInternalPointer());
    return (above == nullptr ? m_rows : above->rows)[static_cast<size_t>(index.row())];
}

QModelIndex GroupedRows::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? &at(parent) : nullptr);
}

QModelIndex GroupedRows::parent(const QModelIndex& index) const
{
    const auto* above = static_cast<const ShownRow*>(index.constInternalPointer());
    if (above == nullptr)
        return {};
    const Place place = m_groups.value(above);
    return createIndex(place.row, 0, place.above);
}

int GroupedRows::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_rows.size());
    return parent.column() == 0 ? static_cast<int>(at(parent).rows.size()) : 0;
}

int GroupedRows::columnCount(const QModelIndex&) const
{
    return static_cast<int>(m_titles.size());
}

QVariant GroupedRows::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    return shownData(at(index), index.column(), role);
}

QVariant GroupedRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return m_titles.value(section);
}

} // namespace ic
