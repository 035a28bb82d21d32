#pragma once

#include "ui/parts/dialogframe.h"
#include "ui/window/uiservices.h"

#include "api/apiclient.h"
#include "models/snapshot/snapshotplan.h"

class QCheckBox;
class QLabel;
class QRadioButton;

namespace ic {

class WrapLabel;

/// Asks whom a snapshot is to be of, and says before what it costs, where it lies and when it goes.
class SnapshotDialog final : public DialogFrame
{
    Q_OBJECT

public:
    /// `view`: what the window shows.
    SnapshotDialog(const UiServices& services, const ExportView& view, QWidget* parent);
    ~SnapshotDialog() override;

signals:
    /// To be taken.
    void confirmed(const ic::SnapshotSubject& whom);

private:
    void makeWhom(const ExportView& view);
    void makePlace();
    void countEverybody();
    const SnapshotSubject& subject() const;
    void update();
    void confirm() override;

    const UiServices m_services;
    SnapshotSubject m_everybody;
    std::optional<SnapshotSubject> m_shown; ///< nothing: not offered
    std::optional<ApiClient::CallId> m_counting;
    QRadioButton* m_all = nullptr;
    QRadioButton* m_view = nullptr;
    QLabel* m_cost = nullptr;
    QCheckBox* m_onShare = nullptr; ///< null on a disk of this computer
    QPushButton* m_take = nullptr;
};

} // namespace ic
