#include "api/answer.h"

#include "base/wellformedjson.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::Answer)
};

Expected<QJsonDocument> documentFrom(const ApiResponse& response)
{
    QJsonParseError error;
    QJsonDocument document = QJsonDocument::fromJson(wellFormedJson(response.body), &error);
    if (error.error == QJsonParseError::NoError)
        return document;
    if (response.body.trimmed().isEmpty())
        return malformed(response, Texts::tr("$: expected JSON, found an empty body"));
    if (response.contentType.contains("html"))
        return malformed(response, Texts::tr("$: expected JSON, found a web page"));
    return malformed(response,
        Texts::tr("$: not JSON from byte %1 on: %2").arg(error.offset).arg(error.errorString()));
}

} // namespace

Expected<QJsonObject> objectFrom(const ApiResponse& response)
{
    const Expected<QJsonDocument> document = documentFrom(response);
    if (!document)
        return document.error();
    if (!document->isObject())
        return malformed(response, Texts::tr("$: expected an object, found a list"));
    return document->object();
}

Expected<QJsonArray> arrayFrom(const ApiResponse& response)
{
    const Expected<QJsonDocument> document = documentFrom(response);
    if (!document)
        return document.error();
    if (!document->isArray())
        return malformed(response, Texts::tr("$: expected a list, found an object"));
    return document->array();
}

ApiError malformed(const ApiResponse& response, const QString& detail)
{
    return {
        .kind = ApiError::Kind::Malformed,
        .httpStatus = response.status,
        .detail = detail,
    };
}

} // namespace ic
