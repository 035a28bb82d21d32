#include "net/apibase.h"

#include "base/plaintext.h"
#include "base/thiscomputer.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::ApiBase)
};

} // namespace

bool isWholePath(const QStringList& path)
{
    return std::none_of(path.cbegin(), path.cend(), [](const QString& segment) {
        return segment.isEmpty() || segment == u"." || segment == u"..";
    });
}

std::optional<ApiBase> ApiBase::fromText(const QString& address, QString* problem)
{
    const QString text = address.trimmed();
    QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty()) {
        *problem
            = Texts::tr("\"%1\" is not an address. Write it like https://acme.api.identitynow.com.")
                  .arg(text);
        return std::nullopt;
    }
    const bool isHere = isThisComputer(url.host());
    if (url.scheme() != u"https"_s && !(url.scheme() == u"http"_s && isHere)) {
        *problem
            = Texts::tr("%1 must be reached over https: credentials are never sent in the clear.")
                  .arg(shownHost(url.host()));
        return std::nullopt;
    }
    if (!url.userInfo().isEmpty()) {
        *problem = Texts::tr("The address must not contain a user name or password.");
        return std::nullopt;
    }
    url.setQuery(QString());
    url.setFragment(QString());
    ApiBase base;
    base.m_base = url;
    // Addresses are often copied with the version in them.
    const AddressPath path = readAddressPath(url.path().split(u'/', Qt::SkipEmptyParts));
    if (!path.version.isEmpty()) {
        *problem = versionProblem(path.version);
        if (!problem->isEmpty())
            return std::nullopt;
        base.m_version = path.version;
        base.m_base.setPath(u'/' + path.prefix.join(u'/'));
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
    return join({}).toString(QUrl::FullyEncoded);
}

QString ApiBase::tenant() const
{
    const bool usual = m_base.port() == (m_base.scheme() == u"https"_s ? 443 : 80);
    return (usual ? host() : displayHost()) + prefix();
}

QUrl ApiBase::urlFor(const ApiRequest& request) const
{
    QUrl url = join(versionedPath(m_version, request.path));
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

WireRequest ApiBase::wireRequestFor(
    const ApiRequest& request, const QByteArray& token, quint64 number, int attempt) const
{
    return {
        .verb = request.verb,
        .url = urlFor(request),
        .headers = { { "Authorization", "Bearer " + token }, { "Accept", "application/json" },
            { "User-Agent", "IdentityConsole/" CONSOLE_VERSION },
            // Always sent: required on some operations, harmless on the others.
            { "X-SailPoint-Experimental", "true" } },
        .body = request.body,
        .lane = request.lane,
        .number = number,
        .attempt = attempt,
    };
}

QUrl ApiBase::tokenUrl() const
{
    return join({ u"oauth"_s, u"token"_s });
}

QUrl ApiBase::infoUrl() const
{
    return join({ u"oauth"_s, u"info"_s });
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
