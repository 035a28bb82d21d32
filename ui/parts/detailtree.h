#pragma once

#include <QStyledItemDelegate>
#include <QTreeView>

namespace ic {

/// The trees and lists of the details: quiet current row, text that is cut is told by a tooltip,
/// Ctrl+C asks for a copy instead of copying the row of the table behind.
class DetailTree : public QTreeView
{
    Q_OBJECT

public:
    explicit DetailTree(QWidget* parent = nullptr);

signals:
    void copyRequested();

protected:
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void applyColors();
};

/// For trees: the groups of the first level stand out from what is in them.
class GroupDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace ic
