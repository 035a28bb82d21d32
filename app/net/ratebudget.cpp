#include "net/ratebudget.h"

#include <algorithm>
#include <vector>

namespace ic {

namespace {

constexpr int InteractiveReserve = 2; ///< requests bulk work leaves free for clicks
constexpr double ConsiderateShare = 0.99; ///< of the limit's average rate
constexpr double SpreadBurst = 12; ///< bulk requests that may leave at once
constexpr int SmallestBulkWidth = 2;
constexpr std::size_t LatenciesKept = 20;

/// Requests that take about as long: changes of one sort, pages of one size.
QString kindOf(const ApiRequest& request)
{
    for (const auto& [name, value] : request.query) {
        if (name == u"limit")
            return request.operation + value;
    }
    return request.operation;
}

} // namespace

RateBudget::RateBudget(const SchedulerOptions& options)
    : m_options(options)
    , m_bucket(options.rateLimit, options.rateWindowMs, options.rateFile)
    , m_bulkWidth(options.mostBulk)
    , m_allowance(SpreadBurst)
{
}

bool RateBudget::isSpread() const
{
    return !m_bucket.isUnlimited()
        && (m_options.pace == BulkPace::Considerate || !m_bucket.isAlone());
}

bool RateBudget::isConsiderate(qint64 now) const
{
    const bool isClicked = m_clickedAt >= 0 && now < m_clickedAt + m_options.rateWindowMs;
    return isSpread() && (isClicked || !m_bucket.isAlone());
}

int RateBudget::reserveFor(Lane lane, qint64 now) const
{
    return lane == Lane::Bulk && isConsiderate(now) ? InteractiveReserve : 0;
}

double RateBudget::bulkPerMs(qint64 now) const
{
    return (isConsiderate(now) ? ConsiderateShare : 1.0) * m_options.rateLimit
        / static_cast<double>(m_options.rateWindowMs) / m_bucket.bulkSharers(now);
}

bool RateBudget::isFull(Lane lane) const
{
    return lane == Lane::Bulk ? m_bulk >= m_bulkWidth : m_interactive >= m_options.mostInteractive;
}

bool RateBudget::mayStart(Lane lane, qint64 now)
{
    if (now < pausedUntil(now))
        return false;
    const bool isFree = m_bucket.free(now) > reserveFor(lane, now);
    if (lane == Lane::Interactive)
        return isFree && !isFull(lane);
    m_widthBinds = false;
    if (!isFree)
        return false;
    if (isSpread()) {
        if (m_allowanceAt >= 0) {
            m_allowance = std::min(SpreadBurst,
                m_allowance + static_cast<double>(now - m_allowanceAt) * bulkPerMs(now));
        }
        m_allowanceAt = now;
        if (m_allowance < 1)
            return false;
    }
    m_widthBinds = isFull(lane);
    return !m_widthBinds;
}

std::optional<qint64> RateBudget::nextStart(Lane lane, qint64 now) const
{
    if (isFull(lane))
        return std::nullopt;
    qint64 at = std::max(pausedUntil(now), m_bucket.whenFree(now, reserveFor(lane, now)));
    if (lane == Lane::Bulk && isSpread() && m_allowance < 1)
        at = std::max(at, now + static_cast<qint64>((1 - m_allowance) / bulkPerMs(now)) + 1);
    return at;
}

std::optional<RateBudget::Slot> RateBudget::take(Lane lane, qint64 now)
{
    const std::optional<RateBucket::Slot> place = m_bucket.take(now, lane);
    if (!place)
        return std::nullopt;
    const bool isBulk = lane == Lane::Bulk;
    const Slot slot { .place = *place, .lane = lane, .isPaced = isBulk && isSpread() };
    if (!isBulk)
        m_clickedAt = now;
    m_allowance -= slot.isPaced ? 1 : 0;
    (isBulk ? m_bulk : m_interactive) += 1;
    return slot;
}

void RateBudget::leave(const Slot& slot)
{
    (slot.lane == Lane::Bulk ? m_bulk : m_interactive) -= 1;
}

void RateBudget::notSent(Slot& slot)
{
    m_allowance += slot.isPaced ? 1 : 0;
    notReached(slot);
}

void RateBudget::notReached(Slot& slot)
{
    m_bucket.giveBack(slot.place);
    leave(slot);
}

void RateBudget::answered(Slot& slot, qint64 leftAt, qint64 now, const ApiRequest& request)
{
    m_bucket.answered(slot.place, leftAt, now, kindOf(request));
    leave(slot);
}

void RateBudget::ended(Slot& slot, qint64 now)
{
    m_bucket.ended(slot.place, now);
    leave(slot);
}

void RateBudget::noteServed(Lane lane, qint64 ms)
{
    m_latencies.push_back(static_cast<int>(ms));
    if (m_latencies.size() > LatenciesKept)
        m_latencies.pop_front();
    // After trouble: one more for each answer doubles the width in the time of one answer.
    if (lane == Lane::Bulk && m_widthBinds)
        m_bulkWidth = std::min(m_options.mostBulk, m_bulkWidth + 1);
}

void RateBudget::noteTrouble(Lane lane)
{
    if (lane != Lane::Bulk)
        return;
    m_bulkWidth = std::max(SmallestBulkWidth, m_bulkWidth / 2);
    m_widthBinds = false;
}

int RateBudget::medianLatencyMs() const
{
    if (m_latencies.empty())
        return -1;
    std::vector<int> sorted(m_latencies.begin(), m_latencies.end());
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
}

void RateBudget::pause(qint64 now, qint64 ms)
{
    m_bucket.pause(now, now + ms);
    m_bucket.widenMargin();
}

} // namespace ic
