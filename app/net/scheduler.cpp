#include "net/scheduler.h"

#include "net/retrypolicy.h"
#include "net/schedulerentry.h"
#include "net/wireerror.h"

#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr double ConsiderateBurst = 10; // bulk requests that may leave at once
constexpr int SmallestBulkWidth = 2;
constexpr int FirstBulkWidth = 4;
constexpr int LatenciesKept = 20;

bool neverLeft(const WireReply& reply)
{
    return reply.failure == WireReply::Failure::Unreachable
        || reply.failure == WireReply::Failure::HostNotFound;
}

/// Requests that take about as long: changes of one sort, pages of one size.
QString kindOf(const ApiRequest& request)
{
    for (const auto& [name, value] : request.query) {
        if (name == u"limit")
            return request.operation + value;
    }
    return request.operation;
}

} // namespace

Scheduler::Scheduler(const ApiBase& base, const SchedulerOptions& options, Transport& transport,
    TokenSource& tokens, const Clock& clock, std::function<double()> random, QObject* parent)
    : QObject(parent)
    , m_base(base)
    , m_options(options)
    , m_transport(transport)
    , m_tokens(tokens)
    , m_clock(clock)
    , m_random(std::move(random))
    , m_bucket(options.rateLimit, options.rateWindowMs, options.rateFile)
    , m_bulkWidth(options.pace == BulkPace::Full ? options.mostBulk : FirstBulkWidth)
    , m_bulkAllowance(ConsiderateBurst)
    , m_unchanged(clock)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setParent(this); // moves to the network thread with the scheduler
    connect(&m_timer, &QTimer::timeout, this, &Scheduler::pump);
}

Scheduler::~Scheduler()
{
    m_timer.setParent(nullptr);
    for (const auto& [id, entry] : m_inFlight) {
        if (entry->offer == 0)
            m_transport.abort(entry->wire);
    }
}

void Scheduler::submit(Id id, const ApiRequest& request, Done done, AnswerCheck check)
{
    auto entry = std::make_shared<Entry>();
    entry->id = id;
    entry->request = request;
    entry->done = std::move(done);
    entry->check = std::move(check);
    enqueue(entry);
}

void Scheduler::enqueue(const EntryPtr& entry)
{
    Q_ASSERT(thread() == QThread::currentThread());
    if (!isWholePath(entry->request.path)) {
        // An id that is missing would make the request one for all of them.
        QMetaObject::invokeMethod(
            this,
            [this, entry] {
                settle(entry,
                    ApiError { .kind = ApiError::Kind::BadRequest,
                        .operation = entry->request.operation,
                        .detail = u"Refused before sending: the id is empty or no id."_s });
            },
            Qt::QueuedConnection);
        return;
    }
    if (entry->request.repeat == Repeat::Never && entry->request.flow != 0 && !isReadOnly())
        m_permits.insert(entry->request.flow);
    (entry->request.lane == Lane::Interactive ? m_interactive : m_bulk).push_back(entry);
    wakeSoon();
}

void Scheduler::cancel(Id id)
{
    Q_ASSERT(thread() == QThread::currentThread());
    for (auto* queue : { &m_interactive, &m_bulk })
        std::erase_if(*queue, [id](const EntryPtr& entry) { return entry->id == id; });
    const auto found = m_inFlight.find(id);
    if (found != m_inFlight.end()) {
        const EntryPtr entry = found->second;
        if (entry->offer != 0)
            giveSlotBack(entry);
        else
            m_transport.abort(entry->wire);
        leaveFlight(entry);
    }
    wakeSoon();
}

void Scheduler::pump()
{
    const qint64 now = m_clock.monotonicMs();
    expireDeadlines(now);
    for (const auto& [id, entry] : m_inFlight)
        m_bucket.keep(entry->slot, now);
    while (startNext(now)) { }
    publishStatus(now);
    scheduleWake(now);
}

bool Scheduler::startNext(qint64 now)
{
    if (m_interactive.empty() && m_bulk.empty())
        return false;
    if (isReadOnly() && refuseChange())
        return true;
    if (!ensureToken(now) || now < m_bucket.pausedUntil(now))
        return false;

    if (m_interactiveInFlight < m_options.mostInteractive && m_bucket.free(now) > 0) {
        if (const EntryPtr entry = takeReady(m_interactive, now))
            return start(entry, now);
    }
    if (!m_bulk.empty() && bulkMayStart(now)) {
        if (const EntryPtr entry = takeReady(m_bulk, now))
            return start(entry, now);
    }
    return false;
}

Scheduler::EntryPtr Scheduler::takeReady(std::deque<EntryPtr>& queue, qint64 now)
{
    // The first that may leave, of the run that was served longest ago.
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
    EntryPtr entry = *best;
    queue.erase(best);
    m_flowServed.insert(entry->request.flow, ++m_served);
    return entry;
}

bool Scheduler::isConsiderate() const
{
    return !m_bucket.isUnlimited()
        && (m_options.pace == BulkPace::Considerate || !m_bucket.isAlone());
}

