#pragma once

#include "api/endpoint.h"
#include "api/types/roleassignment.h"
#include "base/ids.h"

namespace ic {

/// GET /identities/{identityId}/role-assignments/{assignmentId}: one assignment with its details.
/// An object without an id is Malformed.
struct GetRoleAssignment
{
    using Result = RoleAssignment;

    IdentityId id = {};
    RoleAssignmentId assignmentId = {};
    Lane lane = Lane::Interactive;

    ApiRequest request() const;
    static Expected<Result> parse(const ApiResponse& response);
};

static_assert(Endpoint<GetRoleAssignment>);

} // namespace ic
