#include "net/scheduler.h"

#include "net/retrypolicy.h"
#include "net/wireerror.h"

#include <QThread>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qint64 StatusEveryMs = 100;
constexpr qint64 GaugeEveryMs = 250;

} // namespace

Scheduler::Scheduler(const ApiBase& base, const SchedulerOptions& options, Transport& transport,
    TokenSource& tokens, const Clock& clock, std::function<double()> random, QObject* parent)
    : QObject(parent)
    , m_api(base)
    , m_options(options)
    , m_transport(transport)
    , m_clock(clock)
    , m_random(std::move(random))
    , m_budget(options)
    , m_guard(clock, options.readOnly)
    , m_gate(tokens, clock, m_random, options.waitForSignIn, gateEvents())
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setParent(this); // moves to the network thread with the scheduler
    connect(&m_timer, &QTimer::timeout, this, &Scheduler::pump);
}

Scheduler::~Scheduler()
{
    m_timer.setParent(nullptr);
    for (const auto& [id, flight] : m_flights) {
        if (flight.offer == 0)
            m_transport.abort(flight.wire);
    }
}

SignInGate::Events Scheduler::gateEvents()
{
    return {
        .changed = [this] { wakeSoon(); },
        .refused =
            [this](const ApiError& error) {
                m_statusAt = -StatusEveryMs; // at once: nothing else may happen that would say it
                settleTurns();
                emit signInRefused(error);
            },
        .failed =
            [this](const ApiError& error, bool longReads) {
                settleWaiting(error, [longReads](const PendingRequest& request) {
                    return longReads || request.request.lane != Lane::Bulk || request.isTurn();
                });
            },
    };
}

void Scheduler::submit(Id id, const ApiRequest& request, Done done, AnswerCheck check)
{
    submitTurn(id, request, { .done = std::move(done), .check = std::move(check) });
}

void Scheduler::submitTurn(Id id, const ApiRequest& request, const Turn& turn)
{
    Q_ASSERT(thread() == QThread::currentThread());
    const auto pending = std::make_shared<PendingRequest>(
        PendingRequest { .id = id, .request = request, .owner = turn });
    if (!isWholePath(request.path)) {
        // An id that is missing would make the request one for all of them.
        const ApiError error { .kind = ApiError::Kind::BadRequest,
            .operation = request.operation,
            .detail = tr("Refused before sending: the id is empty or no id.") };
        QMetaObject::invokeMethod(
            this, [this, pending, error] { settle(pending, error); }, Qt::QueuedConnection);
        return;
    }
    m_guard.accept(request);
    m_queue.add(pending);
    wakeSoon();
}

void Scheduler::cancel(Id id)
{
    Q_ASSERT(thread() == QThread::currentThread());
    m_queue.takeAll([id](const PendingRequest& request) { return request.id == id; });
    if (auto node = m_flights.extract(id)) {
        Flight& flight = node.mapped();
        if (flight.offer != 0) {
            m_budget.notSent(flight.slot);
        } else {
            m_transport.abort(flight.wire);
            m_budget.ended(flight.slot, m_clock.monotonicMs());
        }
    }
    wakeSoon();
}

void Scheduler::setReadOnly(bool readOnly, qint64 closesAfterMs)
{
    Q_ASSERT(thread() == QThread::currentThread());
    m_guard.setReadOnly(readOnly, closesAfterMs);
    wakeSoon();
}

void Scheduler::endPermit(quint64 flow)
{
    Q_ASSERT(thread() == QThread::currentThread());
    m_guard.endPermit(flow);
}

void Scheduler::signInAgain()
{
    Q_ASSERT(thread() == QThread::currentThread());
    m_gate.signInAgain();
    m_statusAt = -StatusEveryMs; // said at once, not with the next gauge
    wakeSoon();
}

void Scheduler::pump()
{
    const qint64 now = m_clock.monotonicMs();
    watchFlights(now);
    if (m_guard.isReadOnly())
        refuseChanges();
    while (startNext(now)) { }
    if (now - m_statusAt >= StatusEveryMs) {
        m_statusAt = now;
        emit statusChanged(status());
    }
    scheduleWake(now);
}

bool Scheduler::startNext(qint64 now)
{
    if (m_queue.size() == 0)
        return false;
    if (!m_gate.open(now)) {
        settleTurns();
        return false;
    }
    for (const Lane lane : { Lane::Interactive, Lane::Bulk }) {
        if (m_queue.isEmpty(lane) || !m_budget.mayStart(lane, now))
            continue;
        if (const Request request = m_queue.takeNext(lane, now))
            return start(request, now);
    }
    return false;
}

