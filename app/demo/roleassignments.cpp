#include "demo/roleassignments.h"

#include "demo/jsontext.h"
#include "demo/organisation.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

// A topic is shared by the assignments of an identity: Choices adds the number in steps.
enum AssignmentTopic : quint64 {
    AssignmentCountTopic = 700,
    AssignmentIdTopic,
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
constexpr qint64 RoleDayMs = 86'400'000;

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

QJsonObject reference(const QString& type, const QByteArray& id, const QString& name)
{
    return { { u"type"_s, type }, { u"id"_s, QString::fromLatin1(id) }, { u"name"_s, name } };
}

QJsonObject contextAttribute(const QString& name, const QJsonValue& value, bool derived)
{
    return { { u"attribute"_s, name }, { u"value"_s, value }, { u"derived"_s, derived } };
}

QString date(qint64 epochMs, Fraction fraction = Fraction::Milliseconds)
{
    return QString::fromLatin1(isoDate(epochMs, fraction));
}

QJsonValue assigner(const DemoData& data, const Choices& choices)
{
    const quint32 which = choices.pick(AssignerTopic, 5);
    if (which == 0) // blank, as of assignments by criteria
        return QJsonObject { { u"type"_s, u"UNKNOWN"_s }, { u"id"_s, u""_s },
            { u"name"_s, QJsonValue() } };
    if (which == 1)
        return reference(u"UNKNOWN"_s, "system", u"system"_s);
    if (which == 2)
        return {};
    const quint32 who = choices.pick(AssignerTopic + 20, data.count());
    return reference(
        u"IDENTITY"_s, data.id(who), data.naming().displayName(data.naming().parts(who)));
}

QJsonObject dimension(const Choices& choices)
{
    const quint64 which = choices.pick(DimensionTopic, quint32(std::size(Regions)));
    return reference(u"DIMENSION"_s, hexId(mix64(which + 77), mix64(which)),
        QString::fromLatin1(Regions[which]));
}

QJsonValue context(const Choices& choices)
{
    const quint32 which = choices.pick(ContextTopic, 4);
    if (which == 0)
        return {};
    QJsonArray matched;
    if (which == 1) { // flat, as in the description's example
        matched.append(dimension(choices));
    } else if (which == 2) {
        matched.append(QJsonObject { { u"roleRef"_s, dimension(choices) },
            { u"matchedAttributes"_s,
                QJsonArray { contextAttribute(u"country"_s, u"DE"_s, false) } } });
    }
    const QJsonArray requested { contextAttribute(u"department"_s, u"Engineering"_s, false),
        contextAttribute(
            u"location"_s, QJsonArray { u"Austin"_s, u"Houston"_s, u"Dallas"_s }, true) };
    return QJsonObject { { u"requested"_s, QJsonObject { { u"contextAttributes"_s, requested } } },
        { u"matched"_s, matched }, { u"computedDate"_s, u"Wed Feb 14 10:58:42"_s } };
}

QJsonArray targets(const Choices& choices)
{
    QJsonArray all;
    const quint32 count = choices.pick(TargetTopic, 3);
    for (quint32 i = 0; i < count; ++i) {
        const quint64 source = (choices.pick(TargetTopic + 20, 100) + i) % std::size(Sources);
        const QString name = QString::fromLatin1(Sources[source]);
        const quint64 account = choices.number(TargetTopic + 40 + i);
        const quint64 number = account % 100'000;
        const QJsonObject info { { u"nativeIdentity"_s,
                                     u"CN=User %1,OU=People,DC=acme,DC=test"_s.arg(number) },
            { u"displayName"_s, u"user.%1"_s.arg(number) },
            { u"uuid"_s, u"{%1}"_s.arg(QLatin1StringView(dashedId(account, mix64(account)))) } };
        all.append(QJsonObject {
            { u"source"_s, reference(u"SOURCE"_s, hexId(mix64(source + 5), mix64(source)), name) },
            { u"accountInfo"_s, info },
            { u"role"_s, reference(u"ACCESS_PROFILE"_s, hexId(mix64(source + 9), 3), name) } });
    }
    return all;
}

} // namespace

quint32 roleAssignmentCount(const DemoData& data, quint32 ordinal)
{
    if (!data.correlated(ordinal))
        return 0;
    const quint32 which = data.pick(ordinal, AssignmentCountTopic, 100);
    const quint32 more = data.pick(ordinal, AssignmentCountTopic + 30, 28);
    return which < 18 ? 0 : which < 80 ? 1 + more % 4 : which < 97 ? 5 + more % 8 : 13 + more;
}

QByteArray roleAssignmentId(const DemoData& data, quint32 ordinal, quint32 number)
{
    const quint64 id = Choices(data, ordinal, number).number(AssignmentIdTopic);
    return hexId(id, mix64(id));
}

RoleReference assignedRole(const DemoData& data, quint32 ordinal, quint32 number)
{
    // Five and the number of roles have no common divisor: no role twice.
    const quint32 roles = quint32(std::size(RoleNames));
    const quint32 role = (data.pick(ordinal, FirstRoleTopic, roles) + number * 5) % roles;
    return { hexId(seededHash(data.seed(), role, RoleTopic), mix64(role)),
        QString::fromLatin1(RoleNames[role]) };
}

QJsonObject roleAssignmentRef(const DemoData& data, quint32 ordinal, quint32 number)
{
    const Choices choices(data, ordinal, number);
    const RoleReference role = assignedRole(data, ordinal, number);
    const qint64 added = ReferenceMs - qint64(choices.number(DateTopic) % quint64(900 * RoleDayMs));
    const quint32 which = choices.pick(DateTopic, 10);
    const qint64 removed = ReferenceMs + qint64(choices.pick(DateTopic + 20, 400)) * RoleDayMs;
    return {
        { u"id"_s, QString::fromLatin1(roleAssignmentId(data, ordinal, number)) },
        { u"role"_s, reference(u"ROLE"_s, role.id, role.name) },
        { u"addedDate"_s,
            date(added, which == 0 ? Fraction::Microseconds : Fraction::Milliseconds) },
        { u"startDate"_s, which < 3 ? QJsonValue(date(added + 3 * RoleDayMs)) : QJsonValue() },
        { u"removeDate"_s,
            which % 3 == 0
                ? QJsonValue(date(removed, which == 6 ? Fraction::None : Fraction::Milliseconds))
                : QJsonValue() },
    };
}

QJsonObject roleAssignment(const DemoData& data, quint32 ordinal, quint32 number)
{
    const Choices choices(data, ordinal, number);
    QJsonObject assignment = roleAssignmentRef(data, ordinal, number);
    const QJsonValue comments[] = { {},
        u"I'm a new Engineer and need this role to do my <b>work</b>"_s, u"=cmd|' /C calc'!A0"_s };
    const quint32 comment = choices.pick(CommentTopic, 4);
    if (comment < 3)
        assignment[u"comments"_s] = comments[comment];
    const QString sources[] = { u"UI"_s, u"API"_s, u"ACCESS_REQUEST"_s, u"ROLE_MEMBERSHIP"_s };
    assignment[u"assignmentSource"_s] = sources[choices.pick(SourceTopic, 4)];
    assignment[u"assigner"_s] = assigner(data, choices);
    QJsonArray dimensions;
    if (choices.pick(DimensionTopic + 20, 3) == 0)
        dimensions.append(dimension(choices));
    assignment[u"assignedDimensions"_s] = dimensions;
    assignment[u"assignmentContext"_s] = context(choices);
    assignment[u"accountTargets"_s] = targets(choices);
    return assignment;
}

} // namespace ic::demo
