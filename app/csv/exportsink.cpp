#include "csv/exportsink.h"

#include <QDir>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <sys/stat.h>
#endif

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// The file has no name until it is complete: the system would refuse it only then.
bool isNameTooLong(const QString& path)
{
#ifdef Q_OS_UNIX
    struct stat ignored = {};
    return ::lstat(QFile::encodeName(path).constData(), &ignored) != 0 && errno == ENAMETOOLONG;
#else
    Q_UNUSED(path);
    return false;
#endif
}

} // namespace

FileSink::FileSink(const QString& path)
    : m_file(path)
{
}

bool FileSink::open()
{
    m_refusal = exportPathProblem(m_file.fileName());
    if (!m_refusal.isEmpty())
        return false;
    // QSaveFile takes over the rights of a file that is already there, and otherwise lets
    // everybody read. They can be changed only while it is open: commit() moves the file away.
    return m_file.open(QIODevice::WriteOnly)
        && m_file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

bool FileSink::write(const QByteArray& block)
{
    return m_file.write(block) == block.size();
}

bool FileSink::commit()
{
    return m_file.commit();
}

QString FileSink::problem() const
{
    if (!m_refusal.isEmpty())
        return m_refusal;
    return u"%1: %2"_s.arg(QDir::toNativeSeparators(m_file.fileName()), m_file.errorString());
}

QString exportPathProblem(const QString& path)
{
    const QFileInfo file(path);
    const QString shown = QDir::toNativeSeparators(path);
    if (!file.exists())
        return isNameTooLong(path) ? u"%1: File name too long."_s.arg(shown) : QString();
    if (file.isDir())
        return u"%1 is a folder. Add a file name."_s.arg(shown);
    // QFileInfo looks through links, so this is what would be replaced.
    if (!file.isFile())
        return u"%1 is not a file but a device or pipe. Choose a file."_s.arg(shown);
    return {};
}

} // namespace ic
