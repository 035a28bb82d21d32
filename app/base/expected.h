#pragma once

#include "base/apierror.h"

#include <utility>
#include <variant>

namespace ic {

/// A value, or the ApiError that stands in its place. Reading the one that is not there is a
/// programming error and asserts.
template <class T> class [[nodiscard]] Expected
{
public:
    Expected(T value)
        : m_content(std::in_place_index<0>, std::move(value))
    {
    }
    Expected(ApiError error)
        : m_content(std::in_place_index<1>, std::move(error))
    {
    }

    bool hasValue() const { return m_content.index() == 0; }
    explicit operator bool() const { return hasValue(); }

    const T& value() const&
    {
        Q_ASSERT(hasValue());
        return *std::get_if<0>(&m_content);
    }
    T&& value() &&
    {
        Q_ASSERT(hasValue());
        return std::move(*std::get_if<0>(&m_content));
    }
    const T& operator*() const& { return value(); }
    const T* operator->() const { return &value(); }

    const ApiError& error() const
    {
        Q_ASSERT(!hasValue());
        return *std::get_if<1>(&m_content);
    }

private:
    std::variant<T, ApiError> m_content;
};

} // namespace ic
