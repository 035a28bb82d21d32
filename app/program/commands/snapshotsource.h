#pragma once

#include "profile/snapshotplace.h"
#include "program/arguments.h"

#include <memory>

namespace ic {

class Snapshot;

/// Where the snapshots of the connection of this name lie; null, and `problem` says why not.
std::shared_ptr<SnapshotPlace> snapshotsOf(const QString& profile, QString* problem);

/// --from-snapshot, for commands that read.
Argument fromSnapshotArgument();
/// The snapshot that it names; null if none is named, or, and `problem` says why, if it cannot be
/// used.
std::shared_ptr<Snapshot> readFromSnapshot(const Arguments& given, QString* problem);

} // namespace ic
