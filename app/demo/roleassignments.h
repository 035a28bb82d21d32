#pragma once

#include "demo/demodata.h"

class QJsonObject;

namespace ic::demo {

/// The role assignments of an identity, none to forty.
quint32 roleAssignmentCount(const DemoData& data, quint32 ordinal);
QByteArray roleAssignmentId(const DemoData& data, quint32 ordinal, quint32 number);

struct RoleReference
{
    QByteArray id;
    QString name;
};
RoleReference assignedRole(const DemoData& data, quint32 ordinal, quint32 number);

/// A RoleAssignmentRef: id, role and dates.
QJsonObject roleAssignmentRef(const DemoData& data, quint32 ordinal, quint32 number);
/// A RoleAssignmentDto: everything known about the assignment.
QJsonObject roleAssignment(const DemoData& data, quint32 ordinal, quint32 number);

} // namespace ic::demo
