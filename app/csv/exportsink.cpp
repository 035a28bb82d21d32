#include "csv/exportsink.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace ic {

FileSink::FileSink(const QString& path)
    : m_file(path)
{
}

bool FileSink::open()
{
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
    return u"%1: %2"_s.arg(QDir::toNativeSeparators(m_file.fileName()), m_file.errorString());
}

} // namespace ic
