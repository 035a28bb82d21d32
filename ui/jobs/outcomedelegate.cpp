#include "ui/jobs/outcomedelegate.h"

#include "ui/parts/linetext.h"
#include "ui/parts/statuschip.h"
#include "ui/parts/theme.h"

#include "base/plaintext.h"
#include "models/jobs/jobitemmodel.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace ic {

namespace {

constexpr int OutcomeMargin = 8;

} // namespace

void OutcomeDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const ThemeColors& colors = themeColors(option.palette);
    const bool current = option.state & QStyle::State_Selected;
    QColor ground = option.palette.color((option.features & QStyleOptionViewItem::Alternate)
            ? QPalette::AlternateBase
            : QPalette::Base);
    if (current)
        ground = colors.currentRow;
    painter->fillRect(option.rect, ground);
    if (const QVariant look = index.data(OutcomeRole); look.isValid()) {
        paintChip(*painter, option, option.rect.left() + OutcomeMargin - 2,
            option.rect.width() - OutcomeMargin, look.value<StatusLook>());
        return;
    }
    const QRect place = option.rect.adjusted(OutcomeMargin, 0, -OutcomeMargin, 0);
    painter->setFont(option.font);
    painter->setPen(current ? colors.currentRowText : option.palette.color(QPalette::Text));
    const auto alignment
        = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>() & Qt::AlignHorizontal_Mask;
    paintLine(*painter, place, alignment, index.data().toString());
}

bool OutcomeDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
    const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString text = index.data().toString();
    if (option.fontMetrics.horizontalAdvance(text) > option.rect.width() - 2 * OutcomeMargin)
        QToolTip::showText(event->globalPos(), toolTipText(text), view, option.rect);
    else
        QToolTip::hideText();
    return true;
}

} // namespace ic
