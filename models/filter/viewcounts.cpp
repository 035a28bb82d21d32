#include "models/filter/viewcounts.h"

#include "api/filter/filterparser.h"
#include "base/wording.h"
#include "reading/identitycount.h"
#include "snapshot/snapshot.h"

#include <cstdlib>

namespace ic {

namespace {

bool isForTenant(const IdentityQuery& query)
{
    return std::holds_alternative<FilterExpression>(parseFilter(query.filter));
}

QString keyOf(const IdentityQuery& query)
{
    return QString::number(static_cast<int>(query.scope)) + query.filter;
}

} // namespace

QString countAgeText(const QList<ViewCounts::Count>& counts, const QDateTime& now)
{
    QDateTime ofSnapshot;
    QDateTime ofTenant;
    for (const ViewCounts::Count& count : counts) {
        QDateTime& oldest = count.isOfSnapshot ? ofSnapshot : ofTenant;
        if (count.number && (!oldest.isValid() || count.asOf < oldest))
            oldest = count.asOf;
    }
    const QString age = std::abs(ofTenant.secsTo(now)) < 60 ? ViewCounts::tr("just now")
                                                            : distanceTime(ofTenant, now);
    if (!ofSnapshot.isValid())
        return ofTenant.isValid() ? ViewCounts::tr("Counted %1.", "5 min ago").arg(age) : QString();
    const QString time = clockTime(ofSnapshot);
    return ofTenant.isValid()
        ? ViewCounts::tr("Counted in the snapshot of %1, the rest %2.", "14:02; 5 min ago")
              .arg(time, age)
        : ViewCounts::tr("Counted in the snapshot of %1.").arg(time);
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
    count(query, nullptr);
}

void ViewCounts::setSnapshot(
    const std::shared_ptr<Snapshot>& snapshot, const QList<IdentityQuery>& queries)
{
    m_snapshot = snapshot;
    for (const IdentityQuery& query : queries) {
        const std::shared_ptr<Snapshot> able = snapshotFor(query);
        const Count known = of(query);
        if (able && (!known.number || known.asOf < able->takenAt()))
            count(query, able);
    }
}

void ViewCounts::count(const IdentityQuery& query, const std::shared_ptr<Snapshot>& snapshot)
{
    const QString key = keyOf(query);
    if (m_calls.contains(key) || (!snapshot && !isForTenant(query)))
        return;
    m_counts[key].isAsked = true;
    const IdentityLists lists(m_client, snapshot);
    const IdentityLists::CallId call = countIdentities(
        lists, query.list().page(0, true), this, [this, key, snapshot](const auto& answer) {
            m_calls.remove(key);
            Count& counted = m_counts[key];
            counted.isAsked = false;
            if (!answer) {
                counted.problem = answer.error().sentence();
            } else if (!*answer) {
                counted.problem = tr("The tenant does not say how many there are.");
            } else {
                counted = { .number = **answer,
                    .asOf = snapshot ? snapshot->takenAt() : m_clock.utcNow(),
                    .isOfSnapshot = snapshot != nullptr };
            }
            emit changed();
        });
    m_calls.insert(key, { lists, call });
    emit changed();
}

std::shared_ptr<Snapshot> ViewCounts::snapshotFor(const IdentityQuery& query) const
{
    if (!m_snapshot)
        return nullptr;
    const QDateTime takenAt = m_snapshot->takenAt();
    if (m_renewedAt > takenAt || takenAt.msecsTo(m_clock.utcNow()) > YoungMs)
        return nullptr;
    const bool holdsThem = m_snapshot->holdsAll(query.correlatedOnly());
    const FilterResult filter = parseFilter(query.filter, FilterReach::Snapshot);
    return holdsThem && std::holds_alternative<FilterExpression>(filter) ? m_snapshot : nullptr;
}

void ViewCounts::setAutomatic(bool automatic)
{
    if (std::exchange(m_isAutomatic, automatic) != automatic)
        emit changed();
}

void ViewCounts::renew(const QList<IdentityQuery>& queries)
{
    m_renewedAt = m_clock.utcNow();
    for (const IdentityQuery& query : queries) {
        const QString key = keyOf(query);
        if (m_isAutomatic && isForTenant(query)) {
            drop(key); // it may have been counted before
            ask(query);
        } else if (!m_isAutomatic && !m_calls.contains(key)) {
            m_counts.remove(key);
        }
    }
    emit changed();
}

void ViewCounts::askMissing(const QList<IdentityQuery>& queries, bool failed)
{
    if (!m_isAutomatic)
        return;
    for (const IdentityQuery& query : queries) {
        const Count known = of(query);
        if (!known.problem.isEmpty() ? failed : !known.number)
            count(query, snapshotFor(query));
    }
}

void ViewCounts::drop(const QString& key)
{
    if (const auto call = m_calls.find(key); call != m_calls.end()) {
        call->lists.cancel(call->id);
        m_calls.erase(call);
    }
}

void ViewCounts::learn(const IdentityQuery& query, qint64 number)
{
    const QString key = keyOf(query);
    drop(key);
    m_counts[key] = { .number = number, .asOf = m_clock.utcNow() };
    emit changed();
}

} // namespace ic
