#pragma once

#include "net/apirequest.h"

namespace ic {

/// How much of the budget bulk work takes while somebody may be clicking.
enum class BulkPace {
    Full, ///< nobody clicks, unless another program shares the limit: as fast as it allows
    /// Spread evenly, so that a click finds a free request within 0.1 s, or within 1.2 s if
    /// nobody clicked for a window of the limit: until then nothing is left free.
    Considerate,
};

struct SchedulerOptions
{
    int rateLimit = 100; ///< requests per window of the tenant; 0 = no limit
    qint64 rateWindowMs = 10'000;
    QString rateFile = {}; ///< shares the limit with other programs, see RatePlaces; empty = alone
    BulkPace pace = BulkPace::Considerate;
    int mostInteractive = 4; ///< in flight
    /// In flight. Failures halve it, answers let it grow again.
    int mostBulk = 16;
    qint64 interactiveDeadlineMs = 30'000; ///< for one attempt, from start to the whole answer
    qint64 bulkDeadlineMs = 60'000;
    bool readOnly = false; ///< refuses every change before it leaves; see ChangeGuard
    /// When the tenant refuses the sign-in, requests wait for signInAgain() instead of failing, as
    /// soon as no token is left that still does. Turns fail all the same: they were not offered, so
    /// nothing was done.
    bool waitForSignIn = false;

    qint64 deadlineMs(Lane lane) const
    {
        return lane == Lane::Bulk ? bulkDeadlineMs : interactiveDeadlineMs;
    }
};

} // namespace ic
