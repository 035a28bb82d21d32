#include "api/answer.h"

#include <QCoreApplication>

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::Answer)
};

/// `other`: what is wrong if it is the other kind of document.
std::optional<ApiError> problemOf(const JsonDocument& body, const ApiResponse& response,
    QJsonValue::Type wanted, const QString& other)
{
    if (body.root().type() == wanted)
        return std::nullopt;
    const QJsonParseError& error = body.error();
    if (error.error == QJsonParseError::NoError)
        return malformed(response, other);
    if (response.body.trimmed().isEmpty())
        return malformed(response, Texts::tr("$: expected JSON, found an empty body"));
    if (response.contentType.contains("html"))
        return malformed(response, Texts::tr("$: expected JSON, found a web page"));
    return malformed(response,
        Texts::tr("$: not JSON from byte %1 on: %2").arg(error.offset).arg(error.errorString()));
}

} // namespace

std::optional<ApiError> objectProblem(const JsonDocument& body, const ApiResponse& response)
{
    return problemOf(
        body, response, QJsonValue::Object, Texts::tr("$: expected an object, found a list"));
}

std::optional<ApiError> listProblem(const JsonDocument& body, const ApiResponse& response)
{
    return problemOf(
        body, response, QJsonValue::Array, Texts::tr("$: expected a list, found an object"));
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
