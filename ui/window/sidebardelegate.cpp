#include "ui/window/sidebardelegate.h"

#include "ui/parts/controlpainter.h"
#include "ui/parts/icons.h"
#include "ui/parts/linetext.h"
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

constexpr int SidebarMargin = 12;
constexpr int SidebarIconSide = 16;
constexpr int SidebarTextLeft = SidebarMargin + SidebarIconSide + 9;
constexpr int SidebarRowHeight = 24;
constexpr int SidebarHeadingHeight = 30;
constexpr int CountRoom = 56; // six digits and a gap

bool isHeading(const QModelIndex& index)
{
    return !index.parent().isValid();
}

/// Where it is in a row that is read from right to left.
QRect mirrored(const QStyleOptionViewItem& option, const QRect& place)
{
    return QStyle::visualRect(option.direction, option.rect, place);
}

} // namespace

int SidebarRow::height(const QFontMetrics& metrics)
{
    return std::max(SidebarRowHeight, metrics.height() + 6);
}

void SidebarRow::paint(QPainter& painter, const QStyleOptionViewItem& option) const
{
    const ThemeColors& colors = themeColors(option.palette);
    const bool isHint = iconName.isEmpty();
    const QColor color = isCurrent ? colors.currentRowText
        : isHint                   ? colors.secondaryText
                                   : option.palette.color(QPalette::WindowText);
    if (isCurrent)
        painter.fillRect(option.rect, colors.currentRow);
    else if (!isHint && (option.state & QStyle::State_MouseOver))
        painter.fillRect(option.rect, colors.tickedRow);
    int left = option.rect.left() + SidebarMargin;
    if (!isHint) {
        const QRect place(left, option.rect.center().y() - SidebarIconSide / 2 + 1, SidebarIconSide,
            SidebarIconSide);
        paintIcon(painter, mirrored(option, place), iconName, color);
        left = option.rect.left() + SidebarTextLeft;
    }
    QFont font = option.font;
    if (isCurrent)
        font.setWeight(QFont::DemiBold);
    // "(edited)" must be seen; the number is not that of what is shown then, so it gives way.
    const int width = QFontMetrics(font).horizontalAdvance(text) + CountRoom;
    const bool hasRoom = !isEdited || left + width < option.rect.right() - SidebarMargin;
    const int right = hasRoom
        ? paintCount(painter, option, isCurrent ? color : colors.secondaryText)
        : option.rect.right() - SidebarMargin + 7;
    painter.setFont(font);
    painter.setPen(color);
    const QRect place(left, option.rect.top(), right - 6 - left, option.rect.height());
    paintLine(painter, mirrored(option, place), Qt::AlignLeft, text);
    if (option.state & QStyle::State_HasFocus) {
        painter.setPen(QPen(colors.accent, 2));
        painter.drawRect(option.rect.adjusted(1, 1, -1, -1));
    }
}

int SidebarRow::paintCount(
    QPainter& painter, const QStyleOptionViewItem& option, const QColor& color) const
{
    const QRect row = option.rect.adjusted(0, 0, -SidebarMargin, 0);
    if (hasProblem) {
        const QRect place(row.right() - SidebarIconSide + 1,
            row.center().y() - SidebarIconSide / 2 + 1, SidebarIconSide, SidebarIconSide);
        paintIcon(painter, mirrored(option, place), u"triangle-alert"_s,
            themeColors(option.palette).warningText);
        return place.left();
    }
    if (count.isEmpty())
        return row.right() + 1;
    QFont font = option.font;
    font.setItalic(isCountOld);
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(
        mirrored(option, row), Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, count);
    return row.right() + 1 - QFontMetrics(font).horizontalAdvance(count);
}

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QFontMetrics& metrics = option.fontMetrics;
    return { 100,
        isHeading(index) ? std::max(SidebarHeadingHeight, metrics.height() + 12)
                         : SidebarRow::height(metrics) };
}

void SidebarDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    if (isHeading(index)) {
        paintHeading(*painter, option, option.rect.adjusted(SidebarMargin, 0, -SidebarMargin, -4),
            index.data().toString());
    } else {
        const SidebarRow row { .text = index.data().toString(),
            .iconName = index.data(ViewListModel::IconRole).toString(),
            .isCurrent = index.data(ViewListModel::CurrentRole).toBool(),
            .isEdited = index.data(ViewListModel::EditedRole).toBool(),
            .count = index.data(ViewListModel::CountRole).toString(),
            .isCountOld = index.data(ViewListModel::CountIsOldRole).toBool(),
            .hasProblem = !index.data(ViewListModel::ProblemRole).toString().isEmpty() };
        row.paint(*painter, option);
    }
    painter->restore();
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
