#pragma once

#include "program/subcommand.h"

namespace ic {

// What people read of the table of commands. Man page and README have their parts between two
// marks, "arguments: FAMILY" and "end of arguments"; a test compares.

/// The text of --help; of the window's command, with a line for each of the others.
QString helpText(const Subcommand& command);

/// One chapter of README: how the commands of a family are called, and their switches in a table.
QString readmeText(const QString& family);
/// The same for the man page.
QString manText(const QString& family);
/// The exit codes, in the same way.
QString readmeExitCodes();
QString manExitCodes();

} // namespace ic
