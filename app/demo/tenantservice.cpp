#include "demo/tenantservice.h"

#include "demo/people.h"
#include "demo/reads.h"
#include "demo/signinpages.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

/// The tenant processes everybody at 08:00 and 20:00; its data is as of the last of these. So
/// tenants that start one after the other have the same dates.
qint64 lastScheduledRun(const Clock& clock)
{
    constexpr qint64 HalfDayMs = 43'200'000;
    constexpr qint64 EightHoursMs = 28'800'000;
    const qint64 now = clock.utcNow().toMSecsSinceEpoch();
    return now - (now - EightHoursMs) % HalfDayMs;
}

} // namespace

TenantService::TenantService(const TenantConfig& config, const Clock& clock, QList<Client> clients,
    QList<PublicClient> publicClients)
    : m_clock(clock)
    , m_config(config)
    , m_directory(config.seed, config.identities, config.churn.room(config.identities),
          lastScheduledRun(clock), config.awkwardNames)
    , m_churn(config.churn, config.seed)
    , m_authorizations(clock, std::move(publicClients),
          peopleOf(m_directory.data(), config.identities), config.tenantName)
    , m_tokens(clock, std::move(clients), m_authorizations, config)
    , m_tasks(clock, config.taskTiming, config.seed)
    , m_changes(m_directory, m_tasks, m_activity, clock)
{
    m_authorizations.setRefusing(config.refuseSignIns);
}

Answer TenantService::answer(const Request& request)
{
    m_tasks.settle();
    ++m_activity.requests;
    Answer result;
    const QString path = request.path();
    if (const auto api = apiPathOf(request.segments)) {
        result = apiAnswer(request, *api);
        if (m_config.deprecated == api->version)
            result.headers.emplaceBack("X-Deprecated", "true");
    } else {
        result = signInAnswer(request);
        result.headers.emplaceBack("Cache-Control", "no-store");
    }
    m_activity.rateLimited += result.status == 429 ? 1 : 0;
    return result;
}

Answer TenantService::signInAnswer(const Request& request)
{
    const QByteArray what = request.verb + ' ' + request.path().toUtf8();
    if (what == "POST /oauth/token") {
        ++m_activity.tokenRequests;
        const Answer answer = m_tokens.grant(request);
        m_activity.tokensGranted += answer.status == 200 ? 1 : 0;
        return answer;
    }
    if (what == "GET /oauth/info")
        return info();
    if (what == "GET /oauth/authorize")
        return m_authorizations.begin(request);
    if (what == "POST /oauth/authorize")
        return m_authorizations.decide(request);
    if (what == "GET " + CodePagePath)
        return codePage(request.query);
    return refuse(Refusal::NotFound);
}

void TenantService::observe(const Request& request, const Answer& given)
{
    ++m_activity.requests;
    m_activity.tokenRequests += request.path() == u"/oauth/token" ? 1 : 0;
    m_activity.rateLimited += given.status == 429 ? 1 : 0;
    const auto api = apiPathOf(request.segments);
    if (!api)
        return;
    QStringList arguments;
    if (const auto* rule = operationFor(request.verb, api->segments, &arguments))
        ++m_activity.calls[rule->operation];
    QString problem;
    if (const Client* client = m_tokens.clientOf(request.authorization, &problem))
        countRequest(*client);
}

int TenantService::countRequest(const Client& client)
{
    const int seconds = m_rate.admit(client.id, m_clock.monotonicMs());
    m_activity.busiestWindow = m_rate.busiestWindow();
    return m_config.rateLimit ? seconds : 0;
}

Answer TenantService::apiAnswer(const Request& request, const ApiPath& path)
{
    if (m_config.ended == path.version)
        return emptyAnswer(410);
    QStringList arguments;
    const OperationRule* rule = operationFor(request.verb, path.segments, &arguments);
    if (rule)
        ++m_activity.calls[rule->operation];

    QString problem;
    const Client* client = m_tokens.clientOf(request.authorization, &problem);
    if (!client)
        return unauthorized(problem);
    if (const int seconds = countRequest(*client); seconds > 0)
        return rateLimited(seconds);
    if (!rule)
        return refuse(Refusal::NotFound);
    if (!mayCall(*client, *rule)) {
        return rule->operation == Operation::GetTaskStatus ? emptyAnswer(403)
                                                           : refuse(Refusal::Forbidden);
    }
    const bool isHeaderNeeded = m_config.experimentalHeader == ExperimentalHeader::All
        ? rule->headerAsked
        : rule->experimental;
    if (isHeaderNeeded && request.experimental.trimmed().toLower() != "true") {
        return refuse(Refusal::BadContent,
            u"This API is experimental: the header X-SailPoint-Experimental: true is required."_s);
    }
    return perform(rule->operation, request, arguments);
}

Answer TenantService::perform(
    Operation operation, const Request& request, const QStringList& arguments)
{
    if (operation == Operation::ListIdentities) {
        const Answer page = listIdentities(m_directory, request, m_config.oddRecords);
        if (page.status == 200)
            m_churn.listAnswered(m_directory, m_clock.utcNow().toMSecsSinceEpoch());
        return page;
    }
    if (operation == Operation::StartIdentitiesInvite)
        return m_changes.invite(request);
    if (operation == Operation::StartIdentityProcessing)
        return m_changes.process(request);
    if (operation == Operation::GetTaskStatus) {
        const auto status = m_tasks.status(arguments.front());
        return status ? jsonAnswer(*status) : emptyAnswer(404);
    }
    const auto ordinal = m_directory.find(arguments.front().toUtf8());
    return ordinal ? performOn(operation, *ordinal, request, arguments) : refuse(Refusal::NotFound);
}

Answer TenantService::performOn(
    Operation operation, quint32 ordinal, const Request& request, const QStringList& arguments)
{
    const QString& id = arguments.front();
    switch (operation) {
    case Operation::GetIdentity:
        return getIdentity(m_directory, ordinal, m_config.oddRecords);
    case Operation::GetIdentityOwnershipDetails:
        return getOwnership(m_directory.data(), ordinal);
    case Operation::GetRoleAssignments:
        return getRoleAssignments(m_directory.data(), ordinal, request);
    case Operation::GetRoleAssignment:
        return getRoleAssignment(m_directory.data(), ordinal, arguments.value(1));
    case Operation::DeleteIdentity:
        return m_changes.deleteIdentity(id, ordinal);
    case Operation::ResetIdentity:
        return m_changes.reset(id, ordinal);
    case Operation::SendIdentityVerificationAccountToken:
        return m_changes.sendVerification(id, request);
    case Operation::SynchronizeAttributesForIdentity:
        return m_changes.synchronize(id, ordinal);
    case Operation::ListIdentities:
    case Operation::StartIdentitiesInvite:
    case Operation::StartIdentityProcessing:
    case Operation::GetTaskStatus:
        break; // perform() answers them
    }
    Q_UNREACHABLE();
}

Answer TenantService::info() const
{
    return jsonAnswer(QJsonObject { { u"tenantId"_s, u"6e0f8b4c-0d3a-4a51-9d5e-acde00000001"_s },
        { u"tenantName"_s, m_config.tenantName },
        { u"authorizeEndpoint"_s, m_baseUrl + u"/oauth/authorize"_s },
        { u"tokenEndpoint"_s, m_baseUrl + u"/oauth/token"_s }, { u"cloudDomainUrl"_s, m_baseUrl },
        { u"logoutUrl"_s, m_baseUrl + u"/logout"_s }, { u"pod"_s, u"demo01-useast1"_s } });
}

} // namespace ic::demo
