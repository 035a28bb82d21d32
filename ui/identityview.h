#pragma once

#include "models/identitytablemodel.h"
#include "models/selectionstore.h"

#include <QTableView>

namespace ic {

class IdentityHeader;

/// The table. A click or arrow key only moves the current row; ticks change by the box, by Space,
/// by Ctrl+click, and by Shift+click for a range. So a stray click can never lose a selection.
class IdentityView final : public QTableView
{
    Q_OBJECT

public:
    static constexpr int RowHeight = 26;

    IdentityView(IdentityTableModel& model, SelectionStore& selection, QWidget* parent = nullptr);

    /// Ids of the loaded rows on screen.
    QList<IdentityId> idsOnScreen() const;
    void tickRowsOnScreen();

    void keyboardSearch(const QString& search) override;

signals:
    void currentIdentityChanged(int row);
    /// The header of a column was clicked; sorters as the API would take them next.
    void sortRequested(const QStringList& sorters);
    /// A sentence for the status line, e.g. why something was not done.
    void notice(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void reportVisibleRows();
    void updateTickState();
    void onHeaderClicked(int section);
    void tick(int row);
    void tickRange(int row);
    void fitColumns();

    IdentityTableModel& m_model;
    SelectionStore& m_selection;
    IdentityHeader* m_header;
    int m_anchor = -1; ///< where a Shift+click range begins
};

} // namespace ic
