#pragma once

#include "models/jobs/jobsmodel.h"
#include "ui/parts/dialogframe.h"

namespace ic {

/// A question about jobs with two answers; deletes itself.
class JobQuestion : public DialogFrame
{
    Q_OBJECT

protected:
    JobQuestion(const QString& name, const QString& title, QWidget* parent);
    void ask(const QString& question, const QString& keep, const QString& stop, Weight weight);
};

/// Asks before what is left of a job is given up. Keeping it is the default.
class StopJobDialog final : public JobQuestion
{
    Q_OBJECT

public:
    enum class Kind {
        Cancel, ///< of a job that runs or is paused
        Discard, ///< of one that an earlier session left unfinished
    };

    StopJobDialog(const JobSnapshot& job, Kind kind, QWidget* parent = nullptr);
};

/// Asks before the window closes over running jobs.
class QuitWithJobsDialog final : public JobQuestion
{
    Q_OBJECT

public:
    explicit QuitWithJobsDialog(const JobsModel::Running& running, QWidget* parent = nullptr);
};

} // namespace ic
