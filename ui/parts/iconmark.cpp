#include "ui/parts/iconmark.h"

#include "ui/parts/icons.h"
#include "ui/parts/theme.h"

#include <QPainter>

namespace ic {

IconMark::IconMark(const QString& icon, Tone tone, QWidget* parent)
    : QWidget(parent)
    , m_icon(icon)
    , m_tone(tone)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconMark::setIcon(const QString& icon, Tone tone)
{
    m_icon = icon;
    m_tone = tone;
    update();
}

void IconMark::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintIcon(painter, rect(), m_icon, toneText(m_tone, palette()));
}

} // namespace ic
