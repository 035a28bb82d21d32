#include "csv/exportsink.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace ic {

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
        return {};
    if (file.isDir())
        return u"%1 is a folder. Add a file name."_s.arg(shown);
    // QFileInfo looks through links, so this is what would be replaced.
    if (!file.isFile())
        return u"%1 is not a file but a device or pipe. Choose a file."_s.arg(shown);
    return {};
}

} // namespace ic
