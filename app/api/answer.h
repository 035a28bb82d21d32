#pragma once

#include "api/jsonreader.h"
#include "base/expected.h"
#include "net/apirequest.h"

#include <QList>

namespace ic {

/// What is wrong with the body of a 2xx answer that has to be an object or a list.
std::optional<ApiError> objectProblem(const JsonDocument& body, const ApiResponse& response);
std::optional<ApiError> listProblem(const JsonDocument& body, const ApiResponse& response);

ApiError malformed(const ApiResponse& response, const QString& detail);

/// T::fromJson() of the object that is the body of a 2xx answer.
template <class T> Expected<T> readObject(const ApiResponse& response)
{
    const JsonDocument body(response.body);
    if (const std::optional<ApiError> problem = objectProblem(body, response))
        return *problem;
    JsonFault fault;
    T result = T::fromJson(JsonReader(body.root(), fault));
    if (fault.isSet())
        return malformed(response, fault.detail);
    return result;
}

/// T::fromJson() of each object in the list that is the body of a 2xx answer.
template <class T> Expected<QList<T>> readList(const ApiResponse& response)
{
    const JsonDocument body(response.body);
    if (const std::optional<ApiError> problem = listProblem(body, response))
        return *problem;
    QList<T> result;
    JsonFault fault;
    JsonReader::forEachOf(
        body.root(), fault, [&](const JsonReader& reader) { result.append(T::fromJson(reader)); });
    if (fault.isSet())
        return malformed(response, fault.detail);
    return result;
}

} // namespace ic
