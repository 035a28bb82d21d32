#pragma once

#include "base/expected.h"
#include "jobs/jobsnapshot.h"

#include <QVariant>

#include <memory>

namespace ic {

class JournalDatabase;

/// Which items of a job, and in which words.
struct ItemQuery
{
    QList<ItemState> states = {}; ///< empty = all
    QString text = {}; ///< part of name, account, id or detail, ignoring case; empty = all
    int offset = 0;
    int limit = -1; ///< -1 = all
};

/// Which jobs, newest first.
struct JobQuery
{
    QString text = {}; ///< part of operation title, profile, host, of who started or resumed it,
                       ///< or of an identity's name, account or id in it, ignoring case;
                       ///< empty = all
    int offset = 0;
    int limit = -1; ///< -1 = all
};

/// Something that was done, or tried, to one identity.
struct IdentityEvent
{
    JobId job = {};
    const Operation* operation = nullptr; ///< nullptr = one that this version does not know
    QString actor = {}; ///< who had started or resumed the job when it happened
    QDateTime at = {}; ///< UTC: settled, else sent, else planned
    JobItem item = {};
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

    Expected<QList<JobSnapshot>> jobs(const JobQuery& query = {}) const;
    Expected<int> jobCount(const QString& text = {}) const;
    Expected<JobSnapshot> job(const JobId& id) const;
    /// Jobs that have not ended, oldest first.
    Expected<QList<JobSnapshot>> unfinished() const;
    /// Jobs of one tenant that have ended, newest first.
    Expected<QList<JobSnapshot>> ended(const QString& tenant, int limit) const;
    /// In the order of the plan.
    Expected<QList<JobItem>> items(const JobId& id, const ItemQuery& query = {}) const;
    /// Of all pages: offset and limit are not used.
    Expected<int> itemCount(const JobId& id, const ItemQuery& query = {}) const;
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
    /// Everything that happened to one identity, newest first.
    Expected<QList<IdentityEvent>> history(const IdentityId& id, int limit = 250) const;

protected:
    explicit JournalReader(std::unique_ptr<JournalDatabase> database);
    JournalDatabase& database() const { return *m_database; }

private:
    Expected<QList<JobSnapshot>> readJobs(const QString& tail, const QVariantList& values) const;
    /// `unknown`: states that this version does not know. Their items are counted as unknown.
    Expected<JobCounts> count(const JobId& id, QStringList* unknown) const;
    Expected<int> number(const QString& sql, const QVariantList& values) const;
    Expected<QSet<IdentityId>> actedOn(const Operation& operation, const QString& tenant,
        const QString& which, const QVariantList& values) const;

    std::unique_ptr<JournalDatabase> m_database;
};

} // namespace ic
