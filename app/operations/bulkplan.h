#pragma once

#include "operations/operation.h"

#include <QMetaType>
#include <QSet>

namespace ic {

/// One identity to act on, with what was on the screen when it was chosen.
struct BulkTarget
{
    IdentityId id = {};
    QString name = {};
    QString account = {}; ///< alias

    bool operator==(const BulkTarget&) const = default;
};

struct SkippedTarget
{
    BulkTarget target = {};
    SkipReason reason = SkipReason::NotFound;
    QString detail = {}; ///< e.g. which objects are owned; may be empty

    bool operator==(const SkippedTarget&) const = default;
};

/// What the person confirmed. The ids are frozen: a filter that changes later changes nothing.
struct BulkPlan
{
    const Operation* operation = nullptr; ///< one of operations()
    BulkParameters parameters = {};
    QString profile = {}; ///< name of the connection
    QString host = {}; ///< the tenant, see ApiBase::tenant()
    QString actor = {}; ///< whose token it is, as far as known
    QList<BulkTarget> targets = {};
    QList<SkippedTarget> skipped = {};
};

/// Targets that occur before, or are empty, moved to `skipped` as ListedTwice or NotFound.
BulkPlan withoutRepetition(BulkPlan plan);
/// Targets that are among these moved to `skipped` as InAnotherJob.
BulkPlan withoutThoseInJobs(BulkPlan plan, const QSet<IdentityId>& inJobs);

/// Requests the plan takes at least: the changes and the reads that belong to each. Following
/// tasks comes on top.
qint64 requestCount(const BulkPlan& plan);
/// How long these requests take at the tenant's limit and as fast as it allows, in ms; what fits
/// into the first window is not counted as waiting.
qint64 expectedMs(const BulkPlan& plan);

} // namespace ic

Q_DECLARE_METATYPE(ic::BulkPlan)
