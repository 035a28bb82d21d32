#include "jobs/jobrecord.h"

namespace ic {

namespace {

constexpr qint64 RetryMs = 5000;

} // namespace

JobRecord::JobRecord(
    Journal& journal, const Clock& clock, const JobSnapshot& job, const QList<RunItem>& items)
    : m_journal(journal)
    , m_clock(clock)
    , m_job(job)
    , m_items(items)
    , m_state(job.state)
{
    m_job.counts = {};
    for (const RunItem& item : items)
        m_job.counts.of(item.state) += 1;
}

void JobRecord::set(const ItemChange& change)
{
    Q_ASSERT(isAllowed(m_items[change.seq].state, change.to));
    keep(change);
    m_pending.items.append(change);
}

void JobRecord::keep(const ItemChange& change)
{
    RunItem& item = m_items[change.seq];
    m_job.counts.of(item.state) -= 1;
    m_job.counts.of(change.to) += 1;
    item.state = change.to;
    if (change.httpStatus || change.errorKind) {
        item.isAccepted
            = RunItem::accepts(change.httpStatus.value_or(0), change.errorKind.value_or(QString()));
    }
    item.task = change.task.value_or(item.task);
}

void JobRecord::set(JobState state)
{
    if (state == m_state || (m_job.endedAt.isValid() && !isEnded(state)))
        return;
    m_state = state;
    m_pending.state = state;
}

void JobRecord::noteBegin()
{
    if (!m_job.startedAt.isValid())
        m_job.startedAt = m_clock.utcNow();
}

bool JobRecord::commit(const QList<ItemChange>& sent)
{
    JournalEntry entry = m_pending;
    entry.items += sent;
    if (entry.isEmpty() && !m_problem)
        return true;
    const Expected<std::monostate> written = m_journal.write(m_job.id, entry);
    if (!written) {
        m_problem = written.error();
        m_retryAt = m_clock.monotonicMs() + RetryMs;
        return false;
    }
    m_problem.reset();
    m_pending = {};
    if (isEnded(m_state) && !m_job.endedAt.isValid())
        m_job.endedAt = m_clock.utcNow();
    for (const ItemChange& change : sent)
        keep(change);
    return true;
}

} // namespace ic
