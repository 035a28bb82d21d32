#pragma once

#include "api/endpoint.h"
#include "api/recordtext.h"
#include "api/reference.h"
#include "base/ids.h"

#include <QByteArrayList>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace ic {

struct IdentityRecord;

/// A value of an open enumeration: the API may add values at any time, so the raw text is kept and
/// unknown ones are shown as they are.
enum class IdentityStatus {
    Unregistered,
    Registered,
    Pending,
    Warning,
    Disabled,
    Active,
    Deactivated,
    Terminated,
    Error,
    Locked,
    Unknown, ///< absent, or a value this version does not know
};

/// The status for the API's word, ignoring case; Unknown for any other.
IdentityStatus identityStatusFromText(const QString& text);

struct LifecycleState
{
    QString stateName = {}; ///< technical name
    bool manuallyUpdated = false;

    bool operator==(const LifecycleState&) const = default;
};

/// IdentityDto of the v2024 API. Absent and null are the same. Dates the API gave in a form that
/// cannot be read are invalid here and still present in the raw JSON.
struct Identity
{
    IdentityId id = {}; ///< empty only if the tenant gave none: then nothing can be done to it
    QString name = {}; ///< display name
    QString alias = {}; ///< account name on the authoritative source
    QString emailAddress = {};
    QString identityStatus = {}; ///< raw text, e.g. "ACTIVE"
    QString processingState = {}; ///< "OK", "ERROR", empty, or an unknown word
    std::optional<Reference> manager = {};
    std::optional<LifecycleState> lifecycleState = {};
    bool isManager = false;
    QDateTime created = {}; ///< UTC
    QDateTime modified = {}; ///< UTC
    QDateTime lastRefresh = {}; ///< UTC
    RecordText record = {};
    /// Where the record is not what the API describes: the first place, as in JsonFault; empty = it
    /// is. What could not be read is absent above, and nothing can be done to whoever has no id.
    QString oddity = {};
    /// Of one in a snapshot that is compared: the keys of the fields that are not as they were
    /// before, or "new" or "gone" alone.
    QStringList changes = {};

    bool isOdd() const { return !oddity.isEmpty(); }
    IdentityStatus status() const { return identityStatusFromText(identityStatus); }
    static Identity fromRecord(const IdentityRecord& record);
    bool operator==(const Identity&) const = default;
};

/// One page of a list, in the tenant's order.
struct IdentityPage
{
    QList<Identity> identities = {};
    std::optional<qint64> totalCount = {}; ///< only when the request asked for it

    /// Somebody in it has no id, and may be anybody: who is not in the page may be in it all the
    /// same, so nothing follows from that.
    const Identity* nobody() const;
};

/// GET /identities: one page of identities.
///
/// The default filter is always sent, because the tenant's own default (correlated only) is joined
/// to `filters` with "and" and would silently empty a search for uncorrelated identities.
struct ListIdentities
{
    using Result = IdentityPage;

    static constexpr int maxLimit = 250; ///< the API's maximum

    QString filters = {}; ///< from FilterExpression::toFilterText(); empty = no filter
    /// Of "name", "alias", "cloudStatus"; "-" before it = descending. No order is documented
    /// without one, so paging needs at least one.
    QStringList sorters = {};
    bool correlatedOnly = true;
    bool count = false; ///< ask for the total: costs the tenant time, so once a filter
    int limit = maxLimit; ///< 0 to maxLimit
    qint64 offset = 0; ///< in records
    Lane lane = Lane::Interactive;
    /// The only attributes that are wanted; nullopt = all. A snapshot leaves out the others, a
    /// tenant always gives all.
    std::optional<QByteArrayList> attributes = {};

    static QString title();
    static NeededRight right();
    ApiRequest request() const;
    static Expected<Result> parse(const ApiResponse& response);
};

static_assert(Endpoint<ListIdentities>);

/// GET /identities/{id}: one identity. An object without id and name is Malformed: it is not an
/// identity, whatever it is.
struct GetIdentity
{
    using Result = Identity;

    IdentityId id = {};
    Lane lane = Lane::Interactive;

    static QString title();
    static NeededRight right();
    ApiRequest request() const;
    static Expected<Result> parse(const ApiResponse& response);
};

static_assert(Endpoint<GetIdentity>);

} // namespace ic

Q_DECLARE_METATYPE(ic::Identity)