bool Scheduler::start(const Request& request, qint64 now)
{
    if (!m_guard.mayLeave(request->request)) {
        m_queue.putBack(request);
        refuseChanges();
        return true;
    }
    const std::optional<RateBudget::Slot> slot = m_budget.take(request->request.lane, now);
    if (!slot) {
        m_queue.putBack(request); // another program took the last place
        return false;
    }
    Flight fresh { .request = request, .slot = *slot, .asked = m_api.base() };
    Flight& flight = m_flights.emplace(request->id, std::move(fresh)).first->second;
    if (request->isTurn()) {
        flight.offer = ++m_lastOffer;
        flight.deadline = now + OfferLimitMs;
        request->owner.offered(flight.offer);
    } else {
        send(flight, now);
    }
    return true;
}

void Scheduler::send(Flight& flight, qint64 now)
{
    PendingRequest& pending = *flight.request;
    const ApiRequest& request = pending.request;
    m_guard.hasLeft(request);
    flight.offer = 0;
    flight.asked = m_api.base();
    flight.token = m_gate.token(now).value_or(QByteArray());
    flight.startedAt = now;
    flight.deadline = now + m_options.deadlineMs(request.lane);
    pending.attempts += 1;
    const WireRequest wire
        = flight.asked.wireRequestFor(request, flight.token, pending.id, pending.attempts);
    flight.wire = m_transport.start(
        wire, [this, id = pending.id](const WireReply& reply) { onReply(id, reply); });
}

void Scheduler::go(Id id, quint64 offer)
{
    Q_ASSERT(thread() == QThread::currentThread());
    const auto found = m_flights.find(id);
    if (found == m_flights.end() || found->second.offer != offer || offer == 0)
        return; // taken back meanwhile; returned() says so
    const qint64 now = m_clock.monotonicMs();
    if (m_budget.pausedUntil(now) <= now && m_gate.token(now)
        && m_guard.mayLeave(found->second.request->request))
        send(found->second, now);
    else
        takeBack(id);
    wakeSoon();
}

void Scheduler::takeBack(Id id)
{
    auto node = m_flights.extract(id);
    m_budget.notSent(node.mapped().slot);
    putBack(node.mapped().request);
}

void Scheduler::putBack(const Request& request, qint64 waitMs)
{
    request->notBefore = m_clock.monotonicMs() + waitMs;
    m_queue.putBack(request);
    if (request->isTurn())
        request->owner.returned();
}

void Scheduler::onReply(Id id, const WireReply& reply)
{
    auto node = m_flights.extract(id);
    Flight& flight = node.mapped();
    const PendingRequest& pending = *flight.request;
    const qint64 now = m_clock.monotonicMs();
    if (reply.neverLeft())
        m_budget.notReached(flight.slot);
    else if (reply.status != 0 && reply.status != 429) // which comes quicker than an answer
        m_budget.answered(flight.slot, flight.startedAt, now, pending.request);
    else
        m_budget.ended(flight.slot, now);
    const Expected<ApiResponse> result
        = readReply(pending.request, reply, pending.owner.check, flight.asked);
    m_api.note(flight.asked, pending.request, reply, result);
    if (result) {
        if (const auto utc = m_tenantTime.read(reply.headers.value("date"), now))
            emit tenantTimeTold(*utc);
        m_gate.noteAnswer(true);
        m_budget.noteServed(pending.request.lane, now - flight.startedAt);
        settle(flight.request, result);
    } else {
        const ApiError& error = result.error();
        const bool isTenants = reply.isAnswer() && error.cause() != ApiError::Cause::Stranger;
        if (isTenants || error.kind != ApiError::Kind::TooLarge)
            m_gate.noteAnswer(isTenants);
        // A refusal is an answer, too: only what shows a tenant in trouble makes room for it.
        if (error.cause() == ApiError::Cause::Request)
            m_budget.noteServed(pending.request.lane, now - flight.startedAt);
        else if (error.kind != ApiError::Kind::RateLimited || !pending.request.ownLimit)
            m_budget.noteTrouble(pending.request.lane);
        if (error.kind == ApiError::Kind::Unauthorized)
            onUnauthorized(flight.request, flight.token, error);
        else
            onFailure(flight.request, error, reply.headers.value("retry-after"));
    }
    wakeSoon();
}

