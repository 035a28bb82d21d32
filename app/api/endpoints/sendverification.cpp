#include "api/endpoints/sendverification.h"

#include "api/catalog.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ic {

QString verificationViaText(VerificationVia via)
{
    switch (via) {
    case VerificationVia::EmailWork:
        return u"EMAIL_WORK"_s;
    case VerificationVia::EmailPersonal:
        return u"EMAIL_PERSONAL"_s;
    case VerificationVia::LinkWork:
        return u"LINK_WORK"_s;
    case VerificationVia::LinkPersonal:
        return u"LINK_PERSONAL"_s;
    }
    Q_UNREACHABLE();
}

ApiRequest SendVerification::request() const
{
    ApiRequest request = requestFor(OperationId::SendVerification,
        { u"identities"_s, id.text(), u"verification"_s, u"account"_s, u"send"_s });
    QJsonObject body { { u"via"_s, verificationViaText(via) } };
    if (!sourceName.isEmpty())
        body.insert(u"sourceName"_s, sourceName);
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return request;
}

Expected<std::monostate> SendVerification::parse(const ApiResponse&)
{
    return std::monostate();
}

} // namespace ic
