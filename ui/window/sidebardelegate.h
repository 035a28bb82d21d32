#pragma once

#include <QStyledItemDelegate>

namespace ic {

/// One row of the sidebar as it is painted.
struct SidebarRow
{
    QString text = {};
    QString iconName = {}; ///< empty: a hint, which nobody can click
    bool isCurrent = false;
    bool isEdited = false; ///< then the text is more than the number
    QString count = {};
    bool isCountOld = false;
    bool hasProblem = false; ///< instead of a number

    void paint(QPainter& painter, const QStyleOptionViewItem& option) const;
    static int height(const QFontMetrics& metrics);

private:
    /// The number or what stands for it; returns where it begins.
    int paintCount(
        QPainter& painter, const QStyleOptionViewItem& option, const QColor& color) const;
};

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
};

} // namespace ic
