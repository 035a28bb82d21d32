#include "program/desktop.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>
#include <QVariantMap>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

void openFile(const QString& path)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(path));
}

void showInFolder(const QString& path)
{
    openFile(QFileInfo(path).absolutePath());
}

void openPage(const QString& url)
{
    QDesktopServices::openUrl(QUrl(url, QUrl::StrictMode));
}

void notify(const QString& title, const QString& text)
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    QDBusMessage call = QDBusMessage::createMethodCall(u"org.freedesktop.Notifications"_s,
        u"/org/freedesktop/Notifications"_s, u"org.freedesktop.Notifications"_s, u"Notify"_s);
    const uint replaces = 0;
    const int usualTimeout = -1;
    call.setArguments({ u"Identity Console"_s, replaces, u"identity-console"_s, title,
        text.toHtmlEscaped(), QStringList(), QVariantMap(), usualTimeout });
    bus.asyncCall(call); // nobody waits for the desktop
}

} // namespace

Desktop thisDesktop()
{
    return {
        .openFile = openFile, .showInFolder = showInFolder, .openPage = openPage, .notify = notify
    };
}

} // namespace ic
