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
    Expected<OwnershipDetails> details
        = readObject<OwnershipDetails>(response, OperationId::GetOwnership);
    // Only a list says that nothing is owned.
    if (details && !details->isStated)
        return malformed(response, OperationId::GetOwnership,
            u"$.associationDetails: expected a list, found nothing"_s);
    return details;
}

} // namespace ic
