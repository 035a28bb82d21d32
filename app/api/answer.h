#pragma once

#include "api/catalog.h"
#include "api/jsonreader.h"
#include "base/expected.h"
#include "net/apirequest.h"

#include <QList>

namespace ic {

/// The object or list that is the body of a 2xx answer; Malformed for anything else.
Expected<QJsonObject> objectFrom(const ApiResponse& response, OperationId operation);
Expected<QJsonArray> arrayFrom(const ApiResponse& response, OperationId operation);

ApiError malformed(const ApiResponse& response, OperationId operation, const QString& detail);

/// T::fromJson() of the object that is the body of a 2xx answer.
template <class T> Expected<T> readObject(const ApiResponse& response, OperationId operation)
{
    const Expected<QJsonObject> object = objectFrom(response, operation);
    if (!object)
        return object.error();
    JsonFault fault;
    T result = T::fromJson(JsonReader(*object, fault));
    if (fault.isSet())
        return malformed(response, operation, fault.detail);
    return result;
}

/// T::fromJson() of each object in the list that is the body of a 2xx answer.
template <class T> Expected<QList<T>> readList(const ApiResponse& response, OperationId operation)
{
    const Expected<QJsonArray> array = arrayFrom(response, operation);
    if (!array)
        return array.error();
    QList<T> result;
    result.reserve(array->size());
    JsonFault fault;
    JsonReader::forEachOf(
        *array, fault, [&](const JsonReader& reader) { result.append(T::fromJson(reader)); });
    if (fault.isSet())
        return malformed(response, operation, fault.detail);
    return result;
}

} // namespace ic
