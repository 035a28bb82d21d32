#include "bulk/bulkrunner.h"

#include "bulk/syncguard.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// Parcels in hand: more than the scheduler has connections, so that one is always ready.
constexpr size_t MostParcels = 32;
constexpr qint64 JournalRetryMs = 5000;

} // namespace

BulkRunner::BulkRunner(const RunnerServices& services, const JobSnapshot& job,
    const QList<JobItem>& items, const QList<JobTask>& tasks, quint64 flow, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_job(job)
    , m_items(items)
    , m_flow(flow)
    , m_recovery(services.client, services.clock, this)
    , m_follower(services.client, services.clock, flow, this)
    , m_shownState(job.state)
    , m_writtenState(job.state)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &BulkRunner::pump);
    connect(&m_recovery, &Recovery::signInNeeded, this, &BulkRunner::needSignIn);
    connect(&m_recovery, &Recovery::changed, this, &BulkRunner::wakeSoon);
    connect(&m_follower, &TaskFollower::rescheduled, this, &BulkRunner::wakeSoon);
    connect(&m_follower, &TaskFollower::ended, this, &BulkRunner::onTaskEnded);
    connect(&m_follower, &TaskFollower::unreachable, this,
        [this](const ApiError& error) { recover(error, Recovery::Sign::Unreachable); });
    connect(&m_follower, &TaskFollower::signInNeeded, this, &BulkRunner::needSignIn);
    connect(&m_follower, &TaskFollower::progressed, this, [this](const JobTask& task) {
        m_pending.tasks.append(task);
        flushSoon();
    });

    m_job.counts = {};
    for (const JobItem& item : std::as_const(m_items)) {
        m_job.counts.of(item.state) += 1;
        m_lastParcel = std::max(m_lastParcel, item.request);
        if (item.state == ItemState::Planned)
            m_queue.push_back(item.seq);
        if (item.state != ItemState::Following)
            continue;
        if (item.task.isEmpty())
            checkLater(item.seq);
        else
            m_ofTask[item.task.text()].append(item.seq);
    }
    for (const auto& entry : m_ofTask) {
        const TaskId id(entry.first);
        const auto task = std::ranges::find(tasks, id, &JobTask::id);
        m_follower.follow(task == tasks.end() ? JobTask { .id = id } : *task);
    }
    m_ended = isEnded(job.state);
}

BulkRunner::~BulkRunner()
{
    for (const auto& [number, parcel] : m_parcels)
        m_services.client.cancel(parcel.call);
    m_offered.clear();
    if (!m_pending.isEmpty())
        flush(); // what is known by now
}

void BulkRunner::start()
{
    // What a crash left unknown is read back where that can tell anything.
    if (!m_ended)
        readUnknown();
    if (m_ended)
        emit ended(snapshot()); // before it was shown here
    else if (!m_job.startedAt.isValid())
        m_job.startedAt = m_services.clock.utcNow();
    wakeSoon();
}

void BulkRunner::pause()
{
    m_paused = true;
    withdrawUnsent();
    wakeSoon();
}

void BulkRunner::resume()
{
    m_paused = false;
    m_question.clear();
    m_lockedOut = false;
    m_signIn.reset();
    m_recovery.hurry();
    m_badStreak = 0;
    m_journalRetryAt = 0;
    wakeSoon();
}

void BulkRunner::signedIn()
{
    if (!m_signIn)
        return;
    m_signIn.reset();
    wakeSoon();
}

void BulkRunner::cancel()
{
    m_cancelled = true;
    m_paused = false;
    m_lockedOut = false;
    withdrawUnsent();
    for (const JobItem& item : std::as_const(m_items)) {
        if (item.state == ItemState::Planned)
            set({ .seq = item.seq, .to = ItemState::Cancelled });
    }
    m_queue.clear();
    m_parts.clear();
    m_deferred.clear();
    m_origins.clear();
    m_exploring.clear();
    wakeSoon();
}

void BulkRunner::checkUnknown()
{
    readUnknown();
    if (m_ended)
        emit ended(snapshot()); // there was nothing to read
    wakeSoon();
}

void BulkRunner::readUnknown()
{
    QSet<int> waiting;
    for (const Check& check : m_checks)
        waiting.insert(check.seq);
    for (const JobItem& item : std::as_const(m_items)) {
        if (item.state != ItemState::Unknown)
            continue;
        if (!item.task.isEmpty()) {
            QList<int>& seqs = m_ofTask[item.task.text()];
            if (!seqs.contains(item.seq))
                seqs.append(item.seq);
            m_follower.follow({ .id = item.task });
            m_ended = false;
        } else if (m_job.operation == OperationId::DeleteIdentity && !waiting.contains(item.seq)) {
            checkLater(item.seq);
            m_ended = false;
        }
    }
    m_follower.hurry();
}

void BulkRunner::setTenantWait(qint64 ms)
{
    m_tenantWaitUntil = m_services.clock.monotonicMs() + ms;
    m_stale = true;
    publish();
}

bool BulkRunner::isHalted() const
{
    return m_paused || m_lockedOut || m_cancelled || m_ended || m_recovery.isWaiting() || m_signIn
        || m_journalProblem;
}

