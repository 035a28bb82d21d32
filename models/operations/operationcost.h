#pragma once

#include "base/netstatus.h"
#include "operations/bulkplan.h"

namespace ic {

/// How long so many requests of a job take, in ms: they are spread over the tenant's limit, some at
/// once, each for as long as the last ones. `inTurn`: so many wait for each other's answer.
qint64 jobMs(qint64 requests, int inTurn, const NetStatus& status);
/// "2 requests · about 1 s at the present budget (63 of 100 free)".
QString operationCostText(const BulkPlan& plan, const NetStatus& status);

} // namespace ic
