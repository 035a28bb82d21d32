#include "api/catalog.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr auto neutral = EffectLine::Tone::Neutral;
constexpr auto warning = EffectLine::Tone::Warning;
constexpr auto destructive = EffectLine::Tone::Destructive;

/// maxItems of ProcessIdentitiesRequest.
constexpr int identitiesPerProcessing = 250;
/// The API states no maximum for an invitation; this is what processing takes at once.
constexpr int identitiesPerInvitation = 250;

constexpr Acceptance acceptedTask { .status = 202, .body = Acceptance::Body::Object };

QStringList administrators()
{
    return { u"ORG_ADMIN"_s, u"HELPDESK"_s };
}

NeededRight roleAssignmentRight()
{
    return { .scopes = { u"idn:identity:read"_s, u"idn:identity-direct-report:read"_s,
                 u"idn:identity:manage"_s } };
}

OperationInfo readRow(OperationId id)
{
    OperationInfo row { .id = id, .doesNot = u"Changes nothing."_s };
    switch (id) {
    case OperationId::ListIdentities:
        row.journalKey = u"list-identities"_s;
        row.title = u"List identities"_s;
        row.apiOperationId = u"listIdentities"_s;
        row.pathTemplate = u"/identities"_s;
        row.effects = { { neutral, u"Reads a page of identities."_s } };
        row.right = { .scopes = { u"idn:identity:read"_s, u"idn:identity:manage"_s } };
        row.powerShellCmdlet = u"Get-V2024Identities"_s;
        return row;
    case OperationId::GetIdentity:
        row.journalKey = u"get-identity"_s;
        row.title = u"Read identity"_s;
        row.apiOperationId = u"getIdentity"_s;
        row.pathTemplate = u"/identities/{id}"_s;
        row.effects = { { neutral, u"Reads one identity with all its attributes."_s } };
        row.right = { .scopes = { u"idn:identity:read"_s, u"idn:identity:manage"_s } };
        row.powerShellCmdlet = u"Get-V2024Identity"_s;
        return row;
    case OperationId::GetOwnership:
        row.journalKey = u"get-ownership"_s;
        row.title = u"Read ownership"_s;
        row.apiOperationId = u"getIdentityOwnershipDetails"_s;
        row.pathTemplate = u"/identities/{identityId}/ownership"_s;
        row.effects = { { neutral, u"Reads the objects that block the deletion."_s } };
        row.doesNot = u"Not everything the identity owns: Search in ISC shows that."_s;
        row.right = { .scopes = { u"idn:identity:read"_s } };
        row.powerShellCmdlet = u"Get-V2024IdentityOwnershipDetails"_s;
        return row;
    case OperationId::ListRoleAssignments:
        row.journalKey = u"list-role-assignments"_s;
        row.title = u"List role assignments"_s;
        row.apiOperationId = u"getRoleAssignments"_s;
        row.pathTemplate = u"/identities/{identityId}/role-assignments"_s;
        row.effects = { { neutral, u"Reads the roles assigned to the identity."_s } };
        row.right = roleAssignmentRight();
        row.powerShellCmdlet = u"Get-V2024RoleAssignments"_s;
        return row;
    case OperationId::GetRoleAssignment:
        row.journalKey = u"get-role-assignment"_s;
        row.title = u"Read role assignment"_s;
        row.apiOperationId = u"getRoleAssignment"_s;
        row.pathTemplate = u"/identities/{identityId}/role-assignments/{assignmentId}"_s;
        row.effects = { { neutral, u"Reads why and until when one role is assigned."_s } };
        row.right = roleAssignmentRight();
        row.powerShellCmdlet = u"Get-V2024RoleAssignment"_s;
        return row;
    case OperationId::GetTaskStatus:
        row.journalKey = u"get-task-status"_s;
        row.title = u"Follow task"_s;
        row.apiOperationId = u"getTaskStatus"_s;
        row.pathTemplate = u"/task-status/{id}"_s;
        row.effects = { { neutral, u"Reads how far a task of ISC is."_s } };
        row.doesNot = u"ISC reports the task, not each identity in it."_s;
        row.right = { .scopes = { u"idn:task-management:read"_s, u"idn:task-management:write"_s },
            .userLevels = { u"ORG_ADMIN"_s, u"HELPDESK"_s, u"CERT_ADMIN"_s, u"REPORT_ADMIN"_s,
                u"ROLE_ADMIN"_s, u"ROLE_SUBADMIN"_s, u"SOURCE_ADMIN"_s, u"SOURCE_SUBADMIN"_s },
            .applicationToken = true };
        row.powerShellCmdlet = u"Get-V2024TaskStatus"_s;
        return row;
    case OperationId::DeleteIdentity:
    case OperationId::ResetIdentity:
    case OperationId::SendVerification:
    case OperationId::InviteIdentities:
    case OperationId::ProcessIdentities:
    case OperationId::SynchronizeAttributes:
        break;
    }
    Q_UNREACHABLE();
}

