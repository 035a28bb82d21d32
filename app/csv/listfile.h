#pragma once

#include <QList>
#include <QStringList>

namespace ic {

/// Writes a short list as a CSV file: whole or not at all, readable by its owner only, with the
/// formula guard. Returns why it could not be written, in a sentence; empty if it was.
[[nodiscard]] QString writeListFile(const QString& path, const QList<QStringList>& rows);

} // namespace ic
