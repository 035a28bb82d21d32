#pragma once

#include "base/expected.h"

#include <QString>

#include <atomic>
#include <functional>
#include <memory>

namespace ic {

class Snapshot;

/// Writes the differences of the snapshot's last comparison as CSV, one line for each field that is
/// changed, and one for each identity that is new or gone; see ListWriter.
std::function<Expected<int>(const QString& path, const std::atomic_bool& stop)> differencesWriter(
    const std::shared_ptr<Snapshot>& snapshot);

} // namespace ic
