#include "jobs/jobrunner.h"

#include <algorithm>

namespace ic {

JobRunner::JobRunner(const RunnerServices& services, const JobSnapshot& job,
    const QList<RunItem>& items, const QList<JobTask>& tasks, quint64 flow, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_operation(*job.operation)
    , m_flow(flow)
    , m_record(services.journal, services.clock, job, items)
    , m_batches([this](int seq) { return readyAt(seq); })
    , m_requests(services.client, m_operation, items, this)
    , m_outcomes(m_operation, m_record.items())
    , m_recovery(services.client, services.clock, this)
    , m_follower(services.client, services.clock, flow, this)
    , m_deletion(
          services.client, services.clock, m_recovery, m_operation, flow, services.patienceMs, this)
    , m_report(services.clock,
          { m_operation, m_record, m_orders, m_batches, m_requests, m_recovery, m_follower })
{
    m_orders.hasEnded = isEnded(job.state);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &JobRunner::pump);
    connect(&m_requests, &JobRequests::offered, this, &JobRunner::onOffered);
    connect(&m_requests, &JobRequests::returned, this, &JobRunner::onReturned);
    connect(&m_requests, &JobRequests::done, this, &JobRunner::onDone);
    connect(&m_recovery, &Recovery::signInNeeded, this, &JobRunner::needSignIn);
    connect(&m_recovery, &Recovery::changed, this, [this] {
        if (m_recovery.isWaiting())
            withdrawUnsent();
        else
            wakeSoon();
    });
    connect(&m_follower, &TaskFollower::rescheduled, this, &JobRunner::wakeSoon);
    connect(&m_follower, &TaskFollower::signInNeeded, this, &JobRunner::needSignIn);
    connect(&m_follower, &TaskFollower::unreachable, &m_recovery, &Recovery::noteUnreachable);
    connect(&m_follower, &TaskFollower::progressed, this, [this](const JobTask& task) {
        m_record.set(task);
        commitSoon();
    });
    connect(&m_follower, &TaskFollower::ended, this, [this](const TaskEnd& end) {
        for (const ItemChange& change : m_outcomes.taskEnded(end))
            set(change);
        wakeSoon();
    });
    connect(&m_deletion, &Deletion::rescheduled, this, &JobRunner::wakeSoon);
    connect(&m_deletion, &Deletion::signInNeeded, this, &JobRunner::needSignIn);
    connect(&m_deletion, &Deletion::ownsNothing, this, &JobRunner::queueTurn);
    connect(&m_deletion, &Deletion::postponed, this, &JobRunner::putBack);
    connect(&m_deletion, &Deletion::leftOut, this, [this](int number, const ItemChange& change) {
        m_requests.take(number);
        set(change);
    });
    connect(&m_deletion, &Deletion::readBack, this, &JobRunner::set);

    for (int seq = 0; seq < items.size(); ++seq) {
        const RunItem& item = items[seq];
        if (item.state == ItemState::Planned)
            m_batches.add(seq);
        if (item.state != ItemState::Following)
            continue;
        const auto task = std::ranges::find(tasks, item.task, &JobTask::id);
        if (item.task.isEmpty())
            m_deletion.follow(seq, item);
        else
            m_follower.follow(task == tasks.end() ? JobTask { .id = item.task } : *task);
    }
}

JobRunner::~JobRunner()
{
    if (!m_record.isCommitted())
        (void)m_record.commit({}); // what is known by now
}

void JobRunner::start()
{
    // What a crash left unknown is read back where that can tell anything.
    if (m_orders.hasEnded) {
        emit happened(m_report.end()); // before it was shown here
        return;
    }
    readUnknown();
    m_record.noteBegin();
    wakeSoon();
}

void JobRunner::resume()
{
    m_orders = { .isCancelled = m_orders.isCancelled,
        .hasEnded = m_orders.hasEnded,
        .tenantWaitUntil = m_orders.tenantWaitUntil };
    m_recovery.hurry();
    m_record.retrySoon();
    wakeSoon();
}

void JobRunner::cancel()
{
    m_orders.isCancelled = true;
    m_orders.isPaused = false;
    m_orders.isLockedOut = false;
    withdrawUnsent();
    for (int seq = 0; seq < m_record.items().size(); ++seq) {
        if (m_record.item(seq).state == ItemState::Planned)
            set({ .seq = seq, .to = ItemState::Cancelled });
    }
    m_batches.clear();
    wakeSoon();
}

void JobRunner::checkUnknown()
{
    readUnknown();
    if (m_orders.hasEnded)
        emit happened(m_report.end()); // there was nothing to read
    wakeSoon();
}

void JobRunner::readUnknown()
{
    for (int seq = 0; seq < m_record.items().size(); ++seq) {
        const RunItem& item = m_record.item(seq);
        if (item.state != ItemState::Unknown)
            continue;
        if (!item.task.isEmpty())
            m_follower.follow({ .id = item.task });
        else if (m_operation.proof == Operation::Proof::Gone)
            m_deletion.follow(seq, item);
        else
            continue;
        m_orders.hasEnded = false;
    }
    m_follower.hurry();
}

void JobRunner::setTenantWait(qint64 ms)
{
    m_orders.tenantWaitUntil = m_services.clock.monotonicMs() + ms;
    m_report.noteChange();
    publish();
}

bool JobRunner::isHalted() const
{
    return m_orders.isPaused || m_orders.isLockedOut || m_orders.isCancelled || m_orders.hasEnded
        || m_orders.signIn || m_recovery.isWaiting() || m_record.problem();
}

qint64 JobRunner::readyAt(int seq) const
{
    const qint64 pauseMs = m_operation.pauseMs;
    return pauseMs > 0 ? m_services.guard.readyAt(m_record.item(seq).id, pauseMs) : 0;
}

void JobRunner::pump()
{
    m_recovery.pump();
    m_follower.pump();
    if (m_record.problem() && m_services.clock.monotonicMs() >= m_record.retryAt())
        commit();
    fill();
    if (!m_orders.signIn)
        m_deletion.pump();
    considerEnd();
    publish();
    scheduleWake();
}

void JobRunner::fill()
{
    const bool isTrial = m_recovery.isOnTrial();
    while (!isHalted() && m_requests.count() < (isTrial ? 1 : MostRequests)) {
        const QList<int> seqs
            = m_batches.take(m_services.clock.monotonicMs(), isTrial ? 1 : m_operation.batchSize);
        if (seqs.isEmpty())
            return;
        const int number = m_requests.add(seqs, isTrial);
        if (m_operation.checksOwnership)
            m_requests.setCheck(number,
                m_deletion.readOwnership(number, seqs.first(), m_record.item(seqs.first()).id));
        else
            queueTurn(number);
    }
}

void JobRunner::queueTurn(int number)
{
    if (isHalted()) {
        putBack(number);
        return;
    }
    QList<IdentityId> ids;
    for (const int seq : m_requests.at(number).seqs) {
        if (!m_record.item(seq).id.isEmpty())
            ids.append(m_record.item(seq).id);
    }
    ApiRequest change = m_operation.request(m_record.job().parameters, ids);
    change.flow = m_flow;
    m_requests.queue(number, change);
}

void JobRunner::onOffered(int number)
{
    const bool isTooSoon
        = readyAt(m_requests.at(number).seqs.first()) > m_services.clock.monotonicMs();
    if (isHalted() || isTooSoon)
        putBack(number);
    else
        commitSoon();
}

void JobRunner::onReturned(int number, bool wasLetGo)
{
    if (wasLetGo) {
        m_report.noteAnswer();
        setAll(m_requests.at(number).seqs, ItemState::Planned);
    }
    if (isHalted())
        putBack(number);
}

void JobRunner::withdrawUnsent()
{
    for (const int number : m_requests.unsent()) // the last first: everybody keeps their place
        putBack(number);
    wakeSoon();
}

/// Nothing was done to anybody of it.
void JobRunner::putBack(int number)
{
    const JobRequests::Request request = m_requests.take(number);
    if (request.stage == JobRequests::Stage::UnderWay)
        setAll(request.seqs, ItemState::Planned);
    if (m_orders.isCancelled)
        setAll(request.seqs, ItemState::Cancelled);
    else
        m_batches.putBack(request.seqs);
    wakeSoon();
}

void JobRunner::onDone(int number, const Expected<ChangeReceipt>& answer)
{
    const QList<int> seqs = m_requests.at(number).seqs;
    const bool wasSent = m_requests.at(number).stage == JobRequests::Stage::UnderWay;
    if (wasSent && (answer || answer.error().httpStatus != 0))
        m_report.noteAnswer();
    if (!answer) {
        const ApiError& error = answer.error();
        apply(number,
            wasSent ? m_outcomes.failed(seqs, error, m_recovery.wasServedLately())
                    : m_outcomes.notSent(seqs, error),
            error);
        return;
    }
    apply(number, m_outcomes.accepted(seqs, *answer), {});
    if (answer->task.isEmpty())
        return;
    const JobTask task { .id = answer->task, .acceptedAt = m_services.clock.utcNow() };
    m_record.set(task);
    m_follower.follow(task);
}

void JobRunner::apply(int number, const Outcome& outcome, const ApiError& error)
{
    const auto [seqs, isTrial, stage, call] = m_requests.at(number);
    if (outcome.items == Outcome::Items::Settled) {
        m_requests.take(number);
        for (const ItemChange& change : outcome.changes)
            set(change);
        askAboutTheRest(seqs, error);
    } else if (outcome.items == Outcome::Items::Halve && !m_orders.isCancelled) {
        m_requests.take(number);
        setAll(seqs, ItemState::Planned); // a refusal proves that nothing was done
        m_batches.refuse(seqs, causeOf(error));
    } else {
        putBack(number);
    }
    m_recovery.note(outcome.answer, error, isTrial);
    if (outcome.then == Outcome::Then::SignIn) {
        needSignIn(error);
    } else if (outcome.then == Outcome::Then::Locked) {
        m_orders.isLockedOut = true;
        withdrawUnsent();
    }
    wakeSoon();
}

/// Perhaps all of the rest would be refused like a whole batch was, perhaps only these: a person
/// can tell.
void JobRunner::askAboutTheRest(const QList<int>& seqs, const ApiError& error)
{
    const bool isGuilty = m_record.item(seqs.first()).state == ItemState::Failed;
    const int all = m_batches.settle(seqs, isGuilty ? causeOf(error) : QString());
    if (all == 0 || m_record.job().counts.planned == 0)
        return;
    m_orders.isPaused = true;
    m_orders.question = tr("ISC refused all %1 of one request for the same reason: %2 Resume to "
                           "send the others, or cancel.")
                            .arg(QString::number(all), error.reason());
    withdrawUnsent();
}

void JobRunner::set(const ItemChange& change)
{
    const ItemState before = m_record.item(change.seq).state;
    m_record.set(change);
    m_report.note(change, before);
    const RunItem& item = m_record.item(change.seq);
    if (change.to == ItemState::Following && item.task.isEmpty())
        m_deletion.follow(change.seq, item);
    commitSoon();
}

void JobRunner::setAll(const QList<int>& seqs, ItemState to)
{
    for (const int seq : seqs)
        set({ .seq = seq, .to = to });
}

void JobRunner::needSignIn(const ApiError& error)
{
    m_recovery.stop();
    m_orders.signIn = error;
    withdrawUnsent();
}

void JobRunner::commitSoon()
{
    // Everything that happens in this turn of the event loop goes into one commit.
    if (!std::exchange(m_isCommitting, true))
        QMetaObject::invokeMethod(this, &JobRunner::commit, Qt::QueuedConnection);
}

bool JobRunner::commit()
{
    m_isCommitting = false;
    wakeSoon();
    if (!m_record.commit(m_requests.offers())) {
        withdrawUnsent(); // nothing may leave that is not written down
        return false;
    }
    bool isFirst = m_requests.underWay() == 0;
    for (const JobRequests::Request& request : m_requests.letGo()) {
        if (m_operation.pauseMs > 0)
            m_services.guard.note(m_record.item(request.seqs.first()).id,
                m_services.clock.monotonicMs(), m_operation.pauseMs);
        m_report.noteSent(static_cast<int>(request.seqs.size()), std::exchange(isFirst, false));
    }
    return true;
}

void JobRunner::considerEnd()
{
    const JobCounts& counts = m_record.job().counts;
    const bool isOpen = counts.planned + counts.sent + counts.following > 0
        || m_requests.count() + m_deletion.count() + m_follower.count() > 0;
    if (m_orders.hasEnded || m_record.problem() || isOpen)
        return;
    m_record.set(m_report.finalState());
    if (!commit())
        return; // made up for later
    m_orders.hasEnded = true;
    m_recovery.stop();
    emit happened(m_report.end());
}

void JobRunner::publish()
{
    if (const std::optional<JobEvent> event = m_report.due())
        emit happened(*event);
    if (m_orders.hasEnded || m_record.problem())
        return;
    // Waiting comes and goes with the limit; the journal only knows that the job runs.
    m_record.set(m_report.shown() == JobState::Waiting ? JobState::Running : m_report.shown());
    if (!m_record.isCommitted())
        commitSoon();
}

void JobRunner::scheduleWake()
{
    const qint64 now = m_services.clock.monotonicMs();
    m_nextWake = -1;
    for (const qint64 at :
        { m_recovery.nextWake(), m_follower.nextWake(), m_deletion.nextWake(), m_report.nextWake(),
            m_batches.nextReady(), m_record.problem() ? m_record.retryAt() : -1 }) {
        if (at >= 0)
            m_nextWake = m_nextWake < 0 ? at : std::min(m_nextWake, at);
    }
    if (m_nextWake >= 0)
        m_timer.start(static_cast<int>(std::max<qint64>(1, m_nextWake - now)));
}

} // namespace ic
