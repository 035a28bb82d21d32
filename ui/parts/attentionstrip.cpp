#include "ui/parts/attentionstrip.h"

#include "ui/parts/linkbutton.h"
#include "ui/parts/theme.h"

#include <QLayout>
#include <QPainter>

namespace ic {

AttentionStrip::AttentionStrip(QWidget* parent, Tone tone)
    : QFrame(parent)
    , m_tone(tone)
{
}

LinkButton* AttentionStrip::addLink(const QString& name, const QString& text)
{
    auto* link = new LinkButton(text, this);
    link->setObjectName(name);
    layout()->addWidget(link);
    return link;
}

void AttentionStrip::paintEvent(QPaintEvent*)
{
    const ThemeColors& colors = themeColors(palette());
    QPainter painter(this);
    painter.fillRect(
        rect(), m_tone == Tone::Info ? rowFill(m_tone, palette()) : colors.filterBusy.fill);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colors.separator);
}

} // namespace ic
