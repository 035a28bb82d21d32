#pragma once

#include "auth/credentials.h"

#include <memory>

namespace ic {

/// The sign-in of a person by a refresh token, which every answer replaces with a new one. Where
/// the tenant refuses it, another window or program may have used it meanwhile: then the newest one
/// that is kept is looked up, for some seconds, since it may not be kept yet; and tried once.
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
    /// Nobody waits for a token any more. One that is on its way is read all the same, since it may
    /// bring the only refresh token that the tenant takes from now on. `over` is called then, or
    /// at once where there is none.
    void retire(std::function<void()> over);
    /// After a look-up that found what the tenant refused; then the next look-up.
    void setPauses(const QList<int>& ms) { m_pauses = ms; }
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
    struct Search;
    void lookUp(const ApiError& refusal, const Done& done);
    void look(const std::shared_ptr<Search>& search);

    const FindNewest m_findNewest;
    bool m_isOnItsWay = false; ///< a form, or its answer
    std::function<void()> m_over; ///< once retired
    QList<int> m_pauses { 500, 1000, 2000, 4000 };
    Secret m_before; ///< of the last replaced()
    Secret m_newest; ///< the same
};

} // namespace ic
