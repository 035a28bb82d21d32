#include "ui/identityview.h"

#include "ui/fixedkeys.h"
#include "ui/identitydelegate.h"
#include "ui/identityheader.h"

#include <QGuiApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QItemSelectionModel>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {
constexpr int EmailColumn = 3; // takes the width that is left over
constexpr int SmallestEmail = 112;
constexpr int MostSorters = 2;

int heightOf(Density density)
{
    switch (density) {
    case Density::Compact:
        return 24;
    case Density::Normal:
        return 26;
    case Density::Comfortable:
        return 32;
    }
    Q_UNREACHABLE();
}

} // namespace

IdentityView::IdentityView(
    IdentityTableModel& model, SelectionStore& selection, QWidget* parent)
    : QTableView(parent)
    , m_model(model)
    , m_selection(selection)
    , m_header(new IdentityHeader(this))
{
    setHorizontalHeader(m_header);
    setModel(&model);
    setItemDelegate(new IdentityDelegate(this));
    setSelectionMode(SingleSelection);
    setSelectionBehavior(SelectRows);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(NoFrame);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setAccessibleName(u"Identities"_s);
    setObjectName(u"identities"_s);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(heightOf(Density::Compact));
    setDensity(Density::Normal);
    for (int i = 0; i < model.columns().size(); ++i) {
        const IdentityColumn& column = model.columns().at(i);
        setColumnWidth(i, column.width);
        setColumnHidden(i, !column.shown);
        m_header->setSectionResizeMode(
            i, column.kind == IdentityColumn::Kind::Tick ? QHeaderView::Fixed
                                                         : QHeaderView::Interactive);
    }
    const auto arranged = [this] {
        if (!m_arranging)
            emit columnsChanged();
    };
    connect(m_header, &QHeaderView::sectionMoved, this, arranged);
    connect(m_header, &QHeaderView::sectionResized, this, arranged);
    connect(m_header, &IdentityHeader::columnsRequested, this,
        &IdentityView::columnChooserRequested);
    connect(m_header, &QHeaderView::sectionClicked, this, &IdentityView::onHeaderClicked);
    connect(m_header, &IdentityHeader::tickClicked, this, &IdentityView::tickRowsOnScreen);
    connect(&model, &IdentityTableModel::stateChanged, this, [this] {
        m_header->setSorters(m_model.query().sorters);
        reportVisibleRows();
        followCurrentIdentity();
        setAccessibleName(u"Identities, %1 rows"_s.arg(m_model.rowCount()));
    });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_anchor = -1;
        m_current = IdentityId();
        reportVisibleRows();
        emit currentIdentityChanged();
    });
    connect(&m_selection, &SelectionStore::changed, this, &IdentityView::updateTickState);
}

QList<IdentityId> IdentityView::idsOnScreen() const
{
    QList<IdentityId> ids;
    if (m_model.rowCount() == 0)
        return ids;
    const int first = std::max(0, rowAt(0));
    int last = rowAt(viewport()->height() - 1);
    // A row that is cut off cannot be read, so nobody means it.
    if (last > first && rowViewportPosition(last) + rowHeight(last) > viewport()->height())
        --last;
    if (last < 0)
        last = m_model.rowCount() - 1;
    for (int row = first; row <= last; ++row) {
        const IdentityId id = m_model.idAt(row);
        if (!id.isEmpty())
            ids += id;
    }
    return ids;
}

void IdentityView::tickRowsOnScreen()
{
    const QList<IdentityId> ids = idsOnScreen();
    const bool all = !ids.isEmpty() && std::all_of(ids.cbegin(), ids.cend(), [this](const auto& id) {
        return m_selection.isSelected(id);
    });
    if (!m_selection.setSelected(ids, !all))
        emit notice(u"Another view is selected as a whole. Clear the selection first."_s);
}

void IdentityView::invertRowsOnScreen()
{
    QList<IdentityId> on;
    QList<IdentityId> off;
    for (const IdentityId& id : idsOnScreen())
        (m_selection.isSelected(id) ? off : on) += id;
    m_selection.setSelected(on, true);
    m_selection.setSelected(off, false);
}

