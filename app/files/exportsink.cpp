#include "files/exportsink.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <sys/stat.h>
#endif

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ExportSink)
};

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
    return Texts::tr("%1: %2", "file, what is wrong with it")
        .arg(QDir::toNativeSeparators(m_file.fileName()), m_file.errorString());
}

QString exportPathProblem(const QString& path)
{
    const QFileInfo file(path);
    const QString shown = QDir::toNativeSeparators(path);
    if (!file.exists())
        return isNameTooLong(path) ? Texts::tr("%1: File name too long.").arg(shown) : QString();
    if (file.isDir())
        return Texts::tr("%1 is a folder. Add a file name.").arg(shown);
    // QFileInfo looks through links, so this is what would be replaced.
    if (!file.isFile())
        return Texts::tr("%1 is not a file but a device or pipe. Choose a file.").arg(shown);
    return {};
}

} // namespace ic
