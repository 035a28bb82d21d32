#pragma once

#include "program/subcommand.h"

namespace ic {

/// `get`, `ownership` and `roles`: what the tenant says of one identity, as its JSON.
QList<Subcommand> readCommands();

} // namespace ic