void IdentityView::keyboardSearch(const QString&)
{
    // Qt would walk every row, loaded or not. Quick search is the way to find somebody.
}

void IdentityView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
    reportVisibleRows();
}

void IdentityView::fitColumns()
{
    if (isColumnHidden(EmailColumn))
        return;
    const bool outer = std::exchange(m_arranging, true);
    int others = 0;
    for (int i = 0; i < m_model.columnCount(); ++i) {
        if (i != EmailColumn && !isColumnHidden(i))
            others += columnWidth(i);
    }
    setColumnWidth(EmailColumn, std::max(SmallestEmail, viewport()->width() - others));
    m_arranging = outer;
}

void IdentityView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (dy != 0)
        reportVisibleRows();
}

void IdentityView::reportVisibleRows()
{
    if (m_model.rowCount() == 0)
        return;
    const int first = std::max(0, rowAt(0));
    int last = rowAt(viewport()->height() - 1);
    if (last < 0)
        last = m_model.rowCount() - 1;
    m_model.setVisibleRows(first, last);
    updateTickState();
}

void IdentityView::updateTickState()
{
    const QList<IdentityId> ids = idsOnScreen();
    const auto ticked = std::count_if(
        ids.cbegin(), ids.cend(), [this](const auto& id) { return m_selection.isSelected(id); });
    Qt::CheckState state = Qt::Unchecked;
    if (ticked > 0)
        state = ticked == ids.size() ? Qt::Checked : Qt::PartiallyChecked;
    m_header->setTickState(state);
    emit screenStateChanged(state, static_cast<int>(ids.size()));
}

void IdentityView::mousePressEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || !index.isValid()) {
        QTableView::mousePressEvent(event);
        return;
    }
    if (event->modifiers() & Qt::ShiftModifier) {
        tickRange(index.row());
        return;
    }
    if (index.column() == 0 || (event->modifiers() & Qt::ControlModifier)) {
        tick(index.row());
        m_anchor = index.row();
        return;
    }
    if (retryRow(index.row()))
        return;
    m_anchor = index.row();
    QTableView::mousePressEvent(event);
}

void IdentityView::keyPressEvent(QKeyEvent* event)
{
    const int row = currentIndex().row();
    if (isFixedKey(*event, FixedKey::Tick) && row >= 0) {
        tick(row);
        m_anchor = row;
        return;
    }
    if (isFixedKey(*event, FixedKey::TickOnTheWay) && row >= 0 && moveWithShift(event->key()))
        return;
    if (isFixedKey(*event, FixedKey::LoadAgain) && row >= 0 && retryRow(row))
        return;
    if (isFixedKey(*event, FixedKey::FirstOrLastRow) && m_model.rowCount() > 0) {
        // Qt would move within the row, where there is nothing to move to.
        setCurrentIndex(
            m_model.index(event->key() == Qt::Key_Home ? 0 : m_model.rowCount() - 1, 1));
        return;
    }
    QTableView::keyPressEvent(event);
}

/// The keys that move, with Shift: tick on the way.
bool IdentityView::moveWithShift(int key)
{
    const int row = currentIndex().row();
    const int last = m_model.rowCount() - 1;
    const int page
        = std::max(1, viewport()->height() / verticalHeader()->defaultSectionSize() - 1);
    int next = row;
    switch (key) {
    case Qt::Key_Up:
        next = row - 1;
        break;
    case Qt::Key_Down:
        next = row + 1;
        break;
    case Qt::Key_PageUp:
        next = row - page;
        break;
    case Qt::Key_PageDown:
        next = row + page;
        break;
    case Qt::Key_Home:
        next = 0;
        break;
    case Qt::Key_End:
        next = last;
        break;
    default:
        return false;
    }
    if (m_anchor < 0)
        m_anchor = row;
    next = std::clamp(next, 0, last);
    setCurrentIndex(m_model.index(next, 1));
    tickRange(next);
    return true;
}

