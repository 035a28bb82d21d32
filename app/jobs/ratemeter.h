#pragma once

#include <QtGlobal>

#include <algorithm>
#include <deque>
#include <utility>

namespace ic {

/// How many a second, over the last 10 s. Times are monotonic ms.
class RateMeter
{
public:
    static constexpr qint64 WindowMs = 10'000;
    static constexpr qint64 SteadyMs = 3000;

    void add(qint64 now, int count)
    {
        if (m_since < 0)
            m_since = now;
        m_events.emplace_back(now, count);
        m_sum += count;
        expire(now);
    }
    /// Begins anew: what was before a pause says nothing of what comes after it.
    void clear() { *this = {}; }
    double perSecond(qint64 now)
    {
        expire(now);
        const qint64 span = std::clamp<qint64>(now - m_since, 1000, WindowMs);
        return m_since < 0 ? 0 : 1000.0 * static_cast<double>(m_sum) / static_cast<double>(span);
    }

    /// Whether it was watched long enough to tell what comes from it.
    bool isSteady(qint64 now) const { return m_since >= 0 && now - m_since >= SteadyMs; }

private:
    void expire(qint64 now)
    {
        while (!m_events.empty() && m_events.front().first + WindowMs <= now) {
            m_sum -= m_events.front().second;
            m_events.pop_front();
        }
    }

    std::deque<std::pair<qint64, int>> m_events;
    qint64 m_sum = 0;
    qint64 m_since = -1;
};

} // namespace ic
