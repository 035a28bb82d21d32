#pragma once

#include <QDateTime>
#include <QString>

namespace ic {

/// How the table says when something was.
enum class DateStyle {
    Relative, ///< "5 h"
    Absolute, ///< "23 Nov 2026 14:02"
};

/// "now", "12 min", "5 h", "yesterday", "6 d", then the date in the locale's short format.
/// `time` and `now` are UTC.
QString relativeTime(const QDateTime& time, const QDateTime& now);

/// Local date and time to the minute: "23 Nov 2026 14:02".
QString absoluteTime(const QDateTime& time);

/// Date and time to the second, local and UTC:
/// "Mon 23 Nov 2026 14:02:11 (13:02:11 UTC)". Empty for an invalid time.
QString exactTime(const QDateTime& time);

/// "315 d ago", "in 38 d", "in 5 h", "now": how far away a time is, on either side.
QString distanceTime(const QDateTime& time, const QDateTime& now);

/// Local date: "12 Jan 2026"; `otherwise` for an invalid time.
QString dateText(const QDateTime& time, const QString& otherwise = {});

/// Local date and time to the second: "23 Nov 2026 14:02:11".
QString localTime(const QDateTime& time);

} // namespace ic
