#include "reading/correlation.h"

#include "api/filter/filterparser.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

FilterExpression uncorrelated()
{
    return std::get<FilterExpression>(FilterExpression::condition(
        { FilterField::Correlated, FilterOperator::Equals, { u"false"_s } }));
}

/// Whether the filter finds nobody who is correlated, by its own words.
bool isOfOthers(const FilterExpression& filter)
{
    if (filter.kind() == FilterExpression::Kind::And) {
        return std::ranges::any_of(filter.operands(),
            [](const FilterExpression& operand) { return operand == uncorrelated(); });
    }
    return filter == uncorrelated();
}

} // namespace

std::vector<CorrelationPart> partsByCorrelation(const ReadRequest& request)
{
    if (request.isInParts())
        return { { .who = request } };
    if (request.correlatedOnly)
        return { { .who = request, .correlated = true } };
    const FilterResult parsed = parseFilter(request.filters);
    const FilterExpression* const filter = std::get_if<FilterExpression>(&parsed);
    if (filter != nullptr && isOfOthers(*filter))
        return { { .who = request, .correlated = false } };
    ReadRequest correlated = request;
    correlated.correlatedOnly = true;
    ReadRequest others = request;
    others.filters = uncorrelated().toFilterText();
    if (!request.filters.isEmpty())
        others.filters += u" and ("_s + request.filters + u')';
    return { { .who = correlated, .correlated = true }, { .who = others, .correlated = false } };
}

} // namespace ic
