// What a runner says of itself, and when it wants to be called next.

#include "bulk/bulkrunner.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qint64 ShowEveryMs = 100;
constexpr qint64 ItemsEveryMs = 1000;

} // namespace

JobState BulkRunner::finalState() const
{
    const JobCounts& counts = m_job.counts;
    if (counts.cancelled > 0)
        return JobState::Cancelled;
    if (counts.failed + counts.unknown > 0)
        return JobState::DoneWithErrors;
    return counts.skipped > 0 ? JobState::DoneWithSkips : JobState::Done;
}

JobState BulkRunner::state() const
{
    if (m_ended)
        return finalState();
    if (m_journalProblem)
        return JobState::PausedJournal;
    if (m_paused)
        return JobState::PausedByPerson;
    if (m_signIn)
        return JobState::PausedSignIn;
    if (m_probe.isRunning())
        return JobState::PausedOffline;
    if (m_job.counts.planned + m_job.counts.sent == 0)
        return JobState::Following;
    const qint64 now = m_services.clock.monotonicMs();
    const bool nothingInHand = m_parcels.empty() && m_queue.empty() && m_parts.empty();
    if (m_tenantWaitUntil > now || (nothingInHand && !m_deferred.empty()))
        return JobState::Waiting;
    return JobState::Running;
}

JobSnapshot BulkRunner::snapshot() const
{
    const qint64 now = m_services.clock.monotonicMs();
    JobSnapshot job = m_job;
    job.state = state();
    job.tasks = m_follower.count();
    job.underWay = static_cast<int>(std::count_if(m_parcels.begin(), m_parcels.end(),
        [](const auto& parcel) { return parcel.second.stage == Stage::UnderWay; }));
    if (job.state == JobState::Running || job.state == JobState::Waiting) {
        // What stands still has neither.
        job.ratePerSecond = m_settledRate.perSecond(now);
        const double sending = m_sentRate.perSecond(now);
        if (m_job.counts.planned > 0 && sending > 0 && m_sentRate.isSteady(now))
            job.etaMs = static_cast<qint64>(1000 * m_job.counts.planned / sending);
    }
    switch (job.state) {
    case JobState::Waiting:
        if (m_tenantWaitUntil > now) {
            job.reason = u"ISC's request limit is reached."_s;
            job.waitMs = m_tenantWaitUntil - now;
        } else {
            job.reason = u"Each identity can be synchronized once per 10 s."_s;
            job.waitMs = std::max<qint64>(0, m_deferred.begin()->first - now);
        }
        break;
    case JobState::PausedOffline:
        job.reason = m_probe.reason().title();
        job.waitMs = m_probe.waitMs();
        break;
    case JobState::PausedSignIn:
        job.reason = m_signIn->sentence();
        break;
    case JobState::PausedJournal:
        job.reason = m_journalProblem->sentence();
        job.waitMs = std::max<qint64>(0, m_journalRetryAt - now);
        break;
    case JobState::Planned:
    case JobState::Running:
    case JobState::Following:
    case JobState::PausedByPerson:
    case JobState::Interrupted:
    case JobState::Done:
    case JobState::DoneWithSkips:
    case JobState::DoneWithErrors:
    case JobState::Cancelled:
        break;
    }
    return job;
}

void BulkRunner::publish()
{
    const qint64 now = m_services.clock.monotonicMs();
    const JobState current = state();
    if (current != m_shownState || (m_stale && now - m_shownAt >= ShowEveryMs)) {
        m_shownState = current;
        m_shownAt = now;
        m_stale = false;
        emit changed(snapshot());
    }
    if (now - m_itemsShownAt >= ItemsEveryMs && (m_itemsStale || !m_affected.isEmpty())) {
        m_itemsShownAt = now;
        if (std::exchange(m_itemsStale, false))
            emit itemsChanged();
        const QList<IdentityId> ids = std::exchange(m_affected, {});
        if (!ids.isEmpty())
            emit affected(ids);
    }
    // Waiting comes and goes with the limit; the journal only knows that the job runs. A job that
    // is looked at again after its end has ended all the same.
    const JobState written = current == JobState::Waiting ? JobState::Running : current;
    if (written != m_writtenState && !isEnded(written) && !m_journalProblem
        && !m_job.endedAt.isValid()) {
        m_writtenState = written;
        m_pending.state = written;
        flushSoon();
    }
}

void BulkRunner::scheduleWake()
{
    const qint64 now = m_services.clock.monotonicMs();
    qint64 wake = -1;
    const auto consider = [&wake](qint64 at) {
        if (at >= 0)
            wake = wake < 0 ? at : std::min(wake, at);
    };
    consider(m_probe.nextWake());
    consider(m_follower.nextWake());
    if (m_journalProblem)
        consider(m_journalRetryAt);
    if (!m_deferred.empty())
        consider(m_deferred.begin()->first);
    for (const Check& check : m_checks) {
        if (check.dueAt > now)
            consider(check.dueAt);
    }
    if (m_stale)
        consider(m_shownAt + ShowEveryMs);
    if (m_tenantWaitUntil > now)
        consider(m_tenantWaitUntil);
    if (m_itemsStale || !m_affected.isEmpty())
        consider(m_itemsShownAt + ItemsEveryMs);
    m_nextWake = wake;
    if (wake >= 0)
        m_timer.start(static_cast<int>(std::max<qint64>(1, wake - now)));
}

} // namespace ic
