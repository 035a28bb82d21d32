#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "jobs/journalreader.h"

namespace ic {

/// New facts about items of one job. Members that are not set stay as they are.
struct ItemChange
{
    int seq = 0;
    ItemState to = ItemState::Planned;
    std::optional<int> httpStatus = {};
    std::optional<QString> errorKind = {};
    std::optional<QString> detail = {};
    std::optional<QString> trackingId = {};
    std::optional<SkipReason> skipReason = {};
    std::optional<TaskId> task = {};
    std::optional<int> request = {};
};

/// Everything that is written to a job in one commit.
struct JournalEntry
{
    QList<ItemChange> items = {};
    QList<JobTask> tasks = {}; ///< inserted or replaced
    std::optional<JobState> state = {};

    bool isEmpty() const { return items.isEmpty() && tasks.isEmpty() && !state; }
};

/// The record of every change this program was told to make: what was planned, sent and answered.
/// A commit is on the disk when the call returns; the database is the truth after a crash.
///
/// Also reads what it wrote, over the same connection, which is of the thread that opened it.
/// Several programs may have the same file open; a job belongs to the one that holds its JobLock.
/// All errors are Kind::Journal; nothing is written when one is returned. The file is readable by
/// its owner only and holds no secrets.
class Journal final : public JournalReader
{
public:
    static constexpr int NewestKept = 100; ///< jobs that are never forgotten, however old

    /// Creates the folder (0700) and the file (0600) where they are missing. A damaged file, one
    /// of a newer version and one that cannot be written are errors and stay as they are.
    static Expected<std::unique_ptr<Journal>> open(const QString& path, const Clock& clock);

    /// Writes the whole job, its items planned or skipped; all or nothing. Skipped become repeated
    /// targets, and who is in a job of the same verb and tenant that has not ended, whichever
    /// program wrote that. `retryOf` may be empty.
    Expected<JobSnapshot> create(const JobId& id, const BulkPlan& plan, const JobId& retryOf = {});
    /// The same of an export, which begins at once and has no items.
    Expected<JobSnapshot> createExport(const JobId& id, const ExportPlan& plan);
    /// State, rows and record of one that has ended.
    Expected<std::monostate> endExport(const JobSnapshot& job);
    /// One commit. An item that may not go where the entry says (see isAllowed()), or is not
    /// there, is an error and nothing is written.
    Expected<std::monostate> write(const JobId& id, const JournalEntry& entry);

    /// After a crash: every sent item becomes unknown, the job Interrupted; an export has ended,
    /// Abandoned. Only for a job whose JobLock is held. Returns how many items that were.
    Expected<int> recover(const JobId& id);
    /// Writes down who goes on with the job, and makes skipped ones of those whom the person's
    /// second check left out, unless they were sent meanwhile. An error if the job has ended, or if
    /// more is planned than was confirmed. Only for a job whose JobLock is held.
    Expected<std::monostate> resume(const JobId& id, const ResumePlan& plan);
    /// Forgets jobs that ended before `before` (UTC), except for the newest. Returns how many.
    Expected<int> removeEndedBefore(const QDateTime& before);
    /// Writes what is there already: whether it can be written now.
    Expected<std::monostate> tryToWrite();

private:
    Journal(std::unique_ptr<JournalDatabase> database, const Clock& clock);
    // In a transaction; false = it may not or cannot be written.
    bool move(const JobId& id, const ItemChange& change);
    bool keep(const JobId& id, const JobTask& task);
    bool enter(const JobId& id, JobState state);

    const Clock& m_clock;
};

/// A new JobId: a random UUID.
JobId newJobId();

} // namespace ic
