#pragma once

#include "models/selection/selectionstore.h"

#include "snapshot/snapshot.h"

#include <QTimer>

namespace ic {

class IdentityTableModel;

/// The states of the ticked ones as the snapshot has them that the table shows. Asked for soon
/// after either is another one, and without a request.
class SelectionTally final : public QObject
{
    Q_OBJECT

public:
    static constexpr int DelayMs = 150;
    /// The ids that are looked for.
    static constexpr qsizetype MostAsked = 20'000;

    struct States
    {
        QDateTime takenAt = {};
        QList<SnapshotGroup> groups = {}; ///< by status and processing state
    };

    /// Both outlive it.
    SelectionTally(const SelectionStore& selection, const IdentityTableModel& model,
        QObject* parent = nullptr);
    ~SelectionTally() override;

    /// nullopt: no snapshot is shown, or it has not answered.
    const std::optional<States>& states() const { return m_states; }

signals:
    void changed();

private:
    void restart();
    void ask();
    std::optional<ListIdentities> whoIsTicked() const;

    const SelectionStore& m_selection;
    const IdentityTableModel& m_model;
    QTimer m_soon;
    std::shared_ptr<Snapshot> m_asked; ///< who answers `m_call`
    Snapshot::CallId m_call = 0;
    std::optional<States> m_states;
};

} // namespace ic
