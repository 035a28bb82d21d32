#include "jobs/jobreport.h"

#include "jobs/batches.h"
#include "jobs/jobrequests.h"
#include "jobs/recovery.h"
#include "jobs/taskfollower.h"

#include <algorithm>
#include <utility>

namespace ic {

namespace {

constexpr qint64 ShowEveryMs = 100;
constexpr qint64 ItemsEveryMs = 1000;
constexpr qint64 SilenceMs = 5000; ///< without an answer: somebody may want to know

/// Whether something is being sent, so that there is a rate to speak of.
bool moves(JobState state)
{
    return state == JobState::Running || state == JobState::Waiting;
}

} // namespace

JobReport::JobReport(const Clock& clock, const Parts& parts)
    : m_clock(clock)
    , m_parts(parts)
    , m_shown(parts.record.job().state)
{
}

void JobReport::noteSent(int items, bool isFirst)
{
    const qint64 now = m_clock.monotonicMs();
    if (isFirst)
        m_heardAt = now;
    m_sent.add(now, items);
    m_isStale = true;
    m_news.itemsChanged = true;
}

void JobReport::note(const ItemChange& change, ItemState before)
{
    if (isSettled(change.to) && !isSettled(before))
        m_settled.add(m_clock.monotonicMs(), 1);
    m_isStale = true;
    m_news.itemsChanged = true;
    const IdentityId& id = m_parts.record.item(change.seq).id;
    const bool isGone = change.skipReason == SkipReason::NotFound
        || (change.to == ItemState::Succeeded && m_parts.operation.proof == Operation::Proof::Gone);
    const bool mayBeDone = change.to == ItemState::Following || change.to == ItemState::Succeeded
        || change.to == ItemState::Unknown
        || (change.to == ItemState::Failed && before == ItemState::Following);
    if (isGone)
        m_news.gone.append(id);
    else if (mayBeDone && m_parts.operation.proof != Operation::Proof::Gone)
        m_news.altered.append(id);
}

qint64 JobReport::silentSeconds() const
{
    const qint64 silent = m_clock.monotonicMs() - m_heardAt;
    return silent < SilenceMs || m_parts.requests.underWay() == 0 ? 0 : silent / 1000;
}

JobSnapshot JobReport::snapshot() const
{
    const qint64 now = m_clock.monotonicMs();
    JobSnapshot job = m_parts.record.job();
    job.tasks = m_parts.follower.count();
    job.underWay = m_parts.requests.underWay();
    describe(job);
    if (!moves(job.state) || silentSeconds() > 0)
        return job;
    job.ratePerSecond = m_settled.perSecond(now);
    const double sending = m_sent.perSecond(now);
    if (job.counts.planned > 0 && sending > 0 && m_sent.isSteady(now))
        job.etaMs = static_cast<qint64>(1000 * job.counts.planned / sending);
    return job;
}

JobState JobReport::finalState() const
{
    const JobCounts& counts = m_parts.record.job().counts;
    if (counts.cancelled > 0)
        return JobState::Cancelled;
    if (counts.failed + counts.unknown > 0)
        return JobState::DoneWithErrors;
    return counts.skipped > 0 ? JobState::DoneWithSkips : JobState::Done;
}

/// State, reason and wait: what holds it up for longest comes first.
void JobReport::describe(JobSnapshot& job) const
{
    const auto& [operation, record, orders, batches, requests, recovery, follower] = m_parts;
    const qint64 now = m_clock.monotonicMs();
    const auto is = [&](JobState state, const QString& reason = {}, qint64 until = 0) {
        job.state = state;
        job.reason = reason;
        job.waitMs = std::max<qint64>(0, until - now);
    };
    const bool isPutOff = requests.count() == 0 && batches.isEmpty() && batches.nextReady() >= 0;
    if (orders.hasEnded)
        is(finalState());
    else if (record.problem())
        is(JobState::PausedJournal, record.problem()->sentence(), record.retryAt());
    else if (orders.isLockedOut)
        is(JobState::PausedReadOnly, tr("This tenant is read-only. Allow changes, then resume."));
    else if (orders.isPaused)
        is(JobState::PausedByPerson, orders.question);
    else if (orders.signIn)
        is(JobState::PausedSignIn, orders.signIn->sentence());
    else if (recovery.reason())
        is(JobState::PausedOffline, recovery.reason()->title(), now + recovery.waitMs());
    else if (job.counts.planned + job.counts.sent == 0)
        is(JobState::Following);
    else if (orders.tenantWaitUntil > now)
        is(JobState::Waiting, tr("ISC's request limit is reached."), orders.tenantWaitUntil);
    else if (silentSeconds() > 0)
        is(JobState::Waiting, tr("The tenant has not answered for %1 s.").arg(silentSeconds()));
    else if (isPutOff)
        is(JobState::Waiting, operation.pauseReason, batches.nextReady());
    else
        is(JobState::Running);
}

bool JobReport::hasItemNews() const
{
    return m_news.itemsChanged || !m_news.altered.isEmpty() || !m_news.gone.isEmpty();
}

std::optional<JobEvent> JobReport::due()
{
    const JobSnapshot job = snapshot();
    const qint64 now = m_clock.monotonicMs();
    if (moves(job.state) != moves(m_shown)) {
        m_settled.clear();
        m_sent.clear();
    }
    const qint64 silent = silentSeconds();
    m_isStale |= std::exchange(m_shownSilence, silent) != silent;
    const bool items = hasItemNews() && now - m_itemsShownAt >= ItemsEveryMs;
    if (job.state == m_shown && !items && (!m_isStale || now - m_shownAt < ShowEveryMs))
        return std::nullopt;
    return tell(job, items);
}

JobEvent JobReport::end()
{
    JobEvent event = tell(snapshot(), true);
    event.kind = JobEvent::Kind::Ended;
    return event;
}

JobEvent JobReport::tell(const JobSnapshot& job, bool withItems)
{
    m_shown = job.state;
    m_shownAt = m_clock.monotonicMs();
    m_isStale = false;
    JobEvent event;
    if (withItems) {
        m_itemsShownAt = m_shownAt;
        event = std::exchange(m_news, {});
    }
    event.job = job;
    return event;
}

qint64 JobReport::nextWake() const
{
    const qint64 now = m_clock.monotonicMs();
    qint64 wake = -1;
    const auto consider = [&wake](qint64 at) { wake = wake < 0 ? at : std::min(wake, at); };
    if (m_isStale)
        consider(m_shownAt + ShowEveryMs);
    if (moves(m_shown) && m_parts.requests.underWay() > 0)
        consider(m_heardAt + (std::max(now - m_heardAt, SilenceMs - 1) / 1000 + 1) * 1000);
    if (hasItemNews())
        consider(m_itemsShownAt + ItemsEveryMs);
    if (m_parts.orders.tenantWaitUntil > now)
        consider(m_parts.orders.tenantWaitUntil);
    return wake;
}

} // namespace ic
