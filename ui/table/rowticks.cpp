#include "ui/table/rowticks.h"

#include "ui/parts/actionrefusal.h"
#include "ui/parts/notices.h"

#include "base/wording.h"

#include <QTableView>

#include <algorithm>

namespace ic {

RowTicks::RowTicks(QTableView& view, IdentityTableModel& model, SelectionStore& selection,
    ApiClient& client, Notices& notices)
    : QObject(&view)
    , m_view(view)
    , m_model(model)
    , m_selection(selection)
    , m_notices(notices)
    , m_range(client, IdentityReading::Detail::Id)
    , m_selectAll(tr("Rows on screen, then all matching"), this)
    , m_selectNone(tr("None", "selection"), this)
{
    m_selectAll.setShortcut(QKeySequence::SelectAll);
    m_selectNone.setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_A);
    connect(&m_selectAll, &QAction::triggered, this, &RowTicks::selectAll);
    connect(&m_selectNone, &QAction::triggered, this, &RowTicks::selectNone);
    connect(&selection, &SelectionStore::changed, this, [this] {
        reportScreen();
        updateActions();
    });
    connect(&model, &IdentityTableModel::stateChanged, this, &RowTicks::updateActions);
    connect(&model, &QAbstractItemModel::modelReset, this, [this] { m_anchor = -1; });
    connect(&m_range, &IdentityReading::progressed, this, [this](qint64 read, qint64 total) {
        emit busyChanged(tr("Reading %1 ids… %2").arg(numberText(total), numberText(read)));
    });
    connect(&m_range, &IdentityReading::finished, this, &RowTicks::onRangeRead);
    connect(&m_range, &IdentityReading::failed, this, [this](const ApiError& error) {
        emit busyChanged({});
        m_notices.say(tr("Nothing was selected. %1").arg(error.sentence()));
    });
    updateActions();
}

QList<IdentityId> RowTicks::onScreen() const
{
    QList<IdentityId> ids;
    if (m_model.rowCount() == 0)
        return ids;
    const int height = m_view.viewport()->height();
    const int first = std::max(0, m_view.rowAt(0));
    int last = m_view.rowAt(height - 1);
    // A row that is cut off cannot be read, so nobody means it.
    if (last > first && m_view.rowViewportPosition(last) + m_view.rowHeight(last) > height)
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

bool RowTicks::isTicked(const QList<IdentityId>& ids) const
{
    return !ids.isEmpty() && std::ranges::all_of(ids, [this](const IdentityId& id) {
        return m_selection.isSelected(id);
    });
}

void RowTicks::reportScreen()
{
    const QList<IdentityId> ids = onScreen();
    const bool some = std::ranges::any_of(
        ids, [this](const IdentityId& id) { return m_selection.isSelected(id); });
    const Qt::CheckState state = !some ? Qt::Unchecked
        : isTicked(ids)                ? Qt::Checked
                                       : Qt::PartiallyChecked;
    emit screenChanged(state, static_cast<int>(ids.size()));
}

void RowTicks::updateActions()
{
    setRefusal(m_selectAll, m_model.rowCount() > 0 ? QString() : tr("The table has no rows."));
    setRefusal(m_selectNone, m_selection.isEmpty() ? tr("Nothing is selected.") : QString());
}

void RowTicks::toggle(int row)
{
    const IdentityId id = m_model.idAt(row);
    if (id.isEmpty() && m_model.identityAt(row) != nullptr)
        m_notices.say(tr("This row has no id and cannot be selected."));
    else if (!id.isEmpty() && !m_selection.toggle(id))
        m_notices.say(tr("Another view is selected as a whole. Clear the selection first."));
    m_anchor = row;
}

void RowTicks::toggleScreen()
{
    const QList<IdentityId> ids = onScreen();
    if (!m_selection.setSelected(ids, !isTicked(ids)))
        m_notices.say(tr("Another view is selected as a whole. Clear the selection first."));
}

void RowTicks::invertScreen()
{
    QList<IdentityId> on;
    QList<IdentityId> off;
    for (const IdentityId& id : onScreen())
        (m_selection.isSelected(id) ? off : on) += id;
    m_selection.setSelected(on, true);
    m_selection.setSelected(off, false);
}

void RowTicks::selectAll()
{
    const QList<IdentityId> ids = onScreen();
    if (isTicked(ids) || !m_selection.knows())
        selectAllMatching();
    else
        m_selection.setSelected(ids, true);
}

void RowTicks::selectAllMatching()
{
    const IdentityQuery& query = m_model.query();
    if (!query.snapshot) {
        m_selection.selectAllMatching(query, m_model.rowCount());
        return;
    }
    // Nobody else can answer the question later: it means those who are in the answer now.
    m_range.read(query.list());
}

void RowTicks::selectNone()
{
    if (m_range.isReading()) {
        m_range.cancel();
        emit busyChanged({});
        m_notices.say(tr("Stopped. Nothing was selected."));
    } else {
        m_selection.clear();
    }
}

void RowTicks::extendTo(int row, int from)
{
    if (m_anchor < 0)
        m_anchor = from;
    const int first = std::min(m_anchor, row);
    const int last = std::max(m_anchor, row);
    if (!m_selection.knows()) {
        m_notices.say(tr("Another view is selected as a whole. Clear the selection first."));
        return;
    }
    QList<IdentityId> ids;
    for (int i = first; i <= last; ++i) {
        if (m_model.identityAt(i) == nullptr) {
            // Ticking only what happens to be loaded would act on the wrong people.
            askForRange(first, last);
            return;
        }
        if (const IdentityId id = m_model.idAt(i); !id.isEmpty())
            ids += id;
    }
    m_selection.setSelected(ids, true);
    if (const int nobody = last - first + 1 - static_cast<int>(ids.size()); nobody > 0)
        m_notices.say(tr("%Ln rows have no id and cannot be selected.",
            "%Ln row has no id and cannot be selected.", nobody));
}

void RowTicks::askForRange(int first, int last)
{
    const int rows = last - first + 1;
    if (rows > ReadRequest::MostRowsInRange) {
        m_notices.say(
            tr("A range may hold %1 rows. For more, use a filter and select all matching.")
                .arg(numberText(ReadRequest::MostRowsInRange)));
        return;
    }
    if (!m_model.query().isOneList()) {
        m_notices.say(tr("Scroll through these rows first: they are not all loaded."));
        return;
    }
    emit busyChanged(tr("Reading %1 ids…").arg(numberText(rows)));
    ReadRequest request = m_model.query().list();
    request.range = ReadRequest::Range { first, last };
    m_range.read(request);
}

void RowTicks::onRangeRead(const ReadIdentities& read)
{
    emit busyChanged({});
    const QList<IdentityId> ids = read.ids();
    m_selection.setSelected(ids, true);
    if (ids.size() < read.expected) {
        m_notices.say(tr("Selected %1 of the %2 rows: the others are no longer in the list, or "
                         "have no id.")
                          .arg(numberText(ids.size()), numberText(read.expected)));
    }
}

} // namespace ic
