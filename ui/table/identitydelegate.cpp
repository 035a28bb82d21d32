#include "ui/table/identitydelegate.h"

#include "ui/parts/icons.h"
#include "ui/parts/linetext.h"
#include "ui/parts/statuschip.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"
#include "ui/table/rowcolouring.h"

#include "models/table/identitytablemodel.h"
#include "models/table/rowsearch.h"
#include "models/table/statuswords.h"

#include <QAbstractItemView>
#include <QFontDatabase>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTableView>
#include <QTextLayout>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int IdentityMargin = 8;
constexpr int OddIcon = 14;

using ColumnKind = IdentityColumn::Kind;

ColumnKind kindOf(const QModelIndex& index)
{
    return static_cast<ColumnKind>(index.data(IdentityTableModel::ColumnKindRole).toInt());
}

/// The table of identities has ticks before the names; in shorter lists nobody is open.
bool isNameOfTable(const QModelIndex& index)
{
    return index.column() == 1 && kindOf(index.siblingAtColumn(0)) == ColumnKind::Tick;
}

bool isTicked(const QModelIndex& index)
{
    return index.siblingAtColumn(0).data(Qt::CheckStateRole).toInt() == Qt::Checked;
}

QFont fontFor(const QStyleOptionViewItem& option, const QModelIndex& index, bool current)
{
    QFont font = option.font;
    if (kindOf(index) == ColumnKind::Monospace) {
        const int size = font.pixelSize() > 0 ? font.pixelSize() : option.fontMetrics.ascent();
        font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        font.setPixelSize(size - 1);
    }
    if (current && isNameOfTable(index))
        font.setWeight(QFont::DemiBold);
    return font;
}

/// A page that failed says so once: in the first of its rows that is on the screen.
bool saysWhy(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const QModelIndex above = index.siblingAtRow(index.row() - 1);
    return option.rect.top() <= 0 || !above.isValid()
        || above.data(IdentityTableModel::FailureRole).toString().isEmpty();
}

} // namespace

int IdentityDelegate::widthOf(const QModelIndex& index, const QFont& font)
{
    QStyleOptionViewItem option;
    option.font = font;
    const QFontMetrics metrics(fontFor(option, index, true));
    const ColumnKind kind = kindOf(index);
    const bool isChip = kind == ColumnKind::Status || kind == ColumnKind::Processing;
    const int chip = isChip ? AroundChipWord : 0;
    return metrics.horizontalAdvance(index.data().toString()) + chip + 2 * IdentityMargin + 4;
}

void IdentityDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const bool current = option.state & QStyle::State_Selected;
    const RowRule* rule = m_colouring == nullptr ? nullptr : m_colouring->ruleOf(index.row());
    if (!current && isTicked(index))
        painter->fillRect(option.rect, themeColors(option.palette).tickedRow);
    else if (!current && rule != nullptr)
        painter->fillRect(option.rect, rowFill(rule->tone, option.palette));
    if (rule != nullptr && index.column() == 0) {
        const QRect mark(option.rect.topLeft(), QSize(RowMarkWidth, option.rect.height()));
        painter->fillRect(QStyle::visualRect(option.direction, option.rect, mark),
            toneText(rule->tone, option.palette));
    }

    const ColumnKind kind = kindOf(index);
    const bool hasId = !index.data(IdentityTableModel::IdentityIdRole).toString().isEmpty();
    if (!hasId && !index.data(IdentityTableModel::LoadedRole).toBool()) {
        const QString why = index.data(IdentityTableModel::FailureRole).toString();
        if (!why.isEmpty() && saysWhy(option, index))
            paintFailure(*painter, option, why);
        else if (!why.isEmpty())
            return; // it is said above
        else if (kind != ColumnKind::Tick)
            paintSkeleton(*painter, option, index);
    } else if (kind == ColumnKind::Tick) {
        if (hasId) // nobody else can be ticked
            paintTick(*painter, option, index);
    } else if (kind == ColumnKind::Status || kind == ColumnKind::Processing) {
        paintChip(*painter, option, index, kind == ColumnKind::Processing);
    } else {
        paintText(*painter, option, index);
    }
}

void IdentityDelegate::paintText(
    QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const ThemeColors& colors = themeColors(option.palette);
    const bool current = option.state & QStyle::State_Selected;
    const QFont font = fontFor(option, index, current);
    QRect place = option.rect.adjusted(IdentityMargin, 0, -IdentityMargin, 0);
    if (index.column() == 1 && !index.data(IdentityTableModel::OddityRole).toString().isEmpty()) {
        const QRect mark(place.left(), place.center().y() - OddIcon / 2, OddIcon, OddIcon);
        paintIcon(painter, mark, u"triangle-alert"_s, colors.warningText);
        place.setLeft(mark.right() + 5);
    }
    const QString text = index.data().toString();
    painter.setFont(font);
    painter.setPen(current ? colors.currentRowText : option.palette.color(QPalette::Text));
    const auto alignment
        = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>() & Qt::AlignHorizontal_Mask;
    if (isMarked(text)) {
        paintMarked(painter, place, alignment,
            QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()), option.palette);
        return;
    }
    paintLine(painter, place, alignment, text);
}

