#pragma once

#include "net/changeguard.h"
#include "net/ratebudget.h"
#include "net/requestqueue.h"
#include "net/scheduleroptions.h"
#include "net/signingate.h"
#include "net/spokenversion.h"
#include "net/tenanttime.h"
#include "net/transport.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <functional>
#include <map>

namespace ic {

/// The only sender of API requests: order, number in flight, rate limit, token, repetition,
/// deadlines and cancellation are decided here and nowhere else. Lives on the network thread.
///
/// A request waits in the RequestQueue until the SignInGate, the ChangeGuard and the RateBudget let
/// it leave. Interactive requests go before bulk ones. While no token is usable all wait; they fail
/// when several attempts to get one did.
class Scheduler final : public QObject
{
    Q_OBJECT

public:
    using Id = quint64;
    using Done = std::function<void(const Expected<ApiResponse>&)>;

    static constexpr qint64 OfferLimitMs = 2000; ///< then an unanswered offer is taken back

    /// `random` gives numbers in [0, 1) for backoff.
    Scheduler(const ApiBase& base, const SchedulerOptions& options, Transport& transport,
        TokenSource& tokens, const Clock& clock, std::function<double()> random,
        QObject* parent = nullptr);
    ~Scheduler() override;

    /// Queues a request. `done` is called exactly once unless it is cancelled first, and never
    /// from inside submit(). `id` is from newId().
    void submit(Id id, const ApiRequest& request, Done done, AnswerCheck check = {});
    /// Queues a request that leaves only after go().
    void submitTurn(Id id, const ApiRequest& request, const Turn& turn);
    /// Lets the request of an offer leave. Nothing happens if the offer was taken back.
    void go(Id id, quint64 offer);
    /// Withdraws a request or a turn; nothing of it is called any more. What is under way is cut
    /// off.
    void cancel(Id id);
    /// See ChangeGuard. Whoever runs a long run ends its permit when the run pauses.
    void setReadOnly(bool readOnly, qint64 closesAfterMs = 0);
    void endPermit(quint64 flow);
    /// There are other credentials: the token is dropped, the next one fetched with them, and what
    /// waits goes on.
    void signInAgain();
    /// Of the API, for what leaves from now on.
    void setVersion(const QString& version)
    {
        m_api.change(version);
        wakeSoon();
    }
    /// An id nobody else has. Any thread.
    Id newId() { return ++m_lastId; }

    /// Does everything that is due. Called by the timer; by tests after turning the clock.
    void pump();
    /// When pump() wants to be called next, monotonic ms; -1 = only after an answer.
    qint64 nextWake() const { return m_nextWake; }
    NetStatus status();

signals:
    /// At most 10 times a second.
    void statusChanged(const ic::NetStatus& status);
    /// Requests wait for signInAgain(), see SchedulerOptions::waitForSignIn. Once for each time.
    void signInRefused(const ic::ApiError& error);
    /// What the tenant says the time is, UTC: with its first answer, then now and again.
    void tenantTimeTold(const QDateTime& utc);

private:
    using Request = RequestQueue::Request;

    /// A request that was offered or sent; it keeps a slot and a connection.
    struct Flight
    {
        Request request;
        RateBudget::Slot slot;
        ApiBase asked; ///< as it was when it left
        quint64 offer = 0; ///< offered and not answered yet; else 0
        Transport::Id wire = 0;
        QByteArray token = {};
        qint64 startedAt = 0;
        qint64 deadline = 0;
    };

    SignInGate::Events gateEvents();
    bool startNext(qint64 now);
    /// False if there is no room after all.
    bool start(const Request& request, qint64 now);
    void send(Flight& flight, qint64 now);
    void takeBack(Id id);
    void putBack(const Request& request, qint64 waitMs = 0);
    void onReply(Id id, const WireReply& reply);
    void onFailure(const Request& request, const ApiError& error, const QByteArray& retryAfter);
    void onUnauthorized(const Request& request, const QByteArray& token, const ApiError& error);
    void settle(const Request& request, const Expected<ApiResponse>& result);
    void settleWaiting(
        const ApiError& error, const std::function<bool(const PendingRequest&)>& isMeant);
    /// Whoever announces its requests is told: it has a state of its own for that. Everybody else
    /// waits, and goes on as if nothing had happened once somebody has signed in.
    void settleTurns();
    void refuseChanges();
    void watchFlights(qint64 now);
    void scheduleWake(qint64 now);
    void wakeSoon() { m_timer.start(0); }

    SpokenVersion m_api;
    const SchedulerOptions m_options;
    Transport& m_transport;
    const Clock& m_clock;
    const std::function<double()> m_random;

    RequestQueue m_queue;
    RateBudget m_budget;
    ChangeGuard m_guard;
    SignInGate m_gate;
    std::map<Id, Flight> m_flights;
    std::atomic<Id> m_lastId = 0;
    quint64 m_lastOffer = 0;
    TenantTime m_tenantTime;
    qint64 m_statusAt = -1000;
    qint64 m_nextWake = -1;
    QTimer m_timer;
};

} // namespace ic
