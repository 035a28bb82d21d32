#include "models/roleassignmentfacts.h"

#include "base/plaintext.h"
#include "models/relativetime.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

Fact given(const QString& text, const QString& otherwise = notGiven())
{
    return text.isEmpty() ? Fact { .text = otherwise, .isGiven = false }
                          : Fact { .text = shownText(text) };
}

QString cell(const QString& text)
{
    return firstShown({ text, notGiven() });
}

QString nameOf(const Reference& reference)
{
    return reference.name.isEmpty() ? reference.id : reference.name;
}

/// `whenNull` is what it means that the tenant sent the member without a value; older tenants do
/// not know the member, and then nothing is known.
Fact timeFact(const RoleAssignment& assignment, const QString& key, const Timestamp& time,
    const QDateTime& now, const QString& whenNull)
{
    if (time.utc.isValid())
        return { .text = localTime(time.utc), .note = distanceTime(time.utc, now) };
    if (!time.isEmpty())
        return { .text = time.text, .note = u"as ISC gives it"_s };
    return given({}, assignment.raw.contains(key) ? whenNull : notGiven());
}

Fact assignerFact(const std::optional<Reference>& assigner)
{
    if (!assigner || (assigner->name.isEmpty() && assigner->id.isEmpty()))
        return given({}, u"system or not known"_s);
    Fact fact = given(nameOf(*assigner));
    if (assigner->type != u"IDENTITY" && assigner->id != u"system")
        fact.note = u"not an identity ISC can name"_s;
    return fact;
}

void addMatches(QList<QStringList>& rows, const QList<RoleMatch>& matches)
{
    for (const RoleMatch& match : matches) {
        const QString role = cell(nameOf(match.role));
        if (match.attributes.isEmpty())
            rows += QStringList { role, notGiven(), notGiven() };
        for (const ContextAttribute& attribute : match.attributes) {
            rows += QStringList { role, cell(attribute.attribute),
                cell(attribute.values.join(u", "_s)) };
        }
    }
}

} // namespace

QString notGiven()
{
    return u"not given by ISC"_s;
}

RoleAssignmentFacts roleAssignmentFacts(const RoleAssignment& assignment, const QDateTime& now)
{
    const RoleAssignmentDetail detail = assignment.detail.value_or(RoleAssignmentDetail());
    RoleAssignmentFacts facts {
        .role = given(nameOf(assignment.role)),
        .roleId = given(assignment.role.id),
        .assignmentId = given(assignment.id.text()),
        .source = given(detail.assignmentSource),
        .assigner = assignerFact(detail.assigner),
        .comments = given(detail.comments),
        .added = timeFact(assignment, u"addedDate"_s, assignment.added, now, notGiven()),
        .starts = timeFact(assignment, u"startDate"_s, assignment.starts, now, u"at once"_s),
        .ends = timeFact(assignment, u"removeDate"_s, assignment.removed, now, u"no end date"_s),
        .computed = given(detail.computedDate),
        .json
        = QString::fromUtf8(QJsonDocument(assignment.raw).toJson(QJsonDocument::Indented)),
    };
    if (!assignment.detail)
        facts.assigner = given({});
    else if (detail.assigner && detail.assigner->type == u"IDENTITY")
        facts.assignerId = IdentityId(detail.assigner->id);

    QStringList dimensions;
    for (const Reference& dimension : detail.assignedDimensions)
        dimensions += cell(nameOf(dimension));
    const bool statesNone = assignment.raw.value(u"assignedDimensions"_s).isArray();
    facts.dimensions = given(dimensions.join(u", "_s), statesNone ? u"none"_s : notGiven());
    for (const ContextAttribute& attribute : detail.requestedAttributes) {
        facts.requestedContext += QStringList { cell(attribute.attribute),
            cell(attribute.values.join(u", "_s)), attribute.isDerived ? u"yes"_s : u"no"_s };
    }
    addMatches(facts.matchedContext, detail.matched);
    for (const AccountTarget& target : detail.accountTargets) {
        facts.accountTargets += QStringList { cell(nameOf(target.source)),
            cell(target.displayName), cell(target.nativeIdentity), cell(target.uuid),
            cell(nameOf(target.role)) };
    }
    return facts;
}

} // namespace ic
