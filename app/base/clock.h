#pragma once

#include <QDateTime>

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

} // namespace ic
