#pragma once

#include "api/apiclient.h"
#include "jobs/exportjobs.h"
#include "jobs/jobcenter.h"
#include "jobs/joblock.h"
#include "jobs/jobrunner.h"

#include <QHash>
#include <QTimer>

namespace ic {

/// The part of JobCenter on the jobs thread: the journal, the locks and one runner for each job
/// that is in hand.
class JobBoard final : public QObject
{
    Q_OBJECT

public:
    JobBoard(Scheduler& scheduler, const Clock& clock, const JobCenterOptions& options);
    ~JobBoard() override;

    /// Opens the journal and tells of unfinished jobs; tries again by itself if it cannot.
    void open();
    /// Forgets what is old, once: if the computer's clock agrees with the tenant's. One that is
    /// wrong would take the whole record for old.
    void forgetOld(const QDateTime& tenantTime);
    void start(const JobId& id, const BulkPlan& plan, const JobId& retryOf = {});
    void start(const JobId& id, const ExportPlan& plan);
    ExportJobs& exports() { return *m_exports; }
    void pause(const JobId& id);
    void pauseAll();
    /// `confirmed`: of a job of an earlier start, and of no other.
    void resume(const JobId& id, const std::optional<ResumePlan>& confirmed);
    void cancel(const JobId& id);
    void checkUnknown(const JobId& id);
    void signedIn();
    void setTenantWait(qint64 ms);
    /// Looks after a journal that failed, and after the jobs, those of other programs as well.
    /// Called by its timer; by tests after turning the clock.
    void look();

signals:
    void happened(const ic::JobEvent& event);

private:
    struct RunningJob
    {
        std::unique_ptr<JobLock> lock;
        std::unique_ptr<JobRunner> runner;
        quint64 flow = 0;
    };

    std::optional<ApiError> ensureJournal();
    /// Tells of it, and tries again until it works.
    void failJournal(const ApiError& error);
    void tell(const JobSnapshot& job, bool itemsChanged = false);
    void refuse(const JobId& id, const ApiError& error);
    void tellUnfinished(const QList<JobSnapshot>& jobs);
    /// Goes on with a job that has nothing left to send.
    void goOnReading(const JobId& id);
    /// The job's runner, taken up if it is not in hand; null if it cannot be, which is told.
    /// `confirmed`: written down before it is taken up.
    JobRunner* take(const JobId& id, const std::optional<ResumePlan>& confirmed = {});
    /// Lets go of a job that has ended.
    void drop(const JobId& id);
    /// From now on the job needs that changes are allowed.
    void endPermit(quint64 flow);
    void watch(const JobSnapshot& job);
    void lookAfterOthers();

    Scheduler& m_scheduler;
    const Clock& m_clock;
    JobCenterOptions m_options;
    ApiClient* m_client;
    std::unique_ptr<Journal> m_journal;
    ExportJobs* m_exports;
    SyncGuard m_guard;
    quint64 m_lastFlow = 0;
    std::map<QString, RunningJob> m_running;
    QHash<JobId, JobSnapshot> m_elsewhere; ///< run by other programs, as last told
    std::optional<ApiError> m_journalProblem; ///< as told last
    bool m_hasForgotten = false;
    QTimer* m_watch;
};

} // namespace ic
