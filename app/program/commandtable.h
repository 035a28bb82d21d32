#pragma once

#include "program/subcommand.h"

namespace ic {

/// Every command of the program, the window first: the one table that parsing, help, man page,
/// README and completion are made of.
const QList<Subcommand>& commands();

/// The command that the words begin with; the window's if they begin with a switch, or are none.
/// Null, and `problem` is a sentence, if there is none. `rest`: what follows its name.
const Subcommand* commandFor(const QStringList& words, QStringList* rest, QString* problem);

/// Runs a command other than the window's, without a display. `argv` as main() has it; returns the
/// exit code.
int runCommand(int& argc, char** argv, const Subcommand& command, const QStringList& words);

} // namespace ic
