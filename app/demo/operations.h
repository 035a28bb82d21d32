#pragma once

#include "demo/client.h"

#include <optional>
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

/// The kinds of paths that the tenant serves.
enum class Version {
    V2024, ///< "/v2024/identities/…"
    Current, ///< each service has a version of its own: "/identities/v1/…", "/task-status/v1/…"
};

/// The path of a request to the API, taken apart.
struct ApiPath
{
    Version version = Version::V2024;
    QStringList segments = {}; ///< without the version
};
/// Nothing for a path of neither kind.
std::optional<ApiPath> apiPathOf(const QStringList& segments);

/// Where an operation lives and who may call it.
struct OperationRule
{
    Operation operation;
    QByteArrayView verb;
    QStringView pattern; ///< without the version, `*` stands for one segment
    bool experimental = false; ///< today's description asks for the header
    bool headerAsked = true; ///< the older description asks for the header
    bool withoutUser = false; ///< tokens without a user may call it
    QStringView scopes; ///< any one of these, divided by blanks; empty: every scope will do
    QStringView userLevels; ///< any one of these; empty: every user
};

/// The rule a request falls under, or null. `segments` are those of ApiPath; the ones that stand
/// for
/// `*` are put into `arguments`.
const OperationRule* operationFor(
    QByteArrayView verb, const QStringList& segments, QStringList* arguments);

/// Whether the scopes and the user level of a client suffice.
bool mayCall(const Client& client, const OperationRule& rule);

} // namespace ic::demo
