#include "net/ratebucket.h"

#include <algorithm>

namespace ic {

namespace {
constexpr qint64 SmallestMarginMs = 60;
constexpr qint64 LargestMarginMs = 1000;
constexpr qint64 UnknownWaitMs = 1000;
}

RateBucket::RateBucket(int limit, qint64 windowMs)
    : m_limit(limit)
    , m_windowMs(windowMs)
    , m_marginMs(SmallestMarginMs)
{
}

void RateBucket::expire(qint64 now)
{
    while (!m_left.empty() && m_left.front() + m_windowMs + m_marginMs <= now) {
        m_left.pop_front();
        // Each clean window of requests pulls the margin back a little.
        m_marginMs = std::max(SmallestMarginMs, m_marginMs - 1);
    }
}

int RateBucket::used(qint64 now)
{
    expire(now);
    return static_cast<int>(m_left.size()) + static_cast<int>(m_onTheirWay.size());
}

int RateBucket::free(qint64 now)
{
    return isUnlimited() ? 1'000'000 : std::max(0, m_limit - used(now));
}

RateBucket::Slot RateBucket::take(qint64 now)
{
    Q_ASSERT(free(now) > 0);
    const Slot slot = m_next++;
    m_onTheirWay.insert(slot, now);
    return slot;
}

void RateBucket::stamp(Slot slot, qint64 now)
{
    if (m_onTheirWay.remove(slot) == 0 || isUnlimited())
        return;
    // Stamps come in the order of time, so the queue stays sorted.
    m_left.push_back(m_left.empty() ? now : std::max(now, m_left.back()));
}

void RateBucket::giveBack(Slot slot)
{
    m_onTheirWay.remove(slot);
}

qint64 RateBucket::whenFree(qint64 now, int reserve)
{
    if (free(now) > reserve)
        return now;
    // How many of the counted requests have to leave the window first.
    const int missing = used(now) - (m_limit - reserve) + 1;
    const auto index = static_cast<std::size_t>(std::max(0, missing - 1));
    if (index >= m_left.size())
        return now + UnknownWaitMs;
    return m_left[index] + m_windowMs + m_marginMs;
}

void RateBucket::widenMargin()
{
    m_marginMs = std::min(LargestMarginMs, m_marginMs * 2);
}

} // namespace ic
