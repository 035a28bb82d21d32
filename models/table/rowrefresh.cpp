#include "models/table/rowrefresh.h"

#include "models/selection/selectionstore.h"
#include "models/table/identitytablemodel.h"

#include <utility>

namespace ic {

RowRefresh::RowRefresh(ApiClient& client, IdentityTableModel& model, QObject* parent)
    : QObject(parent)
    , m_model(model)
    , m_reading(client, IdentityReading::Detail::Everything)
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(GatherMs);
    connect(&m_gather, &QTimer::timeout, this, &RowRefresh::read);
    connect(&m_reading, &IdentityReading::finished, this, &RowRefresh::onRead);
    // The rows stay as they were; F5 asks for all.
    connect(&m_reading, &IdentityReading::failed, this, [this] { refresh({}); });
}

void RowRefresh::refresh(const QList<IdentityId>& ids)
{
    for (const IdentityId& id : ids)
        m_wanted.insert(id);
    const bool isNothingWanted = m_wanted.isEmpty() && m_uncounted.isEmpty();
    if (!isNothingWanted && !m_gather.isActive() && !m_reading.isReading())
        m_gather.start();
}

void RowRefresh::readStates(const SelectionStore& selection)
{
    if (selection.isAllMatching() || selection.count() - selection.known().size() > MostStates)
        return;
    for (const IdentityId& id : selection.ids()) {
        if (!selection.known().contains(id))
            m_uncounted.insert(id);
    }
    refresh({});
}

void RowRefresh::read()
{
    QSet<IdentityId> wanted = std::exchange(m_uncounted, {});
    for (const Identity* identity : m_model.loadedIdentities()) {
        if (m_wanted.contains(identity->id))
            wanted.insert(identity->id);
    }
    m_wanted.clear();
    if (!wanted.isEmpty())
        m_reading.read({ .ids = wanted.values() });
}

void RowRefresh::onRead(const ReadIdentities& read)
{
    m_model.replaceIdentities(read.identities);
    // Who is gone takes a row away, and only the tenant can tell what moves up.
    if (!read.missing.isEmpty() && !read.holdsNobody()) {
        emit gone(read.missing);
        m_model.refresh();
    }
    refresh({});
}

} // namespace ic
