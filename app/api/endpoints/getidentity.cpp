#include "api/endpoints/getidentity.h"

#include "api/answer.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

QString GetIdentity::title()
{
    return QCoreApplication::translate("Endpoint", "Read identity");
}

NeededRight GetIdentity::right()
{
    return { .scopes = { u"idn:identity:read"_s, u"idn:identity:manage"_s } };
}

ApiRequest GetIdentity::request() const
{
    return readRequest<GetIdentity>({ u"identities"_s, id.text() }, lane);
}

Expected<IdentityDetails> GetIdentity::parse(const ApiResponse& response)
{
    const Expected<QJsonObject> object = objectFrom(response);
    if (!object)
        return object.error();

    IdentityDetails details { Identity::fromRecord(*object), *object };
    if (details.identity.id.isEmpty() && details.identity.name.isEmpty())
        return malformed(response, details.identity.oddity);
    return details;
}

} // namespace ic
