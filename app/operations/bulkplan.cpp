#include "operations/bulkplan.h"

#include <algorithm>

namespace ic {

BulkPlan withoutRepetition(BulkPlan plan)
{
    QSet<IdentityId> seen;
    seen.reserve(plan.targets.size());
    QList<BulkTarget> kept;
    kept.reserve(plan.targets.size());
    for (const BulkTarget& target : std::as_const(plan.targets)) {
        if (target.id.isEmpty()) {
            plan.skipped.append({ target, SkipReason::NotFound,
                QCoreApplication::translate("BulkPlan", "It has no id.") });
        } else if (seen.contains(target.id)) {
            plan.skipped.append({ target, SkipReason::ListedTwice, {} });
        } else {
            seen.insert(target.id);
            kept.append(target);
        }
    }
    plan.targets = std::move(kept);
    return plan;
}

BulkPlan withoutThoseInJobs(BulkPlan plan, const QSet<IdentityId>& inJobs)
{
    QList<BulkTarget> kept;
    kept.reserve(plan.targets.size());
    for (const BulkTarget& target : std::as_const(plan.targets)) {
        if (inJobs.contains(target.id))
            plan.skipped.append({ target, SkipReason::InAnotherJob, {} });
        else
            kept.append(target);
    }
    plan.targets = std::move(kept);
    return plan;
}

qint64 requestCount(const BulkPlan& plan)
{
    if (plan.parameters.allUninvited)
        return 1;
    const qint64 count = plan.targets.size();
    const Operation& operation = *plan.operation;
    const qint64 changes = (count + operation.batchSize - 1) / operation.batchSize;
    const qint64 readsBefore = operation.checksOwnership ? count : 0;
    const qint64 readsAfter = operation.proof == Operation::Proof::Gone ? count : 0;
    return readsBefore + changes + readsAfter;
}

qint64 expectedMs(const BulkPlan& plan)
{
    constexpr qint64 perWindow = 100;
    constexpr qint64 windowMs = 10'000;
    return std::max<qint64>(0, requestCount(plan) - perWindow) * windowMs / perWindow;
}

} // namespace ic
