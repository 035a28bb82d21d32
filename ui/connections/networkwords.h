#pragma once

#include "base/networkoptions.h"

namespace ic {

/// "System proxy · no extra CA · HTTP/2".
QString networkSummary(const NetworkOptions& network);

} // namespace ic
