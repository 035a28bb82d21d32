#include "models/table/identityquery.h"

#include "api/filter/filterexpression.h"

using namespace Qt::StringLiterals;

namespace ic {

bool IdentityQuery::hasSameMembers(const IdentityQuery& other) const
{
    return scope == other.scope && filter == other.filter && onlyIds == other.onlyIds
        && snapshot == other.snapshot;
}

bool IdentityQuery::isOneList() const
{
    return onlyIds.size() <= recommendedIdsPerFilter;
}

QString IdentityQuery::effectiveFilter() const
{
    if (!onlyIds.isEmpty()) {
        QList<IdentityId> ids;
        for (const QString& id : onlyIds)
            ids += IdentityId(id);
        const FilterResult among = FilterExpression::identities(ids);
        // Never an empty text in its place: that means everybody.
        return std::get<FilterExpression>(among).toFilterText();
    }
    if (scope != IdentityScope::Uncorrelated)
        return filter;
    // The tenant's default filter would be joined with "and" and leave nothing over.
    const FilterResult condition = FilterExpression::condition(
        { FilterField::Correlated, FilterOperator::Equals, { u"false"_s } });
    const QString uncorrelated = std::get<FilterExpression>(condition).toFilterText();
    return filter.isEmpty() ? uncorrelated : uncorrelated + u" and ("_s + filter + u')';
}

ReadRequest IdentityQuery::list() const
{
    return { .filters = effectiveFilter(),
        .correlatedOnly = correlatedOnly(),
        .sorters = sorters,
        .snapshot = snapshot };
}

ListIdentities IdentityQuery::request(qint64 offset, bool count) const
{
    ListIdentities request = list().page(offset, count);
    request.lane = Lane::Interactive;
    return request;
}

} // namespace ic
