#include "ui/parts/flowlayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace ic {

namespace {

bool expands(const QLayoutItem& item)
{
    return item.expandingDirections() & Qt::Horizontal;
}

/// Expanding items need no more than they can do with; others want their hint.
int wantedWidth(const QLayoutItem& item)
{
    return expands(item) ? item.minimumSize().width()
                         : item.sizeHint().expandedTo(item.minimumSize()).width();
}

} // namespace

FlowLayout::FlowLayout(int gap, int lineGap)
    : m_gap(gap)
    , m_lineGap(lineGap)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
    delete m_corner;
}

void FlowLayout::insertWidget(int index, QWidget* widget)
{
    addChildWidget(widget);
    m_items.insert(index, new QWidgetItem(widget));
    invalidate();
}

void FlowLayout::setCorner(QWidget* widget)
{
    addChildWidget(widget);
    delete m_corner;
    m_corner = new QWidgetItem(widget);
    invalidate();
}

QSize FlowLayout::cornerSize() const
{
    return m_corner == nullptr ? QSize(0, 0) : m_corner->sizeHint();
}

void FlowLayout::addItem(QLayoutItem* item)
{
    m_items.append(item);
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

QList<FlowLayout::Line> FlowLayout::lines(int width) const
{
    QList<Line> result;
    for (QLayoutItem* item : m_items) {
        if (item->isEmpty())
            continue;
        const int wanted = wantedWidth(*item);
        const int room = result.size() > 1 || m_corner == nullptr
            ? width
            : width - cornerSize().width() - m_gap;
        if (result.isEmpty() || result.last().width + m_gap + wanted > room)
            result.append(Line {});
        Line& line = result.last();
        line.width += wanted + (line.items.isEmpty() ? 0 : m_gap);
        line.height = std::max(line.height, item->sizeHint().height());
        line.items.append(item);
    }
    if (!result.isEmpty())
        result.first().height = std::max(result.first().height, cornerSize().height());
    return result;
}

int FlowLayout::heightForWidth(int width) const
{
    int height = 0;
    for (const Line& line : lines(width))
        height += line.height + (height == 0 ? 0 : m_lineGap);
    return height;
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    const Qt::LayoutDirection direction
        = parentWidget() != nullptr ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    const int corner = cornerSize().width();
    int y = rect.top();
    for (const Line& line : lines(rect.width())) {
        int x = rect.left();
        const bool besideCorner = m_corner != nullptr && y == rect.top();
        const int room = rect.width() - (besideCorner ? corner + m_gap : 0);
        if (besideCorner) {
            m_corner->setGeometry(QStyle::visualRect(
                direction, rect, QRect(rect.right() + 1 - corner, y, corner, line.height)));
        }
        int left = std::max(0, room - line.width);
        for (QLayoutItem* item : line.items) {
            int width = std::min(wantedWidth(*item), rect.width());
            if (expands(*item)) {
                const int grown = std::min(width + left, item->maximumSize().width());
                left -= grown - width;
                width = grown;
            }
            const int height = std::min(item->sizeHint().height(), line.height);
            const QRect place(x, y + (line.height - height) / 2, width, height);
            item->setGeometry(QStyle::visualRect(direction, rect, place));
            x += width + m_gap;
        }
        y += line.height + m_lineGap;
    }
}

QSize FlowLayout::sizeHint() const
{
    QSize size;
    for (const Line& line : lines(QWIDGETSIZE_MAX))
        size = QSize(line.width + m_gap + cornerSize().width(), line.height);
    return size;
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem* item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    }
    return size.expandedTo(cornerSize());
}

} // namespace ic
