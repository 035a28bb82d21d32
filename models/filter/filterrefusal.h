#pragma once

#include "api/filter/filterexpression.h"
#include "base/apierror.h"

namespace ic {

struct IdentityQuery;

/// What the tenant found wrong with the filter of a query, in its own words, with the place where
/// the words name one; without a place the position is -1. nullopt if the error is about something
/// else, or the query has no filter.
///
/// The API does not say how it tells places. "position 18", "column 18", "1:18" and the like are
/// taken for UTF-16 units from 0, and the whole word there is marked, so that counting from 1 leads
/// to the same word.
std::optional<FilterError> filterRefusal(const ApiError& error, const IdentityQuery& query);

} // namespace ic
