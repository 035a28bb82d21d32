#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "bulk/jobsnapshot.h"

#include <functional>
#include <memory>

namespace ic {

class JournalDatabase;

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
/// Owns a connection of the thread that opened it. Several programs may have the same file open; a
/// job belongs to the one that holds its JobLock. All errors are Kind::Journal; nothing is written
/// when one is returned. The file is readable by its owner only and holds no secrets.
class Journal
{
public:
    static constexpr int SchemaVersion = 2;
    static constexpr int NewestKept = 100; ///< jobs that are never forgotten, however old

    /// Creates the folder (0700) and the file (0600) where they are missing. A damaged file, one
    /// of a newer version and one that cannot be written are errors and stay as they are.
    static Expected<std::unique_ptr<Journal>> open(const QString& path, const Clock& clock);
    ~Journal();
    Q_DISABLE_COPY_MOVE(Journal)

    QString path() const;

    /// Writes the whole job, its items planned or skipped; all or nothing. Skipped become repeated
    /// targets, and who is in a job of the same verb and tenant that has not ended, whichever
    /// program wrote that. `retryOf` may be empty.
    Expected<JobSnapshot> create(const JobId& id, const BulkPlan& plan, const JobId& retryOf = {});
    /// One commit. An item that may not go where the entry says (see isAllowed()), or is not
    /// there, is an error and nothing is written.
    Expected<std::monostate> write(const JobId& id, const JournalEntry& entry);

    Expected<JobSnapshot> job(const JobId& id) const;
    Expected<QList<JobItem>> items(const JobId& id) const;
    Expected<QList<JobTask>> tasks(const JobId& id) const;
    /// Jobs that have not ended, oldest first.
    Expected<QList<JobSnapshot>> unfinished() const;

    /// Jobs of one tenant that have ended, newest first.
    Expected<QList<JobSnapshot>> ended(const QString& tenant, int limit) const;

    /// After a crash: every sent item becomes unknown, the job Interrupted. Only for a job whose
    /// JobLock is held. Returns how many items that were.
    Expected<int> recover(const JobId& id);
    /// Writes down who goes on with the job, and makes skipped ones of those whom the person's
    /// second check left out, unless they were sent meanwhile. An error if the job has ended, or if
    /// more is planned than was confirmed. Only for a job whose JobLock is held.
    Expected<std::monostate> resume(const JobId& id, const ResumePlan& plan);
    /// Forgets jobs that ended before `before` (UTC), except for the newest. Returns how many.
    Expected<int> removeEndedBefore(const QDateTime& before);
    /// Writes what is there already: whether it can be written now.
    Expected<std::monostate> tryToWrite();

    /// For tests: called with what is about to be written.
    void onWrite(std::function<void(const JournalEntry&)> call) { m_onWrite = std::move(call); }
    /// For tests: how long a write waits for another program's, ms.
    void setPatience(int ms);
    /// For tests: the database may not grow beyond so many pages; 0 lifts the limit.
    void limitPages(int pages);
    /// For tests: every write fails, or none does any more.
    void refuseWrites(bool refuse);

private:
    explicit Journal(std::unique_ptr<JournalDatabase> database, const Clock& clock);

    std::unique_ptr<JournalDatabase> m_database;
    const Clock& m_clock;
    std::function<void(const JournalEntry&)> m_onWrite;
};

/// A new JobId: a random UUID.
JobId newJobId();

} // namespace ic
