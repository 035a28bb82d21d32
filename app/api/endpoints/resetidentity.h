#pragma once

#include "api/endpoint.h"
#include "base/ids.h"

namespace ic {

/// POST /identities/{id}/reset: de-registers the person and removes elevated user levels. Answers
/// 202; there is nothing to follow, and a body is ignored.
struct ResetIdentity
{
    using Result = std::monostate;

    IdentityId id = {};

    ApiRequest request() const;
    static Expected<Result> parse(const ApiResponse& response);
};

static_assert(Endpoint<ResetIdentity>);

} // namespace ic
