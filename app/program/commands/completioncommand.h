#pragma once

#include "program/subcommand.h"

namespace ic {

/// What a shell needs to complete the program's commands and switches.
QString bashCompletion(const QList<Subcommand>& commands);
QString zshCompletion(const QList<Subcommand>& commands);

/// `completion`.
Subcommand completionCommand();

} // namespace ic
