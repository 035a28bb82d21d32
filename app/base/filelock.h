#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

namespace ic {

/// That something is done here and nowhere else, in this process or any other. The kernel gives it
/// back when the process ends, however it ends, so a lock is never stale.
class FileLock
{
public:
    /// `path`: of a file that is there as long as the lock is held. Null if somebody else has it,
    /// or its folder cannot be written.
    static std::unique_ptr<FileLock> take(const QString& path);
    ~FileLock();
    Q_DISABLE_COPY_MOVE(FileLock)

private:
    FileLock(QByteArray path, int descriptor);

    QByteArray m_path;
    int m_descriptor;
};

} // namespace ic
