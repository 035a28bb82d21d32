#pragma once

#include "models/jobs/auditmodel.h"
#include "ui/window/uiservices.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace ic {

class DetailTree;

/// The jobs of this tenant in this computer's journal, those that run and those that have ended,
/// the newest first.
class RecentJobs final : public QWidget
{
    Q_OBJECT

public:
    explicit RecentJobs(const UiServices& services, QWidget* parent = nullptr);

signals:
    void jobRequested(const ic::JobId& job);
    void activityRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeView();
    void refresh();

    const UiServices m_services;
    AuditModel m_model;
    QTimer m_gather;
    QLabel* m_count;
    DetailTree* m_view;
    JobId m_current; ///< while the rows are being renewed
};

} // namespace ic