bool IdentityDelegate::isMarked(const QString& shown) const
{
    return !m_mark.isEmpty() && RowSearch::isIn(shown, m_mark);
}

/// Laid out as a whole, so that the marks are right also where a name runs from right to left.
void IdentityDelegate::paintMarked(QPainter& painter, const QRect& place, Qt::Alignment alignment,
    const QString& text, const QPalette& palette) const
{
    const ColorPair& colors = themeColors(palette).filterBusy;
    QTextCharFormat format;
    format.setBackground(colors.fill);
    format.setForeground(colors.text);
    QList<QTextLayout::FormatRange> marks;
    const int length = static_cast<int>(m_mark.size());
    for (qsizetype at = 0; (at = text.indexOf(m_mark, at, Qt::CaseInsensitive)) >= 0; at += length)
        marks += QTextLayout::FormatRange { static_cast<int>(at), length, format };
    if (marks.isEmpty()) // it is in what is cut off
        marks += QTextLayout::FormatRange { static_cast<int>(text.size()) - 1, 1, format };
    QTextLayout layout(text, painter.font());
    QTextOption option(alignment);
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    layout.setFormats(marks);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(place.width());
    layout.endLayout();
    layout.draw(
        &painter, QPointF(place.left(), place.top() + (place.height() - line.height()) / 2));
}

void IdentityDelegate::paintFailure(
    QPainter& painter, const QStyleOptionViewItem& option, const QString& why) const
{
    // One sentence across the row: each cell paints its part of it.
    const auto* view = qobject_cast<const QTableView*>(option.widget);
    const int left = view == nullptr ? option.rect.left() : view->columnWidth(0);
    const QRect line(
        left + IdentityMargin - (view == nullptr ? 0 : view->horizontalScrollBar()->value()),
        option.rect.top(), 4000, option.rect.height());
    painter.save();
    painter.setClipRect(option.rect);
    painter.setFont(option.font);
    painter.setPen(themeColors(option.palette).errorText);
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, why);
    painter.restore();
}

void IdentityDelegate::paintTick(
    QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem box(option);
    box.rect.setSize(QSize(16, 16));
    box.rect.moveCenter(option.rect.center());
    box.state &= ~(
        QStyle::State_On | QStyle::State_Off | QStyle::State_HasFocus | QStyle::State_Selected);
    if (!index.data(IdentityTableModel::KnownTickRole).toBool())
        box.state &= ~QStyle::State_Enabled; // see SelectionStore::knows()
    box.state |= isTicked(index) ? QStyle::State_On : QStyle::State_Off;
    option.widget->style()->drawPrimitive(
        QStyle::PE_IndicatorItemViewItemCheck, &box, &painter, option.widget);
}

void IdentityDelegate::paintChip(QPainter& painter, const QStyleOptionViewItem& option,
    const QModelIndex& index, bool processing) const
{
    const QString raw = index.data(IdentityTableModel::RawValueRole).toString();
    const StatusLook look = processing ? processingLook(raw) : statusLook(raw);
    const bool current = option.state & QStyle::State_Selected;
    const ThemeColors& theme = themeColors(option.palette);
    const QRect place = option.rect.adjusted(IdentityMargin, 0, -IdentityMargin, 0);
    if (isMarked(index.data().toString())) {
        painter.fillRect(option.rect.adjusted(1, 1, -1, -1), theme.filterBusy.fill);
        painter.setPen(theme.filterBusy.text);
        painter.drawRect(option.rect.adjusted(1, 1, -2, -2));
    }
    if (look.tone == Tone::Plain) {
        painter.setFont(option.font);
        painter.setPen(current ? theme.currentRowText : option.palette.color(QPalette::Text));
        paintLine(painter, place, Qt::AlignLeft, look.word);
        return;
    }
    ic::paintChip(painter, option, place.left() - 2, place.width() + 6, look);
}

void IdentityDelegate::paintSkeleton(
    QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    // Widths differ from cell to cell as text would, and stay the same from paint to paint.
    const int percent = 35 + (index.row() * 37 + index.column() * 53) % 45;
    const QRect place = option.rect.adjusted(IdentityMargin, 0, -IdentityMargin, 0);
    QRect bar(place.left(), 0, place.width() * percent / 100, 8);
    bar.moveTop(option.rect.top() + (option.rect.height() - bar.height()) / 2);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeColors(option.palette).skeleton);
    painter.drawRoundedRect(bar, 4, 4);
    painter.restore();
}

bool IdentityDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
    const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QString tip = index.data(Qt::ToolTipRole).toString(); // escaped by the model
    if (tip.isEmpty()) {
        // Text that is cut is shown whole; text that is not needs no tooltip.
        const QString text = index.data().toString();
        const QFontMetrics metrics(option.font);
        const bool cut = metrics.horizontalAdvance(text) > option.rect.width() - 2 * IdentityMargin;
        if (cut && kindOf(index) != ColumnKind::Tick)
            tip = toolTipText(text);
    }
    const QString rule = m_colouring == nullptr ? QString() : m_colouring->wordsOf(index.row());
    if (!rule.isEmpty())
        tip = (tip.isEmpty() ? QString() : tip + u"<br>"_s) + toolTipText(rule);
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPos(), tip, view, option.rect);
    return true;
}

} // namespace ic
