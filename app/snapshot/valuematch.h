#pragma once

#include "api/filter/filterevaluation.h"
#include "snapshot/fieldcolumn.h"

namespace ic {

/// Marks the values of a field for which a condition holds, as holds() of filterevaluation says;
/// texts are compared where they stand.
std::vector<quint8> valuesThatMatch(
    const FieldColumn& column, const FilterCondition& condition, const FilterContext& context);

} // namespace ic
