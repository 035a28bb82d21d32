#pragma once

#include "api/filter/filterexpression.h"
#include "api/identity.h"

#include <QDateTime>
#include <QJsonValue>
#include <QStringList>

#include <functional>
#include <optional>

namespace ic {

/// What a filter needs to know beside the identity.
struct FilterContext
{
    QDateTime now = {}; ///< what `now` stands for
    bool exact = false; ///< texts are compared with case and accents
    std::optional<bool> correlated = {}; ///< unknown = neither
    /// Answers Duplicates, Change and ChangedField, which one identity alone does not tell. Without
    /// it nobody matches them.
    std::function<bool(const FilterCondition&, const Identity&)> ofAll = {};
};

/// What conditions see of a member.
struct FilterValue
{
    QStringList texts = {}; ///< empty = no value
    bool isList = false;
};
FilterValue filterValue(const QJsonValue& value);
/// Whether the condition, of whatever field, holds for that value.
bool holds(
    const FilterCondition& condition, const FilterValue& value, const FilterContext& context);

/// Whether an identity is among those a filter of a snapshot means. This is what a filter means;
/// whoever answers one otherwise gives the same identities.
///
/// A value is a list of texts: attributeText() of each element of a list, else of the whole.
/// Absent, null, "" and a list of such are no value.
/// - eq, in, sw, co, and gt … le hold when they hold for one of the texts; ne where eq does not.
///   ca: the list has each of the values; what is no list contains each of them.
/// - Texts are compared as foldedText(), or as they are when exact; their order is that of code
///   points. No value is the empty text for eq, ne, in, sw, co and ca, and is in no order.
/// - A number is compared with texts that are numbers, a time with texts that are times, to the
///   millisecond. Dates that cannot be read are no value.
bool matches(
    const FilterExpression& expression, const Identity& identity, const FilterContext& context);

} // namespace ic
