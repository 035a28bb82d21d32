#include "ui/filter/suggestionlist.h"

#include "ui/parts/theme.h"

#include <QFontDatabase>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int TextRole = Qt::UserRole;
constexpr int WordsRole = Qt::UserRole + 1;
constexpr int SuggestionListRowHeight = 24;
constexpr int MostRows = 12;
constexpr int SuggestionListPadding = 8;
constexpr int SuggestionListGap = 16;

/// The text as it is written, and what it means beside it.
class SuggestionDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        const bool current = option.state & QStyle::State_Selected;
        const QPalette& palette = option.palette;
        if (current)
            painter->fillRect(option.rect, palette.color(QPalette::Highlight));
        const QColor text = palette.color(current ? QPalette::HighlightedText : QPalette::Text);
        const QRect place
            = option.rect.adjusted(SuggestionListPadding, 0, -SuggestionListPadding, 0);
        painter->setPen(text);
        painter->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            index.data(TextRole).toString());
        painter->setPen(current ? text : themeColors(palette).secondaryText);
        painter->setFont(option.font);
        painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
            index.data(WordsRole).toString());
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QFontMetrics fixed(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        return { fixed.horizontalAdvance(index.data(TextRole).toString()) + SuggestionListGap
                + 2 * SuggestionListPadding
                + option.fontMetrics.horizontalAdvance(index.data(WordsRole).toString()),
            SuggestionListRowHeight };
    }
};

} // namespace

SuggestionList::SuggestionList(QWidget* parent)
    : QListWidget(parent)
{
    setObjectName(u"suggestions"_s);
    setAccessibleName(tr("Suggestions"));
    setFocusPolicy(Qt::NoFocus);
    setItemDelegate(new SuggestionDelegate(this));
    setFrameShape(Box);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(SingleSelection);
    setMouseTracking(true);
    connect(this, &QListWidget::itemEntered, this,
        [this](QListWidgetItem* item) { setCurrentItem(item); });
    connect(this, &QListWidget::itemClicked, this,
        [this](QListWidgetItem* item) { emit chosen(item->data(TextRole).toString()); });
    hide();
}

void SuggestionList::offer(const QList<FilterSuggestion>& suggestions, const QPoint& at)
{
    clear();
    for (const FilterSuggestion& suggestion : suggestions) {
        auto* item = new QListWidgetItem(this);
        item->setData(TextRole, suggestion.text);
        item->setData(WordsRole, suggestion.words);
        item->setData(Qt::AccessibleTextRole,
            suggestion.words.isEmpty() ? suggestion.text
                                       : suggestion.text + u", "_s + suggestion.words);
    }
    const int rows = std::min(static_cast<int>(suggestions.size()), MostRows);
    const int frame = 2 * frameWidth();
    const int width = std::max(sizeHintForColumn(0) + SuggestionListPadding, 120) + frame;
    const int left = std::clamp(at.x(), 0, std::max(0, parentWidget()->width() - width));
    setGeometry(left, at.y(), width, rows * SuggestionListRowHeight + frame);
    raise();
    show();
}

void SuggestionList::move(int steps)
{
    // Row count() stands for none.
    const int places = count() + 1;
    const int from = currentRow() < 0 ? count() : currentRow();
    const int to = ((from + steps) % places + places) % places;
    setCurrentRow(to == count() ? -1 : to);
}

QString SuggestionList::highlighted() const
{
    return isVisible() && currentItem() != nullptr ? currentItem()->data(TextRole).toString()
                                                   : QString();
}

} // namespace ic
