#include "api/endpoints/deleteidentity.h"

#include "api/catalog.h"
#include "api/jsonreader.h"
#include "base/wellformedjson.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace ic {

ApiRequest DeleteIdentity::request() const
{
    return requestFor(OperationId::DeleteIdentity, { u"identities"_s, id.text() });
}

Expected<std::monostate> DeleteIdentity::parse(const ApiResponse&)
{
    return std::monostate();
}

std::optional<OwnershipDetails> deleteConflictFromBody(const QByteArray& body)
{
    const QJsonDocument document = QJsonDocument::fromJson(wellFormedJson(body));
    JsonFault fault;
    OwnershipDetails details = OwnershipDetails::fromJson(JsonReader(document.object(), fault));
    // What could be read is shown even if a part could not: it says why the deletion is refused.
    if (details.associations.isEmpty() && details.message.isEmpty())
        return std::nullopt;
    return details;
}

} // namespace ic
