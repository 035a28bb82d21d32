#pragma once

#include "api/jsonreader.h"
#include "base/expected.h"
#include "net/apirequest.h"

#include <QList>

namespace ic {

/// The object or list that is the body of a 2xx answer; Malformed for anything else.
Expected<QJsonObject> objectFrom(const ApiResponse& response);
Expected<QJsonArray> arrayFrom(const ApiResponse& response);

ApiError malformed(const ApiResponse& response, const QString& detail);

/// T::fromJson() of the object that is the body of a 2xx answer.
template <class T> Expected<T> readObject(const ApiResponse& response)
{
    const Expected<QJsonObject> object = objectFrom(response);
    if (!object)
        return object.error();
    JsonFault fault;
    T result = T::fromJson(JsonReader(*object, fault));
    if (fault.isSet())
        return malformed(response, fault.detail);
    return result;
}

/// T::fromJson() of each object in the list that is the body of a 2xx answer.
template <class T> Expected<QList<T>> readList(const ApiResponse& response)
{
    const Expected<QJsonArray> array = arrayFrom(response);
    if (!array)
        return array.error();
    QList<T> result;
    result.reserve(array->size());
    JsonFault fault;
    JsonReader::forEachOf(
        *array, fault, [&](const JsonReader& reader) { result.append(T::fromJson(reader)); });
    if (fault.isSet())
        return malformed(response, fault.detail);
    return result;
}

} // namespace ic
