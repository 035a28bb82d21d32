#pragma once

#include "models/table/identitycolumns.h"

#include "api/filter/filterexpression.h"

namespace ic {

/// A cell of the table as a filter: the identities that have the same value there. In a snapshot
/// those of the same day for a time, those who have each of the values for a list, and those
/// without a value for an empty cell.
struct CellFilter
{
    FilterExpression expression = {}; ///< empty if it cannot be done
    QString words = {}; ///< the condition for people, e.g. "Status is Locked"
    QString refusal = {}; ///< why it cannot be done; empty if it can
};

CellFilter cellFilter(const Identity& identity, const IdentityColumn& column,
    FilterReach reach = FilterReach::ListApi);

} // namespace ic
