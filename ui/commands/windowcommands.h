#pragma once

#include "models/commands/command.h"

#include <QList>

class QMainWindow;

namespace ic {

/// Every action of a window that is in its menus or has a key, in the order of the menus. The
/// window outlives what they run.
QList<Command> windowCommands(const QMainWindow& window);

} // namespace ic
