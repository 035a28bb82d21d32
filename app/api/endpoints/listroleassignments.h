#pragma once

#include "api/endpoint.h"
#include "api/types/roleassignment.h"
#include "base/ids.h"

#include <QList>

namespace ic {

/// GET /identities/{identityId}/role-assignments: all of them at once, there are no pages. Asked
/// with a role, the tenant answers with details, otherwise with references only.
struct ListRoleAssignments
{
    using Result = QList<RoleAssignment>;

    IdentityId id = {};
    QString roleId = {}; ///< exact; empty = any
    QString roleName = {}; ///< exact; empty = any
    Lane lane = Lane::Interactive;

    ApiRequest request() const;
    static Expected<Result> parse(const ApiResponse& response);
};

static_assert(Endpoint<ListRoleAssignments>);

} // namespace ic
