#pragma once

#include "api/endpoint.h"
#include "api/types/tasksubmission.h"
#include "base/ids.h"

#include <QList>

namespace ic {

/// POST /identities/process: recalculates attributes, roles and access. Answers 202 with the id of
/// the task to follow.
///
/// Malformed means: done, but the answer could not be read, so there is no task to follow.
struct ProcessIdentities
{
    using Result = TaskSubmission;

    QList<IdentityId> ids = {}; ///< 1 to operationInfo().batchSize: the API refuses more

    ApiRequest request() const;
    static Expected<Result> parse(const ApiResponse& response);
};

static_assert(Endpoint<ProcessIdentities>);

} // namespace ic
