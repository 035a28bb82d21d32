#pragma once

#include "auth/credentials.h"

namespace ic {

/// The sign-in of a person by a refresh token, which every answer replaces with a new one. Where
/// the tenant refuses it, another window or program may have used it meanwhile: then the newest one
/// that is kept is looked up, and tried once.
class RefreshCredentials final : public Credentials
{
    Q_OBJECT

public:
    using Found = std::function<void(const Secret& refreshToken)>;
    /// Looks up the newest token that is kept. The answer comes on the thread of the credentials,
    /// later; none within the deadline counts as none.
    using FindNewest = std::function<void(const Found& found)>;

    /// `findNewest` may be empty: nothing is kept.
    RefreshCredentials(const ApiBase& base, const QString& clientId, const Secret& refreshToken,
        FindNewest findNewest, Transport& transport, QObject* parent = nullptr);

    void fetch(Done done) override;
    /// The one that the next fetch() sends.
    const Secret& refreshToken() const { return m_secret; }
    /// What refreshToken() came in the place of; empty if it was given.
    Secret replacedToken() const { return m_secret == m_newest ? m_before : Secret(); }

signals:
    /// In the place of `before`, which was sent, the tenant takes only `now`. Before signedIn(),
    /// and before the new access token is used.
    void replaced(const ic::Secret& before, const ic::Secret& now);

private:
    enum class Try { First, WithNewest };

    void send(Try which, const Done& done);
    void lookUp(const ApiError& refusal, const Done& done);

    const FindNewest m_findNewest;
    Secret m_before; ///< of the last replaced()
    Secret m_newest; ///< the same
};

} // namespace ic
