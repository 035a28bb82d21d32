#include "ui/parts/wraplabel.h"

#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <memory>

namespace ic {

namespace {

constexpr int WidestHint = 320;
constexpr int SmallestWidth = 40;

} // namespace

struct WrapLabel::Lines
{
    std::unique_ptr<QTextLayout> layout = {};
    int shown = 0; ///< lines that fit
    bool isCut = false;
    int height = 0;
};

WrapLabel::WrapLabel(Tone tone, QWidget* parent)
    : QLabel(parent)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void WrapLabel::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void WrapLabel::setMostLines(int lines)
{
    m_mostLines = lines;
    updateGeometry();
    update();
}

void WrapLabel::setShown(const QString& text)
{
    setText(text);
    updateGeometry();
    resizeEvent(nullptr);
}

WrapLabel::Lines WrapLabel::laidOut(int width, int mostHeight) const
{
    Lines lines;
    QString shown = text();
    shown.replace(u'\n', QChar::LineSeparator);
    lines.layout = std::make_unique<QTextLayout>(shown, font());
    QTextOption option(Qt::AlignLeading);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    lines.layout->setTextOption(option);
    lines.layout->beginLayout();
    qreal height = 0;
    for (QTextLine line = lines.layout->createLine(); line.isValid();
         line = lines.layout->createLine()) {
        line.setLineWidth(std::max(width, SmallestWidth));
        const bool isTooHigh = lines.shown > 0 && height + line.height() > mostHeight + 1;
        if ((m_mostLines > 0 && lines.shown == m_mostLines) || isTooHigh) {
            lines.isCut = true;
            break;
        }
        line.setPosition(QPointF(0, height));
        height += line.height();
        ++lines.shown;
    }
    lines.layout->endLayout();
    lines.height = static_cast<int>(std::ceil(height));
    return lines;
}

int WrapLabel::heightForWidth(int width) const
{
    return std::max(laidOut(width, QWIDGETSIZE_MAX).height, fontMetrics().height());
}

QSize WrapLabel::sizeHint() const
{
    const int longest = fontMetrics().size(0, text()).width() + 2;
    const int width = std::clamp(longest, SmallestWidth, WidestHint);
    return { width, heightForWidth(width) };
}

QSize WrapLabel::minimumSizeHint() const
{
    return { SmallestWidth, fontMetrics().height() };
}

void WrapLabel::resizeEvent(QResizeEvent*)
{
    setToolTip(laidOut(width(), height()).isCut ? toolTipText(text()) : QString());
}

void WrapLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(isEnabled() ? toneText(m_tone, palette())
                               : palette().color(QPalette::Disabled, QPalette::WindowText));
    const Lines lines = laidOut(width(), height());
    for (int i = 0; i < lines.shown; ++i) {
        const QTextLine line = lines.layout->lineAt(i);
        if (i < lines.shown - 1 || !lines.isCut) {
            line.draw(&painter, QPointF(0, 0));
            continue;
        }
        QString rest = text().mid(line.textStart());
        rest.replace(u'\n', u' ');
        const QRectF place(0, line.y(), width(), line.height());
        painter.setFont(font());
        painter.drawText(place, Qt::AlignLeading | Qt::AlignTop | Qt::TextSingleLine,
            fontMetrics().elidedText(rest, Qt::ElideRight, width()));
    }
}

} // namespace ic