/// Asks for the page of a row that failed; false if the row is fine.
bool IdentityView::retryRow(int row)
{
    const QModelIndex index = m_model.index(row, 1);
    if (index.data(IdentityTableModel::IdentityIdRole).toString().isEmpty()
        && !index.data(IdentityTableModel::FailureRole).toString().isEmpty()) {
        m_model.retryFailed();
        return true;
    }
    return false;
}

void IdentityView::focusInEvent(QFocusEvent* event)
{
    const Qt::FocusReason reason = event->reason();
    const bool byKey = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason
        || reason == Qt::ShortcutFocusReason;
    if (!byKey && !currentIndex().isValid()) {
        // Qt would make the first row current: nobody is opened who was not asked for.
        QAbstractScrollArea::focusInEvent(event);
        viewport()->update();
        return;
    }
    QTableView::focusInEvent(event);
    // Qt makes a row current without marking it; what is open must be what is marked.
    if (currentIndex().isValid() && !selectionModel()->isRowSelected(currentIndex().row()))
        selectRow(currentIndex().row());
    viewport()->update();
}

void IdentityView::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid() || m_model.identityAt(index.row()) == nullptr)
        return;
    emit menuRequested(index,
        byKey ? viewport()->mapToGlobal(visualRect(index).bottomLeft()) : event->globalPos());
}

void IdentityView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() == previous.row() && current.isValid())
        return;
    m_current = current.isValid() ? m_model.idAt(current.row()) : IdentityId();
    emit currentIdentityChanged();
}

/// Rows move when the list is asked for anew. The mark follows its identity, and where that is not
/// to be seen any more, nobody is marked: never somebody else.
void IdentityView::followCurrentIdentity()
{
    if (!currentIndex().isValid())
        return;
    const IdentityId there = m_model.idAt(currentIndex().row());
    if (there.isEmpty() || there == m_current)
        return;
    if (m_current.isEmpty()) {
        // The row was not loaded when it became current.
        m_current = there;
        emit currentIdentityChanged();
        return;
    }
    const int row = m_model.loadedRowOf(m_current);
    const QSignalBlocker block(this); // the identity stays the same
    const IdentityId keep = m_current;
    if (row >= 0) {
        setCurrentIndex(m_model.index(row, 1));
        selectRow(row);
        m_current = keep;
        return;
    }
    clearSelection();
    setCurrentIndex(QModelIndex());
    m_current = IdentityId();
}

void IdentityView::onHeaderClicked(int section)
{
    const IdentityColumn& column = m_model.columns().at(section);
    if (column.kind == IdentityColumn::Kind::Tick)
        return;
    if (column.sorter().isEmpty()) {
        const QPoint at = m_header->mapToGlobal(
            QPoint(m_header->sectionViewportPosition(section), m_header->height()));
        QToolTip::showText(at, column.headerToolTip.toHtmlEscaped(), m_header);
        emit notice(column.headerToolTip);
        return;
    }
    const bool further = QGuiApplication::keyboardModifiers() & Qt::ShiftModifier;
    emit sortRequested(nextSorters(column.sorter(), further));
}

