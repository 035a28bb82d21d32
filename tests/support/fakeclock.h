#pragma once

#include "base/clock.h"
#include "base/qtversion.h"

namespace ic::test {

/// A clock that stands still until it is told.
class FakeClock final : public Clock
{
public:
    qint64 monotonicMs() const override { return m_ms; }
    QDateTime utcNow() const override
    {
        return QDateTime(QDate(2026, 11, 23), QTime(13, 0), Utc).addMSecs(m_ms + m_slept);
    }

    void advance(qint64 ms) { m_ms += ms; }
    /// The time of day goes on; the monotonic clock stands still, as in a sleeping laptop.
    void sleep(qint64 ms) { m_slept += ms; }
    void set(qint64 ms) { m_ms = ms; }

private:
    qint64 m_ms = 1'000'000;
    qint64 m_slept = 0;
};

} // namespace ic::test
