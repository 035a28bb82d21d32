#pragma once

#include "models/selection/selectiontally.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace ic {

class SelectionReach;
class TallyList;

/// The ticked identities as a whole: how many, in which states, how many out of sight, and plainly
/// what of that is not known.
class SelectionPage final : public QWidget
{
    Q_OBJECT

public:
    /// All of them outlive the page.
    SelectionPage(const SelectionStore& selection, const IdentityTableModel& model,
        const SelectionReach& reach, QWidget* parent = nullptr);

    /// Whether there is a whole: two or more are ticked.
    bool isWorthShowing() const;

signals:
    /// isWorthShowing() may say otherwise than before.
    void changed();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void refresh();

    const SelectionStore& m_selection;
    const IdentityTableModel& m_model;
    const SelectionReach& m_reach;
    SelectionTally m_tally;
    QTimer m_soon; ///< many rows may change at once
    QLabel* m_title;
    QLabel* m_where;
    QLabel* m_statusTitle;
    TallyList* m_status;
    QLabel* m_processingTitle;
    TallyList* m_processing;
    QLabel* m_gap;
};

} // namespace ic
