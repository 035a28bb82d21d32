#pragma once

#include "base/clock.h"
#include "base/qtversion.h"

#include <atomic>

namespace ic::demo {

/// A clock that stands still until a test turns it; thread-safe.
class DemoClock final : public Clock
{
public:
    qint64 monotonicMs() const override { return m_ms; }
    QDateTime utcNow() const override
    {
        return QDateTime::fromMSecsSinceEpoch(StartMs + m_ms, Utc);
    }
    void turn(qint64 ms) { m_ms += ms; }

private:
    static constexpr qint64 StartMs = 1'790'000'000'000;
    std::atomic<qint64> m_ms { 1'000'000 };
};

} // namespace ic::demo
