#include "profile/tenantpage.h"

#include "profile/tenantaddress.h"

#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// "acme.identitynow.com" for "acme.api.identitynow.com"; empty for a host that is not known.
QString webHost(const QString& apiHost)
{
    static const QRegularExpression known(
        u"^([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)\\.api\\."
        "(identitynow\\.com|identitynow-demo\\.com|saas\\.sailpointfedramp\\.com)\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = known.match(apiHost);
    return match.hasMatch() ? match.captured(1) + u'.' + match.captured(2) : QString();
}

} // namespace

TenantPage identityPage(const QString& apiHost, const IdentityId& id)
{
    if (isThisComputer(apiHost))
        return { .whyNot = u"A tenant on this computer has no pages in ISC."_s };
    const QString host = webHost(apiHost);
    if (host.isEmpty())
        return { .whyNot = u"The web address that belongs to %1 is not known."_s.arg(apiHost) };
    if (id.isEmpty() || id.text() == u"."_s || id.text() == u".."_s)
        return { .whyNot = u"This identity has no id that a page could be found by."_s };
    return { .url = u"https://%1/ui/a/admin/identities/%2/details/attributes"_s.arg(
                 host.toLower(), QString::fromLatin1(QUrl::toPercentEncoding(id.text()))) };
}

} // namespace ic
