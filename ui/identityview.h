#pragma once

#include "models/identitytablemodel.h"
#include "models/selectionstore.h"

#include <QTableView>

namespace ic {

class IdentityHeader;

enum class Density {
    Compact,
    Normal,
    Comfortable,
};

/// The words of Setting::Density.
QString densityWord(Density density);
/// Normal, for a word that is none.
Density densityFromWord(const QString& word);

/// One column as the person arranged it.
struct ColumnChoice
{
    QString key = {};
    QString title = {};
    int width = 100;
    bool shown = true;
    QString attribute = {}; ///< key, for a column the person added

    bool operator==(const ColumnChoice&) const = default;
};

/// The table. A click or arrow key only moves the current row; ticks change by the box, by Space,
/// by Ctrl+click, and by Shift+click for a range. So a stray click can never lose a selection.
class IdentityView final : public QTableView
{
    Q_OBJECT

public:
    IdentityView(IdentityTableModel& model, SelectionStore& selection, QWidget* parent = nullptr);

    /// The identity of the current row; empty while there is none or it is not loaded.
    const IdentityId& currentIdentity() const { return m_current; }
    /// Ids of the loaded rows on screen.
    QList<IdentityId> idsOnScreen() const;
    void tickRowsOnScreen();
    void invertRowsOnScreen();

    void setDensity(Density density);
    /// Columns of dates become as wide as the style needs them.
    void setDateStyle(DateStyle dates);
    /// The columns in their order, without the ticks.
    QList<ColumnChoice> columnChoices() const;
    /// Columns that are not among the choices are hidden; added attributes are made.
    void applyColumnChoices(const QList<ColumnChoice>& choices);

    void keyboardSearch(const QString& search) override;

signals:
    /// Another identity is current, or none, or one that is not loaded yet.
    void currentIdentityChanged();
    /// How many rows are on screen, and whether they are ticked.
    void screenStateChanged(Qt::CheckState state, int rows);
    /// The header of a column was clicked; sorters as the API would take them next.
    void sortRequested(const QStringList& sorters);
    /// A column was moved, resized, shown or hidden.
    void columnsChanged();
    void columnChooserRequested();
    /// Right click or the Menu key on a cell that is loaded.
    void menuRequested(const QModelIndex& index, const QPoint& globalPosition);
    /// Rows first…last shall be ticked, and not all of them are loaded.
    void rangeRequested(int first, int last);
    /// A sentence for the status line, e.g. why something was not done.
    void notice(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void reportVisibleRows();
    void followCurrentIdentity();
    bool retryRow(int row);
    bool moveWithShift(int key);
    void updateTickState();
    void onHeaderClicked(int section);
    void tick(int row);
    void tickRange(int row);
    void fitColumns();
    QStringList nextSorters(const QString& sorter, bool further) const;

    IdentityTableModel& m_model;
    SelectionStore& m_selection;
    IdentityHeader* m_header;
    int m_anchor = -1; ///< where a Shift+click range begins
    bool m_arranging = false;
    IdentityId m_current; ///< whose row is current; rows move, this does not
};

} // namespace ic
