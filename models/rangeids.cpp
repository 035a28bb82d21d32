#include "models/rangeids.h"

#include <QSet>

#include <algorithm>

namespace ic {

RangeIds::RangeIds(ApiClient& client, QObject* parent)
    : QObject(parent)
    , m_client(client)
{
}

void RangeIds::read(const IdentityQuery& query, int first, int last)
{
    Q_ASSERT(first <= last && last - first < MostRows);
    cancel();
    m_total = last - first + 1;
    for (qint64 offset = first; offset <= last; offset += ListIdentities::maxLimit) {
        ListIdentities request = query.request(offset, false);
        request.limit = static_cast<int>(
            std::min<qint64>(ListIdentities::maxLimit, last - offset + 1));
        request.lane = Lane::Bulk;
        m_calls[offset] = m_client.send(
            request, this, [this, offset](const Expected<IdentityPage>& answer) {
                m_calls.erase(offset);
                if (!answer) {
                    cancel();
                    emit failed(answer.error());
                    return;
                }
                for (const Identity& identity : answer->identities)
                    m_read[offset] += identity.id;
                int read = 0;
                for (const auto& [at, ids] : m_read)
                    read += static_cast<int>(ids.size());
                emit progress(read, m_total);
                if (m_calls.empty())
                    emit finished(found(), m_total);
            });
    }
}

/// Somebody may have come twice, while the list moved from one page to the next.
QList<IdentityId> RangeIds::found() const
{
    QSet<IdentityId> seen { IdentityId() };
    QList<IdentityId> all;
    for (const auto& [at, ids] : m_read) {
        for (const IdentityId& id : ids) {
            if (!seen.contains(id))
                all += id;
            seen.insert(id);
        }
    }
    return all;
}

void RangeIds::cancel()
{
    for (const auto& [offset, call] : m_calls)
        m_client.cancel(call);
    m_calls.clear();
    m_read.clear();
}

} // namespace ic
