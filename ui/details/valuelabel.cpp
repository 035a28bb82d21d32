#include "ui/details/valuelabel.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

ValueLabel::ValueLabel(const QString& name, QWidget* parent)
    : QLabel(parent)
    , m_name(name)
{
    setAccessibleName(m_name);
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFocusPolicy(Qt::ClickFocus);
    setWordWrap(true);
}

void ValueLabel::setValue(const QString& value)
{
    setText(value);
    setAccessibleName(u"%1: %2"_s.arg(m_name, value));
}

void ValueLabel::paintEvent(QPaintEvent* event)
{
    const QStringList parts = wordWrap() ? text().split(u' ') : QStringList { text() };
    const bool fits = std::all_of(parts.cbegin(), parts.cend(), [this](const QString& part) {
        return fontMetrics().horizontalAdvance(part) <= contentsRect().width();
    });
    if (fits || hasSelectedText()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
    style()->drawItemText(&painter, contentsRect(), Qt::AlignLeft | Qt::AlignVCenter, palette(),
        isEnabled(), shown, foregroundRole());
}

} // namespace ic