double Scheduler::bulkPerMs(qint64 now) const
{
    return ConsiderateShare * m_options.rateLimit / static_cast<double>(m_options.rateWindowMs)
        / m_bucket.bulkSharers(now);
}

bool Scheduler::bulkMayStart(qint64 now)
{
    m_widthBinds = false;
    const bool considerate = isConsiderate();
    if (m_bucket.free(now) <= (considerate ? InteractiveReserve : 0))
        return false;
    if (considerate) {
        if (m_allowanceAt >= 0) {
            m_bulkAllowance = std::min(ConsiderateBurst,
                m_bulkAllowance + static_cast<double>(now - m_allowanceAt) * bulkPerMs(now));
        }
        m_allowanceAt = now;
        if (m_bulkAllowance < 1)
            return false;
    }
    if (m_bulkInFlight >= m_bulkWidth) {
        m_widthBinds = true;
        return false;
    }
    return true;
}

bool Scheduler::start(const EntryPtr& entry, qint64 now)
{
    const bool bulk = entry->request.lane == Lane::Bulk;
    const std::optional<RateBucket::Slot> slot = m_bucket.take(now, entry->request.lane);
    if (!slot) {
        (bulk ? m_bulk : m_interactive).push_front(entry); // another program took the last one
        return false;
    }
    entry->slot = *slot;
    entry->isPaced = bulk && isConsiderate();
    m_bulkAllowance -= entry->isPaced ? 1 : 0;
    (bulk ? m_bulkInFlight : m_interactiveInFlight) += 1;
    m_inFlight.emplace(entry->id, entry);
    if (!entry->turn) {
        send(entry, now);
        return true;
    }
    entry->offer = ++m_lastOffer;
    entry->deadline = now + OfferLimitMs;
    entry->turn->offered(entry->offer);
    return true;
}

void Scheduler::send(const EntryPtr& entry, qint64 now)
{
    const ApiRequest& request = entry->request;
    if (request.repeat == Repeat::Never)
        m_unchanged.restart();
    entry->token = m_keeper.usable(now).value_or(QByteArray());
    entry->startedAt = now;
    entry->attempts += 1;
    entry->deadline = now
        + (request.lane == Lane::Bulk ? m_options.bulkDeadlineMs : m_options.interactiveDeadlineMs);
    WireRequest wire {
        .verb = request.verb,
        .url = m_base.urlFor(request),
        .headers = { { "Authorization", "Bearer " + entry->token },
            { "Accept", "application/json" }, { "User-Agent", "IdentityConsole/" CONSOLE_VERSION },
            // Always sent: required on some operations, harmless on the others.
            { "X-SailPoint-Experimental", "true" } },
        .body = request.body,
        .lane = request.lane,
        .number = entry->id,
        .attempt = entry->attempts,
    };
    const std::weak_ptr<Entry> weak = entry;
    entry->wire = m_transport.start(wire, [this, weak](const WireReply& reply) {
        if (const EntryPtr answered = weak.lock())
            onReply(answered, reply);
    });
}

void Scheduler::leaveFlight(const EntryPtr& entry)
{
    if (m_inFlight.erase(entry->id) == 0)
        return;
    (entry->request.lane == Lane::Bulk ? m_bulkInFlight : m_interactiveInFlight) -= 1;
    m_bucket.ended(entry->slot, m_clock.monotonicMs());
}

void Scheduler::onReply(const EntryPtr& entry, const WireReply& reply)
{
    if (neverLeft(reply)) {
        m_bucket.giveBack(entry->slot);
    } else if (reply.status != 0 && reply.status != 429) { // which comes quicker than an answer
        m_bucket.answered(
            entry->slot, entry->startedAt, m_clock.monotonicMs(), kindOf(entry->request));
    }
    leaveFlight(entry);
    if (isSuccess(entry->request, reply)) {
        tellTenantTime(reply.headers.value("date"));
        onSuccess(entry, reply);
    } else {
        handleFailure(entry,
            errorFor(entry->request, reply, m_base.displayHost(), m_base.version()), reply);
    }
    wakeSoon();
}

void Scheduler::onSuccess(const EntryPtr& entry, const WireReply& reply)
{
    ApiResponse response { .status = reply.status,
        .body = reply.body,
        .contentType = reply.headers.value("content-type"),
        .trackingId = trackingIdOf(reply) };
    bool isNumber = false;
    const qint64 total = reply.headers.value("x-total-count").toLongLong(&isNumber);
    if (isNumber && total >= 0)
        response.totalCount = total;
    const std::optional<ApiError> fault
        = entry->check ? entry->check(response) : std::optional<ApiError>();
    if (fault && entry->request.repeat == Repeat::Safe) {
        ApiError error = *fault;
        error.host = m_base.displayHost();
        error.trackingId = response.trackingId;
        handleFailure(entry, error, reply);
        return;
    }
    m_link = NetStatus::Link::Connected;
    noteLatency(entry, true);
    settle(entry, response);
}

