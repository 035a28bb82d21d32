#pragma once

#include "base/clock.h"
#include "demo/client.h"
#include "demo/exchange.h"
#include "demo/tenantconfig.h"

namespace ic::demo {

class Authorizations;

/// The token endpoint, and the tokens that are good at the moment.
class Tokens
{
public:
    /// Both references must outlive it.
    Tokens(const Clock& clock, QList<Client> clients, Authorizations& authorizations,
        const TenantConfig& config);

    void setLifetime(int seconds) { m_lifetimeSeconds = seconds; }
    /// So many refreshes are granted from now on; nullopt: any number.
    void setRefreshes(std::optional<int> count) { m_refreshes = count; }

    /// `POST /oauth/token`: the parameters may come as a urlencoded body or in the query.
    Answer grant(const Request& request);
    /// The client behind an Authorization header, or null; then `problem` says why. Good until the
    /// next token is issued.
    const Client* clientOf(const QByteArray& authorization, QString* problem) const;
    /// Makes every access token bad, as if it had expired.
    void revokeAll() { m_issued.clear(); }

private:
    struct Issued
    {
        Client client;
        QString code; ///< of the sign-in with a browser it comes from
        qint64 expiresMs = 0;
    };

    Answer grantForCode(const QHash<QString, QString>& form);
    Answer grantAgain(const QHash<QString, QString>& form);
    QJsonObject issue(const Client& client, const QString& code = {});
    /// With a refresh token, which replaces the one it was asked for with.
    QJsonObject issueWithRefresher(const Client& client, const QString& code);
    qint64 expiry(qint64 lifetimeMs) const;
    void keep(QHash<QByteArray, Issued>& tokens, const QByteArray& token, const Issued& issued);

    const Clock& m_clock;
    QList<Client> m_clients;
    Authorizations& m_authorizations;
    int m_lifetimeSeconds;
    qint64 m_refreshLifetimeMs;
    std::optional<int> m_refreshes; ///< how many are still granted
    QString m_tenantName;
    QHash<QByteArray, Issued> m_issued;
    QHash<QByteArray, Issued> m_refreshers; ///< refresh tokens
};

} // namespace ic::demo
