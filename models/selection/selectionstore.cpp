#include "models/selection/selectionstore.h"

#include <algorithm>

namespace ic {

SelectionStore::SelectionStore(QObject* parent)
    : QObject(parent)
{
}

void SelectionStore::setViewQuery(const IdentityQuery& query)
{
    if (m_view == query)
        return;
    m_view = query;
    emit changed();
}

qint64 SelectionStore::count() const
{
    return m_all ? std::max<qint64>(0, m_all->count - m_ids.size()) : m_ids.size();
}

const IdentityQuery& SelectionStore::allMatchingQuery() const
{
    Q_ASSERT(m_all);
    return m_all->query;
}

bool SelectionStore::knows() const
{
    return !m_all || m_all->query.hasSameMembers(m_view);
}

bool SelectionStore::isSelected(const IdentityId& id) const
{
    return knows() && !id.isEmpty() && m_ids.contains(id) != m_all.has_value();
}

bool SelectionStore::setSelected(const IdentityId& id, bool on)
{
    return setSelected(QList<IdentityId> { id }, on);
}

bool SelectionStore::setSelected(const QList<IdentityId>& ids, bool on)
{
    if (!knows())
        return false;
    const bool insert = on != m_all.has_value();
    for (const IdentityId& id : ids) {
        if (id.isEmpty())
            continue;
        if (insert) {
            m_ids.insert(id);
        } else {
            m_ids.remove(id);
            m_known.remove(id);
        }
    }
    emit changed();
    return true;
}

bool SelectionStore::toggle(const IdentityId& id)
{
    return setSelected(id, !isSelected(id));
}

void SelectionStore::remember(const Identity& identity)
{
    if (!m_all && m_ids.contains(identity.id))
        m_known.insert(identity.id, { identity.identityStatus, identity.processingState });
}

void SelectionStore::selectAllMatching(const IdentityQuery& query, qint64 count)
{
    m_all = AllMatching { query, count };
    m_ids.clear();
    m_known.clear();
    emit changed();
}

void SelectionStore::updateAllMatchingCount(const IdentityQuery& query, qint64 count)
{
    if (!m_all || !m_all->query.hasSameMembers(query) || m_all->count == count)
        return;
    m_all->count = count;
    emit changed();
}

void SelectionStore::clear()
{
    m_all.reset();
    m_ids.clear();
    m_known.clear();
    emit changed();
}

} // namespace ic
