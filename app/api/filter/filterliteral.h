#pragma once

#include "api/filter/filterfield.h"

#include <QDateTime>
#include <QString>
#include <QStringView>
#include <QUtf8StringView>

#include <compare>
#include <optional>

namespace ic {

/// A number as a filter compares it: exact while it is whole and has at most 18 digits.
struct FilterNumber
{
    std::optional<qint64> whole = {};
    double value = 0;

    std::partial_ordering compare(const FilterNumber& other) const;
};

/// For digits with a sign and a fraction, or without; nullopt for any other text.
std::optional<FilterNumber> filterNumber(QStringView text);
std::optional<FilterNumber> filterNumber(QUtf8StringView text);

/// When a time written in a filter is: `now`, `now-30d` and `now+2h` (m, h, d, w), ISO-8601. In
/// UTC; invalid for anything else.
QDateTime filterTime(QStringView text, const QDateTime& now);

/// What a value without quotes is; nullopt if it needs them.
std::optional<FilterValueKind> bareValueKind(QStringView word);

/// A text in quotes, as it stands in a filter.
QString quotedValue(const QString& value);

} // namespace ic
