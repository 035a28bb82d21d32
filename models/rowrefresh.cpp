#include "models/rowrefresh.h"

#include "models/identitytablemodel.h"

#include "api/filterexpression.h"

namespace ic {

RowRefresh::RowRefresh(ApiClient& client, IdentityTableModel& model, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_model(model)
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(GatherMs);
    connect(&m_gather, &QTimer::timeout, this, &RowRefresh::read);
}

void RowRefresh::refresh(const QList<IdentityId>& ids)
{
    for (const IdentityId& id : ids)
        m_wanted.insert(id);
    if (!m_wanted.isEmpty() && !m_gather.isActive())
        m_gather.start();
}

void RowRefresh::read()
{
    QList<IdentityId> shown;
    for (const IdentityId& id : m_model.loadedIds()) {
        if (m_wanted.contains(id))
            shown += id;
    }
    m_wanted.clear();
    for (qsizetype at = 0; at < shown.size(); at += recommendedIdsPerFilter)
        readSome(shown.mid(at, recommendedIdsPerFilter));
}

void RowRefresh::readSome(const QList<IdentityId>& ids)
{
    QStringList values;
    for (const IdentityId& id : ids)
        values += id.text();
    const FilterResult among = FilterExpression::condition(
        { .field = FilterField::Id, .op = FilterOperator::In, .values = values });
    const auto* filter = std::get_if<FilterExpression>(&among);
    if (filter == nullptr)
        return;
    const ListIdentities endpoint { .filters = filter->toFilterText(),
        .sorters = stableSorters({}),
        .correlatedOnly = false,
        .lane = Lane::Bulk };
    m_client.send(endpoint, this, [this, ids](const Expected<IdentityPage>& answer) {
        if (!answer)
            return; // the rows stay as they were; F5 asks for all
        m_model.replaceIdentities(answer->identities);
        // Who is gone takes a row away, and only the tenant can tell what moves up.
        QSet<IdentityId> left(ids.cbegin(), ids.cend());
        for (const Identity& identity : answer->identities)
            left.remove(identity.id);
        if (!left.isEmpty() && answer->nobody() == nullptr) {
            emit gone(left.values());
            m_model.refresh();
        }
    });
}

} // namespace ic
