#include "api/endpoints/getidentity.h"

#include "api/answer.h"

using namespace Qt::StringLiterals;

namespace ic {

ApiRequest GetIdentity::request() const
{
    return requestFor(OperationId::GetIdentity, { u"identities"_s, id.text() }, lane);
}

Expected<IdentityDetails> GetIdentity::parse(const ApiResponse& response)
{
    const Expected<QJsonObject> object = objectFrom(response, OperationId::GetIdentity);
    if (!object)
        return object.error();

    IdentityDetails details { Identity::fromRecord(*object), *object };
    if (details.identity.id.isEmpty() && details.identity.name.isEmpty())
        return malformed(response, OperationId::GetIdentity, details.identity.oddity);
    return details;
}

} // namespace ic
