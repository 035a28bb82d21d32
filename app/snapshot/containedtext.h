#pragma once

#include <QByteArrayView>

#include <algorithm>
#include <cstring>
#include <vector>

namespace ic {

/// Of texts that stand one after the other in `all`, text i up to ends[i]: calls visit(i) for each
/// that contains `part`, which is not empty, until that returns false.
template <class Visit>
void forEachContaining(
    QByteArrayView all, const std::vector<quint64>& ends, QByteArrayView part, const Visit& visit)
{
    auto text = ends.begin();
    for (quint64 from = 0; text != ends.end() && from < static_cast<quint64>(all.size());) {
        const void* const found
            = ::memmem(all.data() + from, static_cast<std::size_t>(all.size()) - from, part.data(),
                static_cast<std::size_t>(part.size()));
        if (!found)
            return;
        const auto at = static_cast<quint64>(static_cast<const char*>(found) - all.data());
        // Often it is one of the next ones.
        std::ptrdiff_t step = 1;
        while (step < ends.end() - text && text[step] <= at) {
            text += step;
            step *= 2;
        }
        text = std::upper_bound(text, text + std::min(step + 1, ends.end() - text), at);
        from = at + 1;
        if (at + static_cast<quint64>(part.size()) > *text)
            continue; // it goes on in the next one
        if (!visit(text - ends.begin()))
            return;
        from = *text++;
    }
}

} // namespace ic
