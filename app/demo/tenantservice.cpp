#include "demo/tenantservice.h"

#include <algorithm>

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

TenantService::TenantService(const TenantConfig& config, const Clock& clock, QList<Client> clients)
    : m_clock(clock)
    , m_config(config)
    , m_directory(config.seed, config.identities, config.churn.room(config.identities),
          lastScheduledRun(clock))
    , m_churn(config.churn, config.seed)
    , m_tokens(clock, std::move(clients), config.tokenLifetimeSeconds, config.tenantName)
    , m_tasks(clock, config.taskTiming, config.seed)
{
}

Answer TenantService::answer(const Request& request)
{
    m_tasks.settle();
    ++m_activity.requests;
    Answer result;
    const QString path = request.path();
    if (request.segments.value(0) == u"v2024") {
        result = apiAnswer(request);
    } else if (path == u"/oauth/token" && request.verb == "POST") {
        ++m_activity.tokenRequests;
        result = m_tokens.grant(request);
        m_activity.tokensGranted += result.status == 200 ? 1 : 0;
    } else if (path == u"/oauth/info" && request.verb == "GET") {
        result = info();
    } else {
        result = notFound();
    }
    m_activity.rateLimited += result.status == 429 ? 1 : 0;
    return result;
}

void TenantService::observe(const Request& request, const Answer* given)
{
    ++m_activity.requests;
    m_activity.tokenRequests += request.path() == u"/oauth/token" ? 1 : 0;
    m_activity.rateLimited += given && given->status == 429 ? 1 : 0;
    if (request.segments.value(0) != u"v2024")
        return;
    QStringList arguments;
    if (const auto* rule = operationFor(request.verb, request.segments.mid(1), &arguments))
        ++m_activity.calls[rule->operation];
    QString problem;
    if (const Client* client = m_tokens.clientOf(request.authorization, &problem)) {
        m_rate.observe(client->id, m_clock.monotonicMs());
        m_activity.busiestWindow = m_rate.busiestWindow();
        if (m_config.rateLimit)
            m_rate.admit(client->id, m_clock.monotonicMs());
    }
}

Answer TenantService::apiAnswer(const Request& request)
{
    Arguments arguments;
    const OperationRule* rule = operationFor(request.verb, request.segments.mid(1), &arguments);
    if (rule)
        ++m_activity.calls[rule->operation];

    QString problem;
    const Client* client = m_tokens.clientOf(request.authorization, &problem);
    if (!client)
        return unauthorized(problem);
    const qint64 now = m_clock.monotonicMs();
    m_rate.observe(client->id, now);
    m_activity.busiestWindow = m_rate.busiestWindow();
    if (m_config.rateLimit) {
        if (const int seconds = m_rate.admit(client->id, now); seconds > 0)
            return rateLimited(seconds);
    }
    if (!rule)
        return notFound();
    if (!mayCall(*client, *rule))
        return rule->operation == Operation::GetTaskStatus ? emptyAnswer(403) : forbidden();
    const bool headerNeeded = m_config.experimentalHeader == ExperimentalHeader::All
        ? rule->headerAsked
        : rule->experimental;
    if (headerNeeded && request.experimental.trimmed().toLower() != "true") {
        return badContent(
            u"This API is experimental: the header X-SailPoint-Experimental: true is required."_s);
    }
    return perform(rule->operation, request, arguments);
}

Answer TenantService::perform(
    Operation operation, const Request& request, const Arguments& arguments)
{
    switch (operation) {
    case Operation::ListIdentities:
        return listIdentities(request);
    case Operation::StartIdentitiesInvite:
        return invite(request);
    case Operation::StartIdentityProcessing:
        return process(request);
    case Operation::GetTaskStatus:
        return taskStatus(arguments.front());
    case Operation::GetIdentity:
    case Operation::DeleteIdentity:
    case Operation::GetIdentityOwnershipDetails:
    case Operation::GetRoleAssignments:
    case Operation::GetRoleAssignment:
    case Operation::ResetIdentity:
    case Operation::SendIdentityVerificationAccountToken:
    case Operation::SynchronizeAttributesForIdentity:
        break;
    }
    const QString& id = arguments.front();
    const auto ordinal = m_directory.find(id.toUtf8());
    return ordinal ? perform(operation, request, id, *ordinal, arguments) : notFound();
}

} // namespace ic::demo
