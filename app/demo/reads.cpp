#include "demo/reads.h"

#include "demo/identityjson.h"
#include "demo/ownership.h"
#include "demo/roleassignments.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

constexpr qsizetype BytesPerIdentity = 1400;
constexpr quint32 MaximumLimit = 250;

// A parameter as a number that is not negative; `fallback` where it was not sent.
std::optional<quint32> naturalNumber(const Request& request, const QString& name, quint32 fallback)
{
    const auto sent = request.query.constFind(name);
    if (sent == request.query.cend())
        return fallback;
    bool ok = false;
    const int number = sent->toInt(&ok);
    if (!ok || number < 0 || sent->startsWith(u'+') || sent->trimmed() != *sent)
        return {};
    return quint32(number);
}

QByteArray record(const Directory& directory, quint32 ordinal, quint32 oddRecords)
{
    return ordinal < oddRecords ? oddIdentityJson(directory, ordinal)
                                : identityJson(directory, ordinal);
}

} // namespace

Answer listIdentities(Directory& directory, const Request& request, quint32 oddRecords)
{
    const auto limit = naturalNumber(request, u"limit"_s, MaximumLimit);
    if (!limit || *limit > MaximumLimit)
        return refuse(Refusal::IllegalValue, u"limit has to be a number from 0 to 250."_s);
    const auto offset = naturalNumber(request, u"offset"_s, 0);
    if (!offset)
        return refuse(Refusal::IllegalValue, u"offset has to be a number from 0."_s);
    const QString count = request.query.value(u"count"_s, u"false"_s);
    if (count != u"true" && count != u"false")
        return refuse(Refusal::IllegalValue, u"count has to be true or false."_s);
    const QString chosen = request.query.value(u"defaultFilter"_s, u"CORRELATED_ONLY"_s);
    if (chosen != u"CORRELATED_ONLY" && chosen != u"NONE")
        return refuse(Refusal::IllegalValue, u"defaultFilter has to be CORRELATED_ONLY or NONE."_s);

    ListQuery query { .filters = request.query.value(u"filters"_s),
        .correlatedOnly = chosen == u"CORRELATED_ONLY",
        .offset = *offset,
        .limit = *limit };
    QString error;
    const QString sorters = request.query.value(u"sorters"_s);
    if (!sorters.isEmpty()) {
        const auto keys = parseSorters(sorters, &error);
        if (!keys)
            return refuse(Refusal::BadSyntax, u"sorters: %1."_s.arg(error));
        query.sorters = *keys;
    }
    std::optional<FilterNode> filter;
    if (!query.filters.isEmpty()) {
        filter = parseFilter(query.filters, &error);
        if (!filter)
            return refuse(Refusal::BadSyntax, u"filters: %1."_s.arg(error));
    }

    quint32 total = 0;
    const std::vector<quint32> page = directory.page(query, filter ? &*filter : nullptr, &total);
    JsonText body(qsizetype(page.size()) * BytesPerIdentity + 2);
    body.begin('[');
    for (const quint32 ordinal : page)
        body.element(record(directory, ordinal, oddRecords));
    body.end(']');
    Answer answer = jsonAnswer(body.take());
    if (count == u"true")
        answer.headers.append({ "X-Total-Count", QByteArray::number(total) });
    return answer;
}

Answer getIdentity(const Directory& directory, quint32 ordinal, quint32 oddRecords)
{
    return jsonAnswer(record(directory, ordinal, oddRecords));
}

Answer getOwnership(const DemoData& data, quint32 ordinal)
{
    return data.correlated(ordinal) ? jsonAnswer(ownershipJson(data, ordinal)) : emptyAnswer(200);
}

Answer getRoleAssignments(const DemoData& data, quint32 ordinal, const Request& request)
{
    const QString roleId = request.query.value(u"roleId"_s);
    const QString roleName = request.query.value(u"roleName"_s);
    const bool isChosen = !roleId.isEmpty() || !roleName.isEmpty();
    QJsonArray body;
    for (quint32 number = 0; number < roleAssignmentCount(data, ordinal); ++number) {
        const RoleReference role = assignedRole(data, ordinal, number);
        if ((roleId.isEmpty() || role.id == roleId.toUtf8())
            && (roleName.isEmpty() || role.name == roleName))
            body.append(isChosen ? roleAssignment(data, ordinal, number)
                                 : roleAssignmentRef(data, ordinal, number));
    }
    return jsonAnswer(body);
}

Answer getRoleAssignment(const DemoData& data, quint32 ordinal, const QString& assignmentId)
{
    for (quint32 number = 0; number < roleAssignmentCount(data, ordinal); ++number) {
        if (roleAssignmentId(data, ordinal, number) == assignmentId.toUtf8())
            return jsonAnswer(roleAssignment(data, ordinal, number));
    }
    return refuse(Refusal::NotFound);
}

} // namespace ic::demo