OperationInfo changeRow(OperationId id)
{
    OperationInfo row {
        .id = id, .verb = Verb::Post, .danger = Danger::Change, .repeat = Repeat::Never
    };
    switch (id) {
    case OperationId::DeleteIdentity:
        row.journalKey = u"delete-identity"_s;
        row.accepted = Acceptance { .status = 204 };
        row.title = u"Delete"_s;
        row.apiOperationId = u"deleteIdentity"_s;
        row.verb = Verb::Delete;
        row.pathTemplate = u"/identities/{id}"_s;
        row.danger = Danger::Destructive;
        row.effects = {
            { destructive, u"Removes the identity from ISC. Cannot be undone."_s },
            { warning,
                u"Accounts on sources stay; the next aggregation may bring the identity "
                "back or leave them uncorrelated."_s },
            { neutral,
                u"ISC may keep an identity for other reasons: it has accounts, is a manager, has "
                "work items, or is in an active certification."_s },
        };
        row.doesNot = u"Accounts are not disabled or deleted on any source."_s;
        row.right = { .scopes = { u"idn:identity:manage"_s }, .applicationToken = true };
        row.powerShellCmdlet = u"Remove-V2024Identity"_s;
        return row;
    case OperationId::ResetIdentity:
        row.journalKey = u"reset-identity"_s;
        row.accepted = Acceptance { .status = 202 };
        row.title = u"Reset"_s;
        row.apiOperationId = u"resetIdentity"_s;
        row.pathTemplate = u"/identities/{id}/reset"_s;
        row.danger = Danger::Destructive;
        row.effects = {
            { destructive, u"De-registers the person: they must register again."_s },
            { destructive, u"Removes elevated user levels: an administrator stops being one."_s },
        };
        row.doesNot
            = u"The identity stays. To let the person register again, invite them afterwards."_s;
        row.right = { .scopes = { u"idn:identity:manage"_s }, .applicationToken = true };
        row.powerShellCmdlet = u"Reset-V2024Identity"_s;
        return row;
    case OperationId::SendVerification:
        row.journalKey = u"send-verification"_s;
        row.accepted = Acceptance { .status = 200 };
        row.title = u"Send password-reset email"_s;
        row.apiOperationId = u"sendIdentityVerificationAccountToken"_s;
        row.pathTemplate = u"/identities/{id}/verification/account/send"_s;
        row.effects = {
            { warning, u"Sends each person a message to reset a password."_s },
            { neutral, u"The message expires after 2 hours."_s },
        };
        row.doesNot = u"The password stays as it is until the person acts."_s;
        row.right = { .scopes = { u"idn:password:user-invite"_s }, .userLevels = administrators() };
        row.powerShellCmdlet = u"Send-V2024IdentityVerificationAccountToken"_s;
        return row;
    case OperationId::InviteIdentities:
        row.journalKey = u"invite-identities"_s;
        row.accepted = acceptedTask;
        row.title = u"Invite"_s;
        row.apiOperationId = u"startIdentitiesInvite"_s;
        row.pathTemplate = u"/identities/invite"_s;
        row.batchSize = identitiesPerInvitation;
        row.effects = {
            { warning, u"Sends an invitation email to each."_s },
            { neutral, u"The link works for 7 days."_s },
            { neutral, u"Goes to the work address unless the identity profile says otherwise."_s },
        };
        row.doesNot = u"Registered people get nothing. ISC reports the task, not each person."_s;
        row.right = { .scopes = { u"idn:password-user-invite:manage"_s },
            .userLevels = administrators() };
        row.powerShellCmdlet = u"Start-V2024IdentitiesInvite"_s;
        return row;
    case OperationId::ProcessIdentities:
        row.journalKey = u"process-identities"_s;
        row.accepted = acceptedTask;
        row.title = u"Process"_s;
        row.apiOperationId = u"startIdentityProcessing"_s;
        row.pathTemplate = u"/identities/process"_s;
        row.batchSize = identitiesPerProcessing;
        row.effects = {
            { neutral, u"Recalculates attributes and manager."_s },
            { warning, u"Evaluates roles: access can be added and removed."_s },
            { warning, u"Starts provisioning for what changes."_s },
            { neutral, u"Clears processing errors that are solved."_s },
        };
        row.doesNot = u"Not a schedule: ISC processes everyone at 08:00 and 20:00 tenant time."_s;
        row.right = { .scopes = { u"idn:identity:process"_s, u"idn:identity:manage"_s },
            .userLevels = administrators(),
            .applicationToken = true };
        row.powerShellCmdlet = u"Start-V2024IdentityProcessing"_s;
        return row;
    case OperationId::SynchronizeAttributes:
        row.journalKey = u"synchronize-attributes"_s;
        row.accepted = acceptedTask;
        row.title = u"Synchronize attributes"_s;
        row.apiOperationId = u"synchronizeAttributesForIdentity"_s;
        row.pathTemplate = u"/identities/{identityId}/synchronize-attributes"_s;
        row.effects = {
            { warning, u"Sends identity attributes to the accounts on their sources, now."_s },
            { neutral, u"At most once per 10 s for each identity."_s },
        };
        row.doesNot
            = u"ISC gives no result to follow. The console reads the rows of the table again "
              "instead."_s;
        row.right = { .userLevels = { u"ORG_ADMIN"_s }, .applicationToken = true };
        row.powerShellCmdlet = u"Sync-V2024hronizeAttributesForIdentity"_s; // the SDK's spelling
        return row;
    case OperationId::ListIdentities:
    case OperationId::GetIdentity:
    case OperationId::GetOwnership:
    case OperationId::ListRoleAssignments:
    case OperationId::GetRoleAssignment:
    case OperationId::GetTaskStatus:
        break;
    }
    Q_UNREACHABLE();
}

