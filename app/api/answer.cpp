#include "api/answer.h"

#include "base/wellformedjson.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

Expected<QJsonDocument> documentFrom(const ApiResponse& response, OperationId operation)
{
    QJsonParseError error;
    QJsonDocument document = QJsonDocument::fromJson(wellFormedJson(response.body), &error);
    if (error.error == QJsonParseError::NoError)
        return document;
    if (response.body.trimmed().isEmpty())
        return malformed(response, operation, u"$: expected JSON, found an empty body"_s);
    if (response.contentType.contains("html"))
        return malformed(response, operation, u"$: expected JSON, found a web page"_s);
    return malformed(response, operation,
        u"$: not JSON from byte %1 on: %2"_s.arg(error.offset).arg(error.errorString()));
}

} // namespace

Expected<QJsonObject> objectFrom(const ApiResponse& response, OperationId operation)
{
    const Expected<QJsonDocument> document = documentFrom(response, operation);
    if (!document)
        return document.error();
    if (!document->isObject())
        return malformed(response, operation, u"$: expected an object, found a list"_s);
    return document->object();
}

Expected<QJsonArray> arrayFrom(const ApiResponse& response, OperationId operation)
{
    const Expected<QJsonDocument> document = documentFrom(response, operation);
    if (!document)
        return document.error();
    if (!document->isArray())
        return malformed(response, operation, u"$: expected a list, found an object"_s);
    return document->array();
}

ApiError malformed(const ApiResponse& response, OperationId operation, const QString& detail)
{
    return {
        .kind = ApiError::Kind::Malformed,
        .httpStatus = response.status,
        .operation = operationInfo(operation).title,
        .detail = detail,
    };
}

} // namespace ic
