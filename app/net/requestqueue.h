#pragma once

#include "net/apirequest.h"

#include "base/expected.h"

#include <QHash>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace ic {

/// What the owner of a request hears of it. Everything is called on the network thread, never from
/// inside submit(); the scheduler waits for nothing.
///
/// With `offered` the request is a turn: it is announced before it leaves, so that its owner can
/// write down that it is sent neither after nor long before.
struct Turn
{
    /// The request would leave now; slot and connection are kept for it. Answer with go() and this
    /// number, or cancel(), within Scheduler::OfferLimitMs.
    std::function<void(quint64 offer)> offered = {};
    /// What was offered is not done: no answer to the offer in time, or the tenant answered 401 or
    /// 429, or meanwhile nothing may leave. It waits and will be offered again.
    std::function<void()> returned = {};
    /// Called exactly once unless the request is cancelled first. What was never offered, or was
    /// returned, was not done.
    std::function<void(const Expected<ApiResponse>&)> done = {};
    AnswerCheck check = {};
};

/// A request that has no final answer yet.
struct PendingRequest
{
    quint64 id = 0;
    ApiRequest request = {};
    Turn owner = {};
    int attempts = 0;
    int refusedAt = -1; ///< SignInGate::round() in which a token of it was refused
    qint64 notBefore = 0; ///< monotonic ms

    bool isTurn() const { return static_cast<bool>(owner.offered); }
};

/// The requests that wait to leave, in two lanes. In a lane the long runs take turns, whoever asked
/// first: next is the first that may leave of the run that was served longest ago.
class RequestQueue
{
public:
    using Request = std::shared_ptr<PendingRequest>;

    void add(const Request& request) { lane(request->request.lane).push_back(request); }
    /// Before all others of its lane.
    void putBack(const Request& request) { lane(request->request.lane).push_front(request); }

    /// Null if none of the lane may leave at `now`.
    Request takeNext(Lane lane, qint64 now);
    std::vector<Request> takeAll(const std::function<bool(const PendingRequest&)>& isMeant);

    bool isEmpty(Lane lane) const { return (lane == Lane::Bulk ? m_bulk : m_interactive).empty(); }
    qsizetype size() const { return static_cast<qsizetype>(m_interactive.size() + m_bulk.size()); }
    /// When the first of the lane may leave; nothing if none waits there.
    std::optional<qint64> nextAt(Lane lane) const;

private:
    std::deque<Request>& lane(Lane lane) { return lane == Lane::Bulk ? m_bulk : m_interactive; }

    std::deque<Request> m_interactive;
    std::deque<Request> m_bulk;
    QHash<quint64, quint64> m_flowServed; ///< flow → when it was served last, as a count
    quint64 m_served = 0;
};

} // namespace ic
