#pragma once

#include "base/clock.h"
#include "jobs/journal.h"

namespace ic {

/// The items of a job that runs, as they are, and what of it is not in the journal yet. Nothing is
/// lost when the journal cannot be written: it is kept, and goes into the next commit.
class JobRecord
{
public:
    /// `items`: all of the job, by seq.
    JobRecord(
        Journal& journal, const Clock& clock, const JobSnapshot& job, const QList<RunItem>& items);

    /// With the counts of now; what changes from moment to moment is not in it.
    const JobSnapshot& job() const { return m_job; }
    const QList<RunItem>& items() const { return m_items; }
    const RunItem& item(int seq) const { return m_items[seq]; }

    /// It has happened, and is written with the next commit.
    void set(const ItemChange& change);
    void set(const JobTask& task) { m_pending.tasks.append(task); }
    /// Does nothing if it is known already, or if the job has ended once: it is only looked at
    /// again.
    void set(JobState state);
    void noteBegin();

    /// Writes all of it, and of `sent` that they are about to leave, in one commit. False = nothing
    /// may leave; see problem().
    bool commit(const QList<ItemChange>& sent);
    bool isCommitted() const { return m_pending.isEmpty() && !m_problem; }
    /// Why the last commit failed; nullopt = it did not.
    const std::optional<ApiError>& problem() const { return m_problem; }
    /// When the next commit is worth trying after one that failed, monotonic ms.
    qint64 retryAt() const { return m_retryAt; }
    void retrySoon() { m_retryAt = 0; }

private:
    void keep(const ItemChange& change);

    Journal& m_journal;
    const Clock& m_clock;
    JobSnapshot m_job;
    QList<RunItem> m_items;
    JournalEntry m_pending;
    JobState m_state; ///< written, or about to be
    std::optional<ApiError> m_problem;
    qint64 m_retryAt = 0;
};

} // namespace ic
