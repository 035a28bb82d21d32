#include "ui/parts/controlpainter.h"

#include "ui/parts/linetext.h"
#include "ui/parts/paintedonce.h"
#include "ui/parts/theme.h"

#include <QGuiApplication>
#include <QPainter>
#include <QStyleOption>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int IndicatorSide = 15;
constexpr qreal ControlRadius = 3;

} // namespace

void paintFrame(
    QPainter& painter, const QRect& rect, const QColor& fill, const QColor& border, qreal width)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill);
    painter.setPen(QPen(border, width));
    const qreal inset = width / 2;
    painter.drawRoundedRect(
        QRectF(rect).adjusted(inset, inset, -inset, -inset), ControlRadius, ControlRadius);
    painter.restore();
}

void paintPushButton(QPainter& painter, const QStyleOption& option)
{
    const ThemeColors& colors = themeColors(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool pressed = option.state & QStyle::State_Sunken;
    const bool hover = option.state & QStyle::State_MouseOver;
    QColor fill = option.palette.color(QPalette::Button);
    const bool isFilled = fill != QGuiApplication::palette().color(QPalette::Button);
    const QColor text = option.palette.color(QPalette::ButtonText);
    if (!enabled)
        fill = option.palette.color(QPalette::Window);
    else if (pressed || (option.state & QStyle::State_On))
        fill = mixed(fill, text, 0.16);
    else if (hover)
        fill = mixed(fill, text, 0.07);
    // The ring is where the focus is and nowhere else; on a filled button the accent would not
    // show.
    const bool ring = enabled && (option.state & QStyle::State_HasFocus);
    const QColor border
        = !enabled ? colors.separator : (ring ? colors.accent : colors.controlBorder);
    paintFrame(painter, option.rect, fill, border, ring ? 2 : 1);
    if (ring && isFilled)
        paintFrame(painter, option.rect.adjusted(3, 3, -3, -3), fill, text, 1.5);
}

void paintCheckBox(QPainter& painter, const QStyleOption& option)
{
    const ThemeColors& colors = themeColors(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & QStyle::State_On;
    const bool partly = option.state & QStyle::State_NoChange;
    QColor fill = option.palette.color(enabled ? QPalette::Base : QPalette::Window);
    QColor border = enabled ? colors.controlBorder : colors.separator;
    if (on || partly)
        border = fill = enabled ? option.palette.color(QPalette::Highlight) : colors.controlBorder;
    else if (option.state & QStyle::State_HasFocus)
        border = colors.accent;
    QRect box(0, 0, IndicatorSide, IndicatorSide);
    box.moveCenter(option.rect.center());
    const QString name = on ? u"ticked"_s : (partly ? u"partly"_s : u"box"_s);
    paintOnce(painter, box, name, { fill, border }, [&](QPainter& once) {
        paintFrame(once, QRect(QPoint(), box.size()), fill, border);
        once.setPen(QPen(Qt::white, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        if (on)
            once.drawPolyline(QPolygonF { { 3.6, 7.8 }, { 6.4, 10.6 }, { 11.6, 4.8 } });
        else if (partly)
            once.drawLine(QPointF(4, 7.5), QPointF(11, 7.5));
    });
}

void paintRadio(QPainter& painter, const QStyleOption& option)
{
    const ThemeColors& colors = themeColors(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const QColor accent = option.palette.color(QPalette::Highlight);
    QRectF circle(0, 0, IndicatorSide, IndicatorSide);
    circle.moveCenter(QRectF(option.rect).center());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const bool on = option.state & QStyle::State_On;
    painter.setPen(QPen(on && enabled ? accent : colors.controlBorder, on ? 4.5 : 1));
    painter.setBrush(option.palette.color(enabled ? QPalette::Base : QPalette::Window));
    const qreal inset = on ? 2.25 : 0.5;
    painter.drawEllipse(circle.adjusted(inset, inset, -inset, -inset));
    painter.restore();
}

void paintRow(QPainter& painter, const QStyleOptionViewItem& item)
{
    if (item.state & QStyle::State_Selected)
        painter.fillRect(item.rect, themeColors(item.palette).currentRow);
    else if (item.features & QStyleOptionViewItem::Alternate)
        painter.fillRect(item.rect, item.palette.brush(QPalette::AlternateBase));
}

QString takeLine(QStyleOptionViewItem& item)
{
    const bool isOneLine = item.features & QStyleOptionViewItem::HasDisplay
        && !(item.features & QStyleOptionViewItem::WrapText)
        && !(item.state & QStyle::State_Editing) && item.textElideMode == Qt::ElideRight
        && item.displayAlignment & Qt::AlignVCenter && !item.text.contains(u'\n')
        && !item.text.contains(QChar::LineSeparator);
    return isOneLine ? std::exchange(item.text, QString()) : QString();
}

void paintItemLine(
    QPainter& painter, const QStyleOptionViewItem& item, const QRect& place, const QString& line)
{
    const QPalette::ColorGroup group = !(item.state & QStyle::State_Enabled) ? QPalette::Disabled
        : item.state & QStyle::State_Active                                  ? QPalette::Active
                                                                             : QPalette::Inactive;
    const bool isSelected = item.state & QStyle::State_Selected;
    painter.save();
    painter.setFont(item.font);
    painter.setPen(
        item.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text));
    paintLine(painter, place, item.displayAlignment & Qt::AlignHorizontal_Mask, line);
    painter.restore();
}

void paintHeading(
    QPainter& painter, const QStyleOptionViewItem& item, const QRect& place, const QString& text)
{
    QFont font = item.font;
    font.setPixelSize(std::max(9, QFontInfo(font).pixelSize() - 2));
    font.setWeight(QFont::DemiBold);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.4);
    painter.setFont(font);
    painter.setPen(themeColors(item.palette).secondaryText);
    painter.drawText(place, Qt::AlignBottom | Qt::AlignLeft | Qt::TextSingleLine, text.toUpper());
}

void paintField(QPainter& painter, const QStyleOption& option)
{
    const ThemeColors& colors = themeColors(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool focused = option.state & QStyle::State_HasFocus;
    const QColor fill = option.palette.color(enabled ? QPalette::Base : QPalette::Window);
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(&option);
    // Inside a combo or spin box, which draws the frame of both.
    if (frame != nullptr && frame->lineWidth == 0) {
        painter.fillRect(option.rect, fill);
        return;
    }
    paintFrame(painter, option.rect, fill,
        focused ? colors.accent : (enabled ? colors.controlBorder : colors.separator),
        focused ? 2 : 1);
}

void paintToolButton(QPainter& painter, const QStyleOption& option, bool framed)
{
    const ThemeColors& colors = themeColors(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & (QStyle::State_On | QStyle::State_Sunken);
    const bool hover = enabled && (option.state & QStyle::State_MouseOver);
    const bool focused = option.state & QStyle::State_HasFocus;
    if (framed && !focused) {
        paintFrame(painter, option.rect, option.palette.color(QPalette::Button),
            enabled ? colors.controlBorder : colors.separator);
    }
    if (!on && !hover && !focused)
        return;
    QColor fill = option.palette.color(QPalette::WindowText);
    fill.setAlphaF(on ? 0.14F : (hover ? 0.07F : 0.0F));
    paintFrame(painter, option.rect, fill, focused ? colors.accent : fill);
}

QRect scrollBarPart(const QStyleOptionSlider& bar, QStyle::SubControl part)
{
    // The whole length is groove: no arrow buttons at the ends.
    const bool flat = bar.orientation == Qt::Horizontal;
    const int length = flat ? bar.rect.width() : bar.rect.height();
    const qint64 range = static_cast<qint64>(bar.maximum) - bar.minimum;
    int handle = length;
    if (range > 0) {
        handle
            = static_cast<int>(static_cast<qint64>(length) * bar.pageStep / (range + bar.pageStep));
        handle = qBound(qMin(SmallestHandle, length), handle, length);
    }
    const int start = QStyle::sliderPositionFromValue(
        bar.minimum, bar.maximum, bar.sliderPosition, length - handle, bar.upsideDown);
    const auto along = [&](int from, int size) {
        const QRect rect = flat ? QRect(from, 0, size, bar.rect.height())
                                : QRect(0, from, bar.rect.width(), size);
        return QStyle::visualRect(bar.direction, bar.rect, rect.translated(bar.rect.topLeft()));
    };
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        return along(start, handle);
    case QStyle::SC_ScrollBarGroove:
        return along(0, length);
    case QStyle::SC_ScrollBarSubPage:
        return along(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return along(start + handle, length - start - handle);
    default:
        return {};
    }
}

void paintScrollHandle(
    QPainter& painter, const QRect& handle, const QPalette& palette, bool isActive)
{
    const ThemeColors& colors = themeColors(palette);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(
        isActive ? colors.controlBorder : mixed(colors.separator, colors.controlBorder, 0.35));
    const QRectF inner = QRectF(handle).adjusted(3, 3, -3, -3);
    const qreal radius = qMin(inner.width(), inner.height()) / 2;
    painter.drawRoundedRect(inner, radius, radius);
    painter.restore();
}

void paintHeaderSection(QPainter& painter, const QRect& rect, const QPalette& palette, bool isLast)
{
    const QColor line = themeColors(palette).separator;
    painter.fillRect(rect, palette.color(QPalette::Window));
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), line);
    if (!isLast)
        painter.fillRect(QRect(rect.right(), rect.top() + 5, 1, rect.height() - 10), line);
}

void paintTab(QPainter& painter, const QStyleOption& tab)
{
    const ThemeColors& colors = themeColors(tab.palette);
    const QRect& r = tab.rect;
    const bool isChosen = tab.state & QStyle::State_Selected;
    const bool hover = (tab.state & QStyle::State_MouseOver) && (tab.state & QStyle::State_Enabled);
    const QColor window = tab.palette.color(QPalette::Window);
    painter.fillRect(r,
        hover && !isChosen ? mixed(window, tab.palette.color(QPalette::WindowText), 0.05) : window);
    if (!isChosen) {
        painter.fillRect(QRect(r.left(), r.bottom(), r.width(), 1), colors.separator);
        return;
    }
    painter.fillRect(QRect(r.left(), r.top(), 1, r.height()), colors.separator);
    painter.fillRect(QRect(r.right(), r.top(), 1, r.height()), colors.separator);
    painter.fillRect(QRect(r.left(), r.top(), r.width(), 2), colors.accent);
    if (tab.state & QStyle::State_HasFocus)
        paintFrame(painter, r.adjusted(3, 4, -3, -2), Qt::transparent, colors.accent, 1.5);
}

void paintProgress(QPainter& painter, const QStyleOption& bar, double share)
{
    QRect done = bar.rect.adjusted(1, 1, -1, -1);
    done.setWidth(static_cast<int>(done.width() * share));
    if (done.isEmpty())
        return;
    const QColor fill = bar.palette.color(QPalette::Highlight);
    paintFrame(painter, QStyle::visualRect(bar.direction, bar.rect, done), fill, fill);
}

namespace {

/// The icon begins at `left`, the text follows it.
void paintIconAndText(QPainter& painter, const QStyleOption& option, const QStyle& style, int left,
    const QIcon& icon, const QString& text, QPalette::ColorRole role)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const QRect picture(left, option.rect.center().y() - ToolIcon / 2 + 1, ToolIcon, ToolIcon);
    icon.paint(&painter, QStyle::visualRect(option.direction, option.rect, picture),
        Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    QRect place = option.rect;
    place.setLeft(left + ToolIcon + ToolGap);
    style.drawItemText(&painter, QStyle::visualRect(option.direction, option.rect, place),
        Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic | Qt::TextSingleLine,
        option.palette, enabled, text, role);
}

} // namespace

void paintLabel(QPainter& painter, const QStyleOptionButton& button, const QStyle& style)
{
    const int text = button.fontMetrics.size(Qt::TextShowMnemonic, button.text).width();
    const int left = button.rect.center().x() - (ToolIcon + ToolGap + text) / 2 + 1;
    paintIconAndText(painter, button, style, left, button.icon, button.text, QPalette::ButtonText);
}

void paintLabel(QPainter& painter, const QStyleOptionToolButton& button, const QStyle& style)
{
    paintIconAndText(painter, button, style, button.rect.left() + ToolPadding, button.icon,
        button.text, QPalette::WindowText);
}

} // namespace ic
