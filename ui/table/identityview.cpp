#include "ui/table/identityview.h"

#include "ui/parts/agetimer.h"
#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"
#include "ui/table/identitydelegate.h"
#include "ui/table/identityheader.h"
#include "ui/window/fixedkeys.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// The view as it is before it has columns of its own.
QTableView& prepared(QTableView& view, IdentityHeader* header, IdentityTableModel& model)
{
    view.setHorizontalHeader(header);
    view.setModel(&model);
    return view;
}

} // namespace

IdentityView::IdentityView(IdentityTableModel& model, SelectionStore& selection, ApiClient& client,
    Settings& settings, Notices& notices, QWidget* parent)
    : QTableView(parent)
    , m_model(model)
    , m_header(new IdentityHeader(model, notices, this))
    , m_ticks(prepared(*this, m_header, model), model, selection, client, notices)
    , m_frozen(*this, settings)
    , m_columns(*this, model, settings)
    , m_refresh(icon(u"refresh-cw"_s), tr("Refresh"), this)
    , m_copy(*this, model, selection, client, settings, notices)
{
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
    setAccessibleName(tr("Identities"));
    setObjectName(u"identities"_s);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(heightOf(Density::Compact));
    setDensity(Density::Normal);
    m_rest.setSingleShot(true);
    m_rest.setInterval(RestMs);
    m_rest.setObjectName(u"scrollRest"_s);
    m_rest.setParent(this); // found there by its name
    connect(&m_rest, &QTimer::timeout, this, &IdentityView::wishForVisibleRows);
    connect(verticalScrollBar(), &QScrollBar::sliderReleased, this, [this] {
        wishForVisibleRows();
        emit m_model.hurried();
    });
    new AgeTimer(this, [this] { viewport()->update(); });
    m_refresh.setShortcut(Qt::Key_F5);
    connect(&m_refresh, &QAction::triggered, &m_model, &IdentityTableModel::refresh);
    followModel();
    connect(qApp, &QApplication::focusChanged, &m_focusWatch,
        [this](QWidget*, QWidget* now) { m_focusBefore = now; });
    connect(m_header, &IdentityHeader::tickClicked, &m_ticks, &RowTicks::toggleScreen);
    m_header->setFrozen(&m_frozen);
    connect(m_header, &IdentityHeader::columnsRequested, &m_columns, &TableColumns::choose);
    connect(m_header, &IdentityHeader::hideRequested, this,
        [this](int column) { m_columns.setShown(m_model.columns().at(column).key, false); });
    connect(m_header, &IdentityHeader::fitRequested, &m_columns, &TableColumns::fitWidth);
    disconnect(m_header, &QHeaderView::sectionHandleDoubleClicked, this, nullptr);
    connect(
        m_header, &QHeaderView::sectionHandleDoubleClicked, &m_columns, &TableColumns::fitWidth);
    connect(&m_ticks, &RowTicks::screenChanged, m_header, &IdentityHeader::setTickState);
}

void IdentityView::followModel()
{
    connect(&m_model, &IdentityTableModel::stateChanged, this, [this] {
        reportVisibleRows();
        followCurrentIdentity();
        setAccessibleName(tr("Identities, %Ln rows", "Identities, %Ln row", m_model.rowCount()));
    });
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] {
        m_current = IdentityId();
        reportVisibleRows();
        emit currentIdentityChanged();
    });
}

const Identity* IdentityView::currentIdentity() const
{
    // By id, not by row: between a refresh and its answers the rows may be other people's.
    const int row = currentIndex().row();
    const Identity* identity = row < 0 ? nullptr : m_model.identityAt(row);
    return identity != nullptr && identity->id == m_current ? identity : nullptr;
}

void IdentityView::setColouring(const RowColouring* colouring)
{
    static_cast<IdentityDelegate*>(itemDelegate())->setColouring(colouring);
}

void IdentityView::setDensity(Density density)
{
    verticalHeader()->setDefaultSectionSize(heightOf(density));
    reportVisibleRows();
}

void IdentityView::setMark(const QString& text)
{
    static_cast<IdentityDelegate*>(itemDelegate())->setMark(text);
    viewport()->update();
}

void IdentityView::keyboardSearch(const QString&)
{
    // Qt would walk every row, loaded or not. Quick search is the way to find somebody.
}

void IdentityView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    m_columns.fit();
    reportVisibleRows();
}

void IdentityView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    // What stays in sight, and what the first row says of a failed page, does not move along.
    if (dx != 0 || m_model.hasFailedPages())
        viewport()->update();
    if (dx != 0)
        m_header->viewport()->update();
    if (dy != 0)
        reportVisibleRows();
}

QModelIndex IdentityView::indexAt(const QPoint& point) const
{
    if (m_frozen.isActive()) {
        if (const int column = m_frozen.columnAt(point.x()); column >= 0)
            return m_model.index(rowAt(point.y()), column);
    }
    return QTableView::indexAt(point);
}

QRect IdentityView::visualRect(const QModelIndex& index) const
{
    QRect rect = QTableView::visualRect(index);
    if (m_frozen.isActive() && index.isValid() && m_frozen.holds(index.column()))
        rect.moveLeft(m_frozen.left(index.column()));
    return rect;
}

