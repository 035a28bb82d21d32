#include "api/endpoints/synchronizeattributes.h"

#include "api/answer.h"

using namespace Qt::StringLiterals;

namespace ic {

ApiRequest SynchronizeAttributes::request() const
{
    ApiRequest request = requestFor(OperationId::SynchronizeAttributes,
        { u"identities"_s, id.text(), u"synchronize-attributes"_s });
    request.body = QByteArray();
    return request;
}

Expected<SyncJob> SynchronizeAttributes::parse(const ApiResponse& response)
{
    return readObject<SyncJob>(response, OperationId::SynchronizeAttributes);
}

} // namespace ic
