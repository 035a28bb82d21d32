#pragma once

#include "net/apibase.h"
#include "net/ratebucket.h"
#include "net/tokenkeeper.h"
#include "net/transport.h"

#include "base/expected.h"
#include "base/idletime.h"
#include "base/netstatus.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <atomic>
#include <deque>
#include <functional>
#include <map>

namespace ic {

/// How much of the budget bulk work takes while somebody may be clicking.
enum class BulkPace {
    Full, ///< nobody clicks, unless another program shares the limit: as fast as it allows
    Considerate, ///< spread evenly, so that a click always finds a free request within 0.1 s
};

struct SchedulerOptions
{
    int rateLimit = 100; ///< requests per window of the tenant; 0 = no limit
    qint64 rateWindowMs = 10'000;
    QString rateFile = {}; ///< shares the limit with other programs, see RatePlaces; empty = alone
    BulkPace pace = BulkPace::Considerate;
    int mostInteractive = 4; ///< in flight
    /// In flight. At the considerate pace it grows to it only while latency is what binds; at the
    /// full pace it begins there. Failures halve it.
    int mostBulk = 16;
    qint64 interactiveDeadlineMs = 30'000; ///< for one attempt, from start to the whole answer
    qint64 bulkDeadlineMs = 60'000;
    bool readOnly = false; ///< refuses every change before it leaves; see setReadOnly()
    /// When the tenant refuses the sign-in, requests wait for signInAgain() instead of failing, as
    /// soon as no token is left that still does. Turns fail all the same: they were not offered, so
    /// nothing was done.
    bool waitForSignIn = false;
};

/// A request that is announced before it leaves, so that its owner can write down that it is sent
/// neither after nor long before. Everything is called on the network thread, never from inside
/// submitTurn(); the scheduler waits for nothing.
struct Turn
{
    /// The request would leave now; slot and connection are kept for it. Answer with go() and this
    /// number, or cancel(), within Scheduler::OfferLimitMs.
    std::function<void(quint64 offer)> offered;
    /// What was offered is not done: no answer to the offer in time, or the tenant answered 401 or
    /// 429, or meanwhile nothing may leave. It waits and will be offered again.
    std::function<void()> returned;
    /// As for any request. What was never offered, or was returned, was not done.
    std::function<void(const Expected<ApiResponse>&)> done;
    AnswerCheck check = {};
};

/// The only sender of API requests: order, number in flight, rate limit, token, repetition,
/// deadlines and cancellation are decided here and nowhere else. Lives on the network thread.
///
/// Interactive requests go before bulk ones and have connections of their own. Everything shares
/// one RateBucket. While no token is usable all requests wait, one fetch runs for all of them; they
/// fail when several in a row did.
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
    void submitTurn(Id id, const ApiRequest& request, Turn turn);
    /// Lets the request of an offer leave. Nothing happens if the offer was taken back.
    void go(Id id, quint64 offer);
    /// Withdraws a request or a turn; nothing of it is called any more. What is under way is cut
    /// off.
    void cancel(Id id);
    /// Refuses changes from now on, or allows them. A long run of which a change was accepted while
    /// they were allowed keeps its permit until endPermit(), which whoever runs it calls when it
    /// pauses; everything else that is not under way is refused. `closesAfterMs`: after so long
    /// without a change that left, changes are refused and permits end by themselves; 0 = never.
    void setReadOnly(bool readOnly, qint64 closesAfterMs = 0);
    void endPermit(quint64 flow);
    /// There are other credentials: the token is dropped, the next one fetched with them, and what
    /// waits goes on.
    void signInAgain();
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
    struct Entry;
    using EntryPtr = std::shared_ptr<Entry>;

    void enqueue(const EntryPtr& entry);
    bool startNext(qint64 now);
    EntryPtr takeReady(std::deque<EntryPtr>& queue, qint64 now);
    bool bulkMayStart(qint64 now);
    /// Whether bulk work leaves room for clicks, here or in another program.
    bool isConsiderate() const;
    double bulkPerMs(qint64 now) const; ///< at the considerate pace
    /// False if there is no room after all; the entry is not queued any more.
    bool start(const EntryPtr& entry, qint64 now);
    void send(const EntryPtr& entry, qint64 now);
    void takeBack(const EntryPtr& entry);
    void giveSlotBack(const EntryPtr& entry);
    void onReply(const EntryPtr& entry, const WireReply& reply);
    void onSuccess(const EntryPtr& entry, const WireReply& reply);
    void settle(const EntryPtr& entry, const Expected<ApiResponse>& result);
    void handleFailure(const EntryPtr& entry, const ApiError& error, const WireReply& reply);
    void requeue(const EntryPtr& entry, qint64 notBefore);
    void leaveFlight(const EntryPtr& entry);
    void expireDeadlines(qint64 now);
    bool ensureToken(qint64 now);
    void onToken(const Expected<AccessToken>& token);
    void failWaiting(const ApiError& error);
    void settleWaiting(const ApiError& error, const std::function<bool(const Entry&)>& isMeant);
    void refuseSignIn(const ApiError& error);
    void holdForSignIn();
    NetStatus::Link link(qint64 now) const;
    bool isReadOnly();
    bool mayLeave(const Entry& entry);
    /// Settles one change that may not leave; false if there is none.
    bool refuseChange();
    void noteLatency(const EntryPtr& entry, bool success);
    void scheduleWake(qint64 now);
    void wakeSoon();
    void publishStatus(qint64 now);
    void tellTenantTime(const QByteArray& header);

    ApiBase m_base;
    SchedulerOptions m_options;
    Transport& m_transport;
    TokenSource& m_tokens;
    const Clock& m_clock;
    std::function<double()> m_random;

    RateBucket m_bucket;
    TokenKeeper m_keeper;
    std::deque<EntryPtr> m_interactive;
    std::deque<EntryPtr> m_bulk;
    std::map<Id, EntryPtr> m_inFlight; ///< offered ones, too: they keep a slot and a connection
    std::atomic<Id> m_lastId = 0;
    quint64 m_lastOffer = 0;
    QHash<quint64, quint64> m_flowServed; ///< flow → when it was served last, as a count
    quint64 m_served = 0;
    int m_interactiveInFlight = 0;
    int m_bulkInFlight = 0;
    int m_bulkWidth; ///< current most bulk requests in flight
    bool m_widthBinds = false;
    double m_bulkAllowance = 0; ///< requests that may leave at once at the considerate pace
    qint64 m_allowanceAt = -1;
    bool m_fetchingToken = false;
    int m_tokenFailures = 0;
    qint64 m_tokenNotBefore = 0;
    bool m_fetchAgain = false; ///< the token that is on its way is not wanted any more
    std::deque<qint64> m_tokensAskedAt; ///< in the last minute
    bool m_everSignedIn = false;
    std::optional<ApiError> m_signInRefusal; ///< no token is asked for until signInAgain()
    QSet<quint64> m_permits; ///< flows that may go on changing while everything else is refused
    qint64 m_closesAfterMs = 0;
    IdleTime m_unchanged; ///< since a change left, or changes were allowed
    qint64 m_timeToldAt = -1;
    NetStatus::Link m_link = NetStatus::Link::Idle;
    std::deque<int> m_latencies;
    qint64 m_statusAt = -1000;
    qint64 m_nextWake = -1;
    QTimer m_timer;
};

} // namespace ic
