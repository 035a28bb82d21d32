#include "ui/details/statuschip.h"

#include "ui/parts/icons.h"
#include "ui/parts/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int Height = 18;
constexpr int IconSide = 12;
constexpr int Before = 6;
constexpr int Gap = 4;
constexpr int After = 8;

} // namespace

void StatusChip::setLook(const StatusLook& look, const QString& subject)
{
    m_look = look;
    setToolTip(look.explanation.toHtmlEscaped());
    setAccessibleName(u"%1: %2"_s.arg(subject, look.word));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    updateGeometry();
    update();
}

QSize StatusChip::sizeHint() const
{
    return { Before + IconSide + Gap + fontMetrics().horizontalAdvance(m_look.word) + After,
        Height };
}

void StatusChip::paintEvent(QPaintEvent*)
{
    const ColorPair colors = toneColors(m_look.tone, palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.fill);
    painter.drawRoundedRect(rect(), Height / 2.0, Height / 2.0);
    if (!m_look.icon.isEmpty()) {
        paintIcon(painter, QRect(Before, (Height - IconSide) / 2, IconSide, IconSide), m_look.icon,
            colors.text);
    }
    painter.setPen(colors.text);
    painter.drawText(rect().adjusted(Before + IconSide + Gap, 0, -After + 2, 0),
        Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, m_look.word);
}

} // namespace ic
