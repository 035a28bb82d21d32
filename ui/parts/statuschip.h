#pragma once

#include "models/table/statuswords.h"

#include <QWidget>

class QStyleOptionViewItem;

namespace ic {

inline constexpr int ChipHeight = 18;
/// Of a chip beside its word: edges, icon and gap.
inline constexpr int AroundChipWord = 30;

/// A status in a rounded fill: icon and word, which is cut where the chip is too narrow for it. In
/// the font of the painter.
void paintChip(
    QPainter& painter, const QRect& chip, const StatusLook& look, const QPalette& palette);
/// The same in a cell: centred, from `left` on, at most `widest`.
void paintChip(QPainter& painter, const QStyleOptionViewItem& cell, int left, int widest,
    const StatusLook& look);

/// A status as the table paints it: rounded fill, icon and word.
class StatusChip final : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// `subject` is for screen readers: "Status" gives "Status: Locked".
    void setLook(const StatusLook& look, const QString& subject);
    QString word() const { return m_look.word; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    StatusLook m_look;
};

} // namespace ic
