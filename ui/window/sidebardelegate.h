#pragma once

#include <QStyledItemDelegate>

namespace ic {

/// Paints a ViewListModel: headings, and views with icon, name and number.
class SidebarDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Tooltips show text of the tenant and of people as it is.
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
        const QModelIndex& index) override;

private:
    /// The number or what stands for it; returns where it begins.
    int paintCount(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
        const QColor& color) const;
};

} // namespace ic
