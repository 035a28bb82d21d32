#include "demo/ownership.h"

#include "demo/jsontext.h"
#include "demo/organisation.h"

#include <algorithm>

namespace ic::demo {

namespace {

enum Topic : quint64 { ShapeTopic = 600, KindTopic, CountTopic, ObjectTopic };

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

void appendEntity(QByteArray& out, const DemoData& data, quint32 ordinal, quint32 kind,
    quint32 number, bool wrapped)
{
    const quint64 object = data.choice(ordinal, ObjectTopic + quint64(kind) * 100 + number);
    const AssociationKind& of = Kinds[kind];
    if (wrapped)
        out += "{\"identityEntity\":";
    out += "{\"id\":\"";
    out += hexId(object, mix64(object));
    out += "\",\"name\":\"";
    out.append(of.noun);
    out += ' ';
    out.append(sources()[object % sources().size()]);
    out += '.';
    appendNumber(out, qint64(object >> 48));
    out += "\",\"type\":\"";
    out.append(of.entity);
    out += "\"}";
    if (wrapped)
        out += '}';
}

void appendAssociation(QByteArray& out, const DemoData& data, quint32 ordinal, quint32 kind,
    const OwnershipShape& shape)
{
    const quint32 count = 1 + data.pick(ordinal, CountTopic + quint64(kind) * 1000, 5);
    const bool bare = shape.singleObject && count == 1;
    out += "{\"associationType\":\"";
    out.append(Kinds[kind].association);
    out += bare ? "\",\"entities\":" : "\",\"entities\":[";
    for (quint32 i = 0; i < count; ++i) {
        if (i > 0)
            out += ',';
        appendEntity(out, data, ordinal, kind, i, shape.wrapped);
    }
    out += bare ? "}" : "]}";
}

} // namespace

OwnershipShape ownershipShape(const DemoData& data, quint32 ordinal)
{
    const quint32 which = data.pick(ordinal, ShapeTopic, 4);
    return { (which & 1) != 0, (which & 2) != 0 };
}

void appendAssociations(QByteArray& out, const DemoData& data, quint32 ordinal)
{
    if (!data.isOwner(ordinal)) {
        out += "\"associationDetails\":[]";
        return;
    }
    const OwnershipShape shape = ownershipShape(data, ordinal);
    const quint32 kinds = quint32(std::size(Kinds));
    const quint32 first = data.pick(ordinal, KindTopic, kinds);
    const quint32 count = shape.singleObject ? 1 : 1 + data.pick(ordinal, CountTopic, 4);
    out += shape.singleObject ? "\"associationDetails\":" : "\"associationDetails\":[";
    for (quint32 i = 0; i < count; ++i) {
        if (i > 0)
            out += ',';
        appendAssociation(out, data, ordinal, (first + i * 2) % kinds, shape);
    }
    if (!shape.singleObject)
        out += ']';
}

} // namespace ic::demo
