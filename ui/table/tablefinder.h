#pragma once

#include "models/table/tablefind.h"

#include <QAction>
#include <QPointer>

class QVBoxLayout;
class QWidget;

namespace ic {

class FindBar;
class IdentityTableModel;
class IdentityView;

/// Find in what the table has loaded: the actions, the bar, which is made when it is first wanted,
/// and the marks in the cells. Typing counts and marks; only the person's steps move the current
/// row.
class TableFinder final : public QObject
{
    Q_OBJECT

public:
    /// The bar is put above the last widget of the layout. All of them outlive this.
    TableFinder(const IdentityTableModel& model, IdentityView& view, QVBoxLayout& place);

    QAction* findAction() { return &m_find; }
    QAction* nextAction() { return &m_next; }
    QAction* previousAction() { return &m_previous; }

private:
    void open();
    void close();
    void make();
    void followColumns();
    void go(bool forward);
    void refresh();

    const IdentityTableModel& m_model;
    IdentityView& m_view;
    QVBoxLayout& m_place;
    TableFind m_search;
    QAction m_find;
    QAction m_next;
    QAction m_previous;
    FindBar* m_bar = nullptr;
    QPointer<QWidget> m_before; ///< had the focus
    bool m_isFresh = true; ///< nobody has stepped since the text was typed
};

} // namespace ic
