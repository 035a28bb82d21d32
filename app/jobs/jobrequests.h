#pragma once

#include "api/apiclient.h"
#include "jobs/journal.h"
#include "operations/operation.h"

#include <QObject>

#include <map>

namespace ic {

/// The changes of one job that are in hand: from the moment it is known who travels together until
/// an answer comes or they are withdrawn. None leaves that was not let go.
class JobRequests final : public QObject
{
    Q_OBJECT

public:
    enum class Stage {
        Checking, ///< something is read before
        Queued, ///< waits for its turn
        Offered, ///< its turn has come; letGo() sends it
        UnderWay,
    };
    struct Request
    {
        QList<int> seqs; ///< the items that travel together; never empty
        bool isTrial = false; ///< sent alone, to see whether changes are accepted again
        Stage stage = Stage::Checking;
        ApiClient::CallId call = 0;
    };

    /// `items`: all of the job; their requests have the first numbers.
    JobRequests(ApiClient& client, const Operation& operation, const QList<RunItem>& items,
        QObject* parent);
    ~JobRequests() override;

    int count() const { return static_cast<int>(m_requests.size()); }
    int underWay() const;
    /// Those that have not left, the last first.
    QList<int> unsent() const;
    const Request& at(int number) const { return m_requests.at(number); }

    /// Takes a request in hand; its number.
    int add(const QList<int>& seqs, bool isTrial);
    /// Has been begun to be read before it: withdrawn with the request.
    void setCheck(int number, ApiClient::CallId call) { m_requests.at(number).call = call; }
    /// One of offered() and done() follows, unless it is taken out of hand.
    void queue(int number, const ApiRequest& change);
    /// Out of hand. What has not left will not.
    Request take(int number);

    /// Of all that is offered: that it is sent.
    QList<ItemChange> offers() const;
    /// What is offered leaves. The requests.
    QList<Request> letGo();

signals:
    void offered(int number);
    /// It waits for its turn again, and nothing was done to anybody of it. `wasLetGo`: although it
    /// was to leave.
    void returned(int number, bool wasLetGo);
    /// Of a request that is still in hand.
    void done(int number, const ic::Expected<ic::ChangeReceipt>& answer);

private:
    ApiClient& m_client;
    const Operation& m_operation;
    std::map<int, Request> m_requests;
    int m_last = 0;
};

} // namespace ic
