#include "reading/pagechain.h"

#include <algorithm>
#include <utility>

namespace ic {

namespace {

constexpr std::size_t AnchorPages = 8;
constexpr int CalmJoins = 128; // until the overlap is halved
constexpr int GapOverlapShare = 5; // a page that closes a gap overlaps by a fifth on each side

quint64 anchorOf(const IdKey& key)
{
    return key.high * 0x9E3779B97F4A7C15U ^ key.low;
}

} // namespace

PageChain::PageChain(int pageSize)
    : m_pageSize(pageSize)
    , m_mostOverlap(std::max(SmallestOverlap, pageSize / 4))
{
}

void PageChain::add(Page page)
{
    m_planned += page.planned ? 1 : 0;
    m_waiting.push_back(std::move(page));
}

std::optional<PageChain::Page> PageChain::take()
{
    if (m_waiting.empty())
        return std::nullopt;
    const Fit fit = this->fit(m_waiting.back());
    const bool planned = m_waiting.back().planned;
    if (planned && !m_closingGap)
        adapt(m_waiting.back(), fit != Fit::Apart);
    if (fit == Fit::Apart && !m_givenUp)
        return std::nullopt;

    Page page = std::move(m_waiting.back());
    m_waiting.pop_back();
    m_unsettled += fit == Fit::Apart ? 1 : 0;
    m_givenUp = false;
    page.besideGap = m_closingGap;
    m_closingGap = m_closingGap && !planned;
    if (fit != Fit::Inside) {
        m_tail = Tail { page.offset, static_cast<qint64>(page.content.rows.size()), page.readAt };
        remember(page);
    }
    return page;
}

std::optional<qint64> PageChain::wanted()
{
    if (m_waiting.empty())
        return std::nullopt;
    if (m_reads >= m_planned + SpareReads) {
        m_givenUp = true;
        return std::nullopt;
    }
    ++m_reads;
    m_closingGap = true;
    const int step = m_pageSize - m_pageSize / GapOverlapShare;
    const Page& next = m_waiting.back();
    // The younger side knows better where the gap is now.
    return m_tail && m_tail->readAt > next.readAt ? m_tail->offset + step
                                                  : std::max<qint64>(0, next.offset - step);
}

PageChain::Fit PageChain::fit(const Page& page) const
{
    if (page.offset == 0)
        return Fit::Joined;
    const bool tailEnds = m_tail && m_tail->rows < m_pageSize;
    const std::vector<DecodedRow>& rows = page.content.rows;
    if (rows.empty())
        return tailEnds ? Fit::Joined : Fit::Apart;
    // A page that joins, is short and younger than this one: the list has ended before this one.
    if (tailEnds && m_tail->readAt > page.readAt)
        return Fit::Joined;

    std::optional<quint64> first;
    bool onlyAnchors = true;
    for (const DecodedRow& row : rows) {
        const auto anchor = m_anchors.find(anchorOf(row.key));
        if (anchor == m_anchors.end() || anchor->second.sortKey != row.sortKey)
            onlyAnchors = false;
        else if (!first)
            first = row.sortKey;
        else if (*first != row.sortKey)
            return Fit::Joined;
    }
    return onlyAnchors ? Fit::Inside : Fit::Apart;
}

int PageChain::sharedRows(const Page& page) const
{
    const auto& rows = page.content.rows;
    return static_cast<int>(std::count_if(rows.begin(), rows.end(),
        [this](const DecodedRow& row) { return m_anchors.contains(anchorOf(row.key)); }));
}

void PageChain::adapt(const Page& page, bool joined)
{
    if (!joined) {
        m_overlap = std::min(m_mostOverlap, m_overlap * 2);
        m_calm = 0;
        return;
    }
    m_calm = sharedRows(page) > m_overlap / 2 ? m_calm + 1 : 0;
    if (m_calm >= CalmJoins) {
        m_overlap = std::max(SmallestOverlap, m_overlap / 2);
        m_calm = 0;
    }
}

void PageChain::remember(const Page& page)
{
    const quint64 number = m_firstAnchorPage + m_anchorPages.size();
    std::vector<quint64> ids;
    ids.reserve(page.content.rows.size());
    for (const DecodedRow& row : page.content.rows) {
        ids.push_back(anchorOf(row.key));
        m_anchors[ids.back()] = { row.sortKey, number };
    }
    m_anchorPages.push_back(std::move(ids));
    if (m_anchorPages.size() <= AnchorPages)
        return;
    for (const quint64 id : m_anchorPages.front()) {
        const auto anchor = m_anchors.find(id);
        if (anchor != m_anchors.end() && anchor->second.page == m_firstAnchorPage)
            m_anchors.erase(anchor);
    }
    m_anchorPages.pop_front();
    ++m_firstAnchorPage;
}

} // namespace ic
