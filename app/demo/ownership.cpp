#include "demo/ownership.h"

#include "demo/jsontext.h"
#include "demo/organisation.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

enum OwnershipTopic : quint64 { ShapeTopic = 600, KindTopic, CountTopic, ObjectTopic };

struct AssociationKind
{
    QByteArrayView association;
    QByteArrayView entity;
    QByteArrayView noun;
};

constexpr AssociationKind Kinds[] = {
    { "ROLE_OWNER", "ROLE", "Role" },
    { "ACCESS_PROFILE_OWNER", "ACCESS_PROFILE", "Access Profile" },
    { "CAMPAIGN_OWNER", "CAMPAIGN_CAMPAIGNER", "Quarterly Review" },
    { "SOURCE_OWNER", "SOURCE", "Source" },
    { "GOVERNANCE_GROUP_OWNER", "WORKGROUP", "Approvers" },
    { "GOVERNANCE_GROUP_MEMBER", "WORKGROUP", "Reviewers" },
    { "ENTITLEMENT_OWNER", "ENTITLEMENT", "Entitlement" },
    { "APPLICATION_OWNER", "APPLICATION", "Application" },
    { "IDENTITY_PROFILE_OWNER", "IDENTITY_PROFILE", "Identity Profile" },
};

QJsonObject entity(
    const DemoData& data, quint32 ordinal, quint32 kind, quint32 number, bool wrapped)
{
    const quint64 object = data.choice(ordinal, ObjectTopic + quint64(kind) * 100 + number);
    const QByteArrayView source = Sources[object % std::size(Sources)];
    const QJsonObject plain {
        { u"id"_s, QString::fromLatin1(hexId(object, mix64(object))) },
        { u"name"_s,
            u"%1 %2.%3"_s.arg(QLatin1StringView(Kinds[kind].noun), QLatin1StringView(source))
                .arg(object >> 48) },
        { u"type"_s, QLatin1StringView(Kinds[kind].entity) },
    };
    return wrapped ? QJsonObject { { u"identityEntity"_s, plain } } : plain;
}

QJsonObject association(
    const DemoData& data, quint32 ordinal, quint32 kind, const OwnershipShape& shape)
{
    QJsonArray entities;
    const quint32 count = 1 + data.pick(ordinal, CountTopic + quint64(kind) * 1000, 5);
    for (quint32 i = 0; i < count; ++i)
        entities.append(entity(data, ordinal, kind, i, shape.wrapped));
    const bool bare = shape.singleObject && count == 1;
    return { { u"associationType"_s, QLatin1StringView(Kinds[kind].association) },
        { u"entities"_s, bare ? entities.first() : QJsonValue(entities) } };
}

} // namespace

OwnershipShape ownershipShape(const DemoData& data, quint32 ordinal)
{
    const quint32 which = data.pick(ordinal, ShapeTopic, 4);
    return { (which & 1) != 0, (which & 2) != 0 };
}

QJsonObject ownershipJson(const DemoData& data, quint32 ordinal)
{
    QJsonArray associations;
    const OwnershipShape shape = ownershipShape(data, ordinal);
    if (data.isOwner(ordinal)) {
        const quint32 kinds = quint32(std::size(Kinds));
        const quint32 first = data.pick(ordinal, KindTopic, kinds);
        const quint32 count = shape.singleObject ? 1 : 1 + data.pick(ordinal, CountTopic, 4);
        for (quint32 i = 0; i < count; ++i)
            associations.append(association(data, ordinal, (first + i * 2) % kinds, shape));
    }
    const bool bare = shape.singleObject && !associations.isEmpty();
    return { { u"associationDetails"_s, bare ? associations.first() : QJsonValue(associations) } };
}

} // namespace ic::demo
