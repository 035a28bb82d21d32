#include "models/details/roleassignments.h"

#include "base/plaintext.h"
#include "base/wording.h"

#include <QJsonDocument>
#include <QRegularExpression>

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
        return { .text = time.text, .note = RoleAssignmentRows::tr("as ISC gives it") };
    return given({}, assignment.raw.contains(key) ? whenNull : notGiven());
}

Fact assignerFact(const std::optional<Reference>& assigner)
{
    if (!assigner || (assigner->name.isEmpty() && assigner->id.isEmpty()))
        return given({}, RoleAssignmentRows::tr("system or not known"));
    Fact fact = given(nameOf(*assigner));
    if (assigner->type != u"IDENTITY" && assigner->id != u"system")
        fact.note = RoleAssignmentRows::tr("not an identity ISC can name");
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

ShownCell timeCell(const Timestamp& time)
{
    return { .text = time.isEmpty() ? u"–"_s : dateText(time.utc, time.text),
        .toolTip = time.utc.isValid() ? exactTime(time.utc) : QString() };
}

} // namespace

QString notGiven()
{
    return RoleAssignmentRows::tr("not given by ISC");
}

std::vector<ShownRow> RoleAssignmentRows::of(const QList<RoleAssignment>& assignments)
{
    std::vector<ShownRow> rows;
    for (const RoleAssignment& one : assignments) {
        rows.push_back(
            { .cells = { { .text = firstShown({ one.role.name, one.role.id, notGiven() }) },
                  timeCell(one.added), timeCell(one.starts), timeCell(one.removed) } });
    }
    return rows;
}

RoleFilter RoleFilter::fromText(const QString& text)
{
    static const QRegularExpression id(
        u"^([0-9a-f]{32}|[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12})$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString wanted = text.trimmed();
    if (id.match(wanted).hasMatch())
        return { .roleId = wanted };
    return { .roleName = wanted };
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
        .starts = timeFact(
            assignment, u"startDate"_s, assignment.starts, now, RoleAssignmentRows::tr("at once")),
        .ends = timeFact(assignment, u"removeDate"_s, assignment.removed, now,
            RoleAssignmentRows::tr("no end date")),
        .computed = given(detail.computedDate),
        .json = QString::fromUtf8(QJsonDocument(assignment.raw).toJson(QJsonDocument::Indented)),
    };
    if (!assignment.detail)
        facts.assigner = given({});
    else if (detail.assigner && detail.assigner->type == u"IDENTITY")
        facts.assignerId = IdentityId(detail.assigner->id);

    QStringList dimensions;
    for (const Reference& dimension : detail.assignedDimensions)
        dimensions += cell(nameOf(dimension));
    const bool statesNone = assignment.raw.value(u"assignedDimensions"_s).isArray();
    facts.dimensions = given(dimensions.join(u", "_s),
        statesNone ? RoleAssignmentRows::tr("none", "no dimensions") : notGiven());
    for (const ContextAttribute& attribute : detail.requestedAttributes) {
        facts.requestedContext += QStringList { cell(attribute.attribute),
            cell(attribute.values.join(u", "_s)),
            attribute.isDerived ? RoleAssignmentRows::tr("yes") : RoleAssignmentRows::tr("no") };
    }
    addMatches(facts.matchedContext, detail.matched);
    for (const AccountTarget& target : detail.accountTargets) {
        facts.accountTargets += QStringList { cell(nameOf(target.source)), cell(target.displayName),
            cell(target.nativeIdentity), cell(target.uuid), cell(nameOf(target.role)) };
    }
    return facts;
}

} // namespace ic
