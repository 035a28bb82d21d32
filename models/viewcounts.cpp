#include "models/viewcounts.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QString keyOf(const IdentityQuery& query)
{
    return QString::number(static_cast<int>(query.scope)) + query.filter;
}

} // namespace

ViewCounts::ViewCounts(ApiClient& client, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
{
}

ViewCounts::Count ViewCounts::of(const IdentityQuery& query) const
{
    return m_counts.value(keyOf(query));
}

void ViewCounts::ask(const IdentityQuery& query)
{
    const QString key = keyOf(query);
    if (m_calls.contains(key))
        return;
    ListIdentities request = query.request(0, true);
    request.limit = 0;
    request.lane = Lane::Bulk;
    m_counts[key].isAsked = true;
    m_calls.insert(
        key, m_client.send(request, this, [this, key](const Expected<IdentityPage>& answer) {
            m_calls.remove(key);
            Count& count = m_counts[key];
            count.isAsked = false;
            if (!answer) {
                count.problem = answer.error().sentence();
            } else if (!answer->totalCount) {
                count.problem = u"The tenant does not say how many there are."_s;
            } else {
                count = { .number = *answer->totalCount, .asOf = m_clock.utcNow() };
            }
            emit changed();
        }));
    emit changed();
}

void ViewCounts::askMissing(const QList<IdentityQuery>& queries, bool failed)
{
    for (const IdentityQuery& query : queries) {
        const Count count = of(query);
        if (!count.problem.isEmpty() ? failed : !count.number)
            ask(query);
    }
}

void ViewCounts::learn(const IdentityQuery& query, qint64 number)
{
    const QString key = keyOf(query);
    m_client.cancel(m_calls.take(key));
    m_counts[key] = { .number = number, .asOf = m_clock.utcNow() };
    emit changed();
}

} // namespace ic
