#pragma once

#include "api/filter/filterexpression.h"

#include <QStringView>

namespace ic {

/// Reads a filter text as the list API defines it: `not` before `and` before `or`, parentheses,
/// texts in double quotes with `\\` and `\"`, bare true and false; in a snapshot also bare numbers
/// and times. An empty text is the empty expression. Anything that `reach` cannot answer is a
/// FilterError at its place.
FilterResult parseFilter(QStringView text, FilterReach reach = FilterReach::ListApi);

/// The same for a text that was kept, of whichever reach: the list API's where it can answer.
FilterResult parseKeptFilter(QStringView text);

} // namespace ic
