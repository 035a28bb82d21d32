#pragma once

#include "csv/exportrequest.h"

#include <deque>
#include <optional>
#include <utility>

namespace ic {

/// How fast an export runs and how long it will take, from readings of the clock in ms.
class ProgressMeter
{
public:
    static constexpr qint64 EveryMs = 100;

    void start(qint64 now) { m_startedAt = now; }
    void answered(qint64 now) { m_answeredAt = now; }

    /// At most one in EveryMs, unless `force`; nullopt before it is due.
    std::optional<ExportProgress> report(
        qint64 now, qint64 rowsWritten, qint64 expected, bool saving, bool force);

    qint64 elapsed(qint64 now) const { return now - m_startedAt; }

private:
    qint64 m_startedAt = 0;
    qint64 m_answeredAt = -1;
    qint64 m_reportedAt = -EveryMs;
    std::deque<std::pair<qint64, qint64>> m_rates; ///< ms, rows
};

} // namespace ic
