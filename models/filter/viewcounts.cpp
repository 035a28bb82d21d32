#include "models/filter/viewcounts.h"

#include "reading/identitycount.h"

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
    m_counts[key].isAsked = true;
    m_calls.insert(key,
        countIdentities(
            m_client, query.list().page(0, true), this, [this, key](const auto& answer) {
                m_calls.remove(key);
                Count& count = m_counts[key];
                count.isAsked = false;
                if (!answer) {
                    count.problem = answer.error().sentence();
                } else if (!*answer) {
                    count.problem = tr("The tenant does not say how many there are.");
                } else {
                    count = { .number = **answer, .asOf = m_clock.utcNow() };
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
