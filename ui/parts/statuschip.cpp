#include "ui/parts/statuschip.h"

#include "ui/parts/icons.h"
#include "ui/parts/linetext.h"
#include "ui/parts/paintedonce.h"
#include "ui/parts/theme.h"

#include "base/plaintext.h"

#include <QPainter>
#include <QStyleOptionViewItem>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int StatusChipIconSide = 12;
constexpr int Before = 6;
constexpr int StatusChipGap = 4;

} // namespace

void paintChip(
    QPainter& painter, const QRect& chip, const StatusLook& look, const QPalette& palette)
{
    const ColorPair colors = toneColors(look.tone, palette);
    paintOnce(painter, chip, u"chip"_s, { colors.fill }, [&](QPainter& once) {
        once.setPen(Qt::NoPen);
        once.setBrush(colors.fill);
        once.drawRoundedRect(QRect(QPoint(), chip.size()), ChipHeight / 2.0, ChipHeight / 2.0);
    });
    const QRect mark(chip.left() + Before, chip.top() + (ChipHeight - StatusChipIconSide) / 2,
        StatusChipIconSide, StatusChipIconSide);
    if (!look.icon.isEmpty()) // no status, no mark
        paintIcon(painter, mark, look.icon, colors.text);
    painter.setPen(colors.text);
    // The last letter may reach into the edge: better than to be cut.
    const QRect place
        = chip.adjusted(Before + StatusChipIconSide + StatusChipGap, 0, 2 - Before, 0);
    paintLine(painter, place, Qt::AlignLeft, look.word);
}

void paintChip(QPainter& painter, const QStyleOptionViewItem& cell, int left, int widest,
    const StatusLook& look)
{
    const int wanted = AroundChipWord + lineWidth(cell.font, look.word);
    const int top = cell.rect.top() + (cell.rect.height() - ChipHeight) / 2;
    painter.setFont(cell.font);
    paintChip(painter, QRect(left, top, std::min(wanted, widest), ChipHeight), look, cell.palette);
}

void StatusChip::setLook(const StatusLook& look, const QString& subject)
{
    m_look = look;
    setToolTip(toolTipText(look.explanation));
    setAccessibleName(u"%1: %2"_s.arg(subject, look.word));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    updateGeometry();
    update();
}

QSize StatusChip::sizeHint() const
{
    return { AroundChipWord + fontMetrics().horizontalAdvance(m_look.word), ChipHeight };
}

void StatusChip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintChip(painter, rect(), m_look, palette());
}

} // namespace ic
