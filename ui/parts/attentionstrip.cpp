#include "ui/parts/attentionstrip.h"

#include "ui/parts/theme.h"

#include <QPainter>

namespace ic {

void AttentionStrip::paintEvent(QPaintEvent*)
{
    const ThemeColors& colors = themeColors(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colors.filterBusy.fill);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colors.separator);
}

} // namespace ic
