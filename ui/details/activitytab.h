#pragma once

#include "models/details/identitydetail.h"
#include "models/jobs/identityhistory.h"
#include "ui/window/uiservices.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace ic {

class ActivityRecord;
class DetailTree;
class LoadPages;

/// What this computer did to the open identity, when, by whom, and what came of it. Reads it
/// when it is looked at, not before; then it follows the jobs.
class ActivityTab final : public QWidget
{
    Q_OBJECT

public:
    ActivityTab(IdentityDetail& detail, const UiServices& services, QWidget* parent = nullptr);

signals:
    /// Somebody wants to see what came of a job at its item `seq`.
    void resultRequested(const ic::JobId& job, int seq);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeHead();
    void makeView();
    void follow();
    void showCurrent();
    void refresh();
    void showEmpty();
    void openCurrent();
    void copyCurrent();

    IdentityDetail& m_detail;
    const UiServices m_services;
    QTimer m_gather;
    IdentityHistory* m_model = nullptr;
    QLabel* m_note = nullptr;
    QLabel* m_count = nullptr;
    DetailTree* m_view = nullptr;
    ActivityRecord* m_record = nullptr;
    LoadPages* m_pages = nullptr;
    std::optional<EventPlace> m_current; ///< while the rows are being renewed
};

} // namespace ic
