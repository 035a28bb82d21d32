#pragma once

#include "base/expected.h"
#include "net/apirequest.h"

#include <concepts>

namespace ic {

/// An operation of the API as a value: its members are the parameters, request() is pure, and
/// parse() turns a 2xx answer into a typed result or names what was wrong with it.
template <class T>
concept Endpoint = requires(const T& endpoint, const ApiResponse& response) {
    typename T::Result;
    { endpoint.request() } -> std::same_as<ApiRequest>;
    { T::parse(response) } -> std::same_as<Expected<typename T::Result>>;
};

} // namespace ic
