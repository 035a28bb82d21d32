#include "models/identityquery.h"

#include "api/filterexpression.h"
#include "api/identityfields.h"

using namespace Qt::StringLiterals;

namespace ic {

bool IdentityQuery::hasSameMembers(const IdentityQuery& other) const
{
    return scope == other.scope && filter == other.filter && onlyIds == other.onlyIds;
}

bool IdentityQuery::isOneList() const
{
    return onlyIds.size() <= recommendedIdsPerFilter;
}

QString IdentityQuery::effectiveFilter() const
{
    if (!onlyIds.isEmpty()) {
        const FilterResult among = FilterExpression::condition(
            { .field = FilterField::Id, .op = FilterOperator::In, .values = onlyIds });
        // Never an empty text in its place: that means everybody.
        return std::get<FilterExpression>(among).toFilterText();
    }
    if (scope != IdentityScope::Uncorrelated)
        return filter;
    // The tenant's default filter would be joined with "and" and leave nothing over.
    const QString uncorrelated = u"correlated eq false"_s;
    return filter.isEmpty() ? uncorrelated : uncorrelated + u" and ("_s + filter + u')';
}

ListIdentities IdentityQuery::request(qint64 offset, bool count) const
{
    return ListIdentities {
        .filters = effectiveFilter(),
        .sorters = stableSorters(sorters),
        .correlatedOnly = correlatedOnly(),
        .count = count,
        .offset = offset,
    };
}

} // namespace ic
