#pragma once

#include "bulk/jobsnapshot.h"

#include <QDialog>

namespace ic {

/// Asks before what is left of a job is given up. Keeping it is the default; deletes itself.
class StopJobDialog final : public QDialog
{
    Q_OBJECT

public:
    enum class Kind {
        Cancel, ///< of a job that runs or is paused
        Discard, ///< of one that an earlier session left unfinished
    };

    StopJobDialog(const JobSnapshot& job, Kind kind, QWidget* parent = nullptr);
};

/// Asks before the window closes over running jobs; deletes itself.
class QuitWithJobsDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit QuitWithJobsDialog(int running, QWidget* parent = nullptr);
};

} // namespace ic
