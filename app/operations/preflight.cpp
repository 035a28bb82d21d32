#include "operations/preflight.h"

#include <algorithm>

namespace ic {

namespace {

/// Hard reasons come before soft ones: including a soft one must not let a hard one through.
std::optional<LeftOut> whyLeftOut(
    const Operation& operation, const Identity& identity, const PreflightFacts& facts)
{
    if (facts.inJobs.contains(identity.id)) {
        return LeftOut { SkipReason::InAnotherJob,
            QCoreApplication::translate(
                "Preflight", "That job has not ended. It may be one of another window.") };
    }
    if (operation.sparesYourself() && !facts.yourself.isEmpty() && identity.id == facts.yourself)
        return LeftOut { SkipReason::Yourself };
    if (operation.flag && facts.flagged.contains(identity.id))
        return LeftOut { operation.flag->reason };
    if (const auto owned = facts.owners.constFind(identity.id); owned != facts.owners.cend())
        return LeftOut { SkipReason::OwnsObjects, *owned };
    return operation.whyLeftOut(identity);
}

BulkTarget targetFor(const Identity& identity)
{
    return { .id = identity.id, .name = identity.name, .account = identity.alias };
}

} // namespace

int Preflight::count(SkipReason reason) const
{
    return static_cast<int>(std::ranges::count(skipped, reason, &SkippedIdentity::reason));
}

Preflight preflight(const Operation& operation, const QList<Identity>& identities,
    const QList<IdentityId>& missing, const PreflightFacts& facts, const QSet<SkipReason>& included)
{
    Preflight result;
    QSet<IdentityId> seen;
    seen.reserve(identities.size());
    for (const Identity& identity : identities) {
        if (identity.id.isEmpty() || facts.gone.contains(identity.id)) {
            result.skipped.append({ identity, SkipReason::NotFound,
                identity.id.isEmpty()
                    ? QCoreApplication::translate("Preflight", "The tenant gave it no id.")
                    : QString() });
            continue;
        }
        if (seen.contains(identity.id)) {
            result.skipped.append({ identity, SkipReason::ListedTwice, {} });
            continue;
        }
        seen.insert(identity.id);
        const std::optional<LeftOut> leftOut = whyLeftOut(operation, identity, facts);
        const bool isIncluded = leftOut && included.contains(leftOut->reason)
            && operation.mayInclude.contains(leftOut->reason);
        if (leftOut && !isIncluded)
            result.skipped.append({ identity, leftOut->reason, leftOut->detail });
        else if (facts.notChecked.contains(identity.id))
            result.skipped.append(
                { identity, SkipReason::NotChecked, facts.notChecked.value(identity.id) });
        else {
            result.willRun.append(identity);
            result.inRecentJobs += facts.inRecentJobs.contains(identity.id) ? 1 : 0;
            result.changedSinceKept
                += facts.keptAt.isValid() && identity.modified > facts.keptAt ? 1 : 0;
        }
    }
    for (const IdentityId& id : missing) {
        result.skipped.append({ { .id = id, .name = id.text() }, SkipReason::NotFound,
            QCoreApplication::translate("Preflight", "No longer in the tenant.") });
    }
    return result;
}

BulkPlan planFor(const Operation& operation, const Preflight& preflight)
{
    BulkPlan plan { .operation = &operation };
    plan.targets.reserve(preflight.willRun.size());
    for (const Identity& identity : preflight.willRun)
        plan.targets.append(targetFor(identity));
    for (const SkippedIdentity& skipped : preflight.skipped)
        plan.skipped.append({ targetFor(skipped.identity), skipped.reason, skipped.detail });
    return plan;
}

} // namespace ic