void Scheduler::onFailure(
    const Request& request, const ApiError& error, const QByteArray& retryAfter)
{
    const bool isLimit = error.kind == ApiError::Kind::RateLimited;
    // A tenant that says 429 and not how long is given more time.
    qint64 waitMs = RetryPolicy::backoffMs(
        request->request.lane, request->attempts + (isLimit ? 2 : 0), m_random());
    ApiError final = error;
    if (isLimit) {
        waitMs = retryAfterMs(retryAfter, m_clock.utcNow()).value_or(waitMs);
        final.retryAfterSeconds = static_cast<int>((waitMs + 999) / 1000);
        if (!request->request.ownLimit)
            m_budget.pause(m_clock.monotonicMs(), std::exchange(waitMs, 0));
    }
    if (RetryPolicy::mayRepeat(request->request, error, request->attempts))
        putBack(request, waitMs);
    else
        settle(request, final);
}

void Scheduler::onUnauthorized(
    const Request& request, const QByteArray& token, const ApiError& error)
{
    request->attempts -= 1; // the token was at fault, not the request
    m_gate.discard(token);
    const bool isFirst = std::exchange(request->refusedAt, m_gate.round()) != m_gate.round();
    // While a newer token stands, an old one refused late says nothing of the sign-in.
    const bool mayTryAgain = isFirst || m_gate.token(m_clock.monotonicMs());
    if (!mayTryAgain)
        m_gate.refuse(error);
    if (mayTryAgain || (m_options.waitForSignIn && !request->isTurn()))
        putBack(request);
    else
        settle(request, error);
}

void Scheduler::settle(const Request& request, const Expected<ApiResponse>& result)
{
    if (const Done done = std::exchange(request->owner.done, nullptr))
        done(result);
}

void Scheduler::settleWaiting(
    const ApiError& error, const std::function<bool(const PendingRequest&)>& isMeant)
{
    for (const Request& request : m_queue.takeAll(isMeant)) {
        ApiError own = error;
        own.operation = request->request.operation;
        settle(request, own);
    }
}

void Scheduler::settleTurns()
{
    if (m_gate.refusal() && !m_gate.token(m_clock.monotonicMs()))
        settleWaiting(*m_gate.refusal(), [](const PendingRequest& r) { return r.isTurn(); });
}

void Scheduler::refuseChanges()
{
    settleWaiting({ .kind = ApiError::Kind::ReadOnly, .host = m_api.base().displayHost() },
        [this](const PendingRequest& request) { return !m_guard.mayLeave(request.request); });
}

void Scheduler::watchFlights(qint64 now)
{
    std::vector<Id> late;
    for (auto& [id, flight] : m_flights) {
        m_budget.keep(flight.slot, now);
        if (now >= flight.deadline)
            late.push_back(id);
    }
    for (const Id id : late) {
        const auto found = m_flights.find(id);
        if (found == m_flights.end()) // cancelled by the owner of another one
            continue;
        const Flight& flight = found->second;
        if (flight.offer != 0) {
            takeBack(id);
        } else {
            m_transport.giveUp(flight.wire);
            const QString detail = tr("No answer within %1 s").arg((now - flight.startedAt) / 1000);
            onReply(id, { .failure = WireReply::Failure::Late, .detail = detail });
        }
    }
}

void Scheduler::scheduleWake(qint64 now)
{
    m_nextWake = -1;
    const auto consider
        = [this](qint64 at) { m_nextWake = m_nextWake < 0 ? at : std::min(m_nextWake, at); };
    for (const auto& [id, flight] : m_flights)
        consider(flight.deadline);
    const std::optional<qint64> gateOpens = m_gate.nextTry(now);
    for (const Lane lane : { Lane::Interactive, Lane::Bulk }) {
        if (m_queue.isEmpty(lane) || !gateOpens)
            continue; // an answer will wake us, or signInAgain()
        if (const std::optional<qint64> hasRoom = m_budget.nextStart(lane, now))
            consider(std::max({ *m_queue.nextAt(lane), *hasRoom, *gateOpens, now + 1 }));
    }
    if (m_budget.used(now) > 0)
        consider(now + GaugeEveryMs);
    else if (now - m_statusAt > 0 && now - m_statusAt < StatusEveryMs)
        consider(m_statusAt + StatusEveryMs);
    if (m_nextWake >= 0)
        m_timer.start(static_cast<int>(std::max<qint64>(0, m_nextWake - now)));
    else
        m_timer.stop();
}

NetStatus Scheduler::status()
{
    const qint64 now = m_clock.monotonicMs();
    return { .link = m_gate.link(now),
        .used = m_budget.used(now),
        .limit = m_budget.limit(),
        .waitMs = static_cast<int>(std::max<qint64>(0, m_budget.pausedUntil(now) - now)),
        .medianLatencyMs = m_budget.medianLatencyMs(),
        .waiting = static_cast<int>(m_queue.size()),
        .version = m_api.base().version(),
        .versionState = m_api.state() };
}

} // namespace ic
