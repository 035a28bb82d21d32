#include "demo/roleassignments.h"

#include "demo/identityjson.h"
#include "demo/jsontext.h"
#include "demo/organisation.h"

namespace ic::demo {

namespace {

// A topic is shared by the assignments of an identity: Choices adds the number in steps.
enum Topic : quint64 {
    CountTopic = 700,
    IdTopic,
    RoleTopic,
    FirstRoleTopic,
    DateTopic,
    CommentTopic,
    SourceTopic,
    AssignerTopic,
    DimensionTopic,
    ContextTopic,
    TargetTopic,
};

constexpr qint64 ReferenceMs = 1'788'249'600'000; // 2026-09-01T08:00:00Z
constexpr qint64 DayMs = 86'400'000;

class Choices
{
public:
    Choices(const DemoData& data, quint32 ordinal, quint32 number)
        : m_data(data)
        , m_ordinal(ordinal)
        , m_step(1000 + quint64(number) * 1000)
    {
    }
    quint32 pick(quint64 topic, quint32 bound) const
    {
        return m_data.pick(m_ordinal, m_step + topic, bound);
    }
    quint64 number(quint64 topic) const { return m_data.choice(m_ordinal, m_step + topic); }

private:
    const DemoData& m_data;
    quint32 m_ordinal;
    quint64 m_step;
};

void appendReference(
    JsonText& out, QByteArrayView type, const QByteArray& id, QByteArrayView nameJson)
{
    out += "{\"type\":\"";
    out.append(type);
    out += "\",\"id\":\"" + id + "\",\"name\":\"";
    out.append(nameJson);
    out += "\"}";
}

void appendDates(JsonText& out, const Choices& choices)
{
    const qint64 added = ReferenceMs - qint64(choices.number(DateTopic) % quint64(900 * DayMs));
    const quint32 which = choices.pick(DateTopic, 10);
    out += ",\"addedDate\":\"";
    appendIsoDate(out, added, which == 0 ? Fraction::Microseconds : Fraction::Milliseconds);
    out += "\",\"startDate\":";
    if (which < 3) {
        out += '"';
        appendIsoDate(out, added + 3 * DayMs);
        out += '"';
    } else {
        out += "null";
    }
    out += ",\"removeDate\":";
    if (which % 3 == 0) {
        out += '"';
        appendIsoDate(out, ReferenceMs + qint64(choices.pick(DateTopic + 20, 400)) * DayMs,
            which == 6 ? Fraction::None : Fraction::Milliseconds);
        out += '"';
    } else {
        out += "null";
    }
}

void appendAssigner(JsonText& out, const DemoData& data, const Choices& choices)
{
    out += ",\"assigner\":";
    switch (choices.pick(AssignerTopic, 5)) {
    case 0: // blank, as of assignments by criteria
        out += "{\"type\":\"UNKNOWN\",\"id\":\"\",\"name\":null}";
        break;
    case 1:
        out += "{\"type\":\"UNKNOWN\",\"id\":\"system\",\"name\":\"system\"}";
        break;
    case 2:
        out += "null";
        break;
    default:
        appendIdentityReference(out, data, choices.pick(AssignerTopic + 20, data.count()));
    }
}

void appendDimension(JsonText& out, const Choices& choices)
{
    const quint64 dimension = choices.pick(DimensionTopic, quint32(regions().size()));
    appendReference(
        out, "DIMENSION", hexId(mix64(dimension + 77), mix64(dimension)), regions()[dimension]);
}

void appendContext(JsonText& out, const Choices& choices)
{
    out += ",\"assignmentContext\":";
    const quint32 which = choices.pick(ContextTopic, 4);
    if (which == 0) {
        out += "null";
        return;
    }
    out += "{\"requested\":{\"contextAttributes\":["
           "{\"attribute\":\"department\",\"value\":\"Engineering\",\"derived\":false},"
           "{\"attribute\":\"location\",\"value\":[\"Austin\",\"Houston\",\"Dallas\"],"
           "\"derived\":true}]},\"matched\":[";
    if (which == 1) {
        // Flat, as in the description's example.
        appendDimension(out, choices);
    } else if (which == 2) {
        out += "{\"roleRef\":";
        appendDimension(out, choices);
        out += ",\"matchedAttributes\":[{\"attribute\":\"country\",\"value\":\"DE\","
               "\"derived\":false}]}";
    }
    out += "],\"computedDate\":\"Wed Feb 14 10:58:42\"}";
}

void appendTargets(JsonText& out, const Choices& choices)
{
    out += ",\"accountTargets\":[";
    const quint32 count = choices.pick(TargetTopic, 3);
    for (quint32 i = 0; i < count; ++i) {
        const quint64 source = (choices.pick(TargetTopic + 20, 100) + i) % sources().size();
        const quint64 account = choices.number(TargetTopic + 40 + i);
        out += i > 0 ? ",{\"source\":" : "{\"source\":";
        appendReference(out, "SOURCE", hexId(mix64(source + 5), mix64(source)), sources()[source]);
        out += ",\"accountInfo\":{\"nativeIdentity\":\"CN=User ";
        appendNumber(out, qint64(account % 100'000));
        out += ",OU=People,DC=acme,DC=test\",\"displayName\":\"user.";
        appendNumber(out, qint64(account % 100'000));
        out += "\",\"uuid\":\"{" + dashedId(account, mix64(account)) + "}\"},\"role\":";
        appendReference(out, "ACCESS_PROFILE", hexId(mix64(source + 9), 3), sources()[source]);
        out += '}';
    }
    out += ']';
}

void appendHead(JsonText& out, const DemoData& data, quint32 ordinal, quint32 number)
{
    const RoleReference role = assignedRole(data, ordinal, number);
    out += "{\"id\":\"" + roleAssignmentId(data, ordinal, number) + "\",\"role\":";
    appendReference(out, "ROLE", role.id, role.nameJson);
    appendDates(out, Choices(data, ordinal, number));
}

} // namespace

quint32 roleAssignmentCount(const DemoData& data, quint32 ordinal)
{
    if (!data.correlated(ordinal))
        return 0;
    const quint32 which = data.pick(ordinal, CountTopic, 100);
    const quint32 more = data.pick(ordinal, CountTopic + 30, 28);
    return which < 18 ? 0 : which < 80 ? 1 + more % 4 : which < 97 ? 5 + more % 8 : 13 + more;
}

QByteArray roleAssignmentId(const DemoData& data, quint32 ordinal, quint32 number)
{
    const quint64 id = Choices(data, ordinal, number).number(IdTopic);
    return hexId(id, mix64(id));
}

RoleReference assignedRole(const DemoData& data, quint32 ordinal, quint32 number)
{
    // Five and the number of roles have no common divisor: no role twice.
    const quint32 roles = quint32(roleNames().size());
    const quint32 role = (data.pick(ordinal, FirstRoleTopic, roles) + number * 5) % roles;
    return { hexId(seededHash(data.seed(), role, RoleTopic), mix64(role)), roleNames()[role] };
}

void appendRoleAssignmentRef(JsonText& out, const DemoData& data, quint32 ordinal, quint32 number)
{
    appendHead(out, data, ordinal, number);
    out += '}';
}

void appendRoleAssignment(JsonText& out, const DemoData& data, quint32 ordinal, quint32 number)
{
    const Choices choices(data, ordinal, number);
    appendHead(out, data, ordinal, number);
    const quint32 comment = choices.pick(CommentTopic, 4);
    if (comment == 0)
        out += ",\"comments\":null";
    else if (comment == 1)
        out += ",\"comments\":\"I'm a new Engineer and need this role to do my <b>work</b>\"";
    else if (comment == 2)
        out += ",\"comments\":\"=cmd|' /C calc'!A0\"";
    out += ",\"assignmentSource\":\"";
    constexpr QByteArrayView Sources[] = { "UI", "API", "ACCESS_REQUEST", "ROLE_MEMBERSHIP" };
    out.append(Sources[choices.pick(SourceTopic, 4)]);
    out += '"';
    appendAssigner(out, data, choices);
    out += ",\"assignedDimensions\":[";
    if (choices.pick(DimensionTopic + 20, 3) == 0)
        appendDimension(out, choices);
    out += ']';
    appendContext(out, choices);
    appendTargets(out, choices);
    out += '}';
}

} // namespace ic::demo
