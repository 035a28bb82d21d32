#pragma once

#include "models/selection/selectionstore.h"
#include "models/table/identitytablemodel.h"
#include "reading/identityreading.h"

#include <QAction>

class QTableView;

namespace ic {

class Notices;

/// Ticks rows of the table: one, a range, those on screen, all that match, none. A range whose rows
/// are not all loaded is asked of the tenant first, so that nobody is left out and nobody is ticked
/// in their place.
class RowTicks final : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this object, which `view` may be the owner of.
    RowTicks(QTableView& view, IdentityTableModel& model, SelectionStore& selection,
        ApiClient& client, Notices& notices);

    /// First the rows on screen, then all matching.
    QAction* selectAllAction() { return &m_selectAll; }
    QAction* selectNoneAction() { return &m_selectNone; }

    void toggle(int row);
    /// A range begins here.
    void beginAt(int row) { m_anchor = row; }
    /// Where a range began, or the row that was ticked last; -1 = nowhere yet.
    int beginning() const { return m_anchor; }
    /// Ticks everybody from where the range began to `row`; it begins at `from` if nowhere yet.
    void extendTo(int row, int from);
    void toggleScreen();
    void invertScreen();
    void selectAllMatching();
    /// Unticks everybody; while a range is being asked for it ends that instead.
    void selectNone();
    /// Says again which rows are on screen and whether they are ticked.
    void reportScreen();

signals:
    void screenChanged(Qt::CheckState state, int rows);
    /// What is being asked for; empty = nothing any more.
    void busyChanged(const QString& text);

private:
    /// Ids of the loaded rows on screen.
    QList<IdentityId> onScreen() const;
    bool isTicked(const QList<IdentityId>& ids) const;
    void selectAll();
    void askForRange(int first, int last);
    void onRangeRead(const ReadIdentities& read);
    void updateActions();

    QTableView& m_view;
    IdentityTableModel& m_model;
    SelectionStore& m_selection;
    Notices& m_notices;
    IdentityReading m_range; ///< of rows that are not loaded
    QAction m_selectAll;
    QAction m_selectNone;
    int m_anchor = -1; ///< see beginning()
};

} // namespace ic
