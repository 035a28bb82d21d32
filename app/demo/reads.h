#pragma once

#include "demo/directory.h"
#include "demo/exchange.h"

namespace ic::demo {

// The answers that change nothing.

/// `oddRecords`: so many identities are not as the API describes.
Answer listIdentities(Directory& directory, const Request& request, quint32 oddRecords);
Answer getIdentity(const Directory& directory, quint32 ordinal, quint32 oddRecords);
Answer getOwnership(const DemoData& data, quint32 ordinal);
Answer getRoleAssignments(const DemoData& data, quint32 ordinal, const Request& request);
Answer getRoleAssignment(const DemoData& data, quint32 ordinal, const QString& assignmentId);

} // namespace ic::demo
