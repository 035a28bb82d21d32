#pragma once

#include "bulk/jobsnapshot.h"
#include "models/jobitemmodel.h"
#include "ui/uiservices.h"

#include <QDialog>
#include <QTimer>

class QButtonGroup;
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
    /// The failed items are wanted once more; nothing is sent yet.
    void retryRequested(const ic::JobId& id);
    void selectRequested(const QList<ic::IdentityId>& ids);

private:
    QTableView* makeTable();
    QWidget* makeFilters();
    QHBoxLayout* makeButtons();
    void refresh();
    void updateFilters(const JobCounts& counts);
    void selectFailed();
    void exportResults();
    void copySummary();

    UiServices m_services;
    const JobId m_job;
    JobItemModel m_model;
    JobSnapshot m_snapshot;
    QTimer m_gather;
    QLabel* m_figure;
    QLabel* m_problem;
    QWidget* m_band;
    QLabel* m_elsewhere; ///< in place of the band, for a job of another tenant
    QButtonGroup* m_filters;
    QPushButton* m_retry;
    QPushButton* m_select;
    QPushButton* m_check;
};

} // namespace ic
