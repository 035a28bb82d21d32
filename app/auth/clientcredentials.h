#pragma once

#include "base/secret.h"
#include "base/signedin.h"
#include "net/apibase.h"
#include "net/tokensource.h"
#include "net/transport.h"

#include <QObject>
#include <QTimer>

namespace ic {

/// OAuth2 client credentials (a personal access token or an API client): the secret travels in the
/// form body of POST {base}/oauth/token, never in a URL, and is wiped when this object goes.
class ClientCredentials final : public QObject, public TokenSource
{
    Q_OBJECT

public:
    static constexpr int StandardDeadlineMs = 30'000;
    static constexpr qint64 LargestAnswer = 1024 * 1024; ///< bytes

    ClientCredentials(const ApiBase& base, const QString& clientId, const Secret& clientSecret,
        Transport& transport, QObject* parent = nullptr);
    ~ClientCredentials() override;

    /// From the next fetch() on.
    void setSecret(const Secret& clientSecret);
    /// How long one fetch() may take, ms. From the next one on.
    void setDeadline(qint64 ms) { m_deadlineMs = static_cast<int>(ms); }

    void fetch(Done done) override;

signals:
    /// With every token that is granted.
    void signedIn(const ic::SignedIn& who);

private:
    void onReply(const WireReply& reply);
    void finish(const Expected<AccessToken>& result);

    ApiBase m_base;
    QString m_clientId;
    QByteArray m_form; ///< empty without a secret
    Transport& m_transport;
    Transport::Id m_wire = 0;
    Done m_done;
    int m_deadlineMs = StandardDeadlineMs;
    QTimer m_deadline;
};

/// Reads the answer of the token endpoint. `expires_in` is in seconds and is honoured within 10 s
/// and a day; where it is missing, or no number above 0, a short lifetime is assumed.
Expected<AccessToken> parseTokenAnswer(const QByteArray& body);

/// Whose token the answer holds: the identity from its `identity_id`, else from the token's claim
/// of that name, the scopes from its `scope`, name and user levels from the claims `user_name` and
/// `authorities` of the token. What is not there, or cannot be read, stays empty: the scopes of
/// some tenants come in a code of their own.
SignedIn signedInFrom(const QByteArray& body);

} // namespace ic
