#pragma once

#include "net/tokensource.h"

#include <optional>

namespace ic {

/// Holds the current token and decides when a new one is needed. All times are monotonic ms.
///
/// A token is renewed ahead of its end by a share of its lifetime, so that a token of 15 seconds
/// works as well as one of 12 hours.
class TokenKeeper
{
public:
    static constexpr double RenewalShare = 0.2; ///< of the lifetime …
    static constexpr qint64 LongestRenewalMs = 60'000; ///< … but at most this long before the end

    void store(const AccessToken& token, qint64 obtainedAt);
    /// Forgets the token if it is still `refused`; another one may have arrived meanwhile.
    void discard(const QByteArray& refused);

    /// The token, if it can still be used at `now`.
    std::optional<QByteArray> usable(qint64 now) const;
    /// Whether it is time to ask for the next one.
    bool wantsRenewal(qint64 now) const;
    /// When wantsRenewal() becomes true.
    qint64 renewalAt() const { return m_renewAt; }

private:
    QByteArray m_value;
    qint64 m_renewAt = 0;
    qint64 m_endsAt = 0;
};

} // namespace ic
