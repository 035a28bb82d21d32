#pragma once

#include <QDateTime>
#include <QStringList>

namespace ic {

// Numbers, lists and times as a person reads them, in the language of the program. Times are given
// in UTC and shown in local time.

/// "1,284".
QString numberText(qint64 number);
/// "1 identity", "1,284 identities".
QString identitiesText(qint64 number);
/// "68.4 %" of the whole; nothing where that says nothing.
QString shareText(qint64 number, qint64 whole);
/// A number for a plural of tr(), which takes an int: the largest there is for more.
int pluralCount(qint64 number);

/// "a", "a and b", "a, b and c".
QString andList(const QStringList& words);
/// "a", "a or b", "a, b or c".
QString orList(const QStringList& words);

/// How the table says when something was.
enum class DateStyle {
    Relative, ///< "5 h"
    Absolute, ///< "23 Nov 2026 14:02"
};

/// "now", "12 min", "5 h", "yesterday", "6 d", then the date in the system's short format.
QString relativeTime(const QDateTime& time, const QDateTime& now);

/// "315 d ago", "in 38 d", "in 5 h", "now": how far away a time is, on either side.
QString distanceTime(const QDateTime& time, const QDateTime& now);

/// To the minute: "23 Nov 2026 14:02".
QString absoluteTime(const QDateTime& time);

/// To the second: "23 Nov 2026 14:02:11". Empty for an invalid time.
QString localTime(const QDateTime& time);

/// To the second, local and UTC: "Mon 23 Nov 2026 14:02:11 (13:02:11 UTC)". Empty for an invalid
/// time.
QString exactTime(const QDateTime& time);

/// "14:02".
QString clockTime(const QDateTime& time);

/// "12 Jan 2026"; `otherwise` for an invalid time.
QString dateText(const QDateTime& time, const QString& otherwise = {});

} // namespace ic
