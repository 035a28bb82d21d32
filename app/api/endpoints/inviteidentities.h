#pragma once

#include "api/endpoint.h"
#include "api/types/taskstatus.h"
#include "base/ids.h"

namespace ic {

/// POST /identities/invite: sends invitations, to the given identities or to all that were never
/// invited (at most 1,000 a run; the tenant chooses them). Answers 202 with the task to follow.
///
/// Malformed means: done, but the answer could not be read, so there is no task to follow.
struct InviteIdentities
{
    using Result = TaskStatus;

    QList<IdentityId> ids = {}; ///< not used with allUninvited: the API takes one or the other
    bool allUninvited = false;

    ApiRequest request() const;
    static Expected<Result> parse(const ApiResponse& response);
};

static_assert(Endpoint<InviteIdentities>);

} // namespace ic
