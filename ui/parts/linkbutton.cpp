#include "ui/parts/linkbutton.h"

#include "ui/parts/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace ic {

namespace {

constexpr int LinkButtonPadding = 2; // room for the focus ring

} // namespace

LinkButton::LinkButton(QWidget* parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

LinkButton::LinkButton(const QString& text, QWidget* parent)
    : LinkButton(parent)
{
    setText(text);
    setAccessibleName(text);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize LinkButton::sizeHint() const
{
    return { fontMetrics().horizontalAdvance(text()) + 2 * LinkButtonPadding,
        fontMetrics().height() };
}

QSize LinkButton::minimumSizeHint() const
{
    return { 40, fontMetrics().height() };
}

void LinkButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QColor color = isEnabled() ? themeColors(palette()).accent
                                     : palette().color(QPalette::Disabled, QPalette::WindowText);
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, width());
    QFont own = font();
    own.setUnderline(isEnabled() && (underMouse() || hasFocus()));
    painter.setFont(own);
    painter.setPen(color);
    // The text begins where the texts of the other rows begin.
    painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    if (hasFocus()) {
        const int textWidth = fontMetrics().horizontalAdvance(shown) + LinkButtonPadding;
        painter.setRenderHint(QPainter::Antialiasing);
        painter.drawRoundedRect(
            QRectF(0.5, 0.5, qMin(textWidth, width()) - 1.0, height() - 1.0), 3, 3);
    }
}

void LinkButton::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace ic
