#include "ui/overview/countbar.h"

#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include "base/wording.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int CountBarPadding = 12;
constexpr int CountBarIconSide = 16;
constexpr int LabelLeft = CountBarPadding + CountBarIconSide + 8;
constexpr int CountBarLabelWidth = 96;
constexpr int CountWidth = 76;
constexpr int ShareWidth = 62;
constexpr int CountBarBarHeight = 10;
constexpr int LeastBar = 2;
constexpr int CountBarRowHeight = 25;

} // namespace

CountBar::CountBar(const StatusLook& look, QWidget* parent)
    : QAbstractButton(parent)
    , m_look(look)
{
    setText(look.word);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleDescription(tr("Shows these identities in the table"));
    setAccessibleName(said());
}

void CountBar::setCount(
    const ViewCounts::Count& count, const ViewCounts::Count& whole, const QString& age)
{
    m_count = count;
    m_whole = whole.number.value_or(0);
    setAccessibleName(said());
    QStringList lines;
    for (const QString& line : { m_look.explanation, said(), count.problem, age }) {
        if (!line.isEmpty())
            lines += line;
    }
    setToolTip(toolTipText(lines.join(u'\n')));
    update();
}

QString CountBar::said() const
{
    if (m_count.isAsked && !m_count.number)
        return tr("%1, counting", "a view").arg(text());
    if (!m_count.number)
        return tr("%1, not counted", "a view").arg(text());
    const QString number = numberText(*m_count.number);
    const QString share = shareText(*m_count.number, m_whole);
    return share.isEmpty()
        ? tr("%1 %2", "a kind of identities, and how many").arg(text(), number)
        : tr("%1 %2 of %3, %4", "a kind of identities, how many, of how many, which share")
              .arg(text(), number, numberText(m_whole), share);
}

QSize CountBar::sizeHint() const
{
    return { LabelLeft + CountBarLabelWidth + 40 + CountWidth + ShareWidth + CountBarPadding,
        std::max(CountBarRowHeight, fontMetrics().height() + 8) };
}

void CountBar::paintTrack(QPainter& painter, const QRect& place) const
{
    painter.fillRect(place, themeColors(palette()).barTrack);
    if (m_whole <= 0 || m_count.number.value_or(0) <= 0)
        return;
    const double share
        = std::min(1.0, static_cast<double>(*m_count.number) / static_cast<double>(m_whole));
    QRect bar = place;
    bar.setWidth(std::max(LeastBar, static_cast<int>(place.width() * share)));
    painter.fillRect(
        QStyle::visualRect(layoutDirection(), place, bar), barColor(m_look.tone, palette()));
}

void CountBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const ThemeColors& colors = themeColors(palette());
    const QRect row = rect();
    const bool isPointedAt = underMouse() || hasFocus();
    if (underMouse())
        painter.fillRect(row.adjusted(2, 0, -2, 0), colors.tickedRow);
    const auto mirrored
        = [&](const QRect& place) { return QStyle::visualRect(layoutDirection(), row, place); };
    const auto write = [&](const QRect& place, const QString& text, Qt::Alignment side) {
        const auto alignment = QStyle::visualAlignment(layoutDirection(), side);
        painter.drawText(mirrored(place),
            static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
            fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
    };
    paintIcon(painter,
        mirrored({ CountBarPadding, row.center().y() - CountBarIconSide / 2 + 1, CountBarIconSide,
            CountBarIconSide }),
        m_look.icon,
        m_look.tone == Tone::Plain ? palette().color(QPalette::WindowText)
                                   : toneText(m_look.tone, palette()));
    QFont own = font();
    own.setUnderline(isPointedAt);
    painter.setFont(own);
    painter.setPen(isPointedAt ? colors.accent : palette().color(QPalette::WindowText));
    write({ LabelLeft, 0, CountBarLabelWidth, row.height() }, text(), Qt::AlignLeft);
    const int right = row.width() - CountBarPadding - ShareWidth - CountWidth;
    const QRect track(LabelLeft + CountBarLabelWidth + 8,
        row.center().y() - CountBarBarHeight / 2 + 1, right - LabelLeft - CountBarLabelWidth - 8,
        CountBarBarHeight);
    if (track.width() > 0)
        paintTrack(painter, mirrored(track));
    painter.setFont(font());
    const QRect numberPlace(right, 0, CountWidth, row.height());
    const QRect sharePlace(right + CountWidth, 0, ShareWidth, row.height());
    if (m_count.number && m_count.problem.isEmpty()) {
        painter.setPen(palette().color(QPalette::WindowText));
        write(numberPlace, numberText(*m_count.number), Qt::AlignRight);
        painter.setPen(colors.secondaryText);
        write(sharePlace, shareText(*m_count.number, m_whole), Qt::AlignRight);
    } else {
        painter.setPen(colors.secondaryText);
        write(numberPlace.united(sharePlace), m_count.isAsked ? u"…"_s : tr("not counted"),
            Qt::AlignRight);
    }
    if (hasFocus()) {
        painter.setPen(QPen(colors.accent, 2));
        painter.drawRect(row.adjusted(3, 1, -3, -1));
    }
}

void CountBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace ic
