#pragma once

#include "api/right.h"
#include "base/expected.h"
#include "net/apirequest.h"

#include <concepts>

namespace ic {

/// A read of the API as a value: its members are the parameters, request() is pure, and parse()
/// turns a 2xx answer into a typed result or names what was wrong with it. title() is what errors,
/// logs and the list of rights call it.
template <class T>
concept Endpoint = requires(const T& endpoint, const ApiResponse& response)
{
    typename T::Result;
    {
        T::title()
        } -> std::same_as<QString>;
    {
        T::right()
        } -> std::same_as<NeededRight>;
    {
        endpoint.request()
        } -> std::same_as<ApiRequest>;
    {
        T::parse(response)
        } -> std::same_as<Expected<typename T::Result>>;
};

/// The request of an endpoint without its query. `path`: raw segments after the version.
template <class E> ApiRequest readRequest(QStringList path, Lane lane)
{
    return {
        .path = std::move(path),
        .lane = lane,
        .operation = E::title(),
        .neededRight = E::right().text(),
    };
}

} // namespace ic
