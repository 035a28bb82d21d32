#pragma once

#include "net/ratebucket.h"
#include "net/scheduleroptions.h"

#include <deque>

namespace ic {

/// Whether one more request may leave: within the tenant's limit, at the pace of its lane, and with
/// no more under way than connections are good for. All times are monotonic ms.
class RateBudget
{
public:
    /// The place of a request under way. It ends with exactly one of the calls below.
    struct Slot
    {
        RateBucket::Slot place = {};
        Lane lane = Lane::Interactive;
        bool isPaced = false; ///< it used up some of the allowance of bulk work
    };

    explicit RateBudget(const SchedulerOptions& options);

    bool mayStart(Lane lane, qint64 now);
    /// When mayStart() may become true; nothing if only the end of a request makes room.
    std::optional<qint64> nextStart(Lane lane, qint64 now) const;
    /// Nothing if another program took the last place.
    std::optional<Slot> take(Lane lane, qint64 now);
    /// Wanted now and then for every slot, see RateBucket::LeaseMs.
    void keep(Slot& slot, qint64 now) { m_bucket.keep(slot.place, now); }

    /// It was not sent after all.
    void notSent(Slot& slot);
    /// It was sent and reached nobody.
    void notReached(Slot& slot);
    /// It left at `leftAt` and was answered.
    void answered(Slot& slot, qint64 leftAt, qint64 now, const ApiRequest& request);
    /// Nobody waits for it any more, or the tenant turned it away.
    void ended(Slot& slot, qint64 now);

    /// The tenant did in `ms` what it is there for, be it a refusal.
    void noteServed(Lane lane, qint64 ms);
    /// The tenant is in trouble: fewer are sent at once.
    void noteTrouble(Lane lane);
    /// The tenant answered 429 and wants nothing for `ms`.
    void pause(qint64 now, qint64 ms);
    qint64 pausedUntil(qint64 now) const { return m_bucket.pausedUntil(now); } ///< 0 = it does not

    int limit() const { return m_bucket.limit(); }
    int medianLatencyMs() const; ///< of the last 20; -1 = none yet
    int used(qint64 now) const { return m_bucket.isUnlimited() ? 0 : m_bucket.used(now); }

private:
    /// Whether bulk work is spread evenly.
    bool isSpread() const;
    /// Whether it leaves room as well: somebody clicked lately, or another program is there.
    bool isConsiderate(qint64 now) const;
    int reserveFor(Lane lane, qint64 now) const;
    double bulkPerMs(qint64 now) const; ///< where it is spread
    bool isFull(Lane lane) const;
    void leave(const Slot& slot);

    const SchedulerOptions m_options;
    RateBucket m_bucket;
    int m_interactive = 0; ///< under way
    int m_bulk = 0; ///< under way
    int m_bulkWidth; ///< current most of them
    bool m_widthBinds = false;
    double m_allowance; ///< bulk requests that may leave at once where they are spread
    qint64 m_allowanceAt = -1;
    qint64 m_clickedAt = -1; ///< -1 = nobody has clicked
    std::deque<int> m_latencies; ///< ms
};

} // namespace ic
