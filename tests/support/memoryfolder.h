#pragma once

#include <QDir>
#include <QFileInfo>
#include <QString>

namespace ic::test {

/// A template for QTemporaryDir in memory, where the system has that: for tests that commit often
/// and test something other than the disk.
inline QString memoryFolder()
{
    const QString memory = QStringLiteral("/dev/shm");
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath())
        + QStringLiteral("/console-test-XXXXXX");
}

} // namespace ic::test
