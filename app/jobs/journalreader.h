#pragma once

#include "base/expected.h"
#include "jobs/jobsearch.h"
#include "jobs/jobsnapshot.h"

#include <QVariant>

#include <atomic>
#include <memory>

namespace ic {

class JournalDatabase;

/// Which items of a job, in the order of the plan.
struct ItemQuery
{
    QList<ItemState> states = {}; ///< empty = all
    int from = 0; ///< the first seq that may be among them
    int limit = -1; ///< -1 = all
};

/// Some rows of a job's items as a list shows them, and how long that list is: as of one moment.
struct ItemRows
{
    int total = 0;
    QList<JobItem> items = {};
};

/// Which jobs, newest first.
struct JobQuery
{
    QString text = {}; ///< part of operation title, profile, host, of who started or resumed it,
                       ///< or of an identity's name, account or id in it, ignoring case;
                       ///< empty = all
    JobFilter filter = {};
    qint64 before = JobSearch::FromTheNewest; ///< see FoundJobs
    int limit = -1; ///< -1 = all
};

/// Jobs that were found.
struct FoundJobs
{
    QList<JobSnapshot> jobs = {};
    qint64 last = 0; ///< those that follow are before this one; 0 = none does
};

/// Where an event stands in the history of its identity: number of the job in the file, and seq.
using EventPlace = std::pair<qint64, int>;

/// Something that was done, or tried, to one identity.
struct IdentityEvent
{
    EventPlace place = {};
    JobId job = {};
    const Operation* operation = nullptr; ///< nullptr = one that this version does not know
    QString operationKey = {};
    QString actor = {}; ///< who had started or resumed the job when it happened
    QDateTime at = {}; ///< UTC: settled, else sent, else planned
    JobItem item = {};

    bool operator==(const IdentityEvent&) const = default;
};

/// Which part of the history of an identity.
struct HistoryQuery
{
    QString tenant = {}; ///< as ApiBase::tenant() names it; empty = of every tenant
    std::optional<EventPlace> before = {}; ///< only what is older than this
    int limit = 250;
};

/// Reads the journal: its rows as values. Over a connection of its own, read-only and of the thread
/// that opened it, it waits for nobody who writes. Errors are Kind::Journal. States are as of the
/// last commit: of a running job JobCenter knows more.
class JournalReader
{
public:
    /// The file must be there: Journal::open() makes it.
    static Expected<std::unique_ptr<JournalReader>> open(const QString& path);
    ~JournalReader();
    Q_DISABLE_COPY_MOVE(JournalReader)

    /// Long searches end early, with what was found, once `stop` is true.
    Expected<FoundJobs> jobs(
        const JobQuery& query = {}, const std::atomic_bool* stop = nullptr) const;
    /// How many there are, however many are asked for.
    Expected<int> jobCount(
        const JobQuery& query = {}, const std::atomic_bool* stop = nullptr) const;
    Expected<JobSnapshot> job(const JobId& id) const;
    /// Jobs that have not ended, oldest first.
    Expected<QList<JobSnapshot>> unfinished() const;
    /// Jobs of one tenant that have ended, newest first.
    Expected<QList<JobSnapshot>> ended(const QString& tenant, int limit) const;
    Expected<QList<JobItem>> items(const JobId& id, const ItemQuery& query = {}) const;
    /// `count` rows from `first` on of the list. One of those that hold a text ends with
    /// ItemSearch::MostFound, and early once `stop` is true.
    Expected<ItemRows> itemRows(const JobId& id, const ItemList& list, int first, int count,
        const std::atomic_bool* stop = nullptr) const;
    /// All of the job, by seq.
    Expected<QList<RunItem>> runItems(const JobId& id) const;
    Expected<JobCounts> counts(const JobId& id) const;
    /// Items that are unknown or followed and about which the tenant can be asked: deletions, by
    /// reading the identity, and what a task was started for. Of a message nobody can say
    /// afterwards whether it was sent.
    Expected<int> checkableCount(const JobId& id) const;
    Expected<QList<JobTask>> tasks(const JobId& id) const;
    /// Whom jobs of this verb and tenant that have not ended act on, or may have; of all programs.
    /// `except`: a job that does not count.
    Expected<QSet<IdentityId>> inJobs(
        const Operation& operation, const QString& tenant, const JobId& except = {}) const;
    /// The same of jobs that have ended since then (UTC).
    Expected<QSet<IdentityId>> inJobsEndedSince(
        const Operation& operation, const QString& tenant, const QDateTime& since) const;
    /// Everything that happened to one identity, by the order in which it was planned, newest
    /// first.
    Expected<QList<IdentityEvent>> history(
        const IdentityId& id, const HistoryQuery& query = {}) const;

protected:
    explicit JournalReader(std::unique_ptr<JournalDatabase> database);
    JournalDatabase& database() const { return *m_database; }

private:
    Expected<QList<JobSnapshot>> readJobs(const QString& tail, const QVariantList& values) const;
    /// `unknown`: states that this version does not know. Their items are counted as unknown.
    Expected<JobCounts> count(const JobId& id, QStringList* unknown) const;
    Expected<ItemRows> foundRows(const JobId& id, const ItemList& list, int first, int count,
        const std::atomic_bool* stop) const;
    Expected<int> number(const QString& sql, const QVariantList& values) const;
    Expected<QSet<IdentityId>> actedOn(const Operation& operation, const QString& tenant,
        const QString& which, const QVariantList& values) const;

    std::unique_ptr<JournalDatabase> m_database;
};

} // namespace ic
