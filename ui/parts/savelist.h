#pragma once

#include "base/expected.h"

#include <QStringList>

#include <atomic>
#include <functional>

class QImage;
class QWidget;

namespace ic {

class Notices;
struct UiServices;

/// Writes a list into a file, on a thread that may wait: how many rows it has besides its header.
/// `stop` becomes true when nobody wants it any more.
using ListWriter = std::function<Expected<int>(const QString& path, const std::atomic_bool& stop)>;

/// Asks for a file and has the list written into it, however long that takes and whatever becomes
/// of `parent`. `notices` are told what came of it; nothing if the person changed their mind.
/// `name` is the proposed name without its ending; what cannot be in a file name is replaced.
void saveListAs(QWidget* parent, const QString& name, const ListWriter& write, Notices& notices);
/// The same of a list of people or of what is theirs: it is also written into the audit log, where
/// `what` says in words what the file holds.
void saveListAs(QWidget* parent, const QString& name, const ListWriter& write,
    const UiServices& services, const QString& what);

/// Asks for a file and writes the picture into it, as PNG, in the same way.
void savePictureAs(QWidget* parent, const QString& name, const QImage& picture, Notices& notices);

/// Writes the rows, the first one being the header, as CSV: see writeTableFile().
ListWriter tableWriter(const QList<QStringList>& rows);

} // namespace ic
