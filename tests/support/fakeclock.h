#pragma once

#include "base/clock.h"

namespace ic::test {

/// A clock that stands still until it is told.
class FakeClock final : public Clock
{
public:
    qint64 monotonicMs() const override { return m_ms; }
    QDateTime utcNow() const override
    {
        return QDateTime(QDate(2026, 11, 23), QTime(13, 0), Qt::UTC).addMSecs(m_ms);
    }

    void advance(qint64 ms) { m_ms += ms; }
    void set(qint64 ms) { m_ms = ms; }

private:
    qint64 m_ms = 1'000'000;
};

} // namespace ic::test
