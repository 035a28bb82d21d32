#include "net/apibase.h"

#include "base/plaintext.h"

#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

bool isWholePath(const QStringList& path)
{
    return std::none_of(path.cbegin(), path.cend(), [](const QString& segment) {
        return segment.isEmpty() || segment == u"." || segment == u"..";
    });
}

QString ApiBase::defaultVersion()
{
    return u"v2024"_s;
}

std::optional<ApiBase> ApiBase::fromText(const QString& address, QString* problem)
{
    const QString text = address.trimmed();
    QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty()) {
        *problem = u"\"%1\" is not an address. Write it like https://acme.api.identitynow.com."_s
                       .arg(text);
        return std::nullopt;
    }
    const bool isHere
        = url.host() == u"localhost"_s || QHostAddress(url.host()).isLoopback();
    if (url.scheme() != u"https"_s && !(url.scheme() == u"http"_s && isHere)) {
        *problem = u"%1 must be reached over https: credentials are never sent in the clear."_s.arg(
            shownHost(url.host()));
        return std::nullopt;
    }
    if (!url.userInfo().isEmpty()) {
        *problem = u"The address must not contain a user name or password."_s;
        return std::nullopt;
    }
    url.setQuery(QString());
    url.setFragment(QString());
    ApiBase base;
    base.m_base = url;
    // Addresses are often copied with the version at their end.
    static const QRegularExpression version(u"^(.*)/(v3|v20[0-9]{2}|beta)/?$"_s);
    if (const auto match = version.match(url.path()); match.hasMatch()) {
        base.m_base.setPath(match.captured(1));
        base.m_version = match.captured(2);
    }
    return base;
}

QString ApiBase::host() const
{
    return shownHost(m_base.host());
}

QString ApiBase::displayHost() const
{
    return m_base.port() < 0 ? host() : u"%1:%2"_s.arg(host()).arg(m_base.port());
}

QString ApiBase::address() const
{
    return join({ m_version }).toString(QUrl::FullyEncoded);
}

QString ApiBase::tenant() const
{
    const bool usual = m_base.port() == (m_base.scheme() == u"https"_s ? 443 : 80);
    return (usual ? host() : displayHost()) + prefix();
}

QUrl ApiBase::urlFor(const ApiRequest& request) const
{
    QUrl url = join(QStringList { m_version } + request.path);
    // QUrlQuery would leave "+" as it is, and servers read that as a space: every value is encoded
    // here, exactly once.
    QByteArray query;
    for (const auto& [name, value] : request.query) {
        query += query.isEmpty() ? "" : "&";
        query += QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
    }
    if (!query.isEmpty())
        url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    return url;
}

QUrl ApiBase::tokenUrl() const
{
    return join({ u"oauth"_s, u"token"_s });
}

/// The path before the version, without a slash at its end.
QString ApiBase::prefix() const
{
    QString path = m_base.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    return path;
}

QUrl ApiBase::join(const QStringList& segments) const
{
    QString path = prefix();
    for (const QString& segment : segments)
        path += u'/' + QString::fromLatin1(QUrl::toPercentEncoding(segment));
    QUrl url = m_base;
    url.setPath(path, QUrl::StrictMode);
    return url;
}

} // namespace ic
