#include "api/roleassignment.h"

#include "api/answer.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::GetRoleAssignment)
};

ContextAttribute readAttribute(const JsonReader& reader)
{
    return {
        .attribute = reader.text("attribute"_L1),
        .values = reader.texts("value"_L1),
        .isDerived = reader.flag("derived"_L1),
    };
}

RoleMatch readMatch(const JsonReader& reader)
{
    // The schema wraps the role in "roleRef", the official example does not.
    const std::optional<Reference> wrapped = readReference(reader, "roleRef"_L1);
    RoleMatch match { .role = wrapped ? *wrapped : readReference(reader) };
    reader.forEachObject("matchedAttributes"_L1,
        [&](const JsonReader& attribute) { match.attributes.append(readAttribute(attribute)); });
    return match;
}

AccountTarget readTarget(const JsonReader& reader)
{
    AccountTarget target {
        .source = readReference(reader, "source"_L1).value_or(Reference()),
        .role = readReference(reader, "role"_L1).value_or(Reference()),
    };
    reader.ifObject("accountInfo"_L1, [&](const JsonReader& account) {
        target.nativeIdentity = account.text("nativeIdentity"_L1);
        target.displayName = account.text("displayName"_L1);
        target.uuid = account.text("uuid"_L1);
    });
    return target;
}

bool hasDetail(const JsonReader& reader)
{
    static constexpr std::array members { "comments"_L1, "assignmentSource"_L1, "assigner"_L1,
        "assignedDimensions"_L1, "assignmentContext"_L1, "accountTargets"_L1 };
    return std::ranges::any_of(members,
        [&](QLatin1StringView key) { return reader.value(key).type() != QJsonValue::Undefined; });
}

RoleAssignmentDetail readDetail(const JsonReader& reader)
{
    RoleAssignmentDetail detail {
        .comments = reader.text("comments"_L1),
        .assignmentSource = reader.text("assignmentSource"_L1),
        .assigner = readReference(reader, "assigner"_L1),
    };
    reader.forEachObject("assignedDimensions"_L1, [&](const JsonReader& dimension) {
        detail.assignedDimensions.append(readReference(dimension));
    });
    reader.ifObject("assignmentContext"_L1, [&](const JsonReader& context) {
        context.ifObject("requested"_L1, [&](const JsonReader& requested) {
            requested.forEachObject("contextAttributes"_L1, [&](const JsonReader& attribute) {
                detail.requestedAttributes.append(readAttribute(attribute));
            });
        });
        context.forEachObjectOrOne("matched"_L1,
            [&](const JsonReader& match) { detail.matched.append(readMatch(match)); });
        detail.computedDate = context.text("computedDate"_L1);
    });
    reader.forEachObject("accountTargets"_L1,
        [&](const JsonReader& target) { detail.accountTargets.append(readTarget(target)); });
    return detail;
}

} // namespace

RoleAssignment RoleAssignment::fromJson(const JsonReader& reader)
{
    RoleAssignment assignment {
        .id = RoleAssignmentId(reader.text("id"_L1)),
        .role = readReference(reader, "role"_L1).value_or(Reference()),
        .added = reader.timestampWithText("addedDate"_L1),
        .starts = reader.timestampWithText("startDate"_L1),
        .removed = reader.timestampWithText("removeDate"_L1),
        .raw = reader.object(),
    };
    if (hasDetail(reader))
        assignment.detail = readDetail(reader);
    return assignment;
}

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
