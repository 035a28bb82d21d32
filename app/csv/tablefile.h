#pragma once

#include "base/expected.h"

#include <QStringList>

#include <variant>

namespace ic {

/// Writes a small table as CSV, its first row being the header: with the guard against formulas,
/// readable by its owner only, whole or not at all. Errors are Kind::File.
Expected<std::monostate> writeTableFile(const QString& path, const QList<QStringList>& rows);

} // namespace ic