using Table = std::array<OperationInfo, static_cast<size_t>(OperationId::GetTaskStatus) + 1>;

const Table& table()
{
    static const Table rows {
        readRow(OperationId::ListIdentities),
        readRow(OperationId::GetIdentity),
        changeRow(OperationId::DeleteIdentity),
        readRow(OperationId::GetOwnership),
        readRow(OperationId::ListRoleAssignments),
        readRow(OperationId::GetRoleAssignment),
        changeRow(OperationId::ResetIdentity),
        changeRow(OperationId::SendVerification),
        changeRow(OperationId::InviteIdentities),
        changeRow(OperationId::ProcessIdentities),
        changeRow(OperationId::SynchronizeAttributes),
        readRow(OperationId::GetTaskStatus),
    };
    return rows;
}

} // namespace

const OperationInfo& operationInfo(OperationId id)
{
    const OperationInfo& row = table()[static_cast<size_t>(id)];
    Q_ASSERT(row.id == id);
    return row;
}

std::span<const OperationInfo> allOperations()
{
    return table();
}

std::optional<OperationId> operationFromJournalKey(QStringView key)
{
    const auto row = std::ranges::find(table(), key, &OperationInfo::journalKey);
    return row == table().end() ? std::nullopt : std::optional(row->id);
}

ApiRequest requestFor(OperationId id, QStringList path, Lane lane)
{
    const OperationInfo& row = operationInfo(id);
    return {
        .verb = row.verb,
        .path = std::move(path),
        .repeat = row.repeat,
        .accepted = row.accepted,
        .lane = lane,
        .operation = row.title,
        .neededRight = row.right.text(),
    };
}

} // namespace ic
