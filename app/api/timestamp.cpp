#include "api/timestamp.h"

#include "api/jsondocument.h"
#include "base/qtversion.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

// Text is a QStringView or a QLatin1StringView: the digits are the same, and what is none is
// refused.

template <class Text> char16_t at(Text text, qsizetype pos)
{
    return text[pos].unicode();
}

/// The number in `count` digits at `pos`, or -1.
template <class Text> int digits(Text text, qsizetype pos, qsizetype count)
{
    int number = 0;
    for (qsizetype i = pos; i < pos + count; ++i) {
        const char16_t c = at(text, i);
        if (c < u'0' || c > u'9')
            return -1;
        number = number * 10 + (c - u'0');
    }
    return number;
}

/// Seconds east of UTC for "Z", "+hh:mm", "+hhmm" and "" ; nullopt for anything else.
template <class Text> std::optional<int> offsetSeconds(Text zone)
{
    if (zone.isEmpty() || (zone.size() == 1 && (at(zone, 0) == u'Z' || at(zone, 0) == u'z')))
        return 0;
    const bool colon = zone.size() == 6 && at(zone, 3) == u':';
    if ((!colon && zone.size() != 5) || (at(zone, 0) != u'+' && at(zone, 0) != u'-'))
        return std::nullopt;
    const int hours = digits(zone, 1, 2);
    const int minutes = digits(zone, colon ? 4 : 3, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
        return std::nullopt;
    const int seconds = hours * 3600 + minutes * 60;
    return at(zone, 0) == u'-' ? -seconds : seconds;
}

/// "yyyy-MM-ddTHH:mm:ss", fraction and zone by fixed positions: a page of 250 identities holds 750
/// dates, and QDateTime::fromString() would take longer than all the rest of the page.
template <class Text> QDateTime parseFixed(Text text)
{
    if (text.size() < 19 || at(text, 4) != u'-' || at(text, 7) != u'-' || at(text, 10) != u'T'
        || at(text, 13) != u':' || at(text, 16) != u':')
        return {};
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    const int second = digits(text, 17, 2);
    const int year = digits(text, 0, 4);
    const QDate date(year, digits(text, 5, 2), digits(text, 8, 2));
    if (year < 1 || !date.isValid() || !QTime::isValid(hour, minute, second))
        return {};
    qsizetype pos = 19;
    int ms = 0;
    if (pos < text.size() && at(text, pos) == u'.') {
        int weight = 100;
        const qsizetype first = ++pos;
        for (; pos < text.size() && digits(text, pos, 1) >= 0; ++pos, weight /= 10)
            ms += weight * digits(text, pos, 1);
        if (pos == first)
            return {};
    }
    const std::optional<int> offset = offsetSeconds(text.mid(pos));
    if (!offset)
        return {};
    constexpr qint64 julianDayOfEpoch = 2440588;
    const qint64 days = date.toJulianDay() - julianDayOfEpoch;
    const qint64 seconds = days * 86400 + hour * 3600 + minute * 60 + second - *offset;
    return QDateTime::fromMSecsSinceEpoch(seconds * 1000 + ms, Utc);
}

/// What parseFixed() does not take.
QDateTime parseAnyIso(QStringView text)
{
    const QDateTime date = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    return date.timeSpec() == Qt::LocalTime ? QDateTime(date.date(), date.time(), Utc)
                                            : date.toUTC();
}

} // namespace

QDateTime parseTimestamp(QStringView text)
{
    const QDateTime date = parseFixed(text);
    return date.isValid() || text.isEmpty() ? date : parseAnyIso(text);
}

QDateTime parseTimestamp(QUtf8StringView text)
{
    const QDateTime date = parseFixed(QLatin1StringView(text.data(), text.size()));
    return date.isValid() || text.isEmpty() ? date : parseAnyIso(toQString(text));
}

} // namespace ic
