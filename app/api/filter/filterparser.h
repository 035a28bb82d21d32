#pragma once

#include "api/filter/filterexpression.h"

#include <QStringView>

namespace ic {

/// Reads a filter text as the list API defines it: `not` before `and` before `or`, parentheses,
/// texts in double quotes with `\\` and `\"`, bare true and false. An empty text is the empty
/// expression. Anything the list API would refuse is a FilterError at its place.
FilterResult parseFilter(QStringView text);

} // namespace ic
