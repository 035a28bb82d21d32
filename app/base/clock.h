#pragma once

#include <QDateTime>

#include <algorithm>

namespace ic {

/// Time as a constructor argument, so that a test can turn it.
class Clock
{
public:
    Clock() = default;
    virtual ~Clock() = default;
    Q_DISABLE_COPY_MOVE(Clock)

    /// Milliseconds that only ever grow; for intervals.
    virtual qint64 monotonicMs() const = 0;
    /// The time of day, UTC; for dates that are shown or compared with a server's.
    virtual QDateTime utcNow() const = 0;
};

class SystemClock final : public Clock
{
public:
    qint64 monotonicMs() const override;
    QDateTime utcNow() const override;
};

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
