#pragma once

#include "api/endpoint.h"
#include "api/types/taskstatus.h"
#include "base/ids.h"

namespace ic {

/// GET /task-status/{id}: how far a task is. 404 soon after the start may only be the tenant's
/// replication; tasks are forgotten after 90 days.
struct GetTaskStatus
{
    using Result = TaskStatus;

    TaskId id = {};
    Lane lane = Lane::Interactive;

    ApiRequest request() const;
    static Expected<Result> parse(const ApiResponse& response);
};

static_assert(Endpoint<GetTaskStatus>);

} // namespace ic
