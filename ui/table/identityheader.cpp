#include "ui/table/identityheader.h"

#include "ui/parts/icons.h"
#include "ui/parts/notices.h"
#include "ui/parts/theme.h"

#include "models/table/identitytablemodel.h"

#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOption>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {
constexpr int MostSorters = 2;
}

IdentityHeader::IdentityHeader(IdentityTableModel& model, Notices& notices, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_table(model)
    , m_notices(notices)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setSectionsMovable(true);
    setFirstSectionMovable(false);
    setFixedHeight(26);
    setMinimumSectionSize(32);
    setAccessibleName(tr("Columns"));
    connect(this, &QHeaderView::sectionClicked, this, &IdentityHeader::onSectionClicked);
    connect(&model, &IdentityTableModel::stateChanged, viewport(), qOverload<>(&QWidget::update));
}

void IdentityHeader::setTickState(Qt::CheckState state)
{
    if (m_tick == state)
        return;
    m_tick = state;
    viewport()->update();
}

void IdentityHeader::onSectionClicked(int section)
{
    const IdentityColumn& column = m_table.columns().at(section);
    if (column.kind == IdentityColumn::Kind::Tick)
        return;
    if (column.sorter().isEmpty()) {
        const QPoint at = mapToGlobal(QPoint(sectionViewportPosition(section), height()));
        QToolTip::showText(at, column.headerToolTip.toHtmlEscaped(), this);
        m_notices.say(column.headerToolTip);
        return;
    }
    IdentityQuery query = m_table.query();
    if (!query.isOneList()) {
        m_notices.say(tr("More than 100 selected identities cannot be sorted by the tenant."));
        return;
    }
    const bool further = QGuiApplication::keyboardModifiers() & Qt::ShiftModifier;
    query.sorters = nextSorters(column.sorter(), further);
    m_table.setQuery(query);
}

/// A click sorts by this column alone, again in reverse; with Shift the column becomes the second
/// key, or turns round where it is.
QStringList IdentityHeader::nextSorters(const QString& sorter, bool further) const
{
    const QStringList now = m_table.query().sorters;
    const auto reversed
        = [&](const QString& present) { return present == sorter ? u'-' + sorter : sorter; };
    const auto isThis
        = [&](const QString& present) { return present == sorter || present == u'-' + sorter; };
    if (!further)
        return { isThis(now.value(0)) && now.size() == 1 ? reversed(now.value(0)) : sorter };
    QStringList next = now;
    for (QString& present : next) {
        if (isThis(present)) {
            present = reversed(present);
            return next;
        }
    }
    next.resize(std::min<qsizetype>(next.size(), MostSorters - 1));
    next += sorter;
    return next;
}

void IdentityHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const ThemeColors& colors = themeColors(palette());
    painter->save();
    painter->fillRect(rect, palette().color(QPalette::Window));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colors.separator);
    if (section == 0) {
        QStyleOptionViewItem box;
        box.palette = palette();
        box.rect = QRect(0, 0, 16, 16);
        box.rect.moveCenter(rect.center());
        box.state = isEnabled() ? QStyle::State_Enabled : QStyle::State_None;
        if (m_tick == Qt::Checked)
            box.state |= QStyle::State_On;
        else
            box.state
                |= m_tick == Qt::PartiallyChecked ? QStyle::State_NoChange : QStyle::State_Off;
        style()->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &box, painter, this);
        painter->restore();
        return;
    }
    painter->fillRect(QRect(rect.right(), rect.top() + 5, 1, rect.height() - 10), colors.separator);
    const IdentityColumn& column = m_table.columns().at(section);
    const QStringList& sorters = m_table.query().sorters;
    QRect place = rect.adjusted(8, 0, -8, 0);
    if (!column.sorter().isEmpty()) {
        const qsizetype up = sorters.indexOf(column.sorter());
        const qsizetype down = sorters.indexOf(u'-' + column.sorter());
        if (up >= 0 || down >= 0) {
            const int side = 14;
            paintIcon(*painter,
                QRect(place.right() - side + 4, rect.center().y() - side / 2 + 1, side, side),
                up >= 0 ? u"chevron-up"_s : u"chevron-down"_s, palette().color(QPalette::Text));
            place.adjust(0, 0, -side, 0);
            if (sorters.size() > 1) {
                // Which key comes first is part of the order.
                painter->setPen(colors.secondaryText);
                const QString level = QString::number(std::max(up, down) + 1);
                painter->drawText(place, Qt::AlignVCenter | Qt::AlignRight, level);
                place.adjust(0, 0, -painter->fontMetrics().horizontalAdvance(level) - 2, 0);
            }
        }
    }
    painter->setPen(palette().color(QPalette::WindowText));
    const QString title = model()->headerData(section, Qt::Horizontal).toString();
    painter->drawText(place,
        static_cast<int>(column.alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(title, Qt::ElideRight, place.width()));
    painter->restore();
}

void IdentityHeader::mouseReleaseEvent(QMouseEvent* event)
{
    const bool onTick = logicalIndexAt(event->position().toPoint()) == 0;
    QHeaderView::mouseReleaseEvent(event);
    if (onTick && event->button() == Qt::LeftButton)
        emit tickClicked();
}

void IdentityHeader::contextMenuEvent(QContextMenuEvent* event)
{
    event->accept();
    emit columnsRequested();
}

} // namespace ic
