#include "api/endpoints/resetidentity.h"

#include "api/catalog.h"

using namespace Qt::StringLiterals;

namespace ic {

ApiRequest ResetIdentity::request() const
{
    ApiRequest request
        = requestFor(OperationId::ResetIdentity, { u"identities"_s, id.text(), u"reset"_s });
    request.body = QByteArray();
    return request;
}

Expected<std::monostate> ResetIdentity::parse(const ApiResponse&)
{
    return std::monostate();
}

} // namespace ic
