#pragma once

#include <QtGlobal>

#include <limits>
#include <optional>

namespace ic {

/// Decides which page of a list to ask for next, and when the list has ended. Pure bookkeeping.
///
/// Each page begins a few rows before the end of the one before it, see PageChain. The first page
/// goes alone and asks for the total. With a total, all its pages are asked for, so many at once as
/// the caller likes, but none further than `mostAhead` pages before the one that is written next:
/// that bounds the memory for answers that overtake others. The page that holds the end asks for
/// the total again, and if it is full it is followed by a look at what is after it, because tenants
/// grow. Without a total (a tenant need not give it) only a few pages are asked for beyond what
/// came.
///
/// The list ends with a short page at or after the total, with an empty page, or with a refused
/// offset. A short page before the total does not end it: stopping there could lose rows.
class PagePlan
{
public:
    struct Ask
    {
        qint64 page = 0; ///< from 0
        qint64 offset = 0; ///< in rows
        int overlap = 0; ///< rows at its beginning that belong to the page before it, too
        bool count = false; ///< ask for the total, too
    };

    PagePlan(int pageSize, int mostAhead);

    /// The page to ask for now, if any; it counts as asked for. `overlap` is less than a page.
    std::optional<Ask> next(int overlap);
    /// A page came, with the total if the answer had one.
    void answered(const Ask& ask, qsizetype rows, std::optional<qint64> total);
    /// The tenant refused the offset of this page: there is nothing at or after it.
    void refused(const Ask& ask) { answered(ask, 0, std::nullopt); }
    /// The next page in order was written.
    void wrote() { ++m_written; }
    /// Asks for nothing more; what was asked for is still awaited.
    void stop() { m_end = qMin(m_end, m_asked); }

    /// Everything asked for came and there is nothing more to ask for.
    bool isComplete() const { return m_asked > 0 && m_answered == m_asked && m_asked >= m_end; }
    /// Whether the last known total is not beyond `row`.
    bool isBeyondTotal(qint64 row) const { return !m_total || row >= *m_total; }

private:
    Ask ask(int overlap, bool count);

    int m_pageSize;
    int m_mostAhead;
    qint64 m_reach = 0; ///< rows, up to the end of the last page asked for
    qint64 m_asked = 0; ///< pages, as all the following
    qint64 m_answered = 0;
    qint64 m_written = 0;
    qint64 m_end = std::numeric_limits<qint64>::max();
    std::optional<qint64> m_total; ///< rows
};

} // namespace ic
