#pragma once

#include "base/ids.h"
#include "base/netstatus.h"
#include "models/operationsubject.h"

#include <QDockWidget>

class QTabWidget;

namespace ic {

class ActivityView;
class ApiLogModel;
class ApiLogView;
class ChangeLock;
class JobCenter;

/// The dock below the table: the jobs, and beside them the API log. Opens by itself when a job
/// starts or an earlier one was left unfinished, so that nothing runs unseen.
class BottomDock final : public QDockWidget
{
    Q_OBJECT

public:
    explicit BottomDock(QWidget* parent = nullptr);

    bool hasJobs() const { return m_activity != nullptr; }
    /// Jobs that would go on if the program did not quit.
    int runningJobs() const;

    /// Fills the dock; call once. Without `jobs` there is the log alone.
    void setUp(ApiLogModel& log, JobCenter* jobs, const ChangeLock& lock);
    /// The connection's state, see JobsModel::setLink().
    void setLink(NetStatus::Link link);
    /// Opens the dock with the jobs.
    void showActivity();
    /// Opens the dock with the log, ready to type a filter.
    void showApiLog();

signals:
    void notice(const QString& text);
    void itemsRequested(const ic::JobId& id);
    void repeatRequested(const ic::JobId& id, ic::OperationSubject::Kind kind);
    void resumeRequested(const ic::JobId& id);
    void auditRequested();

private:
    QTabWidget* m_tabs;
    ActivityView* m_activity = nullptr;
    ApiLogView* m_log = nullptr;
};

} // namespace ic
