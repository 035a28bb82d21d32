#pragma once

#include "models/selection/selectionstore.h"
#include "models/table/identitytablemodel.h"
#include "ui/table/density.h"
#include "ui/table/frozencolumns.h"
#include "ui/table/rowcopy.h"
#include "ui/table/rowticks.h"
#include "ui/table/tablecolumns.h"

#include <QPointer>
#include <QTableView>
#include <QTimer>

namespace ic {

class IdentityHeader;
class RowColouring;

/// The table. A click or arrow key only moves the current row; ticks change by the box, by Space,
/// by Ctrl+click, and by Shift+click for a range. So a stray click can never lose a selection.
///
/// While the handle of the scroll bar is dragged, nothing is asked for what is passed over: the
/// rows on screen are wished for when the handle is let go, or rests for RestMs.
class IdentityView final : public QTableView
{
    Q_OBJECT

public:
    static constexpr int RestMs = 100;

    /// All of them outlive the view.
    IdentityView(IdentityTableModel& model, SelectionStore& selection, ApiClient& client,
        Settings& settings, Notices& notices, QWidget* parent = nullptr);

    RowTicks& ticks() { return m_ticks; }
    TableColumns& columns() { return m_columns; }
    IdentityHeader& header() { return *m_header; }
    QAction* refreshAction() { return &m_refresh; }
    RowCopy& rowCopy() { return m_copy; }

    /// The identity of the current row; nullptr while there is none or it is not loaded.
    const Identity* currentIdentity() const;
    void setDensity(Density density);
    /// See IdentityDelegate.
    void setColouring(const RowColouring* colouring);
    /// Marks a text wherever loaded rows show it, ignoring case; empty = nothing.
    void setMark(const QString& text);

    void keyboardSearch(const QString& search) override;
    QModelIndex indexAt(const QPoint& point) const override;
    QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;

signals:
    /// Another identity is current, or none, or one that is not loaded yet.
    void currentIdentityChanged();
    void searchCleared();
    /// Right click or the Menu key on a cell that is loaded.
    void menuRequested(const QModelIndex& index, const QPoint& globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void followModel();
    void paintRing(QPainter& painter);
    void reportVisibleRows();
    void wishForVisibleRows();
    void followCurrentIdentity();
    bool retryRow(int row);
    bool moveWithShift(int key);

    IdentityTableModel& m_model;
    IdentityHeader* m_header;
    IdentityId m_current; ///< whose row is current; rows move, this does not
    RowTicks m_ticks;
    FrozenColumns m_frozen;
    TableColumns m_columns;
    QTimer m_rest; ///< since the dragged handle moved
    QPointer<QWidget> m_focusBefore; ///< who has the focus, or had it until just now
    QAction m_refresh;
    RowCopy m_copy;
    QObject m_focusWatch; ///< the last member, as it writes to the others
};

} // namespace ic
