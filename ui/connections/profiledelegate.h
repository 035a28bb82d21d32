#pragma once

#include <QStyledItemDelegate>

namespace ic {

/// A row of the list of connections: the bar, icon and word of its environment, its name, and
/// whether it is locked.
class ProfileDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole + 1, ///< ProfileId
        EnvironmentRole, ///< int of Environment
        ReadOnlyRole,
        MarkRole, ///< "new", "edited" or nothing
    };

    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
};

} // namespace ic
