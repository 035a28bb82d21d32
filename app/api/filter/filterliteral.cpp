#include "api/filter/filterliteral.h"

#include "api/timestamp.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// More are no longer told apart when they are compared.
constexpr qsizetype mostDigitsOfWhole = 18;
constexpr qsizetype mostDigitsOfFraction = 15;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

QStringView withoutSign(QStringView text)
{
    return text.startsWith(u'-') ? text.mid(1) : text;
}

bool isExactNumber(QStringView text)
{
    if (!filterNumber(text))
        return false;
    const QStringView digits = withoutSign(text);
    return digits.contains(u'.') ? digits.size() <= mostDigitsOfFraction + 1
                                 : digits.size() <= mostDigitsOfWhole;
}

/// The milliseconds that "-30d" stands for.
std::optional<qint64> offsetOf(QStringView text)
{
    constexpr qsizetype mostDigits = 6;
    const QStringView digits = text.mid(1).chopped(text.size() > 1 ? 1 : 0);
    if (digits.isEmpty() || digits.size() > mostDigits || !std::ranges::all_of(digits, isDigit)
        || (text.front() != u'-' && text.front() != u'+'))
        return std::nullopt;
    const qint64 number = digits.toLongLong() * (text.front() == u'-' ? -1 : 1);
    constexpr qint64 minute = 60'000;
    switch (text.back().unicode()) {
    case u'm':
        return number * minute;
    case u'h':
        return number * minute * 60;
    case u'd':
        return number * minute * 60 * 24;
    case u'w':
        return number * minute * 60 * 24 * 7;
    default:
        return std::nullopt;
    }
}

} // namespace

std::partial_ordering FilterNumber::compare(const FilterNumber& other) const
{
    if (whole && other.whole)
        return *whole <=> *other.whole;
    return value <=> other.value;
}

std::optional<FilterNumber> filterNumber(QStringView text)
{
    const QStringView number = withoutSign(text);
    const qsizetype point = number.indexOf(u'.');
    const QStringView before = point < 0 ? number : number.left(point);
    const QStringView after = point < 0 ? QStringView() : number.mid(point + 1);
    if (before.isEmpty() || (point >= 0 && after.isEmpty()) || !std::ranges::all_of(before, isDigit)
        || !std::ranges::all_of(after, isDigit))
        return std::nullopt;
    FilterNumber result { .value = text.toDouble() };
    bool fits = false;
    const qint64 whole = text.toLongLong(&fits);
    if (fits && point < 0)
        result.whole = whole;
    return result;
}

std::optional<FilterNumber> filterNumber(QUtf8StringView text)
{
    constexpr qsizetype certain = 15; // digits that a qint64 and a double hold exactly
    const bool isNegative = !text.isEmpty() && text.front() == '-';
    const QUtf8StringView digits = isNegative ? text.sliced(1) : text;
    qint64 whole = 0;
    bool isWhole = !digits.isEmpty() && digits.size() <= certain;
    for (const char c : digits) {
        if ((c < '0' || c > '9') && c != '.' && c != '+')
            return std::nullopt;
        isWhole = isWhole && c >= '0' && c <= '9';
        whole = isWhole ? whole * 10 + (c - '0') : 0;
    }
    if (!isWhole)
        return filterNumber(text.toString());
    whole = isNegative ? -whole : whole;
    return FilterNumber { .whole = whole, .value = static_cast<double>(whole) };
}

QDateTime filterTime(QStringView text, const QDateTime& now)
{
    constexpr QStringView word = u"now";
    if (text == word)
        return now;
    if (text.startsWith(word)) {
        const std::optional<qint64> offset = offsetOf(text.mid(word.size()));
        return offset ? now.addMSecs(*offset) : QDateTime();
    }
    return text.isEmpty() || !isDigit(text.front()) ? QDateTime() : parseTimestamp(text);
}

std::optional<FilterValueKind> bareValueKind(QStringView word)
{
    if (word == u"true" || word == u"false")
        return FilterValueKind::Flag;
    if (isExactNumber(word))
        return FilterValueKind::Number;
    if (filterTime(word, QDateTime::fromMSecsSinceEpoch(0)).isValid())
        return FilterValueKind::Time;
    return std::nullopt;
}

QString quotedValue(const QString& value)
{
    QString text = value;
    text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + text + u'"';
}

} // namespace ic
