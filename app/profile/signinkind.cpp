#include "profile/signinkind.h"

#include <QCoreApplication>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::SignInKind)
};

} // namespace

QString sailAppsClientId()
{
    return u"sailapps"_s;
}

QString sailAppsRedirect()
{
    return u"https://developer.sailpoint.com/sailapps"_s;
}

QString usualRedirect()
{
    return u"http://localhost:8250/callback"_s;
}

QString problemOfRedirect(const QString& redirectUri)
{
    const QUrl url(redirectUri, QUrl::StrictMode);
    const bool isHere = url.host() == u"localhost"_s || url.host() == u"127.0.0.1"_s;
    if (!url.isValid() || url.scheme() != u"http"_s || !isHere || !url.userInfo().isEmpty()
        || url.hasQuery() || url.hasFragment())
        return Texts::tr("The redirect address must lead to this computer. Write it like %1.")
            .arg(usualRedirect());
    if (url.port() < 1)
        return Texts::tr("The redirect address needs a port. Write it like %1.")
            .arg(usualRedirect());
    return {};
}

} // namespace ic
