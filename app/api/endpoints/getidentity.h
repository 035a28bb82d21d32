#pragma once

#include "api/endpoint.h"
#include "api/types/identity.h"

namespace ic {

/// GET /identities/{id}: one identity. An object without id and name is Malformed: it is not an
/// identity, whatever it is.
struct GetIdentity
{
    using Result = IdentityDetails;

    IdentityId id = {};
    Lane lane = Lane::Interactive;

    ApiRequest request() const;
    static Expected<Result> parse(const ApiResponse& response);
};

static_assert(Endpoint<GetIdentity>);

} // namespace ic
