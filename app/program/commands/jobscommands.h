#pragma once

#include "program/subcommand.h"

namespace ic {

/// `jobs list`, `show`, `results`, `resume` and `cancel`.
QList<Subcommand> jobsCommands();
/// `audit`.
Subcommand auditCommand();

} // namespace ic
