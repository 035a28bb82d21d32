#pragma once

#include "files/identityexport.h"

namespace ic {

/// How an export becomes a snapshot. `now`: when it begins, UTC.
ExportForm snapshotForm(const ExportRequest& request, const QDateTime& now);

} // namespace ic
