#pragma once

#include <QByteArray>
#include <QStringView>

namespace ic::demo {

// JSON written by hand: a page of 250 identities has to cost less than a millisecond, which a tree
// of QJsonObject cannot do.

/// `text` as the inside of a JSON string, UTF-8, without the quotes.
QByteArray jsonEscaped(QStringView text);

/// How many digits of a second a date is written with; the API mixes them.
enum class Fraction { None, Milliseconds, Microseconds };

/// Appends `2023-01-03T21:16:22.432Z` (without quotes) for milliseconds since 1970, UTC.
void appendIsoDate(QByteArray& out, qint64 epochMs, Fraction fraction = Fraction::Milliseconds);
/// Appends `2023-01-03` (without quotes) for days since 1970.
void appendIsoDay(QByteArray& out, qint64 epochDays);
/// Appends a decimal number.
void appendNumber(QByteArray& out, qint64 number);
/// Appends 16 lower-case hexadecimal digits.
void appendHex(QByteArray& out, quint64 number);

/// 32 hexadecimal digits, the look of every id of the API but some task ids.
QByteArray hexId(quint64 high, quint64 low);
/// The same number with dashes, 36 characters.
QByteArray dashedId(quint64 high, quint64 low);

} // namespace ic::demo
