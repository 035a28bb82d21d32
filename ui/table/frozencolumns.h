#pragma once

#include <QList>
#include <QObject>

class QPainter;
class QStyleOptionViewItem;
class QTableView;

namespace ic {

class Settings;

/// The columns that stay in sight when the table is scrolled sideways: the ticks and those that
/// follow them in the person's order. Where they are painted and what is under the pointer there.
class FrozenColumns final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this object, which `view` may be the owner of.
    FrozenColumns(QTableView& view, Settings& settings);

    /// How many besides the ticks.
    int count() const { return m_count; }
    void setCount(int columns);
    /// Whether they are somewhere else than their places in the row.
    bool isActive() const;
    bool holds(int column) const;
    /// The shown ones, in their order.
    QList<int> columns() const;
    /// Where a column of them begins, in the viewport.
    int left(int column) const;
    int width() const;
    /// Which of them is at x of the viewport; -1 = none.
    int columnAt(int x) const;
    /// Over whatever is painted there; `option` as for every cell of the view.
    void paint(QPainter& painter, QStyleOptionViewItem option) const;

private:
    QTableView& m_view;
    Settings& m_settings;
    int m_count = 1;
};

} // namespace ic
