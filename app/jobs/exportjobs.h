#pragma once

#include "base/clock.h"
#include "files/identityexport.h"
#include "jobs/jobevent.h"
#include "jobs/joblock.h"

#include <map>

namespace ic {

class ApiClient;
class Journal;

/// The exports among the jobs, on the jobs thread. They only read: a change that goes on beside
/// them waits for none of them, and none is taken up again after a restart. One that this program
/// leaves, or did not live to see the end of, is written down as abandoned.
class ExportJobs final : public QObject
{
    Q_OBJECT

public:
    /// `journal`: null while it cannot be written.
    ExportJobs(ApiClient& client, const Clock& clock, const std::unique_ptr<Journal>& journal,
        QString journalPath, QObject* parent = nullptr);
    ~ExportJobs() override;

    /// Writes it down and begins. Only while the journal is there.
    std::optional<ApiError> start(const JobId& id, const ExportPlan& plan);
    /// Writes down one that was done elsewhere; nothing while the journal is not there.
    void record(const ExportPlan& written, int rows);
    bool isInHand(const JobId& id) const { return m_exports.contains(id.text()); }
    // False if the job is none of them.
    bool pause(const JobId& id);
    bool resume(const JobId& id);
    bool cancel(const JobId& id);
    void pauseAll();
    /// Writes down ends that could not be written before.
    void writeEnds();

signals:
    void happened(const ic::JobEvent& event);
    /// An end could not be written: see writeEnds().
    void journalFailed(const ic::ApiError& error);

private:
    struct Running
    {
        JobSnapshot job;
        std::unique_ptr<JobLock> lock;
        std::unique_ptr<IdentityExport> reading; ///< null = it ended, and that is not written yet
    };

    ExportForm formOf(const ExportRequest& request) const;
    Running* find(const JobId& id);
    void onProgress(const JobId& id, const ExportProgress& progress);
    void onFinished(const JobId& id, const IdentityExport::Outcome& outcome);
    /// Whether the end of it is written now.
    bool write(Running& ended);

    ApiClient& m_client;
    const Clock& m_clock;
    const std::unique_ptr<Journal>& m_journal;
    const QString m_path;
    std::map<QString, Running> m_exports;
};

} // namespace ic
