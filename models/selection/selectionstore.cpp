#include "models/selection/selectionstore.h"

#include "reading/background.h"

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
            m_names.remove(id);
        }
    }
    announceAnother();
    return true;
}

bool SelectionStore::toggle(const IdentityId& id)
{
    return setSelected(id, !isSelected(id));
}

void SelectionStore::remember(const Identity& identity)
{
    if (m_all || !m_ids.contains(identity.id))
        return;
    m_known.insert(identity.id, { identity.identityStatus, identity.processingState });
    if (!identity.name.isEmpty())
        m_names.insert(identity.id, identity.name);
}

void SelectionStore::forgetStates(const QList<IdentityId>& ids)
{
    const qsizetype before = m_known.size();
    for (const IdentityId& id : ids)
        m_known.remove(id);
    if (m_known.size() != before)
        emit changed();
}

void SelectionStore::selectAllMatching(const IdentityQuery& query, qint64 count)
{
    replaceMatching(query, count, {});
}

void SelectionStore::replaceMatching(
    const IdentityQuery& query, qint64 count, QSet<IdentityId> except)
{
    letGo();
    m_all = AllMatching { query, count };
    m_ids = std::move(except);
    announceAnother();
}

void SelectionStore::replace(QSet<IdentityId> ids, QHash<IdentityId, QString> names)
{
    const QHash<IdentityId, Known> known = std::exchange(m_known, {});
    letGo();
    m_ids = std::move(ids);
    m_names = std::move(names);
    for (auto one = known.cbegin(); one != known.cend(); ++one) {
        if (m_ids.contains(one.key()))
            m_known.insert(one.key(), *one);
    }
    announceAnother();
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
    letGo();
    announceAnother();
}

void SelectionStore::letGo()
{
    m_all.reset();
    letGoElsewhere(std::tuple(
        std::exchange(m_ids, {}), std::exchange(m_known, {}), std::exchange(m_names, {})));
}

void SelectionStore::announceAnother()
{
    ++m_revision;
    emit changed();
}

} // namespace ic
