#pragma once

#include "net/scheduler.h"

namespace ic {

// What the scheduler's source files share.

inline constexpr int InteractiveReserve = 2; ///< requests bulk work leaves free for clicks
inline constexpr double ConsiderateShare = 0.99; ///< of the limit's average rate

/// A request on its way through the scheduler.
struct Scheduler::Entry
{
    Id id = 0;
    ApiRequest request;
    Done done;
    AnswerCheck check;
    std::optional<Turn> turn;
    int attempts = 0;
    bool triedNewToken = false;
    qint64 notBefore = 0;
    // While in flight:
    quint64 offer = 0; ///< offered and not answered yet; else 0
    Transport::Id wire = 0;
    RateBucket::Slot slot;
    bool isPaced = false; ///< it used up some of the allowance of bulk work
    QByteArray token;
    qint64 startedAt = 0;
    qint64 deadline = 0;
};

} // namespace ic
