#include "bulk/preflight.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

using Found = std::optional<std::pair<SkipReason, QString>>;

Found skip(SkipReason reason, const QString& detail = {})
{
    return std::pair(reason, detail);
}

/// The state's technical name is the tenant's own, so all common spellings are taken.
bool isLongTermInactive(const Identity& identity)
{
    if (!identity.lifecycleState)
        return false;
    QString letters;
    for (const QChar c : identity.lifecycleState->stateName) {
        if (c.isLetter())
            letters += c.toLower();
    }
    return letters.contains(u"inactive") && letters.contains(u"longterm");
}

Found whyNotInvited(const Identity& identity)
{
    switch (identity.status()) {
    case IdentityStatus::Unregistered:
    case IdentityStatus::Unknown: // ISC decides; it sends nothing to whom it should not
        break;
    case IdentityStatus::Pending:
        return skip(SkipReason::AlreadyRegistered,
            u"Invited before and not registered yet. ISC sends no second invitation."_s);
    default:
        return skip(SkipReason::AlreadyRegistered);
    }
    if (identity.emailAddress.isEmpty())
        return skip(SkipReason::NoEmail);
    return {};
}

Found whyNoResetMail(const Identity& identity)
{
    switch (identity.status()) {
    case IdentityStatus::Unregistered:
        return skip(SkipReason::NotRegistered);
    case IdentityStatus::Pending:
        return skip(SkipReason::NotRegistered, u"Invited and not registered yet."_s);
    case IdentityStatus::Locked:
    case IdentityStatus::Disabled:
    case IdentityStatus::Deactivated:
    case IdentityStatus::Terminated:
        return skip(SkipReason::LockedOrDisabled);
    default:
        return {};
    }
}

Found whyNotReset(const Identity& identity)
{
    const IdentityStatus status = identity.status();
    if (status == IdentityStatus::Unregistered || status == IdentityStatus::Pending)
        return skip(SkipReason::NotRegistered);
    return {};
}

/// Hard reasons come before soft ones: including a soft one must not let a hard one through.
Found whySkipped(OperationId operation, const Identity& identity, const PreflightFacts& facts)
{
    if (facts.inJobs.contains(identity.id)) {
        return skip(SkipReason::InAnotherJob,
            u"That job has not ended. It may be one of another window."_s);
    }
    if (sparesYourself(operation) && !facts.yourself.isEmpty() && identity.id == facts.yourself)
        return skip(SkipReason::Yourself);
    switch (operation) {
    case OperationId::SynchronizeAttributes:
        if (facts.uncorrelated.contains(identity.id))
            return skip(SkipReason::Uncorrelated);
        if (isLongTermInactive(identity))
            return skip(SkipReason::LongTermInactive);
        return {};
    case OperationId::InviteIdentities:
        return whyNotInvited(identity);
    case OperationId::SendVerification:
        return whyNoResetMail(identity);
    case OperationId::ResetIdentity:
        return whyNotReset(identity);
    case OperationId::DeleteIdentity:
        if (facts.isProtected.contains(identity.id))
            return skip(SkipReason::Protected);
        if (const auto owned = facts.owners.constFind(identity.id); owned != facts.owners.cend())
            return skip(SkipReason::OwnsObjects, *owned);
        return {};
    case OperationId::ProcessIdentities:
    case OperationId::ListIdentities:
    case OperationId::GetIdentity:
    case OperationId::GetOwnership:
    case OperationId::ListRoleAssignments:
    case OperationId::GetRoleAssignment:
    case OperationId::GetTaskStatus:
        return {};
    }
    Q_UNREACHABLE();
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

Preflight preflight(OperationId operation, const QList<Identity>& identities,
    const QList<IdentityId>& missing, const PreflightFacts& facts, const QSet<SkipReason>& included)
{
    Preflight result;
    QSet<IdentityId> seen;
    seen.reserve(identities.size());
    for (const Identity& identity : identities) {
        if (identity.id.isEmpty() || facts.gone.contains(identity.id)) {
            result.skipped.append({ identity, SkipReason::NotFound,
                identity.id.isEmpty() ? u"The tenant gave it no id."_s : QString() });
            continue;
        }
        if (seen.contains(identity.id)) {
            result.skipped.append({ identity, SkipReason::ListedTwice, {} });
            continue;
        }
        seen.insert(identity.id);
        const Found found = whySkipped(operation, identity, facts);
        if (found && !(isSoft(operation, found->first) && included.contains(found->first)))
            result.skipped.append({ identity, found->first, found->second });
        else if (facts.notChecked.contains(identity.id))
            result.skipped.append(
                { identity, SkipReason::NotChecked, facts.notChecked.value(identity.id) });
        else {
            result.willRun.append(identity);
            result.inRecentJobs += facts.inRecentJobs.contains(identity.id) ? 1 : 0;
        }
    }
    for (const IdentityId& id : missing) {
        result.skipped.append({ { .id = id, .name = id.text() }, SkipReason::NotFound,
            u"No longer in the tenant."_s });
    }
    return result;
}

bool sparesYourself(OperationId operation)
{
    return operationInfo(operation).danger == Danger::Destructive;
}

bool isSoft(OperationId operation, SkipReason reason)
{
    switch (reason) {
    case SkipReason::LongTermInactive:
    case SkipReason::NoEmail:
    case SkipReason::LockedOrDisabled:
        return true;
    case SkipReason::NotRegistered:
        return operation == OperationId::ResetIdentity;
    case SkipReason::AlreadyRegistered:
    case SkipReason::Protected:
    case SkipReason::OwnsObjects:
    case SkipReason::Uncorrelated:
    case SkipReason::Yourself:
    case SkipReason::NotFound:
    case SkipReason::ListedTwice:
    case SkipReason::InAnotherJob:
    case SkipReason::NotChecked:
        return false;
    }
    Q_UNREACHABLE();
}

BulkPlan planFor(OperationId operation, const Preflight& preflight)
{
    BulkPlan plan { .operation = operation };
    plan.targets.reserve(preflight.willRun.size());
    for (const Identity& identity : preflight.willRun)
        plan.targets.append(targetFor(identity));
    for (const SkippedIdentity& skipped : preflight.skipped)
        plan.skipped.append({ targetFor(skipped.identity), skipped.reason, skipped.detail });
    return plan;
}

} // namespace ic
