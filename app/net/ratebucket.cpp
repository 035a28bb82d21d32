#include "net/ratebucket.h"

#include <algorithm>
#include <bitset>
#include <utility>
#include <vector>

namespace ic {

namespace {

constexpr qint64 SmallestMarginMs = 20;
constexpr qint64 LargestMarginMs = 1000;
constexpr qint64 LongestPauseMs = 120'000;
constexpr int AnswersKept = 300;

// A word: until when the place is taken, by whom, and whether for bulk work.
constexpr int MemberBits = 7;
constexpr int TimeShift = MemberBits + 1;
constexpr RatePlaces::Word MemberMask = (1 << MemberBits) - 1;
constexpr RatePlaces::Word BulkBit = 1 << MemberBits;
static_assert(RatePlaces::MostMembers <= MemberMask);

qint64 untilOf(RatePlaces::Word word)
{
    return static_cast<qint64>(word >> TimeShift);
}

} // namespace

RateBucket::RateBucket(int limit, qint64 windowMs, const QString& file)
    : m_limit(limit)
    , m_windowMs(windowMs)
    , m_marginMs(SmallestMarginMs)
    , m_places(limit, file)
{
}

bool RateBucket::isTaken(RatePlaces::Word word, qint64 now) const
{
    // What lies further ahead than anybody takes a place for was not written by one of us.
    const qint64 left = untilOf(word) - now;
    return left > 0 && left <= m_windowMs + LargestMarginMs + LeaseMs;
}

RatePlaces::Word RateBucket::wordFor(qint64 until, bool bulk) const
{
    return static_cast<RatePlaces::Word>(until) << TimeShift | (bulk ? BulkBit : 0)
        | static_cast<RatePlaces::Word>(m_places.member());
}

int RateBucket::used(qint64 now) const
{
    int taken = 0;
    for (int place = 0; place < m_limit; ++place)
        taken += isTaken(m_places.at(place), now) ? 1 : 0;
    return taken;
}

int RateBucket::free(qint64 now) const
{
    return isUnlimited() ? 1'000'000 : m_limit - used(now);
}

std::optional<RateBucket::Slot> RateBucket::take(qint64 now, Lane lane)
{
    Slot slot;
    if (isUnlimited())
        return slot;
    const RatePlaces::Word word = wordFor(now + m_windowMs + LeaseMs, lane == Lane::Bulk);
    for (int place = 0; place < m_limit; ++place) {
        const RatePlaces::Word before = m_places.at(place);
        if (isTaken(before, now) || !m_places.change(place, before, word))
            continue; // taken, or another program was quicker
        slot.m_place = place;
        slot.m_word = word;
        return slot;
    }
    return std::nullopt;
}

void RateBucket::set(Slot& slot, RatePlaces::Word word)
{
    if (!m_places.change(slot.m_place, slot.m_word, word))
        slot = {}; // this program stood still for so long that the place is somebody else's
    else
        slot.m_word = word;
}

void RateBucket::keep(Slot& slot, qint64 now)
{
    if (slot.isHeld() && untilOf(slot.m_word) < now + m_windowMs + LeaseMs * 2 / 3)
        set(slot, wordFor(now + m_windowMs + LeaseMs, (slot.m_word & BulkBit) != 0));
}

qint64 RateBucket::leastFor(const QString& kind, qint64 ms)
{
    Least& least = m_least[kind];
    if (least.answers >= AnswersKept) {
        least.before = std::exchange(least.ms, -1);
        least.answers = 0;
    }
    ++least.answers;
    least.ms = least.ms < 0 ? ms : std::min(least.ms, ms);
    return least.before < 0 ? least.ms : std::min(least.ms, least.before);
}

void RateBucket::answered(Slot& slot, qint64 leftAt, qint64 now, const QString& kind)
{
    ended(slot, now - leastFor(kind, now - leftAt));
    m_marginMs = std::max(SmallestMarginMs, m_marginMs - 1);
}

void RateBucket::ended(Slot& slot, qint64 now)
{
    if (slot.isHeld())
        set(slot, wordFor(now + m_windowMs + m_marginMs, (slot.m_word & BulkBit) != 0));
    slot = {};
}

void RateBucket::giveBack(Slot& slot)
{
    if (slot.isHeld())
        set(slot, 0);
    slot = {};
}

qint64 RateBucket::whenFree(qint64 now, int reserve) const
{
    if (free(now) > reserve)
        return now;
    std::vector<qint64> ends;
    for (int place = 0; place < m_limit; ++place) {
        const RatePlaces::Word word = m_places.at(place);
        ends.push_back(isTaken(word, now) ? untilOf(word) : now);
    }
    std::sort(ends.begin(), ends.end());
    return ends[static_cast<std::size_t>(std::min(reserve, m_limit - 1))];
}

void RateBucket::pause(qint64 now, qint64 until)
{
    const RatePlaces::Word before = m_places.at(m_places.wish());
    if (until > pausedUntil(now)) // another program's wish of the same moment may stand as well
        (void)m_places.change(m_places.wish(), before, static_cast<RatePlaces::Word>(until));
}

qint64 RateBucket::pausedUntil(qint64 now) const
{
    const auto until = static_cast<qint64>(m_places.at(m_places.wish()));
    return until > now && until - now <= LongestPauseMs ? until : 0;
}

void RateBucket::widenMargin()
{
    m_marginMs = std::min(LargestMarginMs, m_marginMs * 2);
}

int RateBucket::bulkSharers(qint64 now) const
{
    std::bitset<MemberMask + 1> sharers;
    sharers.set(static_cast<std::size_t>(m_places.member()));
    for (int place = 0; place < m_limit; ++place) {
        const RatePlaces::Word word = m_places.at(place);
        if (isTaken(word, now) && (word & BulkBit) != 0)
            sharers.set(static_cast<std::size_t>(word & MemberMask));
    }
    return static_cast<int>(sharers.count());
}

} // namespace ic
