#pragma once

#include <QStyledItemDelegate>

namespace ic {

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
