#include "base/ownerfolder.h"

#include <QDir>
#include <QFileInfo>

namespace ic {

bool makeOwnerFolder(const QString& path)
{
    const QFileInfo folder(path);
    if (path.isEmpty() || folder.exists())
        return folder.isDir();
    const QString parent = folder.absolutePath();
    return (parent == path || makeOwnerFolder(parent))
        && QDir(parent).mkdir(
            folder.fileName(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

} // namespace ic
