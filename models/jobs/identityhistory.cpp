#include "models/jobs/identityhistory.h"

#include "base/plaintext.h"
#include "base/wording.h"
#include "models/jobs/jobitemmodel.h"
#include "operations/operation.h"

#include <algorithm>

namespace ic {

QString eventTitle(const IdentityEvent& event)
{
    return event.operation != nullptr ? event.operation->title : shownLine(event.operationKey);
}

IdentityHistory::IdentityHistory(const QString& journalPath, const QString& tenant, QObject* parent)
    : QAbstractTableModel(parent)
    , m_tenant(tenant)
    , m_journal(journalPath)
{
}

IdentityHistory::~IdentityHistory() = default;

void IdentityHistory::setIdentity(const IdentityId& id)
{
    if (m_id == id)
        return;
    beginResetModel();
    m_id = id;
    m_events.clear();
    m_isOtherList = true;
    m_isWhole = false;
    m_error.reset();
    endResetModel();
    refresh();
}

void IdentityHistory::refresh()
{
    m_journal.withdraw();
    m_isAsking = false;
    if (!m_id.isEmpty())
        read({ .tenant = m_tenant, .limit = std::max(EventsPerPage, rowCount()) });
}

void IdentityHistory::read(const HistoryQuery& query)
{
    m_isAsking = true;
    m_journal.ask([id = m_id, query](const JournalReader& reader,
                      const std::atomic_bool&) { return reader.history(id, query); },
        [this, query](const Expected<QList<IdentityEvent>>& found) { onRead(query, found); });
}

void IdentityHistory::onRead(const HistoryQuery& query, const Expected<QList<IdentityEvent>>& read)
{
    m_isAsking = false;
    if (!read) {
        m_error = read.error();
        emit changed();
        return;
    }
    m_error.reset();
    m_isWhole = read->size() < query.limit;
    m_isOtherList = false;
    if (query.before) {
        if (!read->isEmpty()) {
            beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(read->size()) - 1);
            m_events += *read;
            endInsertRows();
        }
    } else if (m_events != *read) {
        beginResetModel();
        m_events = *read;
        endResetModel();
    }
    emit changed();
}

bool IdentityHistory::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && !m_isOtherList && !m_isWhole && !m_error && !m_events.isEmpty();
}

void IdentityHistory::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent) && !m_isAsking) {
        read({ .tenant = m_tenant, .before = m_events.constLast().place, .limit = EventsPerPage });
    }
}

int IdentityHistory::rowOf(const EventPlace& place) const
{
    const auto found = std::ranges::find(m_events, place, &IdentityEvent::place);
    return found == m_events.end() ? -1 : static_cast<int>(found - m_events.begin());
}

int IdentityHistory::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int IdentityHistory::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant IdentityHistory::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const IdentityEvent& event = this->event(index.row());
    if (role == OutcomeRole && index.column() == Outcome)
        return QVariant::fromValue(outcomeLook(event.item.state, event.operation));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time:
        return absoluteTime(event.at);
    case Operation: // in the short word of its button: there is little room
        return event.operation != nullptr ? event.operation->button : eventTitle(event);
    default:
        return outcomeLook(event.item.state, event.operation).word;
    }
}

QVariant IdentityHistory::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    static const QStringList titles { tr("Time"), tr("Operation"), tr("Outcome") };
    return titles.value(section);
}

} // namespace ic
