#pragma once

#include "base/expected.h"

#include <QStringList>

#include <functional>

class QWidget;

namespace ic {

/// Asks for a file and writes the rows into it as CSV, see writeTableFile(). `notice` gets the
/// sentence that says what came of it; nothing if the person changed their mind. `name` is the
/// proposed name without its ending; what cannot be in a file name is replaced.
void saveListAs(QWidget* parent, const QString& name, const QList<QStringList>& rows,
    std::function<void(const QString& sentence)> notice);

} // namespace ic
