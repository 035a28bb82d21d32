#include "models/filter/viewcounts.h"

#include "base/wording.h"
#include "reading/identitycount.h"

#include <cstdlib>

namespace ic {

namespace {

QString keyOf(const IdentityQuery& query)
{
    return QString::number(static_cast<int>(query.scope)) + query.filter;
}

} // namespace

QString countAgeText(const QDateTime& asOf, const QDateTime& now)
{
    return std::abs(asOf.secsTo(now)) < 60
        ? ViewCounts::tr("Counted just now.")
        : ViewCounts::tr("Counted %1.", "5 min ago").arg(distanceTime(asOf, now));
}

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
        countIdentities(IdentityLists(m_client, query.snapshot), query.list().page(0, true), this,
            [this, key](const auto& answer) {
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

void ViewCounts::setAutomatic(bool automatic)
{
    if (std::exchange(m_isAutomatic, automatic) != automatic)
        emit changed();
}

void ViewCounts::renew(const QList<IdentityQuery>& queries)
{
    for (const IdentityQuery& query : queries) {
        const QString key = keyOf(query);
        if (m_isAutomatic)
            ask(query);
        else if (!m_calls.contains(key))
            m_counts.remove(key);
    }
    emit changed();
}

void ViewCounts::askMissing(const QList<IdentityQuery>& queries, bool failed)
{
    if (!m_isAutomatic)
        return;
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
