#include "ui/commands/commanddelegate.h"

#include "ui/parts/controlpainter.h"
#include "ui/parts/icons.h"
#include "ui/parts/theme.h"

#include "models/commands/commandmodel.h"
#include "models/table/statuswords.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int Margin = 14;
constexpr int IconSide = 16;
constexpr int Gap = 10;
constexpr int RowHeight = 29;
constexpr int HeadingHeight = 28;

const CommandModel& modelOf(const QModelIndex& index)
{
    return static_cast<const CommandModel&>(*index.model());
}

/// One row while it is painted: parts are put at its ends until nothing is left of the middle.
class RowPainter
{
public:
    RowPainter(QPainter& painter, const QStyleOptionViewItem& option)
        : m_painter(painter)
        , m_option(option)
        , m_left(option.rect.adjusted(Margin, 0, -Margin, 0))
    {
    }

    void putIcon(const QString& name, const QColor& color)
    {
        const QRect place(
            m_left.left(), m_left.center().y() - IconSide / 2 + 1, IconSide, IconSide);
        if (!name.isEmpty())
            paintIcon(m_painter, mirrored(place), name, color);
        m_left.setLeft(place.right() + Gap);
    }
    void putTitle(
        const QString& title, const QList<CommandMatch::Piece>& pieces, const QColor& color)
    {
        QTextLayout layout(title, m_option.font);
        QList<QTextLayout::FormatRange> formats;
        for (const CommandMatch::Piece& piece : pieces) {
            QTextCharFormat bold;
            bold.setFontWeight(QFont::Bold);
            formats += { static_cast<int>(piece.from), static_cast<int>(piece.length), bold };
        }
        layout.setFormats(formats);
        layout.beginLayout();
        QTextLine line = layout.createLine();
        line.setLineWidth(1e6);
        layout.endLayout();
        const int width = std::min(static_cast<int>(line.naturalTextWidth()) + 1, m_left.width());
        const QRect place(m_left.left(), m_left.top(), width, m_left.height());
        m_painter.save();
        m_painter.setClipRect(mirrored(place));
        m_painter.setPen(color);
        layout.draw(&m_painter,
            QPointF(mirrored(place).left(), place.center().y() - line.height() / 2.0 + 1));
        m_painter.restore();
        m_left.setLeft(place.right() + Gap);
    }
    void putText(const QString& text, const QColor& color)
    {
        m_painter.setPen(color);
        m_painter.setFont(m_option.font);
        m_painter.drawText(mirrored(m_left), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
            m_option.fontMetrics.elidedText(text, Qt::ElideRight, m_left.width()));
    }
    void putAtEnd(const QString& text, const QColor& color)
    {
        if (text.isEmpty())
            return;
        const int width
            = std::min(m_option.fontMetrics.horizontalAdvance(text) + 1, m_left.width());
        const QRect place(m_left.right() - width + 1, m_left.top(), width, m_left.height());
        m_painter.setPen(color);
        m_painter.setFont(m_option.font);
        m_painter.drawText(mirrored(place), Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine,
            m_option.fontMetrics.elidedText(text, Qt::ElideRight, width));
        m_left.setRight(place.left() - Gap);
    }

private:
    QRect mirrored(const QRect& place) const
    {
        return QStyle::visualRect(m_option.direction, m_option.rect, place);
    }

    QPainter& m_painter;
    const QStyleOptionViewItem& m_option;
    QRect m_left; ///< of the row
};

} // namespace

QSize CommandDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const bool isHeading = modelOf(index).commandAt(index) == nullptr;
    return { 100,
        std::max(isHeading ? HeadingHeight : RowHeight, option.fontMetrics.height() + 8) };
}

void CommandDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const ThemeColors& colors = themeColors(option.palette);
    const Command* command = modelOf(index).commandAt(index);
    painter->save();
    if (command == nullptr) {
        paintHeading(*painter, option, option.rect.adjusted(Margin, 0, -Margin, -5),
            index.data().toString());
        painter->restore();
        return;
    }
    const bool current = option.state & QStyle::State_Selected;
    const bool runs = command->refusal.isEmpty();
    if (current)
        painter->fillRect(option.rect, option.palette.color(QPalette::Highlight));
    const QColor strong = current ? option.palette.color(QPalette::HighlightedText)
        : runs                    ? option.palette.color(QPalette::Text)
                                  : colors.secondaryText;
    const QColor quiet = current ? strong : colors.secondaryText;
    RowPainter row(*painter, option);
    row.putIcon(command->icon, runs ? strong : quiet);
    row.putAtEnd(command->keys, quiet);
    row.putAtEnd(command->figure, quiet);
    if (!command->status.isEmpty()) {
        const StatusLook look = statusLook(command->status);
        row.putAtEnd(look.word, current ? strong : toneText(look.tone, option.palette));
    }
    row.putTitle(command->title, modelOf(index).matchAt(index).pieces, strong);
    row.putText(
        runs ? command->where : command->refusal, runs || current ? quiet : colors.warningText);
    painter->restore();
}

} // namespace ic
