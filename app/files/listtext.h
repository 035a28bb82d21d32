#pragma once

#include "base/expected.h"

#include <QByteArray>
#include <QString>

namespace ic {

/// The largest file that is read as a list.
constexpr qint64 MostListBytes = 20 * 1024 * 1024;

/// Bytes as text: UTF-8, UTF-16 as sheet programs write it, with or without a byte order mark, and
/// where it is none of them Windows-1252. Kind::File for what is no text at all.
Expected<QString> decodeList(const QByteArray& bytes);

/// The text of a file; Kind::File says why there is none. Reads regular files only, and takes as
/// long as the disk: not for the thread of the window.
Expected<QString> readListText(const QString& path);

} // namespace ic
