#pragma once

#include "demo/demodata.h"
#include "demo/jsontext.h"

namespace ic::demo {

/// The role assignments of an identity, none to forty.
quint32 roleAssignmentCount(const DemoData& data, quint32 ordinal);
QByteArray roleAssignmentId(const DemoData& data, quint32 ordinal, quint32 number);

struct RoleReference
{
    QByteArray id;
    QByteArrayView nameJson; ///< escaped for JSON
};
RoleReference assignedRole(const DemoData& data, quint32 ordinal, quint32 number);

/// Appends a RoleAssignmentRef: id, role and dates.
void appendRoleAssignmentRef(JsonText& out, const DemoData& data, quint32 ordinal, quint32 number);
/// Appends a RoleAssignmentDto: everything known about the assignment.
void appendRoleAssignment(JsonText& out, const DemoData& data, quint32 ordinal, quint32 number);

} // namespace ic::demo
