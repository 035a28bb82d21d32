#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace ic {

class IdentityTableModel;
class SelectionStore;

/// How many identities are ticked, and the ways to tick more or none. Always there, so that
/// nothing jumps when the first one is ticked.
class SelectionBar final : public QFrame
{
    Q_OBJECT

public:
    SelectionBar(SelectionStore& selection, IdentityTableModel& model, QWidget* parent = nullptr);

    void setEdgeColor(const QColor& color);

signals:
    void rowsOnScreenRequested();
    void allMatchingRequested();
    void noneRequested();
    /// Go to the view that "all matching" was said in.
    void selectedViewRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    SelectionStore& m_selection;
    IdentityTableModel& m_model;
    QColor m_edge;
    QToolButton* m_rows;
    QLabel* m_count;
    QToolButton* m_all;
    QToolButton* m_back;
    QToolButton* m_clear;
};

} // namespace ic
