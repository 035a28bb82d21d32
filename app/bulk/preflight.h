#pragma once

#include "api/types/identity.h"
#include "bulk/bulkplan.h"

#include <QHash>
#include <QSet>

namespace ic {

/// What is known besides the identities themselves: the API's list does not give it.
struct PreflightFacts
{
    QSet<IdentityId> uncorrelated = {};
    QSet<IdentityId> isProtected = {};
    QHash<IdentityId, QString> owners = {}; ///< who owns objects, and which in a few words
    QSet<IdentityId> gone = {}; ///< were there when the list was read
    QHash<IdentityId, QString> notChecked = {}; ///< who could not be, or is not yet, and why
    QSet<IdentityId> inJobs = {}; ///< of the same verb, which have not ended
    QSet<IdentityId> inRecentJobs = {}; ///< of the same verb, which ended a short time ago
    IdentityId yourself = {}; ///< whose token it is; empty = not known
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

    int count(SkipReason reason) const;
};

/// Applies the rules of one operation. `included`: soft reasons that the person overrides. Pure.
Preflight preflight(OperationId operation, const QList<Identity>& identities,
    const QList<IdentityId>& missing, const PreflightFacts& facts,
    const QSet<SkipReason>& included = {});

/// Whether the operation leaves out whose token it is. Where that is not known, the person has to
/// look.
bool sparesYourself(OperationId operation);

/// Whether the person may include whom this reason leaves out: the operation does no harm then.
bool isSoft(OperationId operation, SkipReason reason);

/// The preflight as targets and skipped ones of a plan: everybody is in it.
BulkPlan planFor(OperationId operation, const Preflight& preflight);

inline size_t qHash(SkipReason reason, size_t seed = 0)
{
    return ::qHash(static_cast<int>(reason), seed);
}

} // namespace ic
