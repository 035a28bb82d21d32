#include "ui/snapshot/countdelegate.h"

#include "ui/parts/theme.h"

#include "models/snapshot/groupmodel.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace ic {

namespace {

constexpr int CountPadding = 6;
constexpr int CountBarHeight = 8;
constexpr int CountLeastBar = 2;

} // namespace

void CountDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const QStyle* style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    const auto mirrored = [&option](const QRect& place) {
        return QStyle::visualRect(option.direction, option.rect, place);
    };
    // Bars are of one scale: each leaves the room that the largest number needs.
    const int numberWidth
        = option.fontMetrics.horizontalAdvance(index.data(GroupModel::LargestRole).toString());
    const QRect track(option.rect.left() + CountPadding,
        option.rect.center().y() - CountBarHeight / 2 + 1,
        option.rect.width() - 3 * CountPadding - numberWidth, CountBarHeight);
    const bool isCurrent = index.data(GroupModel::CurrentRole).toBool();
    QRect bar = track;
    bar.setWidth(std::max(CountLeastBar,
        static_cast<int>(index.data(GroupModel::BarRole).toDouble() * track.width())));
    painter->fillRect(mirrored(track), themeColors(option.palette).barTrack);
    painter->fillRect(
        mirrored(bar), barColor(isCurrent ? Tone::Info : Tone::Neutral, option.palette));
    const bool isSelected = option.state & QStyle::State_Selected;
    painter->setPen(isSelected ? themeColors(option.palette).currentRowText
                               : option.palette.color(QPalette::Text));
    painter->setFont(option.font);
    painter->drawText(option.rect.adjusted(CountPadding, 0, -CountPadding, 0),
        static_cast<int>(
            QStyle::visualAlignment(option.direction, Qt::AlignRight) | Qt::AlignVCenter),
        option.text);
}

} // namespace ic
