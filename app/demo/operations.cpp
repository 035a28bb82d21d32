#include "demo/operations.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

constexpr QStringView TaskLevels = u"ORG_ADMIN HELPDESK CERT_ADMIN REPORT_ADMIN ROLE_ADMIN "
                                   u"ROLE_SUBADMIN SOURCE_ADMIN SOURCE_SUBADMIN";
constexpr QStringView ReadScopes = u"idn:identity:read idn:identity:manage";
constexpr QStringView AssignmentScopes
    = u"idn:identity:read idn:identity-direct-report:read idn:identity:manage";

// What the older description asks of all eleven, today's asks of four only.
constexpr bool Today = true;
constexpr bool Asked = true;
constexpr bool AppToo = true;

constexpr OperationRule Rules[] = {
    { Operation::ListIdentities, "GET", u"identities", !Today, Asked, !AppToo, ReadScopes, u"" },
    { Operation::GetIdentity, "GET", u"identities/*", !Today, Asked, !AppToo, ReadScopes, u"" },
    { Operation::DeleteIdentity, "DELETE", u"identities/*", !Today, Asked, AppToo,
        u"idn:identity:manage", u"" },
    { Operation::GetIdentityOwnershipDetails, "GET", u"identities/*/ownership", !Today, Asked,
        !AppToo, u"idn:identity:read", u"" },
    { Operation::GetRoleAssignments, "GET", u"identities/*/role-assignments", !Today, Asked,
        !AppToo, AssignmentScopes, u"" },
    { Operation::GetRoleAssignment, "GET", u"identities/*/role-assignments/*", !Today, Asked,
        !AppToo, AssignmentScopes, u"" },
    { Operation::ResetIdentity, "POST", u"identities/*/reset", !Today, Asked, AppToo,
        u"idn:identity:manage", u"" },
    { Operation::SendIdentityVerificationAccountToken, "POST",
        u"identities/*/verification/account/send", Today, Asked, !AppToo,
        u"idn:password:user-invite", u"ORG_ADMIN HELPDESK" },
    { Operation::StartIdentitiesInvite, "POST", u"identities/invite", Today, Asked, !AppToo,
        u"idn:password-user-invite:manage", u"ORG_ADMIN HELPDESK" },
    { Operation::StartIdentityProcessing, "POST", u"identities/process", Today, Asked, AppToo,
        u"idn:identity:process idn:identity:manage", u"ORG_ADMIN HELPDESK" },
    { Operation::SynchronizeAttributesForIdentity, "POST", u"identities/*/synchronize-attributes",
        Today, Asked, AppToo, u"", u"ORG_ADMIN" },
    { Operation::GetTaskStatus, "GET", u"task-status/*", !Today, !Asked, AppToo,
        u"idn:task-management:read idn:task-management:write", TaskLevels },
};

bool fits(QStringView pattern, const QStringList& segments, QStringList* arguments)
{
    const QList<QStringView> parts = pattern.split(u'/');
    if (parts.size() != segments.size())
        return false;
    arguments->clear();
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (parts[i] == u"*")
            arguments->append(segments[i]);
        else if (parts[i] != segments[i])
            return false;
    }
    return true;
}

} // namespace

std::optional<ApiPath> apiPathOf(const QStringList& segments)
{
    const QString first = segments.value(0);
    if (first == u"v2024")
        return ApiPath { Version::V2024, segments.mid(1) };
    if ((first == u"identities" || first == u"task-status") && segments.value(1) == u"v1")
        return ApiPath { Version::Current, segments.mid(0, 1) + segments.mid(2) };
    return {};
}

const OperationRule* operationFor(
    QByteArrayView verb, const QStringList& segments, QStringList* arguments)
{
    for (const OperationRule& rule : Rules) {
        if (rule.verb == verb && fits(rule.pattern, segments, arguments))
            return &rule;
    }
    return nullptr;
}

bool mayCall(const Client& client, const OperationRule& rule)
{
    if (!client.hasUser && !rule.withoutUser)
        return false;
    const auto holds = [](const auto& owned, QStringView wanted) {
        const QList<QStringView> list = wanted.split(u' ');
        return wanted.isEmpty() || std::any_of(list.begin(), list.end(), [&](QStringView one) {
            return owned.contains(one.toString());
        });
    };
    if (!client.scopes.contains(u"sp:scopes:all"_s) && !holds(client.scopes, rule.scopes))
        return false;
    return !client.hasUser || holds(client.userLevels, rule.userLevels);
}

} // namespace ic::demo
