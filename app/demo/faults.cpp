#include "demo/faults.h"

#include "demo/operations.h"

#include <QMutexLocker>

#include <algorithm>

namespace ic::demo {

namespace {

PlannedFault withStatus(PlannedFault fault)
{
    if (fault.status == 0) {
        fault.status = fault.kind == FaultKind::HtmlError ? 502
            : fault.kind == FaultKind::NoBody             ? 404
                                                          : 503;
    }
    return fault;
}

} // namespace

void FaultPlan::set(const Faults& faults)
{
    const QMutexLocker lock(&m_mutex);
    m_faults = faults;
    m_random.seed(faults.seed);
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
    Verdict verdict { .fault = {}, .delayMs = m_faults.latencyMs };
    if (m_faults.jitterMs > 0)
        verdict.delayMs += m_random.bounded(m_faults.jitterMs + 1);
    const auto planned
        = std::find_if(m_planned.begin(), m_planned.end(), [&](const PlannedFault& fault) {
              return path.contains(fault.pathContains)
                  && (fault.verb.isEmpty() || fault.verb == verb);
          });
    if (planned != m_planned.end()) {
        verdict.fault = withStatus(*planned);
        if (--planned->count <= 0)
            m_planned.erase(planned);
        return verdict;
    }
    if (!apiPathOf(path.mid(1).split(u'/')))
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
        if (percent > 0 && m_random.bounded(100) < percent && !verdict.fault)
            verdict.fault = withStatus({ .kind = kind });
    }
    return verdict;
}

} // namespace ic::demo
