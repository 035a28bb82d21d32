#pragma once

#include "bulk/jobsnapshot.h"
#include "models/jobitemmodel.h"
#include "models/operationsubject.h"
#include "ui/uiservices.h"

#include <QDialog>
#include <QTimer>

class QButtonGroup;
class QFrame;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QTableView;

namespace ic {

/// What came of a job, identity by identity. Not modal, and follows a job that still runs.
class ResultDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Needs services.jobs.
    ResultDialog(const UiServices& services, const JobId& job, QWidget* parent = nullptr);
    ~ResultDialog() override;

    const JobId& job() const { return m_job; }

signals:
    void notice(const QString& text);
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
    template <class Slot>
    QPushButton* makeButton(
        const QString& name, const QString& iconName, const QString& text, Slot slot);
    QWidget* makeUnknown();
    QHBoxLayout* makeButtons();
    void refresh();
    void updateUnknown(bool here);
    void updateFilters(const JobCounts& counts);
    void select(ItemState state);
    void openDetails(const QModelIndex& index);
    void showMenu(const QPoint& at);
    void exportResults();
    void copySummary();

    UiServices m_services;
    const JobId m_job;
    JobItemModel m_model;
    JobSnapshot m_snapshot;
    QTimer m_gather;
    QLabel* m_figure;
    QLabel* m_people; ///< who started and resumed it
    QLabel* m_problem;
    QWidget* m_band;
    QLabel* m_elsewhere; ///< in place of the band, for a job of another tenant
    QTableView* m_table = nullptr;
    QButtonGroup* m_filters;
    QFrame* m_unknown = nullptr; ///< what can be done about unknown and followed ones
    QLabel* m_unknownText;
    QPushButton* m_retry;
    QPushButton* m_select;
    QPushButton* m_selectUnknown;
    QPushButton* m_check;
    QPushButton* m_repeat;
};

} // namespace ic
