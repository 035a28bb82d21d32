#include "api/endpoints/getroleassignment.h"

#include "api/answer.h"
#include "api/endpoints/listroleassignments.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::GetRoleAssignment)
};

} // namespace

QString GetRoleAssignment::title()
{
    return QCoreApplication::translate("Endpoint", "Read role assignment");
}

NeededRight GetRoleAssignment::right()
{
    return ListRoleAssignments::right();
}

ApiRequest GetRoleAssignment::request() const
{
    return readRequest<GetRoleAssignment>(
        { u"identities"_s, id.text(), u"role-assignments"_s, assignmentId.text() }, lane);
}

Expected<RoleAssignment> GetRoleAssignment::parse(const ApiResponse& response)
{
    Expected<RoleAssignment> assignment = readObject<RoleAssignment>(response);
    if (assignment && assignment->id.isEmpty())
        return malformed(response, Texts::tr("$.id: expected text, found nothing"));
    return assignment;
}

} // namespace ic
