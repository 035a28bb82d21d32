#include "ui/lists/choicetree.h"

#include "ui/parts/linetext.h"
#include "ui/parts/rowfocus.h"
#include "ui/parts/theme.h"
#include "ui/table/identitydelegate.h"

#include <QApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int ChoiceTreeRowHeight = 26;
constexpr int NameShare = 51; // percent of what the status leaves, at least
constexpr int Radio = 15;
constexpr int ChoiceTreeGap = 7;
constexpr int ChoiceTreeMargin = 8; // of cells
constexpr int Indentation = 16;
constexpr int MostOpened = 500; // entries that are worth being opened at once

} // namespace

ChoiceTree::ChoiceTree(QWidget* parent)
    : DetailTree(parent)
{
    setObjectName(u"choices"_s);
    setAccessibleName(tr("Ambiguous entries and their candidates"));
    setModel(&m_model);
    setItemDelegate(new ChoiceDelegate(this));
    setRootIsDecorated(true);
    setIndentation(Indentation);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(QHeaderView::Fixed);
    header()->setSectionsClickable(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    markRowOnFocus(*this);
    // Anywhere in the row, not only on the small circle.
    connect(this, &QAbstractItemView::clicked, this,
        [this](const QModelIndex& index) { m_model.choose(index); });
}

void ChoiceTree::setReport(const MatchReport& report)
{
    m_model.setReport(report);
    if (m_model.rowCount() <= MostOpened)
        expandAll();
    m_statusWidth = widthOf(ChoiceModel::StatusColumn);
    m_accountWidth = widthOf(ChoiceModel::AccountColumn);
    fitColumns();
}

/// What its cells need, those that are opened at once.
int ChoiceTree::widthOf(int column) const
{
    int width = header()->sectionSizeHint(column);
    for (int row = 0; row < std::min(m_model.rowCount(), MostOpened); ++row) {
        const QModelIndex entry = m_model.index(row, 0);
        for (int i = -1; i < m_model.rowCount(entry); ++i) {
            const QModelIndex one = i < 0 ? entry : m_model.index(i, 0, entry);
            width = std::max(width, IdentityDelegate::widthOf(one.siblingAtColumn(column), font()));
        }
    }
    return width;
}

/// The names have what is left.
void ChoiceTree::fitColumns()
{
    const int texts = viewport()->width() - m_statusWidth;
    const int account = std::min(m_accountWidth, texts - texts * NameShare / 100);
    header()->resizeSection(ChoiceModel::StatusColumn, m_statusWidth);
    header()->resizeSection(ChoiceModel::AccountColumn, account);
    header()->resizeSection(ChoiceModel::NameColumn, texts - account);
}

void ChoiceTree::resizeEvent(QResizeEvent* event)
{
    DetailTree::resizeEvent(event);
    fitColumns();
}

/// With the ring of the keyboard's focus round the whole row.
void ChoiceTree::drawRow(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    DetailTree::drawRow(painter, option, index);
    if (!hasFocus() || index.siblingAtColumn(0) != currentIndex().siblingAtColumn(0))
        return;
    painter->setPen(
        QPen(themeColors(palette()).accent, 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
}

void ChoiceTree::keyPressEvent(QKeyEvent* event)
{
    const bool chooses = event->key() == Qt::Key_Space || event->key() == Qt::Key_Select;
    if (!chooses || !m_model.choose(currentIndex()))
        DetailTree::keyPressEvent(event);
}

ChoiceDelegate::ChoiceDelegate(QObject* parent)
    : QStyledItemDelegate(parent)
    , m_cells(new IdentityDelegate(this))
{
}

QSize ChoiceDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return { m_cells->sizeHint(option, index).width(), ChoiceTreeRowHeight };
}

void ChoiceDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const bool isCandidate = index.parent().isValid();
    const ThemeColors& colors = themeColors(option.palette);
    const bool current = option.state & QStyle::State_Selected;
    const bool named = index.column() == ChoiceModel::NameColumn;
    const bool chosen = index.siblingAtColumn(0).data(Qt::CheckStateRole).toInt() == Qt::Checked;
    const bool nobody = index.data(ChoiceModel::IsNobodyRole).toBool();
    QColor background = option.palette.color((option.features & QStyleOptionViewItem::Alternate)
            ? QPalette::AlternateBase
            : QPalette::Base);
    if (current)
        background = colors.currentRow;
    else if (isCandidate && chosen)
        background = colors.tickedRow;
    painter->fillRect(option.rect, background);
    if (index.column() == ChoiceModel::StatusColumn) {
        m_cells->paint(painter, option, index);
        return;
    }
    QRect place = option.rect.adjusted(named ? 2 : ChoiceTreeMargin, 0, -ChoiceTreeMargin, 0);
    if (named && isCandidate) {
        QStyleOption circle(option);
        // The tree's own palette has the colour of the current row in place of the accent.
        circle.palette = QApplication::palette();
        circle.rect = QRect(place.left(), 0, Radio, Radio);
        circle.rect.moveTop(option.rect.top() + (option.rect.height() - Radio) / 2);
        circle.state &= ~(QStyle::State_On | QStyle::State_Off | QStyle::State_HasFocus);
        circle.state |= chosen ? QStyle::State_On : QStyle::State_Off;
        option.widget->style()->drawPrimitive(
            QStyle::PE_IndicatorRadioButton, &circle, painter, option.widget);
        place.setLeft(place.left() + Radio + ChoiceTreeGap);
    }
    QFont font = option.font;
    if (named && !isCandidate)
        font.setWeight(QFont::DemiBold);
    font.setItalic(nobody);
    painter->setFont(font);
    painter->setPen(current ? colors.currentRowText : option.palette.color(QPalette::Text));
    paintLine(*painter, place, Qt::AlignLeft, index.data().toString());
}

bool ChoiceDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
    const QStyleOptionViewItem& option, const QModelIndex& index)
{
    return m_cells->helpEvent(event, view, option, index);
}

} // namespace ic
