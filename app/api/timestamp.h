#pragma once

#include <QDateTime>
#include <QString>
#include <QStringView>
#include <QUtf8StringView>

namespace ic {

/// A date of the API together with the text it came as: some tenants send dates that are not
/// ISO-8601 ("Wed Feb 14 10:58:42"), and then the text is all there is to show.
struct Timestamp
{
    QDateTime utc = {}; ///< invalid when absent or unreadable
    QString text = {}; ///< as sent; empty when absent

    bool isEmpty() const { return text.isEmpty(); }
    bool operator==(const Timestamp&) const = default;
};

/// ISO-8601 with any number of fractional digits (cut to milliseconds) and `Z`, an offset, or
/// neither (= UTC). Returns UTC, or an invalid date for anything else.
QDateTime parseTimestamp(QStringView text);
QDateTime parseTimestamp(QUtf8StringView text);

} // namespace ic
