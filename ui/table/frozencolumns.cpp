#include "ui/table/frozencolumns.h"

#include "ui/parts/theme.h"

#include "profile/settings.h"

#include <QAbstractItemDelegate>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>
#include <QTableView>

#include <algorithm>

namespace ic {

FrozenColumns::FrozenColumns(QTableView& view, Settings& settings)
    : QObject(&view)
    , m_view(view)
    , m_settings(settings)
    , m_count(settings.number(Setting::FrozenColumns))
{
}

void FrozenColumns::setCount(int columns)
{
    m_count = columns;
    m_settings.setValue(Setting::FrozenColumns, columns);
    m_view.viewport()->update();
    m_view.horizontalHeader()->viewport()->update();
}

bool FrozenColumns::isActive() const
{
    return m_view.horizontalScrollBar()->value() > 0;
}

bool FrozenColumns::holds(int column) const
{
    return m_view.horizontalHeader()->visualIndex(column) <= m_count;
}

QList<int> FrozenColumns::columns() const
{
    QList<int> shown;
    const QHeaderView& header = *m_view.horizontalHeader();
    for (int visual = 0; visual <= m_count && visual < header.count(); ++visual) {
        if (const int column = header.logicalIndex(visual); !header.isSectionHidden(column))
            shown += column;
    }
    return shown;
}

int FrozenColumns::left(int column) const
{
    int before = 0;
    for (const int other : columns()) {
        if (other == column)
            break;
        before += m_view.columnWidth(other);
    }
    return m_view.isRightToLeft() ? m_view.viewport()->width() - before - m_view.columnWidth(column)
                                  : before;
}

int FrozenColumns::width() const
{
    int all = 0;
    for (const int column : columns())
        all += m_view.columnWidth(column);
    return all;
}

int FrozenColumns::columnAt(int x) const
{
    for (const int column : columns()) {
        const int from = left(column);
        if (x >= from && x < from + m_view.columnWidth(column))
            return column;
    }
    return -1;
}

void FrozenColumns::paint(QPainter& painter, QStyleOptionViewItem option) const
{
    const QList<int> shown = columns();
    const int height = m_view.viewport()->height();
    const int all = width();
    painter.fillRect(m_view.isRightToLeft() ? m_view.viewport()->width() - all : 0, 0, all, height,
        option.palette.base());
    for (int row = std::max(0, m_view.rowAt(0)); row < m_view.model()->rowCount(); ++row) {
        const int top = m_view.rowViewportPosition(row);
        if (top >= height)
            break;
        option.features.setFlag(QStyleOptionViewItem::Alternate, row % 2 == 1);
        option.state.setFlag(QStyle::State_Selected, m_view.selectionModel()->isRowSelected(row));
        for (const int column : shown) {
            option.rect
                = QRect(left(column), top, m_view.columnWidth(column), m_view.rowHeight(row));
            m_view.style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &option, &painter, &m_view);
            m_view.itemDelegate()->paint(&painter, option, m_view.model()->index(row, column));
        }
    }
    const int edge = m_view.isRightToLeft() ? m_view.viewport()->width() - all : all - 1;
    painter.fillRect(QRect(edge, 0, 1, height), themeColors(m_view.palette()).controlBorder);
}

} // namespace ic
