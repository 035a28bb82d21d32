#include "ui/parts/detailtree.h"

#include "ui/parts/theme.h"

#include "base/plaintext.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QToolTip>

namespace ic {

DetailTree::DetailTree(QWidget* parent)
    : QTreeView(parent)
{
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setRootIsDecorated(false);
    setFrameShape(QFrame::NoFrame);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->setSectionsMovable(false);
    applyColors();
}

void DetailTree::applyColors()
{
    const ThemeColors& colors = themeColors(palette());
    if (palette().color(QPalette::Highlight) == colors.currentRow)
        return;
    QPalette own = palette();
    own.setColor(QPalette::Highlight, colors.currentRow);
    own.setColor(QPalette::HighlightedText, colors.currentRowText);
    setPalette(own);
}

void DetailTree::changeEvent(QEvent* event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
}

bool DetailTree::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    return QTreeView::event(event);
}

void DetailTree::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        emit copyRequested();
    else
        QTreeView::keyPressEvent(event);
}

bool DetailTree::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QModelIndex index = indexAt(help->pos());
        if (index.isValid() && index.data(Qt::ToolTipRole).toString().isEmpty()) {
            const QString text = index.data().toString();
            const QRect place = visualRect(index);
            if (fontMetrics().horizontalAdvance(text) > place.width() - 16)
                QToolTip::showText(help->globalPos(), toolTipText(text), viewport(), place);
            else
                QToolTip::hideText();
            return true;
        }
    }
    return QTreeView::viewportEvent(event);
}

void GroupDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (!index.parent().isValid())
        option->font.setWeight(QFont::DemiBold);
}

} // namespace ic
