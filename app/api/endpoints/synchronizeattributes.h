#pragma once

#include "api/endpoint.h"
#include "api/types/syncjob.h"
#include "base/ids.h"

namespace ic {

/// POST /identities/{identityId}/synchronize-attributes: sends the attributes to the accounts on
/// their sources, at most once per 10 s for each identity. Answers 202 with a job that no
/// documented endpoint follows.
///
/// Malformed means: done, but the answer could not be read.
struct SynchronizeAttributes
{
    using Result = SyncJob;

    IdentityId id = {};

    ApiRequest request() const;
    static Expected<Result> parse(const ApiResponse& response);
};

static_assert(Endpoint<SynchronizeAttributes>);

} // namespace ic
