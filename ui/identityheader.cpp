#include "ui/identityheader.h"

#include "ui/icons.h"
#include "ui/theme.h"

#include "models/identitytablemodel.h"

#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOption>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

IdentityHeader::IdentityHeader(QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setSectionsMovable(true);
    setFirstSectionMovable(false);
    setFixedHeight(26);
    setMinimumSectionSize(32);
    setAccessibleName(u"Columns"_s);
}

void IdentityHeader::setTickState(Qt::CheckState state)
{
    if (m_tick == state)
        return;
    m_tick = state;
    viewport()->update();
}

void IdentityHeader::setSorters(const QStringList& sorters)
{
    m_sorters = sorters;
    viewport()->update();
}

void IdentityHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const ThemeColors& colors = themeColors(palette());
    painter->save();
    painter->fillRect(rect, palette().color(QPalette::Window));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colors.separator);
    if (section == 0) {
        QStyleOptionViewItem box;
        box.palette = palette();
        box.rect = QRect(0, 0, 16, 16);
        box.rect.moveCenter(rect.center());
        box.state = isEnabled() ? QStyle::State_Enabled : QStyle::State_None;
        if (m_tick == Qt::Checked)
            box.state |= QStyle::State_On;
        else
            box.state |= m_tick == Qt::PartiallyChecked ? QStyle::State_NoChange
                                                        : QStyle::State_Off;
        style()->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &box, painter, this);
        painter->restore();
        return;
    }
    painter->fillRect(QRect(rect.right(), rect.top() + 5, 1, rect.height() - 10), colors.separator);
    const auto* table = qobject_cast<const IdentityTableModel*>(model());
    const IdentityColumn* column
        = table != nullptr ? &table->columns().at(section) : nullptr;
    QRect place = rect.adjusted(8, 0, -8, 0);
    if (column != nullptr && !column->sorter().isEmpty()) {
        const qsizetype up = m_sorters.indexOf(column->sorter());
        const qsizetype down = m_sorters.indexOf(u'-' + column->sorter());
        if (up >= 0 || down >= 0) {
            const int side = 14;
            paintIcon(*painter,
                QRect(place.right() - side + 4, rect.center().y() - side / 2 + 1, side, side),
                up >= 0 ? u"chevron-up"_s : u"chevron-down"_s, palette().color(QPalette::Text));
            place.adjust(0, 0, -side, 0);
            if (m_sorters.size() > 1) {
                // Which key comes first is part of the order.
                painter->setPen(colors.secondaryText);
                const QString level = QString::number(std::max(up, down) + 1);
                painter->drawText(place, Qt::AlignVCenter | Qt::AlignRight, level);
                place.adjust(0, 0, -painter->fontMetrics().horizontalAdvance(level) - 2, 0);
            }
        }
    }
    painter->setPen(palette().color(QPalette::WindowText));
    const QString title = model()->headerData(section, Qt::Horizontal).toString();
    const auto alignment
        = column != nullptr ? column->alignment : Qt::Alignment(Qt::AlignLeft);
    painter->drawText(place,
        static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(title, Qt::ElideRight, place.width()));
    painter->restore();
}

void IdentityHeader::mouseReleaseEvent(QMouseEvent* event)
{
    const bool onTick = logicalIndexAt(event->position().toPoint()) == 0;
    QHeaderView::mouseReleaseEvent(event);
    if (onTick && event->button() == Qt::LeftButton)
        emit tickClicked();
}

void IdentityHeader::contextMenuEvent(QContextMenuEvent* event)
{
    event->accept();
    emit columnsRequested();
}

} // namespace ic
