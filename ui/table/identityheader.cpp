#include "ui/table/identityheader.h"

#include "ui/parts/actionrefusal.h"
#include "ui/parts/controlpainter.h"
#include "ui/parts/icons.h"
#include "ui/parts/notices.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"
#include "ui/table/frozencolumns.h"

#include "models/table/identitytablemodel.h"

#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOption>
#include <QToolTip>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {
constexpr int MostSorters = 2; // more than that the name settles
constexpr int MostSortersOfSnapshot = 4;
} // namespace

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
    const QString sorter = sorterOf(column);
    if (sorter.isEmpty()) {
        const QString hint = column.headerHint(isOfSnapshot());
        const QPoint at = mapToGlobal(QPoint(sectionViewportPosition(section), height()));
        QToolTip::showText(at, toolTipText(hint), this);
        m_notices.say(hint);
        return;
    }
    const bool further = QGuiApplication::keyboardModifiers() & Qt::ShiftModifier;
    sort(nextSorters(sorter, further));
}

bool IdentityHeader::isOfSnapshot() const
{
    return m_table.query().snapshot != nullptr;
}

QString IdentityHeader::sorterOf(const IdentityColumn& column) const
{
    return column.sorter(isOfSnapshot());
}

void IdentityHeader::sort(const QStringList& sorters)
{
    IdentityQuery query = m_table.query();
    if (!query.isOneList()) {
        m_notices.say(tr("More than 100 selected identities cannot be sorted by the tenant."));
        return;
    }
    query.sorters = sorters;
    m_table.setQuery(query);
}

bool IdentityHeader::isFrozenAt(int x) const
{
    return m_frozen != nullptr && m_frozen->isActive() && m_frozen->columnAt(x) >= 0;
}

int IdentityHeader::sectionAt(int x) const
{
    return isFrozenAt(x) ? m_frozen->columnAt(x) : logicalIndexAt(x);
}

void IdentityHeader::paintEvent(QPaintEvent* event)
{
    QHeaderView::paintEvent(event);
    if (m_frozen == nullptr || !m_frozen->isActive())
        return;
    QPainter painter(viewport());
    for (const int section : m_frozen->columns()) {
        paintSection(
            &painter, QRect(m_frozen->left(section), 0, sectionSize(section), height()), section);
    }
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
    const qsizetype most = isOfSnapshot() ? MostSortersOfSnapshot : MostSorters;
    next.resize(std::min<qsizetype>(next.size(), most - 1));
    next += sorter;
    return next;
}

void IdentityHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const ThemeColors& colors = themeColors(palette());
    painter->save();
    paintHeaderSection(*painter, rect, palette(), section == 0);
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
    const IdentityColumn& column = m_table.columns().at(section);
    const QStringList& sorters = m_table.query().sorters;
    QRect place = rect.adjusted(8, 0, -8, 0);
    if (const QString sorter = sorterOf(column); !sorter.isEmpty()) {
        const qsizetype up = sorters.indexOf(sorter);
        const qsizetype down = sorters.indexOf(u'-' + sorter);
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

void IdentityHeader::mousePressEvent(QMouseEvent* event)
{
    const int x = event->position().toPoint().x();
    m_frozenPressed = isFrozenAt(x) ? sectionAt(x) : -1;
    if (m_frozenPressed < 0) // else Qt would take it for the section beneath
        QHeaderView::mousePressEvent(event);
}

void IdentityHeader::mouseMoveEvent(QMouseEvent* event)
{
    if (m_frozenPressed < 0 && !isFrozenAt(event->position().toPoint().x()))
        QHeaderView::mouseMoveEvent(event);
}

void IdentityHeader::mouseReleaseEvent(QMouseEvent* event)
{
    const int section = sectionAt(event->position().toPoint().x());
    const int pressed = std::exchange(m_frozenPressed, -1);
    if (pressed < 0)
        QHeaderView::mouseReleaseEvent(event);
    else if (pressed == section && event->button() == Qt::LeftButton)
        onSectionClicked(section);
    if (section == 0 && event->button() == Qt::LeftButton)
        emit tickClicked();
}

void IdentityHeader::addSorting(QMenu& menu, const IdentityColumn& column)
{
    const QString first = m_table.query().sorters.value(0);
    const QString sorter = sorterOf(column);
    const bool isFirst = first == sorter || first == u'-' + sorter;
    const auto add = [&](const QString& text, const QStringList& sorters, bool can) {
        QAction* action = menu.addAction(text, this, [this, sorters] { sort(sorters); });
        action->setEnabled(can && !sorter.isEmpty());
        if (sorter.isEmpty())
            action->setToolTip(toolTipText(column.headerHint(isOfSnapshot())));
    };
    add(tr("Sort ascending"), { sorter }, true);
    add(tr("Sort descending"), { u'-' + sorter }, true);
    add(tr("Then by this, ascending"), { first, sorter }, !first.isEmpty() && !isFirst);
    add(tr("Then by this, descending"), { first, u'-' + sorter }, !first.isEmpty() && !isFirst);
}

void IdentityHeader::addAnalysis(QMenu& menu, int section)
{
    const auto add = [&](const QString& text, auto signal) {
        QAction* action
            = menu.addAction(text, this, [this, section, signal] { emit(this->*signal)(section); });
        const bool isValue = !sorterOf(m_table.columns().at(section)).isEmpty();
        setRefusal(*action,
            !isOfSnapshot() ? tr("The tenant cannot be asked that. Take a snapshot first.")
                : isValue   ? QString()
                            : tr("It says nothing of the identities themselves."));
    };
    add(tr("Group by this column"), &IdentityHeader::groupRequested);
    add(tr("Show duplicates"), &IdentityHeader::duplicatesRequested);
}

void IdentityHeader::contextMenuEvent(QContextMenuEvent* event)
{
    event->accept();
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"headerMenu"_s);
    menu->setToolTipsVisible(true);
    const int section = sectionAt(event->pos().x());
    if (section > 0) {
        addSorting(*menu, m_table.columns().at(section));
        menu->addSeparator();
        addAnalysis(*menu, section);
        menu->addSeparator();
        menu->addAction(tr("Hide column"), this, [this, section] { emit hideRequested(section); });
        menu->addAction(tr("Fit width"), this, [this, section] { emit fitRequested(section); });
        const int wanted = visualIndex(section);
        QAction* freeze = menu->addAction(
            tr("Keep in sight up to here"), this, [this, wanted] { m_frozen->setCount(wanted); });
        freeze->setEnabled(m_frozen->count() != wanted);
        QAction* free = menu->addAction(
            tr("Keep only the ticks in sight"), this, [this] { m_frozen->setCount(0); });
        free->setEnabled(m_frozen->count() > 0);
        menu->addSeparator();
    }
    menu->addAction(
        ic::icon(u"columns-3"_s), tr("Columns…"), this, &IdentityHeader::columnsRequested);
    menu->popup(event->globalPos());
}

} // namespace ic
