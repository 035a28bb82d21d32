#pragma once

#include "demo/authorizations.h"
#include "demo/changes.h"
#include "demo/churn.h"
#include "demo/ratewindow.h"
#include "demo/tenantconfig.h"
#include "demo/tokens.h"

namespace ic::demo {

/// The tenant without a network: takes a request, acts and answers. Lives in one thread.
class TenantService
{
public:
    TenantService(const TenantConfig& config, const Clock& clock, QList<Client> clients,
        QList<PublicClient> publicClients);

    /// Must be told before the first request; is part of /oauth/info.
    void setBaseUrl(const QString& url) { m_baseUrl = url; }

    Answer answer(const Request& request);
    void setEnded(std::optional<Version> version) { m_config.ended = version; }
    /// Counts a request that a fault answers instead of answer().
    void observe(const Request& request, const Answer& given);

    Directory& directory() { return m_directory; }
    Tokens& tokens() { return m_tokens; }
    Authorizations& authorizations() { return m_authorizations; }
    const Activity& activity() const { return m_activity; }

private:
    Answer apiAnswer(const Request& request, const ApiPath& path);
    Answer signInAnswer(const Request& request);
    Answer perform(Operation operation, const Request& request, const QStringList& arguments);
    Answer performOn(
        Operation operation, quint32 ordinal, const Request& request, const QStringList& arguments);
    Answer info() const;
    /// Counts the request of a client; the seconds it has to wait, 0 = none.
    int countRequest(const Client& client);

    const Clock& m_clock;
    TenantConfig m_config;
    QString m_baseUrl;
    Directory m_directory;
    Churn m_churn;
    Authorizations m_authorizations;
    Tokens m_tokens;
    TaskBook m_tasks;
    RateWindow m_rate;
    Activity m_activity;
    Changes m_changes;
};

} // namespace ic::demo
