#include "api/endpoints/inviteidentities.h"

#include "api/answer.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace ic {

ApiRequest InviteIdentities::request() const
{
    ApiRequest request
        = requestFor(OperationId::InviteIdentities, { u"identities"_s, u"invite"_s });
    QJsonObject body;
    if (allUninvited) {
        body.insert(u"uninvited"_s, true);
    } else {
        QJsonArray texts;
        for (const IdentityId& id : ids)
            texts.append(id.text());
        body.insert(u"ids"_s, texts);
    }
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return request;
}

Expected<TaskStatus> InviteIdentities::parse(const ApiResponse& response)
{
    return readObject<TaskStatus>(response, OperationId::InviteIdentities);
}

} // namespace ic
