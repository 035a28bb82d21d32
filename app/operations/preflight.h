#pragma once

#include "api/identity.h"
#include "operations/bulkplan.h"

#include <QHash>
#include <QSet>

namespace ic {

/// What is known besides the identities themselves: the API's list does not give it.
struct PreflightFacts
{
    QSet<IdentityId> flagged = {}; ///< who has the operation's flag
    QHash<IdentityId, QString> owners = {}; ///< who owns objects, and which in a few words
    QSet<IdentityId> gone = {}; ///< were there when the list was read
    QHash<IdentityId, QString> notChecked = {}; ///< who could not be, or is not yet, and why
    QSet<IdentityId> inJobs = {}; ///< of the same verb, which have not ended
    QSet<IdentityId> inRecentJobs = {}; ///< of the same verb, which ended a short time ago
    IdentityId yourself = {}; ///< whose token it is; empty = not known
    QDateTime keptAt = {}; ///< of the snapshot in which they were chosen, UTC; else invalid
};

struct SkippedIdentity
{
    Identity identity = {};
    SkipReason reason = SkipReason::NotFound;
    QString detail = {}; ///< why in this case; may be empty

    bool operator==(const SkippedIdentity&) const = default;
};

/// Whom an operation will reach, and who is left out and why. Everybody is in one of the two.
struct Preflight
{
    QList<Identity> willRun = {};
    QList<SkippedIdentity> skipped = {};
    int inRecentJobs = 0; ///< of willRun
    int changedSinceKept = 0; ///< of willRun: their records are younger than the snapshot

    int count(SkipReason reason) const;
};

/// Applies the rules of one operation. `included`: soft reasons that the person overrides. Pure.
Preflight preflight(const Operation& operation, const QList<Identity>& identities,
    const QList<IdentityId>& missing, const PreflightFacts& facts,
    const QSet<SkipReason>& included = {});

/// The preflight as targets and skipped ones of a plan: everybody is in it.
BulkPlan planFor(const Operation& operation, const Preflight& preflight);

} // namespace ic
