#include "ui/filter/filterchip.h"

#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"
#include "ui/window/fixedkeys.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int Height = 24;
constexpr int FilterChipPadding = 8;
constexpr int FilterChipGap = 6; // between lead and value
constexpr int CrossSize = 20;
constexpr int WidestText = 360; // longer ones are cut; the tooltip has all
constexpr qreal Radius = 3;

} // namespace

FilterChip::FilterChip(const ChipText& text, const QString& words, QWidget* parent)
    : QToolButton(parent)
    , m_text(text)
    , m_remove(new QToolButton(this))
{
    setObjectName(u"filterChip"_s);
    setText(menuText(text.text()));
    setAccessibleName(words);
    setAccessibleDescription(tr("Enter edits the condition, Delete removes it."));
    setToolTip(toolTipText(words));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    m_remove->setObjectName(u"removeChip"_s);
    m_remove->setIcon(ic::icon(u"x"_s));
    m_remove->setIconSize(QSize(12, 12));
    m_remove->setAutoRaise(true);
    m_remove->setFixedSize(CrossSize, CrossSize);
    m_remove->setFocusPolicy(Qt::NoFocus); // Del does it
    m_remove->setAccessibleName(tr("Remove condition %1").arg(words));
    m_remove->setToolTip(tr("Remove this condition (Del)"));
    connect(m_remove, &QToolButton::clicked, this, &FilterChip::removeRequested);
}

QFont FilterChip::valueFont() const
{
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    return strong;
}

QSize FilterChip::sizeHint() const
{
    int text = fontMetrics().horizontalAdvance(m_text.lead);
    if (!m_text.value.isEmpty())
        text += FilterChipGap + QFontMetrics(valueFont()).horizontalAdvance(m_text.value);
    constexpr int rounding = 4; // widths are fractions; cutting a text for one is a pity
    return { FilterChipPadding + std::min(text + rounding, WidestText) + CrossSize + 6,
        std::max(Height, fontMetrics().height() + 6) };
}

QSize FilterChip::minimumSizeHint() const
{
    return { std::min(sizeHint().width(), 96), sizeHint().height() };
}

void FilterChip::paintEvent(QPaintEvent*)
{
    const ThemeColors& colors = themeColors(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool ring = hasFocus();
    const qreal pen = ring ? 2 : 1;
    painter.setPen(QPen(ring ? colors.accent : colors.controlBorder, pen));
    painter.setBrush(palette().color(underMouse() || isDown() ? QPalette::Button : QPalette::Base));
    const qreal inset = pen / 2;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), Radius, Radius);

    QRect place = rect().adjusted(FilterChipPadding, 0, -(CrossSize + 6), 0);
    const auto draw
        = [&](const QRect& part, const QString& text, const QFont& font, const QColor& color) {
              painter.setFont(font);
              painter.setPen(color);
              const QString shown
                  = QFontMetrics(font).elidedText(text, Qt::ElideRight, std::max(0, part.width()));
              painter.drawText(QStyle::visualRect(layoutDirection(), rect(), part),
                  static_cast<int>(Qt::AlignVCenter | Qt::TextSingleLine | Qt::AlignAbsolute
                      | (isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft)),
                  shown);
          };
    const QColor strong = palette().color(QPalette::Text);
    if (m_text.value.isEmpty()) {
        draw(place, m_text.lead, font(), strong);
        return;
    }
    const int lead = fontMetrics().horizontalAdvance(m_text.lead) + 1;
    draw(QRect(place.left(), place.top(), std::min(lead, place.width()), place.height()),
        m_text.lead, font(), colors.secondaryText);
    place.setLeft(place.left() + lead + FilterChipGap - 1);
    draw(place, m_text.value, valueFont(), strong);
}

void FilterChip::resizeEvent(QResizeEvent* event)
{
    QToolButton::resizeEvent(event);
    const QRect cross(width() - CrossSize - 3, (height() - CrossSize) / 2, CrossSize, CrossSize);
    m_remove->setGeometry(QStyle::visualRect(layoutDirection(), rect(), cross));
}

void FilterChip::keyPressEvent(QKeyEvent* event)
{
    if (isFixedKey(*event, FixedKey::RemoveCondition))
        emit removeRequested();
    else if (isFixedKey(*event, FixedKey::EditCondition))
        click();
    else
        QToolButton::keyPressEvent(event);
}

void FilterChip::contextMenuEvent(QContextMenuEvent* event)
{
    emit menuRequested(event->reason() == QContextMenuEvent::Keyboard
            ? mapToGlobal(rect().bottomLeft())
            : event->globalPos());
}

} // namespace ic
