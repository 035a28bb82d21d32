#pragma once

#include "models/table/rowsearch.h"

#include <QAction>
#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace ic {

class IdentityView;

/// Find in what the table has loaded: a slim bar, hidden until it is wanted, which says how often a
/// text was found and leads from one row to the next, and the marks in the cells. Typing counts and
/// marks; only the person's steps move the current row.
class FindBar final : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive the bar.
    FindBar(const IdentityTableModel& model, IdentityView& view, QWidget* parent);

    QAction* findAction() { return &m_find; }
    QAction* nextAction() { return &m_next; }
    QAction* previousAction() { return &m_previous; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeActions();
    void addParts();
    void open();
    void close();
    void look();
    void followColumns();
    void go(bool forward);
    void refresh();
    QString found() const;

    const IdentityTableModel& m_model;
    IdentityView& m_view;
    RowSearch m_search;
    QAction m_find;
    QAction m_next;
    QAction m_previous;
    QLineEdit* m_field;
    QLabel* m_count;
    QPointer<QWidget> m_before; ///< had the focus
    bool m_isFresh = true; ///< nobody has stepped since the text was typed
};

} // namespace ic
