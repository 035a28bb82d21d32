#pragma once

#include "reading/decodedpage.h"

#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

namespace ic {

/// Joins pages of a list that changes while it is read, so that nobody is lost between two pages.
///
/// A list by offsets moves: when somebody before the reading point is deleted, all after it move
/// up, and one of them slips from the next page into the one that was read already. Offsets cannot
/// tell; the identities can. In the order of the list, a page holds *everybody* who stood between
/// its first and its last row when it was read. So when two pages, read at any times, have two
/// identities in common whose sort keys differ, nobody stands between the pages, and together they
/// are again a stretch without a hole. (Two keys, because the order among equal ones may change
/// from answer to answer.) The chain starts with the page at offset 0 and is whole when a page that
/// joins is short. Hence the guarantee: **everybody who was there from the first request to the
/// last, and kept the values the list is sorted by, is in a joined page**, however many others came
/// or went, whatever the order in which the pages were read.
///
/// Pages are asked for with an overlap of a few rows. Where one does not join, because more were
/// deleted than the overlap holds, what lies before it is read again: back from the younger of the
/// two sides until a page joins, then forward until the other side does. At offset 0 every page
/// joins, so going back ends; the sum of all such readings is limited to one for each page and
/// SpareReads more, and a place that cannot be settled within that is counted.
///
/// Not covered are identities whose sort key changes while the list is read: they can move from
/// before the reading point to behind it, where no offset ever meets them.
class PageChain
{
public:
    struct Page
    {
        DecodedPage content = {};
        qint64 offset = 0;
        int overlap = 0; ///< rows asked for again on purpose
        bool planned = true; ///< not read to close a gap
        bool besideGap = false; ///< set by take(): something was read again before it
        quint64 readAt = 0; ///< larger for what was read later
    };

    static constexpr int SmallestOverlap = 2;
    static constexpr int SpareReads = 64;

    explicit PageChain(int pageSize);

    /// The next page in order, or the answer to what wanted() asked for.
    void add(Page page);
    /// The page to write now, if the first one that waits joins.
    std::optional<Page> take();
    /// If take() gave nothing: the offset to read so that it can; nullopt when nothing waits.
    /// May give a place up, so call take() again after nullopt.
    std::optional<qint64> wanted();
    bool isWaiting() const { return !m_waiting.empty(); }

    int overlap() const { return m_overlap; } ///< for pages to come
    int reread() const { return m_reads; }
    int unsettled() const { return m_unsettled; }

private:
    struct Tail ///< of what is joined
    {
        qint64 offset = 0;
        qint64 rows = 0;
        quint64 readAt = 0;
    };
    enum class Fit {
        Apart,
        Inside, ///< brings nothing and proves nothing
        Joined,
    };
    struct Anchor
    {
        quint64 sortKey = 0;
        quint64 page = 0; ///< the last one it was in
    };

    Fit fit(const Page& page) const;
    int sharedRows(const Page& page) const;
    void adapt(const Page& page, bool joined);
    void remember(const Page& page);

    const int m_pageSize;
    const int m_mostOverlap;
    int m_overlap = SmallestOverlap;
    int m_calm = 0; ///< joins in sequence that half the overlap had sufficed for
    std::vector<Page> m_waiting; ///< the first in order is the last
    std::optional<Tail> m_tail;
    bool m_givenUp = false;
    std::unordered_map<quint64, Anchor> m_anchors; ///< by id, of the last pages
    std::deque<std::vector<quint64>> m_anchorPages;
    quint64 m_firstAnchorPage = 0; ///< number of the first in m_anchorPages
    bool m_closingGap = false;
    qint64 m_planned = 0;
    int m_reads = 0;
    int m_unsettled = 0;
};

} // namespace ic
