#include "ui/window/sidebardelegate.h"

#include "ui/parts/controlpainter.h"
#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include "models/filter/viewlistmodel.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int Margin = 12;
constexpr int IconSide = 16;
constexpr int TextLeft = Margin + IconSide + 9;
constexpr int RowHeight = 24;
constexpr int HeadingHeight = 30;
constexpr int CountRoom = 56; // six digits and a gap

bool isHeading(const QModelIndex& index)
{
    return !index.parent().isValid();
}

bool isCurrent(const QModelIndex& index)
{
    return index.data(ViewListModel::CurrentRole).toBool();
}

/// Where it is in a row that is read from right to left.
QRect mirrored(const QStyleOptionViewItem& option, const QRect& place)
{
    return QStyle::visualRect(option.direction, option.rect, place);
}

} // namespace

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int text = option.fontMetrics.height();
    return { 100,
        isHeading(index) ? std::max(HeadingHeight, text + 12) : std::max(RowHeight, text + 6) };
}

void SidebarDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    const ThemeColors& colors = themeColors(option.palette);
    if (isHeading(index)) {
        paintHeading(*painter, option, option.rect.adjusted(Margin, 0, -Margin, -4),
            index.data().toString());
        painter->restore();
        return;
    }
    const bool current = isCurrent(index);
    const bool isView = index.flags().testFlag(Qt::ItemIsEnabled);
    QColor text = current ? colors.currentRowText : option.palette.color(QPalette::WindowText);
    if (!isView)
        text = colors.secondaryText;
    if (current)
        painter->fillRect(option.rect, colors.currentRow);
    else if (isView && (option.state & QStyle::State_MouseOver))
        painter->fillRect(option.rect, colors.tickedRow);
    int left = option.rect.left() + Margin;
    if (isView) {
        const QRect place(left, option.rect.center().y() - IconSide / 2 + 1, IconSide, IconSide);
        paintIcon(*painter, mirrored(option, place), index.data(ViewListModel::IconRole).toString(),
            text);
        left = option.rect.left() + TextLeft;
    }
    QFont font = option.font;
    if (current)
        font.setWeight(QFont::DemiBold);
    const QString name = index.data().toString();
    // "(edited)" must be seen; the number is not that of what is shown then, so it gives way.
    const int width = QFontMetrics(font).horizontalAdvance(name) + CountRoom;
    const bool hasRoom = !index.data(ViewListModel::EditedRole).toBool()
        || left + width < option.rect.right() - Margin;
    const int right = hasRoom
        ? paintCount(*painter, option, index, current ? text : colors.secondaryText)
        : option.rect.right() - Margin + 7;
    painter->setFont(font);
    painter->setPen(text);
    const QRect place(left, option.rect.top(), right - 6 - left, option.rect.height());
    painter->drawText(mirrored(option, place),
        Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
        QFontMetrics(font).elidedText(name, Qt::ElideRight, place.width()));
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(colors.accent, 2));
        painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

int SidebarDelegate::paintCount(QPainter& painter, const QStyleOptionViewItem& option,
    const QModelIndex& index, const QColor& color) const
{
    const QRect row = option.rect.adjusted(0, 0, -Margin, 0);
    if (!index.data(ViewListModel::ProblemRole).toString().isEmpty()) {
        const QRect place(
            row.right() - IconSide + 1, row.center().y() - IconSide / 2 + 1, IconSide, IconSide);
        paintIcon(painter, mirrored(option, place), u"triangle-alert"_s,
            themeColors(option.palette).warningText);
        return place.left();
    }
    const QString count = index.data(ViewListModel::CountRole).toString();
    if (count.isEmpty())
        return row.right() + 1;
    QFont font = option.font;
    font.setItalic(index.data(ViewListModel::CountIsOldRole).toBool());
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(
        mirrored(option, row), Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, count);
    return row.right() + 1 - QFontMetrics(font).horizontalAdvance(count);
}

bool SidebarDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
    const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString text = index.data(Qt::ToolTipRole).toString();
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPos(), toolTipText(text), view, option.rect);
    return true;
}

} // namespace ic
