#pragma once

#include "ui/jobs/activityview.h"
#include "ui/window/uiservices.h"

#include <QAction>
#include <QDockWidget>

class QTabWidget;

namespace ic {

class OperationDesk;

/// The dock below the table: the jobs, and beside them the API log. Opens by itself when a job
/// starts or an earlier one was left unfinished, so that nothing runs unseen.
class BottomDock final : public QDockWidget
{
    Q_OBJECT

public:
    /// `desk` outlives the dock.
    BottomDock(const UiServices& services, OperationDesk& desk, QWidget* parent = nullptr);

    QList<QAction*> jobActions() const { return m_activity->actionsInMenus(); }
    const JobsModel& jobs() const { return m_activity->jobs(); }
    const ExportActions& exports() const { return m_activity->exports(); }
    /// To what the page in front is about; to its tab where there is nothing yet.
    void takeFocus();
    /// Opens the dock with the jobs, ready for keys.
    QAction* activityAction() { return &m_showActivity; }
    /// Opens the dock with the log, ready to type a filter.
    QAction* apiLogAction() { return &m_showApiLog; }
    QAction* auditAction() { return &m_showAudit; }
    QAction* lastResultAction() { return &m_showLastResult; }

private:
    void makeActions();
    void connectActivity();
    void showActivity();
    void showApiLog();
    void showAudit();

    const UiServices m_services;
    OperationDesk& m_desk;
    QAction m_showActivity;
    QAction m_showApiLog;
    QAction m_showAudit;
    QAction m_showLastResult;
    QTabWidget* m_tabs;
    ActivityView* m_activity;
    QWidget* m_log;
};

} // namespace ic
