#include "api/endpoints/listroleassignments.h"

#include "api/answer.h"

using namespace Qt::StringLiterals;

namespace ic {

ApiRequest ListRoleAssignments::request() const
{
    ApiRequest request = requestFor(OperationId::ListRoleAssignments,
        { u"identities"_s, id.text(), u"role-assignments"_s }, lane);
    if (!roleId.isEmpty())
        request.query.append({ u"roleId"_s, roleId });
    if (!roleName.isEmpty())
        request.query.append({ u"roleName"_s, roleName });
    return request;
}

Expected<QList<RoleAssignment>> ListRoleAssignments::parse(const ApiResponse& response)
{
    return readList<RoleAssignment>(response, OperationId::ListRoleAssignments);
}

} // namespace ic