void IdentityView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    const int sideways = horizontalScrollBar()->value();
    QTableView::scrollTo(index, hint);
    if (index.isValid() && m_frozen.holds(index.column()))
        horizontalScrollBar()->setValue(sideways); // it is in sight as it is
}

void IdentityView::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    QPainter painter(viewport());
    if (m_frozen.isActive()) {
        QStyleOptionViewItem option;
        initViewItemOption(&option);
        m_frozen.paint(painter, option);
    }
    paintRing(painter);
}

/// Of the keyboard's focus, round the whole row.
void IdentityView::paintRing(QPainter& painter)
{
    const int row = currentIndex().row();
    if (row < 0 || !hasFocus() || !selectionModel()->isRowSelected(row))
        return;
    const int width = std::min(viewport()->width(), m_header->length());
    const int left = isRightToLeft() ? viewport()->width() - width : 0;
    const QRect ring(left, rowViewportPosition(row), width, rowHeight(row));
    painter.setPen(
        QPen(themeColors(palette()).accent, 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawRect(ring.adjusted(1, 1, -1, -1));
}

void IdentityView::reportVisibleRows()
{
    if (m_model.rowCount() == 0)
        return;
    if (verticalScrollBar()->isSliderDown())
        m_rest.start();
    else
        wishForVisibleRows();
    m_ticks.reportScreen();
}

void IdentityView::wishForVisibleRows()
{
    m_rest.stop();
    if (m_model.rowCount() == 0)
        return;
    const int first = std::max(0, rowAt(0));
    int last = rowAt(viewport()->height() - 1);
    if (last < 0)
        last = m_model.rowCount() - 1;
    m_model.setVisibleRows(first, last);
}

void IdentityView::mousePressEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || !index.isValid()) {
        QTableView::mousePressEvent(event);
        return;
    }
    if (event->modifiers() & Qt::ShiftModifier) {
        m_ticks.extendTo(index.row(), std::max(0, currentIndex().row()));
        return;
    }
    if (index.column() == 0 || (event->modifiers() & Qt::ControlModifier)) {
        m_ticks.toggle(index.row());
        return;
    }
    if (retryRow(index.row()))
        return;
    m_ticks.beginAt(index.row());
    QTableView::mousePressEvent(event);
}

void IdentityView::keyPressEvent(QKeyEvent* event)
{
    const int row = currentIndex().row();
    if (isFixedKey(*event, FixedKey::Tick) && row >= 0) {
        m_ticks.toggle(row);
        return;
    }
    if (isFixedKey(*event, FixedKey::TickOnTheWay) && row >= 0 && moveWithShift(event->key()))
        return;
    if (isFixedKey(*event, FixedKey::LoadAgain) && row >= 0 && retryRow(row))
        return;
    if (isFixedKey(*event, FixedKey::ClearSearch)) {
        emit searchCleared();
        return;
    }
    if (isFixedKey(*event, FixedKey::FirstOrLastRow) && m_model.rowCount() > 0) {
        // Qt would move within the row, where there is nothing to move to.
        setCurrentIndex(
            m_model.index(event->key() == Qt::Key_Home ? 0 : m_model.rowCount() - 1, 1));
        emit m_model.hurried();
        return;
    }
    QTableView::keyPressEvent(event);
}

/// From the row that was ticked last where no row is current yet, not from the top of the list.
QModelIndex IdentityView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int ticked = m_ticks.beginning();
    if (!currentIndex().isValid() && ticked >= 0 && (action == MoveDown || action == MoveUp)) {
        const int row = action == MoveDown ? ticked + 1 : ticked - 1;
        return m_model.index(std::clamp(row, 0, m_model.rowCount() - 1), 1);
    }
    return QTableView::moveCursor(action, modifiers);
}

/// The keys that move, with Shift: tick on the way.
bool IdentityView::moveWithShift(int key)
{
    const int row = currentIndex().row();
    const int last = m_model.rowCount() - 1;
    const int page = std::max(1, viewport()->height() / verticalHeader()->defaultSectionSize() - 1);
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
    next = std::clamp(next, 0, last);
    setCurrentIndex(m_model.index(next, 1));
    m_ticks.extendTo(next, row);
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
    // Qt hands the focus on as the key Tab does when who had it is hidden.
    const bool byKey = reason == Qt::ShortcutFocusReason
        || ((reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason)
            && m_focusBefore != nullptr && m_focusBefore->isVisible());
    if (!byKey && !currentIndex().isValid()) {
        // Qt would make the first row current: nobody is opened who was not asked for.
        QAbstractScrollArea::focusInEvent(event);
        viewport()->update();
        return;
    }
    QTableView::focusInEvent(event);
    // Qt makes a row current without marking it; what is open must be what is marked.
    if (currentIndex().isValid() && !selectionModel()->isRowSelected(currentIndex().row()))
        selectionModel()->select(
            currentIndex(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
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
        setCurrentIndex(m_model.index(row, 1)); // and selects it
        m_current = keep;
        return;
    }
    clearSelection();
    setCurrentIndex(QModelIndex());
    m_current = IdentityId();
}

} // namespace ic
