#pragma once

#include "api/endpoint.h"
#include "api/types/ownership.h"
#include "base/ids.h"

namespace ic {

/// GET /identities/{identityId}/ownership: the objects that block the deletion of an identity.
/// For an uncorrelated identity the tenant "will respond with OK" and an undocumented body: an
/// empty one, or the word, is a result that states nothing (OwnershipDetails::isStated).
struct GetOwnership
{
    using Result = OwnershipDetails;

    IdentityId id = {};
    Lane lane = Lane::Interactive;

    ApiRequest request() const;
    static Expected<Result> parse(const ApiResponse& response);
};

static_assert(Endpoint<GetOwnership>);

} // namespace ic
