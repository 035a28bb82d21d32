#pragma once

#include "demo/activity.h"
#include "jobs/journalreader.h"
#include "support/operations.h"

namespace ic::test {

/// The demo tenant's own name for an operation.
inline demo::Operation tenantOperation(const Operation* operation)
{
    if (operation == &deleteIdentity())
        return demo::Operation::DeleteIdentity;
    if (operation == &resetIdentity())
        return demo::Operation::ResetIdentity;
    if (operation == &sendVerification())
        return demo::Operation::SendIdentityVerificationAccountToken;
    if (operation == &inviteIdentities())
        return demo::Operation::StartIdentitiesInvite;
    if (operation == &synchronizeAttributes())
        return demo::Operation::SynchronizeAttributesForIdentity;
    return demo::Operation::StartIdentityProcessing;
}

/// What is wrong with a job that has ended, measured by what the tenant did; empty if every item is
/// in one true state.
inline QString untruthOf(
    const QString& journalPath, const JobId& id, const demo::Activity& activity)
{
    const auto opened = JournalReader::open(journalPath);
    if (!opened)
        return opened.error().sentence();
    const auto job = (*opened)->job(id);
    const auto items = (*opened)->items(id);
    if (!job || !items)
        return QStringLiteral("unreadable");
    if (job->counts.settled() != job->total || !isEnded(job->state))
        return QStringLiteral("not ended: ") + summaryLine(*job);
    for (const JobItem& item : *items) {
        const int acts = activity.actsOf(tenantOperation(job->operation), item.target.id.text());
        const bool named = item.state == ItemState::Failed && !item.task.isEmpty();
        const bool fits = item.state == ItemState::Succeeded ? acts == 1
            : item.state == ItemState::Unknown || named      ? acts <= 1
                                                             : acts == 0;
        if (!fits)
            return QStringLiteral("%1 is %2 and was acted on %3 times: %4")
                .arg(item.target.id.text(), itemStateKey(item.state), QString::number(acts),
                    item.detail);
    }
    return {};
}

} // namespace ic::test
