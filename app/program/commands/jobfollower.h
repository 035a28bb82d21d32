#pragma once

#include "jobs/jobcenter.h"

#include <QTimer>

namespace ic {

/// One job of a command line, from its start, or from where it stood, to its end or a pause.
class JobFollower final : public QObject
{
    Q_OBJECT

public:
    enum class End {
        Ended,
        Paused, ///< as it was asked for; jobs resume goes on
        SignInRefused, ///< and paused for it
        NotStarted, ///< nothing was sent: `error`
        NoJournal, ///< `error`
        Elsewhere, ///< another program runs it
    };

    /// `tenant`: see ApiBase::tenant().
    JobFollower(Scheduler& scheduler, const Clock& clock, const QString& tenant);
    ~JobFollower() override;

    // One of these, once; what became of it comes by the signals.
    void start(const BulkPlan& plan);
    /// `confirmed`: nothing if nothing of it is left to be sent.
    void resume(const JobId& id, const std::optional<ResumePlan>& confirmed);
    void cancel(const JobId& id);

    /// Sends nothing more, and ends once what is under way is answered. False the second time: who
    /// asks twice waits no longer, and what is under way becomes unknown.
    bool pause();
    const JobSnapshot& job() const { return m_job; }

signals:
    void started();
    void progressed();
    /// Once.
    void finished(ic::JobFollower::End end, const ic::ApiError& error);

private:
    void onEvent(const JobEvent& event);
    void onJob(const JobEvent& event);
    void onRest();
    void stop();
    void finish(End end, const ApiError& error = {});

    JobCenter m_center;
    std::function<void()> m_begin; ///< once the journal is open
    QTimer m_rest; ///< looks whether everything stands after a pause
    JobSnapshot m_job;
    End m_pausedFor = End::Paused;
    bool m_isStopping = false;
    bool m_isInterrupted = false; ///< by the person
    bool m_isStarted = false;
    bool m_isFinished = false;
};

} // namespace ic
