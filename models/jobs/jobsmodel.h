#pragma once

#include "base/netstatus.h"
#include "jobs/jobsnapshot.h"

#include <QAbstractTableModel>
#include <QSet>

namespace ic {

class JobCenter;

/// Jobs of this session and those that an earlier one left unfinished, newest first.
class JobsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Operation,
        Started,
        Tenant,
        State,
        Progress,
        Pace,
        Result,
        ColumnCount,
    };
    /// int, 0 … 1000: how much of the job is settled.
    static constexpr int ProgressRole = Qt::UserRole;

    explicit JobsModel(const JobCenter& center, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const JobSnapshot& job(int row) const { return m_jobs.at(row); }
    int rowOf(const JobId& id) const;
    /// Interrupted jobs, which wait for somebody to resume or discard them.
    QList<JobSnapshot> unfinished() const;
    /// Jobs that would go on if the program did not quit.
    int runningCount() const;
    struct Running
    {
        int jobs = 0; ///< go on at the next start
        int exports = 0; ///< paused or not: do not
    };
    Running stoppedByQuitting() const;
    bool hasEnded() const;
    /// Takes the ended ones off the list; the journal keeps them.
    void clearEnded();
    /// The connection's state: what waits for results between two looks is paused by it, too.
    void setLink(NetStatus::Link link);

signals:
    void unfinishedChanged();

private:
    void onChanged(const JobSnapshot& job);
    QString text(const JobSnapshot& job, int column) const;
    JobSnapshot asShown(JobSnapshot job) const;

    QList<JobSnapshot> m_jobs;
    QSet<JobId> m_cleared;
    NetStatus::Link m_link = NetStatus::Link::Idle;
};

/// E.g. "Waiting 4 s (request limit)", "Paused by you", "Following 2 tasks".
QString jobStateText(const JobSnapshot& job);
/// "the job that ada started at 13:58".
QString jobOriginText(const JobSnapshot& job);
/// "ada, resumed by grace".
QString jobActorsText(const JobSnapshot& job);
/// "Started 13:58 by ada. Resumed 14:20 by grace.", as far as they are known.
QString jobPeopleText(const JobSnapshot& job);
/// E.g. "Synchronize attributes".
QString jobTitle(const JobSnapshot& job);
/// Whether somebody who is not looking wants to be told that the job ended: it took over 30 s.
bool isWorthANotification(const JobSnapshot& job);
/// E.g. "118 of 312".
QString jobProgressText(const JobSnapshot& job);
/// "Synchronize attributes on acme, started 13:58. 118 ok · 178 not started · 4 unknown."
QString unfinishedText(const JobSnapshot& job);

} // namespace ic
