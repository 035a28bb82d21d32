#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "jobs/jobevent.h"

#include <QHash>
#include <QObject>
#include <QThread>

#include <memory>

namespace ic {

class JobBoard;
class Scheduler;

struct JobCenterOptions
{
    QString journalPath = {};
    /// The tenant that the scheduler sends to, see ApiBase::tenant(). The journal holds the jobs of
    /// all tenants; those of another one are never run, ended or repeated here.
    QString host = {};
    qint64 patienceMs = 120'000; ///< see RunnerServices
    int keepDays = 365; ///< ended jobs are forgotten after so many days, see JobBoard; 0 = never
};

/// Runs jobs: many changes in a row, written down before each is sent. Lives on the window's thread
/// and never waits: a thread of its own holds the journal, the client and the runners.
///
/// Several jobs may run; they take turns. Destroying it, or a crash, leaves jobs Interrupted: what
/// was not sent stays planned, what was under way becomes unknown. pauseAll() and waiting for
/// isAtRest() leaves nothing unknown.
class JobCenter final : public QObject
{
    Q_OBJECT

public:
    /// `scheduler` and `clock` must outlive it. The journal is opened in the background.
    JobCenter(Scheduler& scheduler, const Clock& clock, const JobCenterOptions& options,
        QObject* parent = nullptr);
    ~JobCenter() override;

    QString journalPath() const { return m_options.journalPath; }
    /// The person's own journal, of all tenants together: by the XDG conventions
    /// ~/.local/share/identity-console/journal.sqlite.
    static QString defaultJournalPath();
    /// The tenant whose jobs it runs, see ApiBase::tenant().
    const QString& host() const { return m_options.host; }

    /// Writes the plan down and runs it. The id is good at once; if the journal cannot take the
    /// job, NotStarted follows and nothing is sent.
    /// `retryOf`: the job whose items the plan repeats.
    JobId start(const BulkPlan& given, const JobId& retryOf = {});
    /// Runs an export beside them. It survives no restart.
    JobId start(const ExportPlan& given);
    /// Writes down a file that no job wrote. Nobody is told, unless the journal fails.
    void record(const ExportPlan& written, int rows);
    /// Nothing more is sent; what is under way is answered.
    void pause(const JobId& id);
    void pauseAll();
    /// Goes on with a job that was paused since the start; unknown items stay unknown. One of an
    /// earlier start goes on only as a person `confirmed` it anew. If it cannot be, NotStarted
    /// follows and nothing is sent.
    void resume(const JobId& id, const std::optional<ResumePlan>& confirmed = {});
    /// Somebody signed in again: jobs that wait for it go on.
    void signedIn();
    /// Ends the job, also an interrupted one: what was not sent is cancelled; what is under way or
    /// followed is seen to its end.
    void cancel(const JobId& id);
    /// Reads what a read can tell about items that are unknown or followed, see
    /// JournalReader::checkableCount().
    void checkUnknown(const JobId& id);

    /// Jobs that run, are paused or interrupted, and those that ended since the start.
    QList<JobSnapshot> jobs() const;
    std::optional<JobSnapshot> job(const JobId& id) const;
    /// Requests of all jobs that were sent and not answered.
    int underWay() const;
    /// Whether every pauseAll() has been carried out and nothing is under way any more.
    bool isAtRest() const { return m_pausing == 0 && underWay() == 0; }

signals:
    void happened(const ic::JobEvent& event);

private:
    template <class Work> void onJobsThread(Work work);
    void onEvent(const JobEvent& event);

    JobCenterOptions m_options;
    QThread m_thread;
    std::unique_ptr<JobBoard> m_board; ///< lives on the thread
    QHash<JobId, JobSnapshot> m_jobs;
    int m_pausing = 0; ///< calls of pauseAll() on their way
};

} // namespace ic
