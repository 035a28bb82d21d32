#include "ui/details/groupdelegate.h"

namespace ic {

void GroupDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (!index.parent().isValid())
        option->font.setWeight(QFont::DemiBold);
}

} // namespace ic