void BulkRunner::pump()
{
    const qint64 now = m_services.clock.monotonicMs();
    m_recovery.pump();
    m_follower.pump();
    if (m_journalProblem && now >= m_journalRetryAt)
        flush();
    while (!m_deferred.empty() && m_deferred.begin()->first <= now) {
        m_queue.push_front(m_deferred.begin()->second);
        m_deferred.erase(m_deferred.begin());
    }
    fill();
    startChecks();
    considerEnd();
    publish();
    scheduleWake();
}

void BulkRunner::fill()
{
    while (!isHalted() && m_parcels.size() < (m_recovery.isOnTrial() ? 1 : MostParcels)) {
        int origin = 0;
        const QList<int> seqs = takeNext(&origin);
        if (seqs.isEmpty())
            return;
        launch(seqs, origin);
    }
}

QList<int> BulkRunner::takeNext(int* origin)
{
    const int most = m_recovery.isOnTrial() ? 1 : operationInfo(m_job.operation).batchSize;
    QList<int> seqs;
    if (!m_parts.empty()) {
        auto& [part, waiting] = m_parts.front();
        *origin = part;
        seqs = waiting.first(std::min<qsizetype>(most, waiting.size()));
        waiting.remove(0, seqs.size());
        if (waiting.isEmpty())
            m_parts.pop_front();
        return seqs;
    }
    const qint64 now = m_services.clock.monotonicMs();
    while (!m_queue.empty() && seqs.size() < most) {
        const int seq = m_queue.front();
        m_queue.pop_front();
        const qint64 readyAt = m_job.operation == OperationId::SynchronizeAttributes
            ? m_services.guard.readyAt(m_items[seq].target.id)
            : now;
        if (readyAt > now)
            m_deferred.emplace(readyAt, seq);
        else
            seqs.append(seq);
    }
    return seqs;
}

void BulkRunner::flushSoon()
{
    if (m_flushing)
        return;
    // Everything that happens in this turn of the event loop goes into one commit.
    m_flushing = true;
    QMetaObject::invokeMethod(this, &BulkRunner::flush, Qt::QueuedConnection);
}

void BulkRunner::flush()
{
    m_flushing = false;
    const QList<int> offered = std::exchange(m_offered, {});
    const qint64 now = m_services.clock.monotonicMs();
    JournalEntry entry = m_pending;
    for (const int number : offered) {
        for (const int seq : m_parcels.at(number).seqs)
            entry.items.append({ .seq = seq, .to = ItemState::Sent, .request = number });
    }
    if (entry.isEmpty() && !m_journalProblem)
        return;
    const Expected<std::monostate> written = m_services.journal.write(m_job.id, entry);
    if (!written) {
        // Nothing may leave that is not written down. What has happened is kept and tried again.
        m_journalProblem = written.error();
        m_journalRetryAt = now + JournalRetryMs;
        for (const int number : offered)
            m_parcels.at(number).stage = Stage::Queued;
        withdrawUnsent();
        wakeSoon();
        return;
    }
    m_journalProblem.reset();
    if (m_pending.state && isEnded(*m_pending.state)) {
        m_ended = true;
        m_endIsNews = true;
        if (!m_job.endedAt.isValid())
            m_job.endedAt = m_services.clock.utcNow();
    }
    m_pending = {};
    if (!offered.isEmpty() && underWay() == 0)
        m_heardAt = now;
    for (const int number : offered) {
        Parcel& parcel = m_parcels.at(number);
        parcel.stage = Stage::UnderWay;
        for (const int seq : std::as_const(parcel.seqs)) {
            m_job.counts.of(m_items[seq].state) -= 1;
            m_items[seq].state = ItemState::Sent;
            m_job.counts.sent += 1;
        }
        if (m_job.operation == OperationId::SynchronizeAttributes)
            m_services.guard.note(m_items[parcel.seqs.first()].target.id, now);
        m_sentRate.add(now, static_cast<int>(parcel.seqs.size()));
        m_stale = true;
        m_itemsStale = true;
        m_services.client.go(parcel.call);
    }
    wakeSoon();
}

void BulkRunner::set(const ItemChange& change)
{
    JobItem& item = m_items[change.seq];
    Q_ASSERT(isAllowed(item.state, change.to));
    m_job.counts.of(item.state) -= 1;
    m_job.counts.of(change.to) += 1;
    if (isSettled(change.to) && !isSettled(item.state))
        m_settledRate.add(m_services.clock.monotonicMs(), 1);
    item.state = change.to;
    item.httpStatus = change.httpStatus.value_or(item.httpStatus);
    item.errorKind = change.errorKind.value_or(item.errorKind);
    m_pending.items.append(change);
    m_stale = true;
    m_itemsStale = true;
    flushSoon();
}

void BulkRunner::considerEnd()
{
    const JobCounts& counts = m_job.counts;
    const bool open = counts.planned + counts.sent + counts.following > 0 || !m_parcels.empty()
        || !m_checks.empty() || m_checksUnderWay > 0 || m_follower.count() > 0;
    if (!m_ended && !m_journalProblem && !open) {
        m_pending.state = finalState();
        m_writtenState = *m_pending.state;
        flush();
    }
    // The commit may have failed and been made up for since.
    if (!m_ended || !std::exchange(m_endIsNews, false))
        return;
    m_recovery.stop();
    m_itemsShownAt = -1000; // whoever reads now sees the end
    publish();
    emit ended(snapshot());
}

} // namespace ic
