#include "ui/parts/linetext.h"

#include <QCache>
#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>
#include <QStaticText>
#include <QStyle>

namespace ic {

namespace {

constexpr int MostCharacters = 100'000; ///< kept: some screens of a wide table
constexpr int LineCost = 20; // characters, besides its own

struct LineKey
{
    QString text;
    QFont font;
    int width = 0;
    Qt::LayoutDirection direction = Qt::LeftToRight;

    bool operator==(const LineKey&) const = default;
};

size_t qHash(const LineKey& key, size_t seed)
{
    return qHashMulti(seed, key.text, key.width, key.font.weight());
}

QStaticText shaped(const QString& text, const LineKey& key)
{
    QStaticText line(text);
    line.setTextFormat(Qt::PlainText);
    line.setPerformanceHint(QStaticText::AggressiveCaching);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(key.direction);
    line.setTextOption(option);
    line.prepare({}, key.font);
    return line;
}

QStaticText fitted(const LineKey& key)
{
    const QStaticText whole = shaped(key.text, key);
    if (whole.size().width() <= key.width)
        return whole;
    return shaped(QFontMetrics(key.font).elidedText(key.text, Qt::ElideRight, key.width), key);
}

template <class Measured> QCache<LineKey, Measured>& lines()
{
    static QCache<LineKey, Measured> kept(MostCharacters);
    // They hold on to fonts, which go with the application.
    static const bool isCleared = [] {
        qAddPostRoutine([] { lines<Measured>().clear(); });
        return true;
    }();
    Q_UNUSED(isCleared)
    return kept;
}

template <class Measured> Measured measured(const LineKey& key, Measured (*measure)(const LineKey&))
{
    if (const Measured* kept = lines<Measured>().object(key))
        return *kept;
    const Measured fresh = measure(key);
    lines<Measured>().insert(key, new Measured(fresh), key.text.size() + LineCost);
    return fresh;
}

int advance(const LineKey& key)
{
    return QFontMetrics(key.font).horizontalAdvance(key.text);
}

} // namespace

void paintLine(QPainter& painter, const QRect& place, Qt::Alignment alignment, const QString& text)
{
    if (text.isEmpty())
        return;
    const LineKey key { text, painter.font(), place.width(), painter.layoutDirection() };
    const QStaticText line = measured<QStaticText>(key, fitted);
    const QSizeF rest = place.size() - line.size();
    const bool isAtRight = QStyle::visualAlignment(key.direction, alignment) & Qt::AlignRight;
    // On a whole pixel of the device, as Qt draws the other texts.
    const qreal ratio = painter.device()->devicePixelRatioF();
    const qreal above = qRound(rest.height() / 2 * ratio) / ratio;
    painter.drawStaticText(place.topLeft() + QPointF(isAtRight ? rest.width() : 0, above), line);
}

int lineWidth(const QFont& font, const QString& text)
{
    return measured<int>({ text, font }, advance);
}

} // namespace ic
