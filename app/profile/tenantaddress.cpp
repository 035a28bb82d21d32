#include "profile/tenantaddress.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::TenantAddress)
};

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

/// "acme.identitynow.com" for "acme.api.identitynow.com"; empty for a host that is not known.
QString webHost(const QString& apiHost)
{
    for (const Domain& domain : Domains) {
        const QRegularExpression pattern(u"^(%1)\\.api\\.(%2)\\z"_s.arg(
            Label, QRegularExpression::escape(QString::fromUtf16(domain.api))));
        const QRegularExpressionMatch match = pattern.match(apiHost.toLower());
        if (match.hasMatch())
            return match.captured(1) + u'.' + match.captured(2);
    }
    return {};
}

TenantAddress refused(const QString& problem)
{
    return { .problem = problem };
}

} // namespace

TenantAddress readTenantAddress(const QString& given)
{
    const QString text = given.trimmed();
    if (text.isEmpty())
        return refused(Texts::tr("Enter the tenant's name or address."));
    static const QRegularExpression name(u"^%1\\z"_s.arg(Label));
    TenantAddress address;
    if (name.match(text.toLower()).hasMatch() && text.toLower() != u"localhost"_s) {
        (void)readKnownHost(text.toLower() + u".identitynow.com"_s, address);
        return address;
    }
    static const QRegularExpression scheme(
        u"^([a-z][a-z0-9+.-]*)://"_s, QRegularExpression::CaseInsensitiveOption);
    const bool hasScheme = scheme.match(text).hasMatch();
    const QUrl url(hasScheme ? text : u"https://"_s + text, QUrl::StrictMode);
    // As it goes over the wire: letters of other scripts that look like a-z give themselves away.
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    static const QRegularExpression space(u"\\s"_s);
    if (text.size() > LongestAddress || !url.isValid() || host.isEmpty() || text.contains(space)) {
        return refused(Texts::tr("This is not a tenant's name or address. Write it like acme, or "
                                 "https://acme.api.identitynow.com."));
    }
    if (!url.userInfo().isEmpty())
        return refused(Texts::tr("The address must not contain a user name or password."));
    if (url.scheme() != u"https"_s && url.scheme() != u"http"_s)
        return refused(Texts::tr("The address must begin with https://."));
    const AddressPath path = readAddressPath(url.path().split(u'/', Qt::SkipEmptyParts));
    address.version = path.version;
    // Also for http: that a page was copied without its s says nothing about the tenant.
    if (url.port() < 0 && readKnownHost(host, address))
        return address;
    if (url.scheme() == u"http"_s && !isThisComputer(host)) {
        return refused(Texts::tr("%1 must be reached over https: credentials are never sent in the "
                                 "clear.")
                           .arg(host));
    }
    if (!host.contains(u'.') && !host.contains(u':') && !isThisComputer(host))
        return refused(Texts::tr("“%1” is neither a tenant's name nor an address.").arg(host));

    QUrl base;
    base.setScheme(url.scheme());
    base.setHost(host);
    base.setPort(url.port());
    // A prefix that a gateway wants stays; what stands behind it belongs to a page or a request.
    QStringList prefix;
    for (const QString& segment : path.prefix) {
        if (segment == u"ui"_s || segment == u"oauth"_s)
            break;
        prefix += segment;
    }
    if (!prefix.isEmpty())
        base.setPath(u'/' + prefix.join(u'/'));
    address.apiBase = base.toString(QUrl::FullyEncoded);
    address.host = url.port() < 0 ? host : u"%1:%2"_s.arg(host).arg(url.port());
    address.tenantName = tenantNameFromHost(address.host);
    return address;
}

TenantPage identityPage(const QString& apiHost, const IdentityId& id)
{
    if (isThisComputer(apiHost))
        return { .whyNot = Texts::tr("A tenant on this computer has no pages in ISC.") };
    const QString host = webHost(apiHost);
    if (host.isEmpty())
        return { .whyNot
            = Texts::tr("The web address that belongs to %1 is not known.").arg(apiHost) };
    if (id.isEmpty() || id.text() == u"."_s || id.text() == u".."_s)
        return { .whyNot = Texts::tr("This identity has no id that a page could be found by.") };
    return { .url = u"https://%1/ui/a/admin/identities/%2/details/attributes"_s.arg(
                 host, QString::fromLatin1(QUrl::toPercentEncoding(id.text()))) };
}

} // namespace ic
