#pragma once

#include "api/endpoint.h"
#include "api/reference.h"
#include "api/timestamp.h"
#include "base/ids.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <optional>

namespace ic {

class JsonReader;

/// ContextAttributeDto: an attribute a role decision looked at.
struct ContextAttribute
{
    QString attribute = {};
    QStringList values = {}; ///< the API sends one text or a list
    bool isDerived = false;

    bool operator==(const ContextAttribute&) const = default;
};

/// RoleMatchDto: a role or dimension that matched, and by which attributes.
struct RoleMatch
{
    Reference role = {};
    QList<ContextAttribute> attributes = {};

    bool operator==(const RoleMatch&) const = default;
};

/// RoleTargetDto: the account a role is provisioned to.
struct AccountTarget
{
    Reference source = {};
    Reference role = {};
    QString nativeIdentity = {};
    QString displayName = {};
    QString uuid = {};

    bool operator==(const AccountTarget&) const = default;
};

/// What RoleAssignmentDto adds to RoleAssignmentRef.
struct RoleAssignmentDetail
{
    QString comments = {};
    QString assignmentSource = {}; ///< e.g. "UI"
    std::optional<Reference> assigner = {}; ///< absent or blank: the system, or not known
    QList<Reference> assignedDimensions = {};
    QList<ContextAttribute> requestedAttributes = {};
    QList<RoleMatch> matched = {};
    QString computedDate = {}; ///< as sent: "Wed Feb 14 10:58:42" has no year to make a date of
    QList<AccountTarget> accountTargets = {};

    bool operator==(const RoleAssignmentDetail&) const = default;
};

/// RoleAssignmentRef or RoleAssignmentDto. The API names neither: `detail` is set when any member
/// that only the latter has is there.
struct RoleAssignment
{
    RoleAssignmentId id = {};
    Reference role = {};
    Timestamp added = {};
    Timestamp starts = {}; ///< empty = active at once
    Timestamp removed = {}; ///< when it ends; empty = no end, or an older tenant
    std::optional<RoleAssignmentDetail> detail = {};
    QJsonObject raw = {};

    bool operator==(const RoleAssignment&) const = default;
    static RoleAssignment fromJson(const JsonReader& reader);
};

/// GET /identities/{identityId}/role-assignments: all of them at once, there are no pages. Asked
/// with a role, the tenant answers with details, otherwise with references only.
struct ListRoleAssignments
{
    using Result = QList<RoleAssignment>;

    IdentityId id = {};
    QString roleId = {}; ///< exact; empty = any
    QString roleName = {}; ///< exact; empty = any
    Lane lane = Lane::Interactive;

    static QString title();
    static NeededRight right();
    ApiRequest request() const;
    static Expected<Result> parse(const ApiResponse& response);
};

static_assert(Endpoint<ListRoleAssignments>);

/// GET /identities/{identityId}/role-assignments/{assignmentId}: one assignment with its details.
/// An object without an id is Malformed.
struct GetRoleAssignment
{
    using Result = RoleAssignment;

    IdentityId id = {};
    RoleAssignmentId assignmentId = {};
    Lane lane = Lane::Interactive;

    static QString title();
    static NeededRight right();
    ApiRequest request() const;
    static Expected<Result> parse(const ApiResponse& response);
};

static_assert(Endpoint<GetRoleAssignment>);

} // namespace ic
