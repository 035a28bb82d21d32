#include "desktopnotification.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QVariantMap>

using namespace Qt::StringLiterals;

namespace ic {

void showDesktopNotification(const QString& title, const QString& text)
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

} // namespace ic
