#pragma once

#include "base/expected.h"

#include <QTest>

#include <optional>

namespace ic::test {

/// What a question is answered with, once.
template <class T> struct Answer
{
    std::optional<Expected<T>> value = {};
    int times = 0;

    auto callback()
    {
        return [this](const Expected<T>& answer) {
            value.emplace(answer);
            ++times;
        };
    }
    bool wait()
    {
        return QTest::qWaitFor([this] { return times > 0; }) && times == 1 && value->hasValue();
    }
    const T& operator*() const { return **value; }
};

} // namespace ic::test
