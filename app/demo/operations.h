#pragma once

#include "demo/client.h"

#include <span>

namespace ic::demo {

/// The operations of the tenant, named as in the API's description.
enum class Operation {
    ListIdentities,
    GetIdentity,
    DeleteIdentity,
    GetIdentityOwnershipDetails,
    GetRoleAssignments,
    GetRoleAssignment,
    ResetIdentity,
    SendIdentityVerificationAccountToken,
    StartIdentitiesInvite,
    StartIdentityProcessing,
    SynchronizeAttributesForIdentity,
    GetTaskStatus,
};

/// Where an operation lives and who may call it.
struct OperationRule
{
    Operation operation;
    QByteArrayView verb;
    QStringView pattern; ///< below /v2024, `*` stands for one segment
    bool experimental = false; ///< today's description asks for the header
    bool headerAsked = true; ///< the older description asks for the header
    bool withoutUser = false; ///< tokens without a user may call it
    QStringView scopes; ///< any one of these, divided by blanks; empty: every scope will do
    QStringView userLevels; ///< any one of these; empty: every user
};

/// The rule a request falls under, or null. `segments` are those below /v2024; the ones that stand
/// for `*` are put into `arguments`.
const OperationRule* operationFor(
    QByteArrayView verb, const QStringList& segments, QStringList* arguments);

/// Whether the scopes and the user level of a client suffice.
bool mayCall(const Client& client, const OperationRule& rule);

} // namespace ic::demo
