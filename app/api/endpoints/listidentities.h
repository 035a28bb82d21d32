#pragma once

#include "api/endpoint.h"
#include "api/types/identity.h"

#include <QStringList>

namespace ic {

/// GET /identities: one page of identities.
///
/// The default filter is always sent, because the tenant's own default (correlated only) is joined
/// to `filters` with "and" and would silently empty a search for uncorrelated identities.
struct ListIdentities
{
    using Result = IdentityPage;

    static constexpr int maxLimit = 250; ///< the API's maximum

    QString filters = {}; ///< from FilterExpression::toFilterText(); empty = no filter
    /// Of "name", "alias", "cloudStatus"; "-" before it = descending. No order is documented
    /// without one, so paging needs at least one.
    QStringList sorters = {};
    bool correlatedOnly = true;
    bool count = false; ///< ask for the total: costs the tenant time, so once a filter
    int limit = maxLimit; ///< 0 to maxLimit
    qint64 offset = 0; ///< in records
    Lane lane = Lane::Interactive;

    ApiRequest request() const;
    static Expected<Result> parse(const ApiResponse& response);
};

static_assert(Endpoint<ListIdentities>);

} // namespace ic
