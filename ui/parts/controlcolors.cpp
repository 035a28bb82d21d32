#include "ui/parts/controlcolors.h"

#include <QAction>

namespace ic {

namespace {
constexpr QColor DestructiveFill(0xB3, 0x26, 0x1E);
}

QStyleOptionViewItem withRowColors(QStyleOptionViewItem item)
{
    const ThemeColors& colors = themeColors(item.palette);
    item.palette.setColor(QPalette::Highlight, colors.currentRow);
    item.palette.setColor(QPalette::HighlightedText, colors.currentRowText);
    return item;
}

QStyleOptionViewItem withRowIcon(QStyleOptionViewItem item, qreal ratio)
{
    const QStyle::State chosen = QStyle::State_Selected | QStyle::State_Enabled;
    if ((item.state & chosen) != chosen || item.icon.isNull())
        return item;
    const QPixmap plain = item.icon.pixmap(item.decorationSize, ratio, QIcon::Normal);
    item.icon = QIcon(plain);
    item.icon.addPixmap(plain, QIcon::Selected);
    return item;
}

bool isDestructive(const QAction* action)
{
    return action != nullptr && action->property(DestructiveAction).toBool();
}

QPalette withDangerText(QPalette palette)
{
    const QColor danger = themeColors(palette).errorText;
    for (const auto group : { QPalette::Active, QPalette::Inactive }) {
        for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
            palette.setColor(group, role, danger);
    }
    return palette;
}

QPalette withFill(QPalette palette, ButtonFill fill)
{
    if (fill == ButtonFill::None)
        return palette;
    const QColor color
        = fill == ButtonFill::Confirm ? palette.color(QPalette::Highlight) : DestructiveFill;
    for (const auto group : { QPalette::Active, QPalette::Inactive }) {
        palette.setColor(group, QPalette::Button, color);
        palette.setColor(group, QPalette::ButtonText, Qt::white);
    }
    return palette;
}

} // namespace ic
