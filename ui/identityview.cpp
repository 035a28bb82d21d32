#include "ui/identityview.h"

#include "ui/identitydelegate.h"
#include "ui/identityheader.h"
#include "ui/text.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {
constexpr int EmailColumn = 3; // takes the width that is left over
}

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
    verticalHeader()->setDefaultSectionSize(RowHeight);
    verticalHeader()->setMinimumSectionSize(RowHeight);
    for (int i = 0; i < model.columns().size(); ++i) {
        const IdentityColumn& column = model.columns().at(i);
        setColumnWidth(i, column.width);
        setColumnHidden(i, !column.shown);
        m_header->setSectionResizeMode(
            i, column.kind == IdentityColumn::Kind::Tick ? QHeaderView::Fixed
                                                         : QHeaderView::Interactive);
    }
    connect(m_header, &QHeaderView::sectionClicked, this, &IdentityView::onHeaderClicked);
    connect(m_header, &IdentityHeader::tickClicked, this, &IdentityView::tickRowsOnScreen);
    connect(&model, &IdentityTableModel::stateChanged, this, [this] {
        m_header->setSorters(m_model.query().sorters);
        reportVisibleRows();
        setAccessibleName(u"Identities, %1 rows"_s.arg(m_model.rowCount()));
    });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_anchor = -1;
        reportVisibleRows();
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
    int others = 0;
    for (int i = 0; i < m_model.columnCount(); ++i) {
        if (i != EmailColumn && !isColumnHidden(i))
            others += columnWidth(i);
    }
    setColumnWidth(EmailColumn, std::max(120, viewport()->width() - others));
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
    if (ticked == 0)
        m_header->setTickState(Qt::Unchecked);
    else
        m_header->setTickState(ticked == ids.size() ? Qt::Checked : Qt::PartiallyChecked);
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
    m_anchor = index.row();
    QTableView::mousePressEvent(event);
}

void IdentityView::keyPressEvent(QKeyEvent* event)
{
    const int row = currentIndex().row();
    if (event->key() == Qt::Key_Space && row >= 0) {
        tick(row);
        m_anchor = row;
        return;
    }
    const bool arrows = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    if (arrows && (event->modifiers() & Qt::ShiftModifier) && row >= 0) {
        const int next = std::clamp(
            row + (event->key() == Qt::Key_Down ? 1 : -1), 0, m_model.rowCount() - 1);
        m_selection.setSelected({ m_model.idAt(row), m_model.idAt(next) }, true);
        setCurrentIndex(m_model.index(next, 1));
        return;
    }
    QTableView::keyPressEvent(event);
}

void IdentityView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row() || !current.isValid())
        emit currentIdentityChanged(current.isValid() ? current.row() : -1);
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
    const bool ascending = m_model.query().sorters.value(0) == column.sorter();
    emit sortRequested({ ascending ? u'-' + column.sorter() : column.sorter() });
}

void IdentityView::tick(int row)
{
    const IdentityId id = m_model.idAt(row);
    if (!id.isEmpty() && !m_selection.toggle(id))
        emit notice(u"Another view is selected as a whole. Clear the selection first."_s);
}

void IdentityView::tickRange(int row)
{
    const int from = m_anchor >= 0 ? m_anchor : std::max(0, currentIndex().row());
    QList<IdentityId> ids;
    for (int i = std::min(from, row); i <= std::max(from, row); ++i) {
        const IdentityId id = m_model.idAt(i);
        if (id.isEmpty()) {
            // Ticking only what happens to be loaded would act on the wrong people.
            emit notice(u"Rows %1 to %2 are not all loaded, so nothing was selected. Use a filter "
                        "and select all matching instead."_s.arg(
                            numberText(std::min(from, row) + 1),
                            numberText(std::max(from, row) + 1)));
            return;
        }
        ids += id;
    }
    if (!m_selection.setSelected(ids, true))
        emit notice(u"Another view is selected as a whole. Clear the selection first."_s);
}

} // namespace ic
