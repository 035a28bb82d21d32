#include "jobs/jobrequests.h"

#include <algorithm>
#include <utility>

namespace ic {

JobRequests::JobRequests(
    ApiClient& client, const Operation& operation, const QList<RunItem>& items, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_operation(operation)
{
    for (const RunItem& item : items)
        m_last = std::max(m_last, item.request);
}

JobRequests::~JobRequests()
{
    for (const auto& [number, request] : m_requests)
        m_client.cancel(request.call);
}

int JobRequests::underWay() const
{
    return static_cast<int>(std::ranges::count_if(
        m_requests, [](const auto& entry) { return entry.second.stage == Stage::UnderWay; }));
}

QList<int> JobRequests::unsent() const
{
    QList<int> numbers;
    for (auto request = m_requests.rbegin(); request != m_requests.rend(); ++request) {
        if (request->second.stage != Stage::UnderWay)
            numbers.append(request->first);
    }
    return numbers;
}

int JobRequests::add(const QList<int>& seqs, bool isTrial)
{
    m_requests.emplace(++m_last, Request { .seqs = seqs, .isTrial = isTrial });
    return m_last;
}

void JobRequests::queue(int number, const ApiRequest& change)
{
    Request& request = m_requests.at(number);
    request.stage = Stage::Queued;
    request.call = m_client.readTurn<ChangeReceipt>(change,
        [&operation = m_operation](const ApiResponse& response) {
            return Expected<ChangeReceipt>(operation.receipt(response));
        },
        this,
        { .offered =
                [this, number] {
                    m_requests.at(number).stage = Stage::Offered;
                    emit offered(number);
                },
            .returned =
                [this, number] {
                    const Stage stage = std::exchange(m_requests.at(number).stage, Stage::Queued);
                    emit returned(number, stage == Stage::UnderWay);
                },
            .done = [this, number](
                        const Expected<ChangeReceipt>& answer) { emit done(number, answer); } });
}

JobRequests::Request JobRequests::take(int number)
{
    const auto found = m_requests.find(number);
    const Request request = found->second;
    m_client.cancel(request.call);
    m_requests.erase(found);
    return request;
}

QList<ItemChange> JobRequests::offers() const
{
    QList<ItemChange> changes;
    for (const auto& [number, request] : m_requests) {
        if (request.stage != Stage::Offered)
            continue;
        for (const int seq : request.seqs)
            changes.append({ .seq = seq, .to = ItemState::Sent, .request = number });
    }
    return changes;
}

QList<JobRequests::Request> JobRequests::letGo()
{
    QList<Request> gone;
    for (auto& [number, request] : m_requests) {
        if (request.stage != Stage::Offered)
            continue;
        request.stage = Stage::UnderWay;
        m_client.go(request.call);
        gone.append(request);
    }
    return gone;
}

} // namespace ic