void Scheduler::handleFailure(const EntryPtr& entry, const ApiError& error, const WireReply& reply)
{
    const qint64 now = m_clock.monotonicMs();
    const bool stranger = error.cause() == ApiError::Cause::Stranger;
    const bool answered = reply.failure == WireReply::Failure::None && reply.status != 0;
    if (answered && !stranger)
        m_link = NetStatus::Link::Connected;
    else if (error.kind != ApiError::Kind::TooLarge)
        m_link = NetStatus::Link::Offline;
    // "Not found" and the like are answers as good as any: only what shows a tenant in trouble
    // makes room for it.
    const bool served = error.kind == ApiError::Kind::NotFound
        || error.kind == ApiError::Kind::BadRequest || error.kind == ApiError::Kind::OwnsObjects
        || error.kind == ApiError::Kind::Forbidden;
    const bool limitedAlone = error.kind == ApiError::Kind::RateLimited && entry->request.ownLimit;
    if (!limitedAlone)
        noteLatency(entry, served);

    if (error.kind == ApiError::Kind::Unauthorized) {
        m_keeper.discard(entry->token);
        // While a newer token stands, an old one refused late says nothing of the sign-in.
        if (!entry->triedNewToken || m_keeper.usable(now)) {
            entry->triedNewToken = true;
            entry->attempts -= 1; // the token was at fault, not the request
            requeue(entry, now);
            return;
        }
        m_link = NetStatus::Link::SignInNeeded;
        if (m_options.waitForSignIn) {
            entry->attempts = std::max(0, entry->attempts - 1);
            if (!entry->turn) {
                entry->triedNewToken = false;
                requeue(entry, now);
            }
            refuseSignIn(error);
            if (entry->turn)
                settle(entry, error);
            return;
        }
    }

    ApiError final = error;
    qint64 limitedUntil = now;
    if (error.kind == ApiError::Kind::RateLimited) {
        const auto wait = retryAfterMs(reply.headers.value("retry-after"), m_clock.utcNow())
                              .value_or(RetryPolicy::backoffMs(
                                  entry->request.lane, entry->attempts + 2, m_random()));
        final.retryAfterSeconds = static_cast<int>((wait + 999) / 1000);
        if (limitedAlone) {
            limitedUntil = now + wait;
        } else {
            m_bucket.pause(now, now + wait);
            m_bucket.widenMargin();
        }
    }
    if (!RetryPolicy::mayRepeat(entry->request, error, entry->attempts)) {
        settle(entry, final);
        return;
    }
    requeue(entry,
        error.kind == ApiError::Kind::RateLimited
            ? limitedUntil
            : now + RetryPolicy::backoffMs(entry->request.lane, entry->attempts, m_random()));
}

void Scheduler::requeue(const EntryPtr& entry, qint64 notBefore)
{
    entry->notBefore = notBefore;
    (entry->request.lane == Lane::Interactive ? m_interactive : m_bulk).push_front(entry);
    if (entry->turn)
        entry->turn->returned();
}

void Scheduler::settle(const EntryPtr& entry, const Expected<ApiResponse>& result)
{
    const Done done = std::move(entry->done);
    entry->done = nullptr;
    if (done)
        done(result);
}

void Scheduler::expireDeadlines(qint64 now)
{
    std::vector<EntryPtr> late;
    for (const auto& [id, entry] : m_inFlight) {
        if (now >= entry->deadline)
            late.push_back(entry);
    }
    for (const EntryPtr& entry : late) {
        if (entry->offer != 0) {
            takeBack(entry);
            continue;
        }
        m_transport.abort(entry->wire);
        leaveFlight(entry);
        const bool change = entry->request.repeat == Repeat::Never;
        const qint64 waited = now - entry->startedAt;
        handleFailure(entry,
            ApiError {
                .kind = change ? ApiError::Kind::OutcomeUnknown : ApiError::Kind::Timeout,
                .operation = entry->request.operation,
                .detail = u"No answer within %1 s"_s.arg(waited / 1000),
                .host = m_base.displayHost(),
            },
            WireReply { .failure = WireReply::Failure::Dropped });
    }
}

void Scheduler::noteLatency(const EntryPtr& entry, bool success)
{
    if (success) {
        m_latencies.push_back(static_cast<int>(m_clock.monotonicMs() - entry->startedAt));
        if (m_latencies.size() > LatenciesKept)
            m_latencies.pop_front();
    }
    if (entry->request.lane != Lane::Bulk)
        return;
    // One more for each answer doubles the width in the time of one answer, also when many come at
    // once: 4 to 16 in two.
    if (success && m_widthBinds)
        m_bulkWidth = std::min(m_options.mostBulk, m_bulkWidth + 1);
    if (!success) {
        m_bulkWidth = std::max(SmallestBulkWidth, m_bulkWidth / 2);
        m_widthBinds = false;
    }
}

void Scheduler::wakeSoon()
{
    m_timer.start(0);
}

} // namespace ic
