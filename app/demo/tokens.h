#pragma once

#include "base/clock.h"
#include "demo/exchange.h"

#include <QSet>

namespace ic::demo {

/// A client id of the tenant, and what its tokens may do.
struct Client
{
    QString id;
    QString secret;
    bool hasUser = true; ///< false: an API client, whose tokens act for nobody
    QString userName; ///< with a user
    QString identityId; ///< with a user
    QStringList userLevels; ///< e.g. ORG_ADMIN
    QSet<QString> scopes; ///< "sp:scopes:all" stands for every scope
};

/// The token endpoint, and the tokens that are good at the moment.
class Tokens
{
public:
    Tokens(const Clock& clock, QList<Client> clients, int lifetimeSeconds, QString tenantName);

    void setLifetime(int seconds) { m_lifetimeSeconds = seconds; }

    /// `POST /oauth/token`: the credentials may come as a urlencoded body or in the query.
    Answer grant(const Request& request);
    /// The client behind an Authorization header, or null; then `problem` says why.
    const Client* clientOf(const QByteArray& authorization, QString* problem) const;
    /// Makes every token bad, as if it had expired.
    void revokeAll() { m_issued.clear(); }

private:
    struct Issued
    {
        qsizetype client = 0;
        qint64 expiresMs = 0;
    };

    QByteArray issue(qsizetype client);

    const Clock& m_clock;
    QList<Client> m_clients;
    int m_lifetimeSeconds;
    QString m_tenantName;
    QHash<QByteArray, Issued> m_issued;
};

} // namespace ic::demo
