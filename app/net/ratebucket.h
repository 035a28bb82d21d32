#pragma once

#include "net/apirequest.h"
#include "net/rateplaces.h"

#include <map>
#include <optional>

namespace ic {

/// The tenant's request limit as a sliding window: never more than `limit` requests in any window,
/// of all programs that share the places.
///
/// A token bucket would not do: after a full burst it lets the refill of the same window through,
/// and the tenant counts both. Here a request takes one of `limit` places and keeps it for a window
/// after it arrived. When it arrived only the tenant knows; it was no later than the answer, less
/// what an answer takes at the least. Reckoned from that, no delay on the way can bring two
/// windows' requests together. `marginMs` is for what is left, such as clocks of different speed;
/// it doubles whenever the tenant says 429 although this side counted right, and shrinks again
/// slowly.
///
/// All times are monotonic ms, of a clock that the programs have in common.
class RateBucket
{
public:
    /// A place that was taken. What is under way says so with keep(): else the place is free again
    /// a little after the window, because the program may have ended.
    class Slot
    {
    public:
        bool isHeld() const { return m_place >= 0; }

    private:
        friend class RateBucket;
        int m_place = -1;
        RatePlaces::Word m_word = 0;
    };

    static constexpr qint64 LeaseMs = 3000; ///< keep() is wanted more often than this

    /// `limit` requests in `windowMs`; a limit of 0 switches the bucket off. `file`: see
    /// RatePlaces.
    RateBucket(int limit, qint64 windowMs, const QString& file = {});

    int limit() const { return m_limit; }
    bool isUnlimited() const { return m_limit == 0; }
    /// Places that are taken at `now`, by whomever.
    int used(qint64 now) const;
    int free(qint64 now) const;

    /// Takes a place; nothing if there is none.
    std::optional<Slot> take(qint64 now, Lane lane);
    void keep(Slot& slot, qint64 now);
    /// The request left at `leftAt` or later and was answered at `now`. Answers to the same `kind`
    /// of request take the same time at the least.
    void answered(Slot& slot, qint64 leftAt, qint64 now, const QString& kind);
    /// Nobody waits for the answer any more: it may have arrived until now.
    void ended(Slot& slot, qint64 now);
    /// The request never left: the place is free again.
    void giveBack(Slot& slot);

    /// When more than `reserve` places will be free; `now` if they are. A place of a request under
    /// way has no such time yet, and counts as if its program ended now.
    qint64 whenFree(qint64 now, int reserve) const;

    /// The tenant answered 429 within the limit as counted here, and wants nothing before `until`.
    void pause(qint64 now, qint64 until);
    /// When the tenant is asked again, by any program; 0 = it does not wait.
    qint64 pausedUntil(qint64 now) const;
    void widenMargin();
    qint64 marginMs() const { return m_marginMs; }

    /// Whether no other program shares the places.
    bool isAlone() const { return m_places.isAlone(); }
    /// How many programs sent bulk requests within the window, this one included.
    int bulkSharers(qint64 now) const;

private:
    /// The least of the last few hundred answers, so that a way that got longer is noticed.
    struct Least
    {
        qint64 ms = -1;
        qint64 before = -1; ///< of the few hundred before
        int answers = 0;
    };

    bool isTaken(RatePlaces::Word word, qint64 now) const;
    RatePlaces::Word wordFor(qint64 until, bool bulk) const;
    void set(Slot& slot, RatePlaces::Word word);
    qint64 leastFor(const QString& kind, qint64 ms);

    const int m_limit;
    const qint64 m_windowMs;
    qint64 m_marginMs;
    RatePlaces m_places;
    std::map<QString, Least> m_least;
};

} // namespace ic
