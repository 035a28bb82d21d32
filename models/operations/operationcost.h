#pragma once

#include "base/netstatus.h"
#include "operations/bulkplan.h"

namespace ic {

/// "2 requests · about 1 s at the present budget (63 of 100 free)".
QString operationCostText(const BulkPlan& plan, const NetStatus& status);

} // namespace ic
