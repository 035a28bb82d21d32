#pragma once

#include "models/jobs/jobsmodel.h"
#include "models/operations/operationsubject.h"
#include "ui/jobs/exportactions.h"

#include <QWidget>

class QAction;
class QFrame;
class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace ic {

class ChangeLock;
class JobCenter;
class JobList;
class Notices;
class StatePage;

/// Running and past jobs, and what can be done about each.
class ActivityView final : public QWidget
{
    Q_OBJECT

public:
    ActivityView(
        JobCenter& center, const ChangeLock& lock, Notices& notices, QWidget* parent = nullptr);

    JobsModel& jobs() { return m_jobs; }
    const ExportActions& exports() const { return m_exports; }

    /// About the chosen job, and about all.
    QList<QAction*> actionsInMenus() const;

signals:
    /// Somebody wants to see what became of each identity.
    void itemsRequested(const ic::JobId& id);
    /// Failed or unknown items are wanted once more; nothing is sent yet.
    void repeatRequested(const ic::JobId& id, ic::OperationSubject::Kind kind);
    /// The job shall go on, after a confirmation if it is of an earlier start.
    void resumeRequested(const ic::JobId& id);
    /// A job that has not ended is on the list now.
    void jobAppeared();
    /// The journal of all jobs.
    void auditRequested();

private:
    void makeActions();
    QWidget* makeBar();
    QWidget* makeUnfinished();
    void showMenu(const QPoint& at);
    const JobSnapshot* current() const;
    void onInserted(const QModelIndex& parent, int first, int last);
    void pauseOrResume();
    void askToCancel();
    void repeat(OperationSubject::Kind kind);
    bool isRepeatable(int count) const;
    void copySummary();
    void open();
    void showButtons();
    void askToDiscard();
    void update();
    void updateUnfinished();

    Notices& m_notices;
    JobCenter& m_center;
    const ChangeLock& m_lock;
    JobsModel m_jobs;
    QAction* m_pause;
    QAction* m_cancel;
    QAction* m_retry;
    QAction* m_repeatUnknown; ///< in the menu only
    QAction* m_resume; ///< of the unfinished job that the panel is about; so is …
    QAction* m_discard; ///< … this
    QAction* m_items;
    QAction* m_copy;
    ExportActions m_exports;
    QAction* m_pauseAll;
    QAction* m_clear;
    QToolButton* m_pauseButton = nullptr;
    QToolButton* m_cancelButton = nullptr;
    QFrame* m_unfinished = nullptr;
    QLabel* m_unfinishedText;
    QPushButton* m_resumeButton;
    JobList* m_tree;
    StatePage* m_empty;
    QStackedWidget* m_pages;
    JobId m_offered; ///< the unfinished job that the panel is about
};

} // namespace ic
