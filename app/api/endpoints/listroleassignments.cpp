#include "api/endpoints/listroleassignments.h"

#include "api/answer.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

QString ListRoleAssignments::title()
{
    return QCoreApplication::translate("Endpoint", "List role assignments");
}

NeededRight ListRoleAssignments::right()
{
    return { .scopes = { u"idn:identity:read"_s, u"idn:identity-direct-report:read"_s,
                 u"idn:identity:manage"_s } };
}

ApiRequest ListRoleAssignments::request() const
{
    ApiRequest request = readRequest<ListRoleAssignments>(
        { u"identities"_s, id.text(), u"role-assignments"_s }, lane);
    if (!roleId.isEmpty())
        request.query.append({ u"roleId"_s, roleId });
    if (!roleName.isEmpty())
        request.query.append({ u"roleName"_s, roleName });
    return request;
}

Expected<QList<RoleAssignment>> ListRoleAssignments::parse(const ApiResponse& response)
{
    return readList<RoleAssignment>(response);
}

} // namespace ic
