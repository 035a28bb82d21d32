#pragma once

#include "program/subcommand.h"

namespace ic {

/// `snapshot`.
Subcommand snapshotCommand();

} // namespace ic
