// What the scheduler says of itself, and when it wants to be called next.

#include "net/retrypolicy.h"
#include "net/schedulerentry.h"

#include <algorithm>

namespace ic {

namespace {

constexpr qint64 StatusEveryMs = 100;
constexpr qint64 GaugeEveryMs = 250;
constexpr qint64 TimeEveryMs = 3'600'000;

} // namespace

/// The tenant may answer what left before the sign-in failed: that says nothing of what comes next.
NetStatus::Link Scheduler::link(qint64 now) const
{
    if (m_signInRefusal)
        return NetStatus::Link::SignInNeeded;
    return m_tokenFailures > 0 && !m_keeper.usable(now) ? NetStatus::Link::Offline : m_link;
}

NetStatus Scheduler::status()
{
    const qint64 now = m_clock.monotonicMs();
    NetStatus status { .link = link(now),
        .used = m_bucket.isUnlimited() ? 0 : m_bucket.used(now),
        .limit = m_bucket.limit(),
        .waitMs = static_cast<int>(std::max<qint64>(0, m_bucket.pausedUntil(now) - now)),
        .waiting = static_cast<int>(m_interactive.size() + m_bulk.size()) };
    if (!m_latencies.empty()) {
        std::vector<int> sorted(m_latencies.begin(), m_latencies.end());
        const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
        std::nth_element(sorted.begin(), middle, sorted.end());
        status.medianLatencyMs = *middle;
    }
    return status;
}

void Scheduler::publishStatus(qint64 now)
{
    if (now - m_statusAt < StatusEveryMs)
        return;
    m_statusAt = now;
    emit statusChanged(status());
}

void Scheduler::tellTenantTime(const QByteArray& header)
{
    const qint64 now = m_clock.monotonicMs();
    if (m_timeToldAt >= 0 && now - m_timeToldAt < TimeEveryMs)
        return;
    const QDateTime utc = parseHttpDate(header);
    if (!utc.isValid())
        return;
    m_timeToldAt = now;
    emit tenantTimeTold(utc);
}

void Scheduler::scheduleWake(qint64 now)
{
    qint64 wake = -1;
    const bool usable = m_keeper.usable(now).has_value();
    const auto consider = [&wake](qint64 at) { wake = wake < 0 ? at : std::min(wake, at); };
    for (const auto& [id, entry] : m_inFlight)
        consider(entry->deadline);
    for (const auto* queue : { &m_interactive, &m_bulk }) {
        if (queue->empty())
            continue;
        const bool bulk = queue == &m_bulk;
        const bool full = bulk ? m_bulkInFlight >= m_bulkWidth
                               : m_interactiveInFlight >= m_options.mostInteractive;
        if (full || ((m_fetchingToken || m_signInRefusal) && !usable))
            continue; // an answer will wake us, or signInAgain()
        qint64 at = queue->front()->notBefore;
        for (const EntryPtr& entry : *queue)
            at = std::min(at, entry->notBefore);
        at = std::max({ at, m_bucket.pausedUntil(now), usable ? now : m_tokenNotBefore });
        const bool considerate = bulk && isConsiderate();
        at = std::max(at, m_bucket.whenFree(now, considerate ? InteractiveReserve : 0));
        if (considerate && m_bulkAllowance < 1) {
            const double ms = (1 - m_bulkAllowance) / bulkPerMs(now);
            at = std::max(at, now + static_cast<qint64>(ms) + 1);
        }
        consider(std::max(at, now + 1));
    }
    if (m_bucket.used(now) > 0 && !m_bucket.isUnlimited())
        consider(now + GaugeEveryMs);
    else if (now - m_statusAt > 0 && now - m_statusAt < StatusEveryMs)
        consider(m_statusAt + StatusEveryMs);
    m_nextWake = wake;
    if (wake >= 0)
        m_timer.start(static_cast<int>(std::max<qint64>(0, wake - now)));
    else
        m_timer.stop();
}

} // namespace ic
