#pragma once

#include "base/expected.h"

#include <QStringList>

class QWidget;

namespace ic {

class Notices;

/// Asks for a file and writes the rows into it as CSV, see writeTableFile(). A notice
/// says what came of it; nothing if the person changed their mind. `name` is the
/// proposed name without its ending; what cannot be in a file name is replaced.
void saveListAs(
    QWidget* parent, const QString& name, const QList<QStringList>& rows, Notices& notices);

} // namespace ic
