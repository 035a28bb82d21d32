#pragma once

#include "base/clock.h"
#include "base/netstatus.h"
#include "net/tokensource.h"

#include <deque>
#include <optional>

namespace ic {

/// Lets requests through while a token can be used, and gets the tokens: one fetch runs for all who
/// wait, a token is renewed ahead of its end, a service that is down is asked ever more rarely, and
/// credentials that the tenant refuses are not offered again by themselves. All times are monotonic
/// ms.
class SignInGate
{
public:
    static constexpr double RenewalShare = 0.2; ///< of a token's lifetime …
    static constexpr qint64 LongestRenewalMs = 60'000; ///< … but at most this long before its end

    /// What happens later; never called from inside open().
    struct Events
    {
        std::function<void()> changed = {}; ///< a token has come, or none: look again
        /// The tenant refuses the credentials: no token is asked for until signInAgain(). Once for
        /// each time.
        std::function<void(const ApiError&)> refused = {};
        /// No token can be had, and whoever waits is to be told; `longReads` also those that lose
        /// with their end what they have read so far.
        std::function<void(const ApiError&, bool longReads)> failed = {};
    };

    /// `random` gives numbers in [0, 1). `waitsForSignIn`: a refusal closes the gate instead of
    /// failing those who wait.
    SignInGate(TokenSource& tokens, const Clock& clock, std::function<double()> random,
        bool waitsForSignIn, Events events);

    /// Whether requests may leave now; asks for a token when it is time to.
    bool open(qint64 now);
    std::optional<QByteArray> token(qint64 now) const;
    const std::optional<ApiError>& refusal() const { return m_refusal; }
    /// When open() is worth a call; nothing while only an answer or signInAgain() can open it.
    std::optional<qint64> nextTry(qint64 now) const;

    /// Counts how often somebody signed in again. A request whose token was refused is tried with a
    /// newer one once in each round.
    int round() const { return m_round; }
    /// The tenant refused this token; another one may have come meanwhile.
    void discard(const QByteArray& token);
    /// The tenant refused the newest token, too.
    void refuse(const ApiError& error);
    /// There are other credentials: the token is dropped and the next one fetched with them.
    void signInAgain();

    NetStatus::Link link(qint64 now) const;
    /// An answer came, from the tenant or not.
    void noteAnswer(bool isTenants);

private:
    void fetch(qint64 now);
    void onToken(const Expected<AccessToken>& token);
    void onFailure(const ApiError& error, qint64 now);

    TokenSource& m_tokens;
    const Clock& m_clock;
    const std::function<double()> m_random;
    const bool m_waitsForSignIn;
    const Events m_events;

    QByteArray m_token;
    qint64 m_renewAt = 0;
    qint64 m_endsAt = 0;
    bool m_isFetching = false;
    bool m_isOutdated = false; ///< the token that is on its way is not wanted any more
    int m_failures = 0; ///< in a row
    qint64 m_notBefore = 0;
    std::deque<qint64> m_askedAt; ///< in the last minute
    bool m_everOpened = false;
    std::optional<ApiError> m_refusal;
    int m_round = 0;
    NetStatus::Link m_link = NetStatus::Link::Idle;
};

} // namespace ic
