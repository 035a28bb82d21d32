#pragma once

#include "auth/tokenendpoint.h"

namespace ic {

/// What a connection signs in with: a token source around one secret, which can be exchanged.
class Credentials : public QObject, public TokenSource
{
    Q_OBJECT

public:
    ~Credentials() override { m_endpoint.setParent(nullptr); }

    /// From the next fetch() on.
    void setSecret(const Secret& secret) { m_secret = secret; }
    /// How long one fetch() may take, ms. From the next one on.
    void setDeadline(qint64 ms) { m_endpoint.setDeadline(ms); }

signals:
    /// With every token that is granted.
    void signedIn(const ic::SignedIn& who);

protected:
    Credentials(const ApiBase& base, const QString& clientId, const Secret& secret,
        Transport& transport, QObject* parent)
        : QObject(parent)
        , m_endpoint(base, transport)
        , m_clientId(clientId)
        , m_secret(secret)
    {
        m_endpoint.setParent(this);
    }

    TokenEndpoint m_endpoint;
    const QString m_clientId;
    Secret m_secret; ///< empty = not known yet
};

} // namespace ic
