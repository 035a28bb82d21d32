#include "profile/connectionfolder.h"

#include "profile/tenant.h"

#include <QCryptographicHash>
#include <QDir>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// A folder name for whatever text: ids and hosts come from files that anybody may have edited.
QString folderName(const QString& text)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha1).toHex());
}

} // namespace

QString defaultRootOf(const QString& kind)
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + u"/identity-console/"_s + kind;
}

QString connectionFolder(const QString& root, const QString& profile)
{
    return QDir(root).filePath(profile.isEmpty() ? u"unlisted"_s : folderName(profile));
}

QString tenantFolder(const QString& root, const QString& profile, const Tenant& tenant)
{
    if (root.isEmpty())
        return {};
    // The demo tenant is at another port each time, and always the same tenant.
    const bool isDemo = profile.isEmpty() && tenant.environment == Environment::Demo;
    return QDir(connectionFolder(root, profile))
        .filePath(folderName(isDemo ? tenant.name : tenant.host));
}

void forgetConnection(const QString& root, const QString& profile)
{
    if (!root.isEmpty() && !profile.isEmpty())
        QDir(connectionFolder(root, profile)).removeRecursively();
}

} // namespace ic
