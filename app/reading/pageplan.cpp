#include "reading/pageplan.h"

#include <algorithm>

namespace ic {

namespace {

constexpr int PagesOnTrust = 4; // asked for at once when no total is known

} // namespace

PagePlan::PagePlan(int pageSize, int mostAhead)
    : m_pageSize(pageSize)
    , m_mostAhead(mostAhead)
{
}

std::optional<PagePlan::Ask> PagePlan::next(int overlap)
{
    if (m_asked >= m_end || m_asked - m_written >= m_mostAhead)
        return std::nullopt;
    if (m_asked == 0)
        return ask(0, true);
    if (m_answered == 0)
        return std::nullopt;
    if (!m_total) {
        if (m_asked - m_answered >= PagesOnTrust)
            return std::nullopt;
        return ask(overlap, false);
    }
    if (m_reach < *m_total)
        return ask(overlap, m_reach - overlap + m_pageSize >= *m_total);
    // Beyond the total: only when all before it are there and none of them was the end.
    if (m_answered < m_asked)
        return std::nullopt;
    return ask(overlap, true);
}

PagePlan::Ask PagePlan::ask(int overlap, bool count)
{
    const Ask ask { m_asked++, m_reach - overlap, overlap, count };
    m_reach = ask.offset + m_pageSize;
    return ask;
}

void PagePlan::answered(const Ask& ask, qsizetype rows, std::optional<qint64> total)
{
    ++m_answered;
    if (total)
        m_total = std::max(m_total.value_or(0), *total);
    const bool last = isBeyondTotal(ask.offset + m_pageSize);
    if (rows == 0 || (rows < m_pageSize && last))
        m_end = std::min(m_end, ask.page + 1);
}

} // namespace ic
