// What a runner says of itself, and when it wants to be called next.

#include "bulk/bulkrunner.h"

#include <algorithm>

using namespace Qt::StringLiterals;

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
    if (m_lockedOut)
        return JobState::PausedReadOnly;
    if (m_paused)
        return JobState::PausedByPerson;
    if (m_signIn)
        return JobState::PausedSignIn;
    if (m_recovery.reason())
        return JobState::PausedOffline;
    if (m_job.counts.planned + m_job.counts.sent == 0)
        return JobState::Following;
    const qint64 now = m_services.clock.monotonicMs();
    const bool nothingInHand = m_parcels.empty() && m_queue.empty() && m_parts.empty();
    if (m_tenantWaitUntil > now || (nothingInHand && !m_deferred.empty()) || silentSeconds() > 0)
        return JobState::Waiting;
    return JobState::Running;
}

int BulkRunner::underWay() const
{
    return static_cast<int>(std::count_if(m_parcels.begin(), m_parcels.end(),
        [](const auto& parcel) { return parcel.second.stage == Stage::UnderWay; }));
}

qint64 BulkRunner::silentSeconds() const
{
    const qint64 silent = m_services.clock.monotonicMs() - m_heardAt;
    return silent < SilenceMs || underWay() == 0 ? 0 : silent / 1000;
}

JobSnapshot BulkRunner::snapshot() const
{
    const qint64 now = m_services.clock.monotonicMs();
    JobSnapshot job = m_job;
    job.state = state();
    job.tasks = m_follower.count();
    job.underWay = underWay();
    const qint64 silent = silentSeconds();
    if (moves(job.state) && silent == 0) {
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
        } else if (silent > 0) {
            job.reason = u"The tenant has not answered for %1 s."_s.arg(silent);
        } else {
            job.reason = u"Each identity can be synchronized once per 10 s."_s;
            job.waitMs = std::max<qint64>(0, m_deferred.begin()->first - now);
        }
        break;
    case JobState::PausedOffline:
        job.reason = m_recovery.reason()->title();
        job.waitMs = m_recovery.waitMs();
        break;
    case JobState::PausedByPerson:
        job.reason = m_question;
        break;
    case JobState::PausedSignIn:
        job.reason = m_signIn->sentence();
        break;
    case JobState::PausedReadOnly:
        job.reason = u"This tenant is read-only. Allow changes, then resume."_s;
        break;
    case JobState::PausedJournal:
        job.reason = m_journalProblem->sentence();
        job.waitMs = std::max<qint64>(0, m_journalRetryAt - now);
        break;
    case JobState::Planned:
    case JobState::Running:
    case JobState::Following:
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
    if (moves(current) != moves(m_shownState)) {
        m_settledRate.clear();
        m_sentRate.clear();
    }
    if (const qint64 silent = silentSeconds(); silent != m_shownSilence) {
        m_shownSilence = silent;
        m_stale = true;
    }
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
    consider(m_recovery.nextWake());
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
    if (moves(m_shownState) && underWay() > 0)
        consider(m_heardAt + (std::max(now - m_heardAt, SilenceMs - 1) / 1000 + 1) * 1000);
    if (m_itemsStale || !m_affected.isEmpty())
        consider(m_itemsShownAt + ItemsEveryMs);
    m_nextWake = wake;
    if (wake >= 0)
        m_timer.start(static_cast<int>(std::max<qint64>(1, wake - now)));
}

} // namespace ic
