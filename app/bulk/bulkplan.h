#pragma once

#include "api/catalog.h"
#include "base/ids.h"

#include <QByteArray>
#include <QList>
#include <QSet>

#include <optional>

namespace ic {

/// Why an identity of the selection is left out.
enum class SkipReason {
    AlreadyRegistered,
    NotRegistered,
    Protected,
    OwnsObjects,
    LongTermInactive,
    Uncorrelated,
    NoEmail,
    LockedOrDisabled,
    Yourself,
    NotFound,
    ListedTwice,
    InAnotherJob, ///< of the same verb on the same tenant, which has not ended
    NotChecked, ///< what decides could not be read: nothing is done to them
};

/// The word in the journal, e.g. "owns-objects"; never changes.
QString skipReasonKey(SkipReason reason);
std::optional<SkipReason> skipReasonFromKey(QStringView key);
/// The words a person reads, e.g. "owns objects".
QString skipReasonText(SkipReason reason);

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

/// What the operation was asked to do besides whom to act on.
struct BulkParameters
{
    QString via = {}; ///< of SendVerification: the API's word, e.g. "EMAIL_WORK"
    QString sourceName = {}; ///< of SendVerification; empty = the password of ISC itself
    bool allUninvited = false; ///< of InviteIdentities: the tenant chooses; no targets

    bool operator==(const BulkParameters&) const = default;
    /// Compact JSON without what is not set.
    QByteArray toJson() const;
    /// nullopt if it is no JSON object or has members that this version does not know: then the
    /// operation was asked for something that would be left out here.
    static std::optional<BulkParameters> fromJson(const QByteArray& json);
};

/// What the person confirmed. The ids are frozen: a filter that changes later changes nothing.
struct BulkPlan
{
    OperationId operation = OperationId::ProcessIdentities;
    BulkParameters parameters = {};
    QString profile = {}; ///< name of the connection
    QString host = {}; ///< the tenant, see ApiBase::tenant()
    QString actor = {}; ///< whose token it is, as far as known
    QList<BulkTarget> targets = {};
    QList<SkippedTarget> skipped = {};
};

/// Whether the operation can be run over many identities: the six changes.
bool isBulkOperation(OperationId operation);

/// Targets that occur before, or are empty, moved to `skipped` as ListedTwice or NotFound.
BulkPlan withoutRepetition(BulkPlan plan);
/// Targets that are among these moved to `skipped` as InAnotherJob.
BulkPlan withoutThoseInJobs(BulkPlan plan, const QSet<IdentityId>& inJobs);

/// Requests the plan takes at least: the changes and the reads that belong to each. Following
/// tasks comes on top.
qint64 requestCount(const BulkPlan& plan);
/// How long these requests take at the tenant's limit, in ms; what fits into the first window is
/// not counted as waiting.
qint64 expectedMs(const BulkPlan& plan, int requestsPerWindow = 100, qint64 windowMs = 10'000);

} // namespace ic

Q_DECLARE_METATYPE(ic::BulkPlan)
