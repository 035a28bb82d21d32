#include "api/endpoints/getownership.h"

#include "api/answer.h"

using namespace Qt::StringLiterals;

namespace ic {

ApiRequest GetOwnership::request() const
{
    return requestFor(
        OperationId::GetOwnership, { u"identities"_s, id.text(), u"ownership"_s }, lane);
}

Expected<OwnershipDetails> GetOwnership::parse(const ApiResponse& response)
{
    const QByteArray word = response.body.trimmed().toUpper();
    if (word.isEmpty() || word == "OK" || word == "\"OK\"")
        return OwnershipDetails();
    return readObject<OwnershipDetails>(response, OperationId::GetOwnership);
}

} // namespace ic
