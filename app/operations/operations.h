#pragma once

#include "operations/operation.h"

namespace ic {

/// The six, in the order of menus and toolbar.
const QList<const Operation*>& operations();
/// Nullptr for a key this version does not know.
const Operation* operationWithKey(QStringView key);
/// The same by its word on the command line.
const Operation* operationWithCommand(QStringView command);

} // namespace ic
