#include "net/requestqueue.h"

#include <algorithm>

namespace ic {

RequestQueue::Request RequestQueue::takeNext(Lane lane, qint64 now)
{
    std::deque<Request>& queue = this->lane(lane);
    auto best = queue.end();
    quint64 bestServed = 0;
    for (auto candidate = queue.begin(); candidate != queue.end(); ++candidate) {
        const quint64 flow = (*candidate)->request.flow;
        if ((*candidate)->notBefore > now || (best != queue.end() && (*best)->request.flow == flow))
            continue;
        const quint64 served = m_flowServed.value(flow);
        if (best == queue.end() || served < bestServed) {
            best = candidate;
            bestServed = served;
        }
    }
    if (best == queue.end())
        return nullptr;
    Request request = *best;
    queue.erase(best);
    m_flowServed.insert(request->request.flow, ++m_served);
    return request;
}

std::vector<RequestQueue::Request> RequestQueue::takeAll(
    const std::function<bool(const PendingRequest&)>& isMeant)
{
    std::vector<Request> taken;
    for (auto* queue : { &m_interactive, &m_bulk }) {
        std::erase_if(*queue, [&](const Request& request) {
            if (!isMeant(*request))
                return false;
            taken.push_back(request);
            return true;
        });
    }
    return taken;
}

std::optional<qint64> RequestQueue::nextAt(Lane lane) const
{
    const std::deque<Request>& queue = lane == Lane::Bulk ? m_bulk : m_interactive;
    const auto first = std::min_element(queue.begin(), queue.end(),
        [](const Request& a, const Request& b) { return a->notBefore < b->notBefore; });
    return first == queue.end() ? std::nullopt : std::optional((*first)->notBefore);
}

} // namespace ic
