#include "api/endpoints/getroleassignment.h"

#include "api/answer.h"

using namespace Qt::StringLiterals;

namespace ic {

ApiRequest GetRoleAssignment::request() const
{
    return requestFor(OperationId::GetRoleAssignment,
        { u"identities"_s, id.text(), u"role-assignments"_s, assignmentId.text() }, lane);
}

Expected<RoleAssignment> GetRoleAssignment::parse(const ApiResponse& response)
{
    Expected<RoleAssignment> assignment
        = readObject<RoleAssignment>(response, OperationId::GetRoleAssignment);
    if (assignment && assignment->id.isEmpty())
        return malformed(
            response, OperationId::GetRoleAssignment, u"$.id: expected text, found nothing"_s);
    return assignment;
}

} // namespace ic
