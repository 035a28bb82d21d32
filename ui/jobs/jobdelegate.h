#pragma once

#include <QStyledItemDelegate>

namespace ic {

/// Paints a job's progress as a bar with its count, and its state in the state's colour.
class JobDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintProgress(
        QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintState(
        QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
};

} // namespace ic
