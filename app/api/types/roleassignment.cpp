#include "api/types/roleassignment.h"

#include "api/jsonreader.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

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
    return std::ranges::any_of(
        members, [&](QLatin1StringView key) { return reader.object().contains(key); });
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

} // namespace ic
