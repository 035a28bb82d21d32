#include "models/table/rowsearch.h"

#include "models/table/identitytablemodel.h"

#include <QDeadlineTimer>

#include <algorithm>

namespace ic {

namespace {

constexpr int MostStepMs = 3; // a frame is 8

}

RowSearch::RowSearch(const IdentityTableModel& model, QObject* parent)
    : QObject(parent)
    , m_model(model)
{
    m_next.setSingleShot(true);
    m_next.setInterval(0); // after whatever waits
    connect(&m_next, &QTimer::timeout, this, &RowSearch::step);
    connect(&model, &QAbstractItemModel::modelReset, this, &RowSearch::begin);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &RowSearch::begin);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &RowSearch::begin);
    connect(&model, &QAbstractItemModel::dataChanged, this,
        [this](const QModelIndex&, const QModelIndex&, const QList<int>& roles) {
            if (roles.isEmpty() || roles.contains(Qt::DisplayRole))
                begin(); // not for ticks
        });
}

bool RowSearch::isIn(const QString& shown, const QString& text)
{
    return shown.contains(text, Qt::CaseInsensitive);
}

void RowSearch::setText(const QString& text)
{
    if (m_text == text)
        return;
    m_text = text;
    m_isOtherText = !text.isEmpty();
    begin();
}

void RowSearch::setColumns(const QList<int>& columns)
{
    if (std::exchange(m_columns, columns) != columns)
        begin();
}

void RowSearch::begin()
{
    m_next.stop();
    m_pending.clear();
    m_found.clear();
    m_looked = 0;
    if (m_text.isEmpty()) {
        end();
        return;
    }
    m_pending = m_model.loadedRowNumbers();
    std::ranges::sort(m_pending, std::greater());
    m_next.start();
}

void RowSearch::step()
{
    const QDeadlineTimer deadline(MostStepMs, Qt::PreciseTimer);
    for (int i = 0; i < RowsPerStep && !m_pending.isEmpty(); ++i) {
        if (deadline.hasExpired() && i > 0)
            break;
        const int row = m_pending.takeLast();
        ++m_looked;
        if (columnIn(row) >= 0)
            m_found += row;
    }
    if (m_pending.isEmpty())
        end();
    else
        m_next.start();
}

void RowSearch::end()
{
    m_rows = m_found;
    m_searched = m_looked;
    m_isOtherText = false;
    emit changed();
}

int RowSearch::columnIn(int row) const
{
    const auto found = std::ranges::find_if(m_columns,
        [&](int column) { return isIn(m_model.index(row, column).data().toString(), m_text); });
    return found == m_columns.end() ? -1 : *found;
}

int RowSearch::after(int row) const
{
    if (m_rows.isEmpty())
        return -1;
    const auto next = std::ranges::upper_bound(m_rows, row);
    return next == m_rows.end() ? m_rows.first() : *next;
}

int RowSearch::before(int row) const
{
    if (m_rows.isEmpty())
        return -1;
    const auto next = std::ranges::lower_bound(m_rows, row);
    return next == m_rows.begin() ? m_rows.last() : *std::prev(next);
}

} // namespace ic
