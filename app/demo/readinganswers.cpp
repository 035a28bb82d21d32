// The answers of TenantService that change nothing.

#include "demo/identityjson.h"
#include "demo/jsontext.h"
#include "demo/oddrecord.h"
#include "demo/ownership.h"
#include "demo/roleassignments.h"
#include "demo/tenantservice.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

constexpr qsizetype BytesPerIdentity = 1400;
constexpr qsizetype BytesPerAssignment = 2000;
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

} // namespace

Answer TenantService::perform(Operation operation, const Request& request, const QString& id,
    quint32 ordinal, const Arguments& arguments)
{
    switch (operation) {
    case Operation::GetIdentity: {
        JsonText body(BytesPerIdentity);
        appendRecord(body, ordinal);
        return jsonAnswer(body.take());
    }
    case Operation::GetIdentityOwnershipDetails:
        return ownership(ordinal);
    case Operation::GetRoleAssignments:
        return roleAssignments(request, ordinal);
    case Operation::GetRoleAssignment:
        return roleAssignment(ordinal, arguments.value(1));
    case Operation::DeleteIdentity:
        return deleteIdentity(id, ordinal);
    case Operation::ResetIdentity:
        return reset(id, ordinal);
    case Operation::SendIdentityVerificationAccountToken:
        return sendVerification(request, id);
    case Operation::SynchronizeAttributesForIdentity:
        return synchronize(id, ordinal);
    case Operation::ListIdentities:
    case Operation::StartIdentitiesInvite:
    case Operation::StartIdentityProcessing:
    case Operation::GetTaskStatus:
        break;
    }
    Q_UNREACHABLE();
    return internalFault();
}

Answer TenantService::info() const
{
    const QJsonObject body { { u"tenantId"_s, u"6e0f8b4c-0d3a-4a51-9d5e-acde00000001"_s },
        { u"tenantName"_s, m_config.tenantName },
        { u"authorizeEndpoint"_s, m_baseUrl + u"/oauth/authorize"_s },
        { u"tokenEndpoint"_s, m_baseUrl + u"/oauth/token"_s }, { u"cloudDomainUrl"_s, m_baseUrl },
        { u"logoutUrl"_s, m_baseUrl + u"/logout"_s }, { u"pod"_s, u"demo01-useast1"_s } };
    return jsonAnswer(QJsonDocument(body).toJson(QJsonDocument::Compact));
}

void TenantService::appendRecord(JsonText& body, quint32 ordinal) const
{
    if (ordinal >= m_config.oddRecords) {
        appendIdentity(body, m_directory, ordinal);
        return;
    }
    JsonText record(BytesPerIdentity);
    appendIdentity(record, m_directory, ordinal);
    body += oddRecord(record.take(), ordinal);
}

Answer TenantService::listIdentities(const Request& request)
{
    ListQuery query;
    const auto limit = naturalNumber(request, u"limit"_s, MaximumLimit);
    if (!limit || *limit > MaximumLimit)
        return illegalValue(u"limit has to be a number from 0 to 250."_s);
    const auto offset = naturalNumber(request, u"offset"_s, 0);
    if (!offset)
        return illegalValue(u"offset has to be a number from 0."_s);
    query.limit = *limit;
    query.offset = *offset;

    const QString count = request.query.value(u"count"_s, u"false"_s);
    if (count != u"true" && count != u"false")
        return illegalValue(u"count has to be true or false."_s);
    const QString defaultFilter = request.query.value(u"defaultFilter"_s, u"CORRELATED_ONLY"_s);
    if (defaultFilter != u"CORRELATED_ONLY" && defaultFilter != u"NONE")
        return illegalValue(u"defaultFilter has to be CORRELATED_ONLY or NONE."_s);
    query.correlatedOnly = defaultFilter == u"CORRELATED_ONLY";

    QString error;
    const QString sorters = request.query.value(u"sorters"_s);
    if (!sorters.isEmpty()) {
        const auto keys = parseSorters(sorters, &error);
        if (!keys)
            return badSyntax(u"sorters: "_s + error + u'.');
        query.sorters = *keys;
    }
    std::optional<FilterNode> filter;
    const QString filters = request.query.value(u"filters"_s);
    if (!filters.isEmpty()) {
        filter = parseFilter(filters, &error);
        if (!filter)
            return badSyntax(u"filters: "_s + error + u'.');
        query.filters = filterText(*filter);
    }

    quint32 total = 0;
    const std::vector<quint32> page = m_directory.page(query, filter ? &*filter : nullptr, &total);
    JsonText body(qsizetype(page.size()) * BytesPerIdentity + 2);
    body += '[';
    for (const quint32 ordinal : page) {
        if (body.size() > 1)
            body += ',';
        appendRecord(body, ordinal);
    }
    body += ']';
    Answer answer = jsonAnswer(body.take());
    if (count == u"true")
        answer.headers.append({ "X-Total-Count", QByteArray::number(total) });
    m_churn.listAnswered(m_directory, nowMs());
    return answer;
}

Answer TenantService::ownership(quint32 ordinal) const
{
    if (!m_directory.data().correlated(ordinal))
        return emptyAnswer(200);
    QByteArray body = "{";
    appendAssociations(body, m_directory.data(), ordinal);
    body += '}';
    return jsonAnswer(body);
}

Answer TenantService::roleAssignments(const Request& request, quint32 ordinal) const
{
    const DemoData& data = m_directory.data();
    const QByteArray roleId = request.query.value(u"roleId"_s).toUtf8();
    const QByteArray roleName = jsonEscaped(request.query.value(u"roleName"_s));
    const bool chosen = !roleId.isEmpty() || !roleName.isEmpty();
    JsonText body(BytesPerAssignment);
    body += '[';
    for (quint32 number = 0; number < roleAssignmentCount(data, ordinal); ++number) {
        const RoleReference role = assignedRole(data, ordinal, number);
        if ((!roleId.isEmpty() && role.id != roleId)
            || (!roleName.isEmpty() && role.nameJson != roleName)) {
            continue;
        }
        if (body.size() > 1)
            body += ',';
        if (chosen)
            appendRoleAssignment(body, data, ordinal, number);
        else
            appendRoleAssignmentRef(body, data, ordinal, number);
    }
    body += ']';
    return jsonAnswer(body.take());
}

Answer TenantService::roleAssignment(quint32 ordinal, const QString& assignmentId) const
{
    const DemoData& data = m_directory.data();
    const QByteArray wanted = assignmentId.toUtf8();
    for (quint32 number = 0; number < roleAssignmentCount(data, ordinal); ++number) {
        if (roleAssignmentId(data, ordinal, number) != wanted)
            continue;
        JsonText body(BytesPerAssignment);
        appendRoleAssignment(body, data, ordinal, number);
        return jsonAnswer(body.take());
    }
    return notFound();
}

Answer TenantService::taskStatus(const QString& id) const
{
    const QByteArray body = m_tasks.statusJson(id);
    return body.isEmpty() ? emptyAnswer(404) : jsonAnswer(body);
}

} // namespace ic::demo
