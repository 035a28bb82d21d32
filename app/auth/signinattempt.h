#pragma once

#include "auth/tokenendpoint.h"
#include "base/clock.h"

#include <QUrl>

class QUrlQuery;

namespace ic {

/// One sign-in with the browser: an authorization code with PKCE (RFC 7636, S256), as SailPoint's
/// own tools ask for it. Knows no network. It holds for ten minutes, and what comes back is taken
/// only with its own state.
class SignInAttempt
{
public:
    static constexpr qint64 LongestMs = 10 * 60 * 1000;
    static constexpr qsizetype LongestText = 16'384; ///< characters, of what is pasted

    /// So many random bytes, of which nobody can guess any.
    using Random = std::function<QByteArray(qsizetype bytes)>;
    static QByteArray systemRandom(qsizetype bytes);

    /// `clock` outlives the attempt.
    SignInAttempt(const QString& clientId, const QString& redirectUri, const Clock& clock,
        const Random& random = systemRandom);

    /// The page to sign in at; `endpoint` is the tenant's `authorizeEndpoint`.
    QUrl page(const QUrl& endpoint) const;
    /// What SailPoint's page shows after the sign-in, for the person to compare: "a1b2-c3d4".
    QString confirmationCode() const;
    /// 0 once it is over.
    qint64 msLeft() const { return std::max<qint64>(0, LongestMs - m_age.ms()); }

    /// The code that came, or one or two sentences why it is not taken.
    struct Answer
    {
        Secret code = {};
        QString problem = {};
    };
    /// Of the text that SailPoint's page gives to be copied: "sp1." and a JSON object in base64url.
    Answer readText(const QString& pasted) const;
    /// Of the query of the redirect.
    Answer readRedirect(const QUrlQuery& query) const;

    /// What the token endpoint gives tokens for.
    TokenEndpoint::Fields formFor(const Secret& code) const;

private:
    bool isOwn(const QString& state) const;

    QString m_clientId;
    QString m_redirectUri;
    Secret m_verifier;
    QByteArray m_state;
    IdleTime m_age;
};

/// Where the tenant signs people in, by its answer to /oauth/info; an empty URL with a sentence in
/// `problem` where it does not say so, or not safely. `host` is whom was asked, for display.
QUrl authorizeEndpointIn(const QByteArray& info, const QString& host, QString* problem);

} // namespace ic