/// A click sorts by this column alone, again in reverse; with Shift the column becomes the second
/// key, or turns round where it is.
QStringList IdentityView::nextSorters(const QString& sorter, bool further) const
{
    const QStringList now = m_model.query().sorters;
    const auto reversed = [&](const QString& present) {
        return present == sorter ? u'-' + sorter : sorter;
    };
    const auto isThis = [&](const QString& present) {
        return present == sorter || present == u'-' + sorter;
    };
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

QString densityWord(Density density)
{
    switch (density) {
    case Density::Compact:
        return u"compact"_s;
    case Density::Normal:
        return u"normal"_s;
    case Density::Comfortable:
        return u"comfortable"_s;
    }
    Q_UNREACHABLE();
}

Density densityFromWord(const QString& word)
{
    for (const Density density : { Density::Compact, Density::Comfortable }) {
        if (densityWord(density) == word)
            return density;
    }
    return Density::Normal;
}

void IdentityView::setDensity(Density density)
{
    verticalHeader()->setDefaultSectionSize(heightOf(density));
    reportVisibleRows();
}

void IdentityView::setDateStyle(DateStyle dates)
{
    m_model.setDateStyle(dates);
    const int wide = fontMetrics().horizontalAdvance(u"30 Nov 2026 00:00"_s) + 20;
    for (int i = 0; i < m_model.columnCount(); ++i) {
        const IdentityColumn& column = m_model.columns().at(i);
        if (column.kind != IdentityColumn::Kind::Time || isColumnHidden(i))
            continue;
        // A width that a person chose stays where it can.
        if (dates == DateStyle::Absolute)
            setColumnWidth(i, std::max(columnWidth(i), wide));
        else if (columnWidth(i) == wide)
            setColumnWidth(i, column.width);
    }
    fitColumns();
}

QList<ColumnChoice> IdentityView::columnChoices() const
{
    QList<ColumnChoice> choices;
    for (int visual = 1; visual < m_header->count(); ++visual) {
        const int logical = m_header->logicalIndex(visual);
        const IdentityColumn& column = m_model.columns().at(logical);
        choices += { .key = column.key,
            .title = column.title,
            .width = isColumnHidden(logical) ? column.width : columnWidth(logical),
            .shown = !isColumnHidden(logical),
            .attribute = column.attribute };
    }
    return choices;
}

void IdentityView::applyColumnChoices(const QList<ColumnChoice>& choices)
{
    m_arranging = true;
    QSet<QString> wanted;
    for (const ColumnChoice& choice : choices) {
        wanted.insert(choice.key);
        if (!choice.attribute.isEmpty())
            m_model.addAttributeColumn(choice.attribute);
    }
    const QList<IdentityColumn> present = m_model.columns();
    for (const IdentityColumn& column : present) {
        if (!column.attribute.isEmpty() && !wanted.contains(column.key))
            m_model.removeAttributeColumn(column.attribute);
    }
    int visual = 1;
    for (const ColumnChoice& choice : choices) {
        const int logical = m_model.columnOfKey(choice.key);
        if (logical <= 0)
            continue; // a column of another version
        m_header->moveSection(m_header->visualIndex(logical), visual++);
        setColumnHidden(logical, !choice.shown);
        if (choice.shown)
            setColumnWidth(logical, std::clamp(choice.width, 40, 1200));
    }
    for (int logical = 1; logical < m_model.columnCount(); ++logical) {
        if (!wanted.contains(m_model.columns().at(logical).key))
            setColumnHidden(logical, true);
    }
    fitColumns();
    m_arranging = false;
    emit columnsChanged();
}

void IdentityView::tick(int row)
{
    const IdentityId id = m_model.idAt(row);
    if (id.isEmpty() && m_model.identityAt(row) != nullptr)
        emit notice(u"This row has no id and cannot be selected."_s);
    else if (!id.isEmpty() && !m_selection.toggle(id))
        emit notice(u"Another view is selected as a whole. Clear the selection first."_s);
}

void IdentityView::tickRange(int row)
{
    const int from = m_anchor >= 0 ? m_anchor : std::max(0, currentIndex().row());
    const int first = std::min(from, row);
    const int last = std::max(from, row);
    if (!m_selection.knows()) {
        emit notice(u"Another view is selected as a whole. Clear the selection first."_s);
        return;
    }
    QList<IdentityId> ids;
    for (int i = first; i <= last; ++i) {
        const IdentityId id = m_model.idAt(i);
        if (m_model.identityAt(i) == nullptr) {
            // Ticking only what happens to be loaded would act on the wrong people.
            emit rangeRequested(first, last);
            return;
        }
        if (!id.isEmpty())
            ids += id;
    }
    m_selection.setSelected(ids, true);
    if (const qsizetype nobody = last - first + 1 - ids.size(); nobody > 0) {
        emit notice(nobody == 1 ? u"1 row has no id and cannot be selected."_s
                                : u"%1 rows have no id and cannot be selected."_s.arg(nobody));
    }
}

} // namespace ic
