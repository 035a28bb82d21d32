#pragma once

#include "api/endpoint.h"
#include "api/types/ownership.h"
#include "base/ids.h"

#include <optional>

namespace ic {

/// DELETE /identities/{id}: removes an identity. Answers 204 when it is gone. A body is ignored.
///
/// The tenant refuses with 400 if the identity owns objects or is protected; see
/// deleteConflictFromBody().
struct DeleteIdentity
{
    using Result = std::monostate;

    IdentityId id = {};

    ApiRequest request() const;
    static Expected<Result> parse(const ApiResponse& response);
};

static_assert(Endpoint<DeleteIdentity>);

/// What the body of a deletion's 400 says about owned objects (IdentityAssociationDetails).
/// With `associations`, they block the deletion; with only a `message`, there is another reason,
/// such as a protected identity. nullopt: the body is an ordinary error body, or unreadable.
std::optional<OwnershipDetails> deleteConflictFromBody(const QByteArray& body);

} // namespace ic
