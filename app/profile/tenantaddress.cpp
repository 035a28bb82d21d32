#include "profile/tenantaddress.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qsizetype LongestAddress = 2000;
const QString Label = u"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"_s;

/// Where tenants are, and where the API of a tenant found there is.
struct Domain
{
    const char16_t* pages; ///< "{tenant}." + this
    const char16_t* api; ///< "{tenant}.api." + this
};

constexpr std::array Domains {
    Domain { u"identitynow.com", u"identitynow.com" },
    Domain { u"identitynow-demo.com", u"identitynow-demo.com" },
    Domain { u"saas.sailpointfedramp.com", u"saas.sailpointfedramp.com" },
    Domain { u"idn.sailpointfedramp.com", u"saas.sailpointfedramp.com" },
    Domain { u"login.sailpoint.com", u"identitynow.com" },
};

/// The tenant's name and the host of its API, if `host` is one SailPoint documents.
bool readKnownHost(const QString& host, TenantAddress& address)
{
    for (const Domain& domain : Domains) {
        const QRegularExpression pattern(u"^(%1)\\.(?:api\\.)?%2\\z"_s.arg(
            Label, QRegularExpression::escape(QString::fromUtf16(domain.pages))));
        const QRegularExpressionMatch match = pattern.match(host);
        if (!match.hasMatch() || match.captured(1) == u"api"_s)
            continue;
        address.tenantName = match.captured(1);
        address.host = u"%1.api.%2"_s.arg(match.captured(1), QString::fromUtf16(domain.api));
        address.apiBase = u"https://"_s + address.host;
        address.isKnownHost = true;
        return true;
    }
    return false;
}

TenantAddress refused(const QString& problem)
{
    return { .problem = problem };
}

} // namespace

bool isApiVersion(const QString& text)
{
    static const QRegularExpression version(u"^(v3|v20[0-9]{2}|beta)\\z"_s);
    return version.match(text).hasMatch();
}

bool isThisComputer(const QString& host)
{
    static const QRegularExpression loopback(
        u"^(localhost|127\\.[0-9.]+|\\[?::1\\]?)(:[0-9]+)?\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    return loopback.match(host).hasMatch();
}

QStringList knownApiVersions()
{
    return { u"v2024"_s, u"v2025"_s, u"v2026"_s };
}

TenantAddress readTenantAddress(const QString& given)
{
    const QString text = given.trimmed();
    if (text.isEmpty())
        return refused(u"Enter the tenant's name or address."_s);
    static const QRegularExpression name(u"^%1\\z"_s.arg(Label));
    TenantAddress address;
    if (name.match(text.toLower()).hasMatch() && text.toLower() != u"localhost"_s) {
        (void)readKnownHost(text.toLower() + u".identitynow.com"_s, address);
        return address;
    }
    static const QRegularExpression scheme(u"^([a-z][a-z0-9+.-]*)://"_s,
        QRegularExpression::CaseInsensitiveOption);
    const bool hasScheme = scheme.match(text).hasMatch();
    const QUrl url(hasScheme ? text : u"https://"_s + text, QUrl::StrictMode);
    // As it goes over the wire: letters of other scripts that look like a-z give themselves away.
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    static const QRegularExpression space(u"\\s"_s);
    if (text.size() > LongestAddress || !url.isValid() || host.isEmpty()
        || text.contains(space)) {
        return refused(u"This is not a tenant's name or address. Write it like acme, or "
                       "https://acme.api.identitynow.com."_s);
    }
    if (!url.userInfo().isEmpty())
        return refused(u"The address must not contain a user name or password."_s);
    if (url.scheme() != u"https"_s && url.scheme() != u"http"_s)
        return refused(u"The address must begin with https://."_s);
    const QStringList path = url.path().split(u'/', Qt::SkipEmptyParts);
    const auto versionAt = std::find_if(path.cbegin(), path.cend(), isApiVersion);
    if (versionAt != path.cend())
        address.version = *versionAt;
    // Also for http: that a page was copied without its s says nothing about the tenant.
    if (url.port() < 0 && readKnownHost(host, address))
        return address;
    if (url.scheme() == u"http"_s && !isThisComputer(host)) {
        return refused(u"%1 must be reached over https: credentials are never sent in the "
                       "clear."_s.arg(host));
    }
    if (!host.contains(u'.') && !host.contains(u':') && !isThisComputer(host))
        return refused(u"“%1” is neither a tenant's name nor an address."_s.arg(host));

    QUrl base;
    base.setScheme(url.scheme());
    base.setHost(host);
    base.setPort(url.port());
    // A prefix that a gateway wants stays; what stands behind it belongs to a page or a request.
    QStringList prefix;
    for (const QString& segment : path) {
        if (isApiVersion(segment) || segment == u"ui"_s || segment == u"oauth"_s)
            break;
        prefix += segment;
    }
    if (!prefix.isEmpty())
        base.setPath(u'/' + prefix.join(u'/'));
    address.apiBase = base.toString(QUrl::FullyEncoded);
    address.host = url.port() < 0 ? host : u"%1:%2"_s.arg(host).arg(url.port());
    address.tenantName = tenantNameFromHost(host);
    return address;
}

} // namespace ic
