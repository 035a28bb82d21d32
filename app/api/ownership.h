#pragma once

#include "api/endpoint.h"
#include "api/reference.h"

#include <QList>
#include <QString>

namespace ic {

class JsonReader;

/// What an identity owns in one way, e.g. "ROLE_OWNER". The words are an open set.
struct OwnershipAssociation
{
    QString associationType = {};
    QList<Reference> entities = {};

    bool operator==(const OwnershipAssociation&) const = default;
};

/// IdentityOwnershipAssociationDetails, and IdentityAssociationDetails of a refused deletion: the
/// objects that block the deletion of an identity, not everything it owns.
struct OwnershipDetails
{
    QString message = {}; ///< only in the answer to a deletion
    QList<OwnershipAssociation> associations = {};
    /// Whether the tenant gave a list, if only an empty one. It answers without one for
    /// uncorrelated identities, and that is not a statement that nothing is owned.
    bool isStated = false;

    qsizetype entityCount() const;
    /// Whether the identity must not be deleted. A way of owning that is listed counts even if it
    /// names no object.
    bool blocksDeletion() const { return !associations.isEmpty(); }
    bool operator==(const OwnershipDetails&) const = default;

    /// The specification and its examples disagree, so each list may also be a single object, and
    /// an entity may be flat or wrapped in "identityEntity".
    static OwnershipDetails fromJson(const JsonReader& reader);
};

/// GET /identities/{identityId}/ownership: the objects that block the deletion of an identity.
/// For an uncorrelated identity the tenant "will respond with OK" and an undocumented body: an
/// empty one, or the word, is a result that states nothing (OwnershipDetails::isStated).
struct GetOwnership
{
    using Result = OwnershipDetails;

    IdentityId id = {};
    Lane lane = Lane::Interactive;

    static QString title();
    static NeededRight right();
    ApiRequest request() const;
    static Expected<Result> parse(const ApiResponse& response);
};

static_assert(Endpoint<GetOwnership>);

} // namespace ic
