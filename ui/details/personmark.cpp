#include "ui/details/personmark.h"

#include "ui/parts/icons.h"
#include "ui/parts/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int Side = 40;
constexpr int PersonMarkIconSide = 20;

/// A whole character, also one beyond the basic plane.
QString firstLetter(const QString& word)
{
    const QList<uint> points = word.left(2).toUcs4();
    if (points.isEmpty() || !QChar::isLetter(points.first()))
        return {};
    const char32_t point = points.first();
    return QString::fromUcs4(&point, 1).toUpper();
}

} // namespace

PersonMark::PersonMark(QWidget* parent)
    : QWidget(parent)
{
    setFixedSize(Side, Side);
    setObjectName(u"personMark"_s);
}

QString PersonMark::initialsOf(const QString& name)
{
    const QStringList words = name.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return {};
    const QString first = firstLetter(words.first());
    return words.size() == 1 ? first : first + firstLetter(words.last());
}

void PersonMark::setName(const QString& name)
{
    m_initials = initialsOf(name);
    update();
}

void PersonMark::paintEvent(QPaintEvent*)
{
    const ColorPair colors = toneColors(Tone::Neutral, palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.fill);
    painter.drawRoundedRect(rect(), 3, 3);
    if (m_initials.isEmpty()) {
        QRect place(0, 0, PersonMarkIconSide, PersonMarkIconSide);
        place.moveCenter(rect().center());
        paintIcon(painter, place, u"user-round"_s, colors.text);
        return;
    }
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    painter.setFont(strong);
    painter.setPen(colors.text);
    painter.drawText(rect(), Qt::AlignCenter, m_initials);
}

} // namespace ic
