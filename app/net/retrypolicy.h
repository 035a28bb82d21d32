#pragma once

#include "base/apierror.h"
#include "net/apirequest.h"

#include <QDateTime>

#include <optional>

namespace ic {

/// When a request is sent again, and after how long.
///
/// Attempts are bounded. An answer of 401 or 429 says that nothing was done, so any request may
/// follow it; everything else is repeated only for requests that are safe to repeat.
class RetryPolicy
{
public:
    static constexpr int MostAttempts = 3; ///< of a read that somebody waits for
    /// Of a read in the bulk lane: together they last about 40 s, longer than a gateway takes to
    /// restart, so that an export of minutes does not end with it.
    static constexpr int MostBulkAttempts = 8;
    static constexpr int MostRateLimited = 6; ///< answers of 429 to one request
    static constexpr qint64 LongestRetryAfterMs = 60'000;

    /// Whether a request that failed `attempts` times, last with `error`, may be sent again.
    static bool mayRepeat(const ApiRequest& request, const ApiError& error, int attempts);
    /// Milliseconds before attempt `attempts` + 1; `random` in [0, 1) spreads many clients.
    static qint64 backoffMs(Lane lane, int attempts, double random);
};

/// The wait a Retry-After header asks for, in milliseconds, capped at LongestRetryAfterMs.
/// Understands seconds and an HTTP date; nullopt for anything else.
std::optional<qint64> retryAfterMs(const QByteArray& header, const QDateTime& utcNow);

/// An HTTP date as RFC 9110 prefers it ("Sun, 06 Nov 1994 08:49:37 GMT"), else invalid.
QDateTime parseHttpDate(const QByteArray& text);

} // namespace ic
