#pragma once

#include "base/clock.h"

#include <algorithm>

namespace ic {

/// How long ago something happened, by the clock that went on further: the monotonic one stands
/// still while a laptop sleeps, and the time of day can be set back.
class IdleTime
{
public:
    explicit IdleTime(const Clock& clock)
        : m_clock(clock)
    {
        restart();
    }

    void restart()
    {
        m_sinceMs = m_clock.monotonicMs();
        m_since = m_clock.utcNow();
    }
    qint64 ms() const
    {
        return std::max(m_clock.monotonicMs() - m_sinceMs, m_since.msecsTo(m_clock.utcNow()));
    }

private:
    const Clock& m_clock;
    qint64 m_sinceMs = 0;
    QDateTime m_since; ///< UTC
};

} // namespace ic
