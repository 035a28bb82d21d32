#include "demo/faults.h"

#include <QMutexLocker>

namespace ic::demo {

namespace {

int usualStatus(FaultKind kind)
{
    if (kind == FaultKind::HtmlError)
        return 502;
    return kind == FaultKind::NoBody ? 404 : 503;
}

} // namespace

void FaultPlan::set(const Faults& faults)
{
    const QMutexLocker lock(&m_mutex);
    m_faults = faults;
    m_random.seed(faults.seed);
}

Faults FaultPlan::faults() const
{
    const QMutexLocker lock(&m_mutex);
    return m_faults;
}

void FaultPlan::add(const PlannedFault& fault)
{
    const QMutexLocker lock(&m_mutex);
    m_planned.append(fault);
}

void FaultPlan::clearPlanned()
{
    const QMutexLocker lock(&m_mutex);
    m_planned.clear();
}

FaultPlan::Verdict FaultPlan::decide(const QByteArray& verb, const QString& path)
{
    const QMutexLocker lock(&m_mutex);
    Verdict verdict;
    verdict.delayMs = m_faults.latencyMs;
    if (m_faults.jitterMs > 0)
        verdict.delayMs += m_random.bounded(m_faults.jitterMs + 1);
    for (qsizetype i = 0; i < m_planned.size(); ++i) {
        PlannedFault& planned = m_planned[i];
        if (!path.contains(planned.pathContains)
            || (!planned.verb.isEmpty() && planned.verb != verb)) {
            continue;
        }
        verdict.kind = planned.kind;
        verdict.status = planned.status != 0 ? planned.status : usualStatus(planned.kind);
        verdict.text = planned.text;
        verdict.retryAfterSeconds = planned.retryAfterSeconds;
        if (--planned.count <= 0)
            m_planned.removeAt(i);
        return verdict;
    }
    if (!path.startsWith(u"/v2024"))
        return verdict;
    const std::pair<int, FaultKind> chances[] = {
        { m_faults.dropBefore, FaultKind::DropBefore },
        { m_faults.rateLimited, FaultKind::RateLimited },
        { m_faults.serverFault, FaultKind::ServerFault },
        { m_faults.htmlError, FaultKind::HtmlError },
        { m_faults.dropAfter, FaultKind::DropAfter },
        { m_faults.dropMidBody, FaultKind::DropMidBody },
        { m_faults.truncatedJson, FaultKind::TruncatedJson },
        { m_faults.wrongJson, FaultKind::WrongJson },
    };
    // One number for each fault that is on, also when an earlier one hit: changing one percentage
    // does not shift the others.
    for (const auto& [percent, kind] : chances) {
        if (percent > 0 && m_random.bounded(100) < percent && !verdict.kind) {
            verdict.kind = kind;
            verdict.status = usualStatus(kind);
        }
    }
    return verdict;
}

} // namespace ic::demo
