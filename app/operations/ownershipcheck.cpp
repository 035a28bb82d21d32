#include "operations/ownershipcheck.h"

#include "api/ownership.h"

namespace ic {

OwnershipCheck::OwnershipCheck(ApiClient& client, QObject* parent)
    : QObject(parent)
    , m_client(client)
{
}

OwnershipCheck::~OwnershipCheck()
{
    stop();
}

void OwnershipCheck::check(const QList<IdentityId>& ids)
{
    for (const IdentityId& id : ids) {
        const auto known = m_entries.constFind(id);
        if (known == m_entries.cend())
            m_order += id;
        else if (known->finding == Finding::Waiting)
            continue; // is on its way
        else
            --m_checked;
        m_entries.insert(id, {});
        m_queue.prepend(id);
    }
    QMetaObject::invokeMethod(this, &OwnershipCheck::askMore, Qt::QueuedConnection);
}

void OwnershipCheck::retryFailed()
{
    check(idsWith(Finding::Failed));
}

void OwnershipCheck::stop()
{
    m_queue.clear();
    for (const auto& [id, call] : m_calls)
        m_client.cancel(call);
    m_calls.clear();
}

QList<IdentityId> OwnershipCheck::idsWith(Finding finding) const
{
    QList<IdentityId> ids;
    for (const IdentityId& id : m_order) {
        if (m_entries.value(id).finding == finding)
            ids += id;
    }
    return ids;
}

void OwnershipCheck::askMore()
{
    while (!m_queue.isEmpty() && m_calls.size() < MostOutstanding) {
        const IdentityId id = m_queue.takeLast();
        m_calls[id] = m_client.send(GetOwnership { .id = id, .lane = Lane::Bulk }, this,
            [this, id](const Expected<OwnershipDetails>& answer) { onAnswer(id, answer); });
    }
    if (!isRunning())
        emit finished();
}

void OwnershipCheck::onAnswer(const IdentityId& id, const Expected<OwnershipDetails>& answer)
{
    m_calls.erase(id);
    Entry entry;
    if (!answer) {
        const bool gone = answer.error().kind == ApiError::Kind::NotFound;
        entry.finding = gone ? Finding::Gone : Finding::Failed;
        entry.error = answer.error();
    } else if (answer->blocksDeletion()) {
        entry.finding = Finding::Owns;
        entry.details = *answer;
    } else {
        entry.finding = answer->isStated ? Finding::Free : Finding::NotStated;
    }
    m_entries.insert(id, entry);
    ++m_checked;
    emit progress();
    askMore();
}

} // namespace ic
