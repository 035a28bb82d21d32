#pragma once

#include "base/secret.h"
#include "base/signedin.h"
#include "net/apibase.h"
#include "net/tokensource.h"
#include "net/transport.h"

#include <QObject>
#include <QTimer>

namespace ic {

/// What the token endpoint grants.
struct TokenAnswer
{
    AccessToken token = {};
    SignedIn who = {};
    Secret refreshToken = {}; ///< empty where none was given
};

/// POST {base}/oauth/token: sends a form, so that no secret is ever in a URL, and reads what is
/// granted. One form at a time.
class TokenEndpoint final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Expected<TokenAnswer>&)>;
    using Fields = QList<QPair<QByteArray, QString>>;

    static constexpr int StandardDeadlineMs = 30'000;
    static constexpr qint64 LargestAnswer = 1024 * 1024; ///< bytes

    TokenEndpoint(const ApiBase& base, Transport& transport, QObject* parent = nullptr);
    ~TokenEndpoint() override;

    /// How long one post() may take, ms. From the next one on.
    void setDeadline(qint64 ms) { m_deadlineMs = static_cast<int>(ms); }
    /// `done` is called exactly once, never from inside the call, and not once this is gone.
    void post(const Fields& form, Done done);
    /// `done` gets a NotSignedIn with `why`; nothing is sent.
    void refuse(const QString& why, Done done);

private:
    void finish(const Expected<TokenAnswer>& result);

    ApiBase m_base;
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
