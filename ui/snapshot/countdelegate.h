#pragma once

#include <QStyledItemDelegate>

namespace ic {

/// Paints how many are in a group as a bar with the number.
class CountDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
};

} // namespace ic
