#pragma once

#include <algorithm>
#include <cstddef>
#include <thread>
#include <vector>

namespace ic {

/// Runs work(0) to work(parts - 1) at the same time, the first on this thread and each other on one
/// of its own, and returns when all are done.
template <class Work> void atOnce(std::size_t parts, const Work& work)
{
    std::vector<std::jthread> others;
    for (std::size_t part = 1; part < parts; ++part)
        others.emplace_back([&work, part] { work(part); });
    work(0);
}

/// Sorts as std::sort() does, of many both halves at the same time.
template <class Iterator, class Before>
void sortAtOnce(Iterator begin, Iterator end, const Before& before)
{
    constexpr std::ptrdiff_t many = 10'000;
    const Iterator middle = end - begin < many ? end : begin + (end - begin) / 2;
    atOnce(middle == end ? 1 : 2, [&](std::size_t half) {
        std::sort(half == 0 ? begin : middle, half == 0 ? middle : end, before);
    });
    std::inplace_merge(begin, middle, end, before);
}

} // namespace ic
