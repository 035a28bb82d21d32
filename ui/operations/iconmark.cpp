#include "ui/operations/iconmark.h"

#include "ui/icons.h"
#include "ui/theme.h"

#include <QPainter>

namespace ic {

namespace {

QColor colorOf(Tone tone, const QPalette& palette)
{
    const ThemeColors& colors = themeColors(palette);
    switch (tone) {
    case Tone::Plain:
        return palette.color(QPalette::WindowText);
    case Tone::Ok:
        return colors.successText;
    case Tone::Info:
        return colors.accent;
    case Tone::Neutral:
        return colors.secondaryText;
    case Tone::Warning:
        return colors.warningText;
    case Tone::Danger:
        return colors.errorText;
    }
    Q_UNREACHABLE();
}

} // namespace

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
    paintIcon(painter, rect(), m_icon, colorOf(m_tone, palette()));
}

} // namespace ic
