#pragma once

#include <QStyledItemDelegate>

namespace ic {

class RowColouring;

/// Paints the cells of the identity table: ticks, chips, text, and grey bars where a row is not
/// loaded yet. Text is painted as it is, never as markup.
class IdentityDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Nullptr: no row has a colour. It outlives the delegate's painting.
    void setColouring(const RowColouring* colouring) { m_colouring = colouring; }
    /// A text that is marked wherever a cell shows it, ignoring case; empty = nothing.
    void setMark(const QString& text) { m_mark = text; }

    /// What a cell needs to be shown whole.
    static int widthOf(const QModelIndex& index, const QFont& font);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
        const QModelIndex& index) override;

private:
    void paintTick(
        QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintChip(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
        bool processing) const;
    void paintText(
        QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintFailure(
        QPainter& painter, const QStyleOptionViewItem& option, const QString& why) const;
    void paintSkeleton(
        QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    bool isMarked(const QString& shown) const;
    void paintMarked(QPainter& painter, const QRect& place, Qt::Alignment alignment,
        const QString& text, const QPalette& palette) const;

    QString m_mark;
    const RowColouring* m_colouring = nullptr;
};

} // namespace ic
