#pragma once

#include "models/filter/filtermodel.h"
#include "models/table/identitycolumns.h"

#include <QMenu>

namespace ic {

struct CellFilter;

/// The menu of a cell: whom it is about, the identity's actions, the cell's value as a filter, and
/// what can be copied. It only says what was chosen.
class RowMenu final : public QMenu
{
    Q_OBJECT

public:
    /// `inForce`: the filter that a condition can be added to.
    RowMenu(const Identity& identity, const IdentityColumn& column, const FilterModel& inForce,
        QWidget* parent = nullptr);

    /// Whom the menu is about, where that is not the row alone.
    void setTarget(const QString& text);
    /// Further actions on the identity, below Open details.
    void addIdentityActions(const QList<QAction*>& actions);

signals:
    void openRequested();
    void filterRequested(
        ic::FilterModel::Combination combination, const ic::FilterExpression& condition);
    /// What only a snapshot can be filtered by.
    void snapshotRequested(const QString& filter);
    /// Text for the clipboard and the sentence for the status line.
    void copyRequested(const QString& text, const QString& notice);
    void copyRowRequested();

private:
    void addFilters(const CellFilter& filter, bool hasFilter);
    void addSnapshot(const CellFilter& filter);

    QAction* m_target = nullptr;
    QAction* m_endOfIdentityActions = nullptr;
};

} // namespace ic
