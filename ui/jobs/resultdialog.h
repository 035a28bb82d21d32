#pragma once

#include "jobs/jobsnapshot.h"
#include "models/jobs/jobitemmodel.h"
#include "models/operations/operationsubject.h"
#include "ui/parts/dialogframe.h"
#include "ui/window/uiservices.h"

#include <QTimer>

class QButtonGroup;
class QFrame;
class QLabel;
class QPushButton;
class QTableView;

namespace ic {

class ResultSearch;

/// What came of a job, identity by identity. Not modal, and follows a job that still runs.
class ResultDialog final : public DialogFrame
{
    Q_OBJECT

public:
    ResultDialog(const UiServices& services, const JobId& job, QWidget* parent = nullptr);
    ~ResultDialog() override;

    const JobId& job() const { return m_job; }
    /// Goes to one identity of the job, whatever outcomes were shown.
    void showItem(int seq);
    /// Those of the job whom the text is about, if there is anybody.
    void lookFor(const QString& text);

signals:
    /// Failed or unknown items are wanted once more; nothing is sent yet.
    void repeatRequested(const ic::JobId& id, ic::OperationSubject::Kind kind);
    void selectRequested(const QList<ic::IdentityId>& ids);
    /// Somebody wants to look at an identity of the job.
    void detailsRequested(const ic::IdentityId& id, const QString& name);

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeTable();
    QWidget* makeFilters();
    QWidget* makeUnknown();
    void makeButtons();
    void showJob();
    void updateUnknown(bool here);
    void updateFilters(const JobCounts& counts);
    void goToWanted();
    void select(ItemState state);
    void openDetails(const QModelIndex& index);
    void showMenu(const QPoint& at);
    void exportResults();
    void copySummary();

    UiServices m_services;
    const JobId m_job;
    JobItemModel m_model;
    BackgroundJournal m_journal; ///< for what the buttons need
    JobSnapshot m_snapshot;
    int m_wantedRow = -1; ///< to go to once the rows are there
    QTimer m_gather;
    QWidget* m_strip; ///< of the tenant
    QLabel* m_elsewhere; ///< in its place, for a job of another tenant
    QTableView* m_table = nullptr;
    QButtonGroup* m_filters;
    ResultSearch* m_search = nullptr;
    QFrame* m_unknown = nullptr; ///< what can be done about unknown and followed ones
    QLabel* m_unknownText;
    QPushButton* m_retry;
    QPushButton* m_select;
    QPushButton* m_selectUnknown;
    QPushButton* m_check;
    QPushButton* m_repeat;
};

} // namespace ic
