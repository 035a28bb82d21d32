#include "api/endpoints/processidentities.h"

#include "api/answer.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace ic {

ApiRequest ProcessIdentities::request() const
{
    ApiRequest request
        = requestFor(OperationId::ProcessIdentities, { u"identities"_s, u"process"_s });
    QJsonArray texts;
    for (const IdentityId& id : ids)
        texts.append(id.text());
    request.body
        = QJsonDocument(QJsonObject { { u"identityIds"_s, texts } }).toJson(QJsonDocument::Compact);
    return request;
}

Expected<TaskSubmission> ProcessIdentities::parse(const ApiResponse& response)
{
    return readObject<TaskSubmission>(response, OperationId::ProcessIdentities);
}

} // namespace ic
