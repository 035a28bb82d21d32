#pragma once

#include "ui/table/density.h"

#include <QFrame>

class QAction;
class QToolButton;

namespace ic {

class ElidedLabel;
class IdentityTableModel;
class LinkButton;
class SelectionReach;
class SelectionStore;

/// How many identities are ticked, and the ways to tick more or none. Always there, so that
/// nothing jumps when the first one is ticked.
class SelectionBar final : public QFrame
{
    Q_OBJECT

public:
    /// `edge`: the colour of the tenant, at the left end while somebody is ticked.
    SelectionBar(const SelectionStore& selection, const IdentityTableModel& model,
        const SelectionReach& reach, const QColor& edge, QWidget* parent = nullptr);

    /// A button for the action, as long as that is visible.
    void addTool(QAction& action);
    /// Marks the row height in force; says nothing.
    void setDensity(Density density);
    /// Whether the table shows only what is ticked.
    void setShowingSelectedOnly(bool on);
    /// State of the box: the rows on screen.
    void setScreenState(Qt::CheckState state, int rows);
    /// What is going on, in place of the links; empty = nothing.
    void setBusyText(const QString& text);

signals:
    void rowsOnScreenRequested();
    void invertRequested();
    void allMatchingRequested();
    void noneRequested();
    /// Show only what is ticked, or the view from before again.
    void selectedOnlyToggled();
    void columnsRequested();
    void densityRequested(ic::Density density);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeMenus();
    void refresh();
    /// The count is never cut: first the words of the tools give way, then the links that the menu
    /// of the box has as well.
    void fit();
    QString countText() const;

    const SelectionStore& m_selection;
    const IdentityTableModel& m_model;
    const SelectionReach& m_reach;
    const QColor m_edge;
    bool m_selectedOnly = false;
    Qt::CheckState m_screenState = Qt::Unchecked;
    int m_rowsOnScreen = 0;
    QString m_busy;
    bool m_offersAll = false;
    bool m_offersOnly = false;
    QToolButton* m_box;
    QAction* m_menuRows;
    QAction* m_menuAll;
    QAction* m_menuOnly;
    QAction* m_menuInvert;
    QAction* m_menuNone;
    ElidedLabel* m_count;
    LinkButton* m_all;
    LinkButton* m_only;
    LinkButton* m_clear;
    QToolButton* m_columns;
    QToolButton* m_density;
    QList<QToolButton*> m_tools; ///< with words
};

} // namespace ic
