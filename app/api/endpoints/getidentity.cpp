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

    JsonFault fault;
    IdentityDetails details { Identity::fromJson(JsonReader(*object, fault)), *object };
    if (!fault.isSet() && details.identity.id.isEmpty() && details.identity.name.isEmpty())
        fault.detail = u"$.id: expected text, found nothing"_s;
    if (fault.isSet())
        return malformed(response, OperationId::GetIdentity, fault.detail);
    return details;
}

} // namespace ic
