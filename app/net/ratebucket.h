#pragma once

#include <QHash>
#include <QtGlobal>

#include <deque>

namespace ic {

/// The tenant's request limit as a sliding window: never more than `limit` requests in any window.
///
/// A token bucket would not do: after a full burst it lets the refill of the same window through,
/// and the tenant counts both. A slot is taken before a request is handed to the network and
/// stamped when the request has left; until then it counts as used. `marginMs` covers the
/// difference between leaving here and arriving there; it doubles whenever the tenant says 429
/// although this side counted right, and shrinks again slowly.
class RateBucket
{
public:
    using Slot = quint64;

    /// `limit` requests in `windowMs`; a limit of 0 switches the bucket off.
    RateBucket(int limit, qint64 windowMs);

    int limit() const { return m_limit; }
    bool isUnlimited() const { return m_limit == 0; }
    /// Slots used at `now`: on their way, or left within the window.
    int used(qint64 now);
    /// Slots that could be taken at `now`.
    int free(qint64 now);

    /// Takes a slot; call only while free(now) > 0.
    Slot take(qint64 now);
    /// The request of this slot has left at `now`.
    void stamp(Slot slot, qint64 now);
    /// The request of this slot never left: the slot is free again.
    void giveBack(Slot slot);

    /// When more than `reserve` slots will be free, in ms of the same clock; `now` if they are.
    /// A slot still on its way has no such time yet; then the result is `now` + 1 s.
    qint64 whenFree(qint64 now, int reserve);

    /// The tenant answered 429 within the limit as counted here.
    void widenMargin();
    qint64 marginMs() const { return m_marginMs; }

private:
    void expire(qint64 now);

    int m_limit;
    qint64 m_windowMs;
    qint64 m_marginMs;
    Slot m_next = 1;
    QHash<Slot, qint64> m_onTheirWay; ///< slot → taken at
    std::deque<qint64> m_left; ///< when each counted request left, oldest first
};

} // namespace ic
