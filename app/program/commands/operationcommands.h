#pragma once

#include "program/subcommand.h"

namespace ic {

/// A command for each verb.
QList<Subcommand> operationCommands();
/// `run`: what a preview has written down.
Subcommand planCommand();

} // namespace ic
