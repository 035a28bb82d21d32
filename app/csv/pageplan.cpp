#include "csv/pageplan.h"

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

std::optional<PagePlan::Ask> PagePlan::next()
{
    if (m_asked >= m_end || m_asked - m_written >= m_mostAhead)
        return std::nullopt;
    if (m_asked == 0)
        return Ask { m_asked++, true };
    if (m_answered == 0)
        return std::nullopt;
    if (!m_total) {
        if (m_asked - m_answered >= PagesOnTrust)
            return std::nullopt;
        return Ask { m_asked++, false };
    }
    if (m_asked * m_pageSize < *m_total)
        return Ask { m_asked++, false };
    // Beyond the total: only when all before it are there and none of them was the end.
    if (m_answered < m_asked)
        return std::nullopt;
    return Ask { m_asked++, true };
}

void PagePlan::answered(qint64 page, qsizetype rows, std::optional<qint64> total)
{
    ++m_answered;
    if (total)
        m_total = std::max(m_total.value_or(0), *total);
    const bool last = !m_total || (page + 1) * m_pageSize >= *m_total;
    if (rows == 0 || (rows < m_pageSize && last))
        m_end = std::min(m_end, page + 1);
}

} // namespace ic
