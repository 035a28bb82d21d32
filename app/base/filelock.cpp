#include "base/filelock.h"

#include <QFile>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ic {

std::unique_ptr<FileLock> FileLock::take(const QString& name)
{
    const QByteArray path = QFile::encodeName(name);
    for (;;) {
        // Not inherited by programs that are started, or they would keep it.
        const int descriptor
            = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (descriptor < 0)
            return nullptr;
        if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
            ::close(descriptor);
            return nullptr;
        }
        // Whoever had it before removed the file: then this lock is on a file nobody else sees.
        struct stat held = {};
        struct stat named = {};
        if (::fstat(descriptor, &held) == 0 && ::stat(path.constData(), &named) == 0
            && held.st_ino == named.st_ino && held.st_dev == named.st_dev)
            return std::unique_ptr<FileLock>(new FileLock(path, descriptor));
        ::close(descriptor);
    }
}

FileLock::FileLock(QByteArray path, int descriptor)
    : m_path(std::move(path))
    , m_descriptor(descriptor)
{
}

FileLock::~FileLock()
{
    ::unlink(m_path.constData()); // while it is held: see take()
    ::close(m_descriptor);
}

} // namespace ic
