#include "csv/progressmeter.h"

#include <algorithm>
#include <cmath>

namespace ic {

namespace {

constexpr qint64 SilenceMs = 1000; // without an answer: "waiting"
constexpr qint64 RateWindowMs = 12'000; // longer than the tenant's window, to even it out

} // namespace

std::optional<ExportProgress> ProgressMeter::report(
    qint64 now, qint64 rowsWritten, qint64 expected, bool saving, bool force)
{
    if (!force && now - m_reportedAt < EveryMs)
        return std::nullopt;
    m_reportedAt = now;
    ExportProgress progress { .rowsWritten = rowsWritten, .expected = expected };
    if (saving)
        progress.state = ExportProgress::State::Saving;
    else if (now - std::max(m_answeredAt, m_startedAt) >= SilenceMs)
        progress.state = ExportProgress::State::Waiting;
    else if (m_answeredAt >= 0)
        progress.state = ExportProgress::State::Reading;

    if (m_rates.empty())
        m_rates.emplace_back(m_startedAt, 0);
    while (m_rates.size() > 1 && now - m_rates[1].first >= RateWindowMs)
        m_rates.pop_front();
    const qint64 elapsed = now - m_rates.front().first;
    if (elapsed > 0) {
        progress.rowsPerSecond = static_cast<double>(rowsWritten - m_rates.front().second) * 1000
            / static_cast<double>(elapsed);
    }
    m_rates.emplace_back(now, rowsWritten);
    if (expected >= 0 && progress.rowsPerSecond > 0) {
        const auto left = static_cast<double>(std::max<qint64>(0, expected - rowsWritten));
        progress.secondsLeft
            = static_cast<int>(std::ceil(std::min(left / progress.rowsPerSecond, 1e6)));
    }
    return progress;
}

} // namespace ic
