#include "ui/jobs/outcomedelegate.h"

#include "ui/parts/icons.h"
#include "ui/parts/theme.h"

#include "models/jobs/jobitemmodel.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace ic {

namespace {

constexpr int Margin = 8;
constexpr int ChipIcon = 12;
constexpr int ChipHeight = 18;

void paintChip(QPainter& painter, const QStyleOptionViewItem& option, const StatusLook& look)
{
    const ColorPair colors = toneColors(look.tone, option.palette);
    const int wanted = 6 + ChipIcon + 4 + option.fontMetrics.horizontalAdvance(look.word) + 8;
    QRect chip(option.rect.left() + Margin - 2, 0, std::min(wanted, option.rect.width() - Margin),
        ChipHeight);
    chip.moveTop(option.rect.top() + (option.rect.height() - ChipHeight) / 2);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.fill);
    painter.drawRoundedRect(chip, ChipHeight / 2.0, ChipHeight / 2.0);
    painter.restore();
    paintIcon(painter,
        QRect(chip.left() + 6, chip.top() + (ChipHeight - ChipIcon) / 2, ChipIcon, ChipIcon),
        look.icon, colors.text);
    painter.setPen(colors.text);
    painter.setFont(option.font);
    const QRect place = chip.adjusted(6 + ChipIcon + 4, 0, -6, 0);
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
        option.fontMetrics.elidedText(look.word, Qt::ElideRight, place.width() + 2));
}

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
        paintChip(*painter, option, look.value<StatusLook>());
        return;
    }
    const QRect place = option.rect.adjusted(Margin, 0, -Margin, 0);
    painter->setFont(option.font);
    painter->setPen(current ? colors.currentRowText : option.palette.color(QPalette::Text));
    const auto alignment
        = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>() & Qt::AlignHorizontal_Mask;
    painter->drawText(place, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, place.width()));
}

bool OutcomeDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
    const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString text = index.data().toString();
    if (option.fontMetrics.horizontalAdvance(text) > option.rect.width() - 2 * Margin)
        QToolTip::showText(event->globalPos(), text.toHtmlEscaped(), view, option.rect);
    else
        QToolTip::hideText();
    return true;
}

} // namespace ic
