#pragma once

#include "api/filter/filterexpression.h"

#include <QDateTime>
#include <QJsonValue>
#include <QStringList>

namespace ic {

/// What a condition needs to know beside the value.
struct FilterContext
{
    QDateTime now = {}; ///< what `now` stands for
    bool exact = false; ///< texts are compared with case and accents
};

/// What conditions see of a member: attributeText() of each element of a list, else of the whole.
struct FilterValue
{
    QStringList texts = {}; ///< empty = no value: absent, null, "" and a list of such
    bool isList = false;
};
FilterValue filterValue(const QJsonValue& value);

/// Whether the condition, of whatever field, holds for that value. This is what a condition means;
/// whoever finds identities otherwise finds the same ones.
///
/// - eq, in, sw, co, and gt … le hold when they hold for one of the texts; ne where eq does not.
///   ca: the list has each of the values; what is no list contains each of them.
/// - Texts are compared as foldedText(), or as they are when exact; their order is that of code
///   points. No value is the empty text for eq, ne, in, sw, co and ca, and is in no order.
/// - A number is compared with texts that are numbers, a time with texts that are times, to the
///   millisecond. Dates that cannot be read are no value.
bool holds(
    const FilterCondition& condition, const FilterValue& value, const FilterContext& context);

} // namespace ic
