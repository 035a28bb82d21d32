#include "base/ownerfiles.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace ic {

bool makeOwnerFolder(const QString& path)
{
    const QFileInfo folder(path);
    if (path.isEmpty() || folder.exists())
        return folder.isDir();
    const QString parent = folder.absolutePath();
    return (parent == path || makeOwnerFolder(parent))
        && (QDir(parent).mkdir(folder.fileName(), OwnerOnly | QFile::ExeOwner)
            || QFileInfo(path).isDir()); // another program made it meanwhile
}

QString setFileAside(const QString& path)
{
    const QString name = u"%1.set-aside-%2"_s.arg(
        path, QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s));
    QString aside = name;
    for (int number = 2; QFileInfo::exists(aside); ++number)
        aside = u"%1-%2"_s.arg(name).arg(number);
    if (!QFile::rename(path, aside))
        return {};
    if (QFileInfo(aside).isFile())
        QFile::setPermissions(aside, OwnerOnly);
    return aside;
}

} // namespace ic
