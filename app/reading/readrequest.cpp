#include "reading/readrequest.h"

#include "api/filter/filterexpression.h"
#include "api/identityfields.h"

#include <algorithm>

namespace ic {

ListIdentities ReadRequest::page(qint64 offset, bool count) const
{
    return {
        .filters = filters,
        .sorters = stableSorters(sorters),
        .correlatedOnly = correlatedOnly,
        .count = count,
        .offset = offset,
        .lane = lane,
        .attributes = attributes,
    };
}

qint64 ReadRequest::parts() const
{
    const auto inPieces = [](qint64 rows, qint64 piece) { return (rows + piece - 1) / piece; };
    return ids ? inPieces(ids->size(), recommendedIdsPerFilter)
               : inPieces(range->last - range->first + 1, ListIdentities::maxLimit);
}

qint64 ReadRequest::firstRowOfPart(qint64 part) const
{
    return ids ? part * recommendedIdsPerFilter : range->first + part * ListIdentities::maxLimit;
}

QList<IdentityId> ReadRequest::idsOfPart(qint64 part) const
{
    return ids ? ids->mid(firstRowOfPart(part), recommendedIdsPerFilter) : QList<IdentityId>();
}

ListIdentities ReadRequest::part(qint64 part) const
{
    ListIdentities request = page(firstRowOfPart(part), false);
    request.limit = static_cast<int>(
        std::min<qint64>(ListIdentities::maxLimit, range->last - request.offset + 1));
    return request;
}

Expected<ListIdentities> ReadRequest::only(const QList<IdentityId>& some) const
{
    const FilterResult among = FilterExpression::identities(some);
    if (const auto* error = std::get_if<FilterError>(&among))
        return ApiError { .kind = ApiError::Kind::BadRequest, .detail = error->message };
    ListIdentities request = page(0, false);
    request.filters = std::get<FilterExpression>(among).toFilterText();
    request.correlatedOnly = false; // the selection may hold uncorrelated ones
    return request;
}

} // namespace ic
