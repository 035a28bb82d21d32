#pragma once

#include <QtGlobal>

#include <limits>
#include <optional>

namespace ic {

/// Decides which page of a list to ask for next, and when the list has ended. Pure bookkeeping.
///
/// The first page goes alone and asks for the total. With a total, all its pages are asked for, so
/// many at once as the caller likes, but none further than `mostAhead` pages before the one that
/// is written next: that bounds the memory for answers that overtake others. A full last page is
/// followed by a look at the page after it, which asks for the total again, because tenants grow.
/// Without a total (a tenant need not give it) only a few pages are asked for beyond what came.
///
/// The list ends with a short page at or after the total, with an empty page, or with a refused
/// offset. A short page before the total does not end it: stopping there could lose rows.
class PagePlan
{
public:
    struct Ask
    {
        qint64 page = 0; ///< from 0
        bool count = false; ///< ask for the total, too
    };

    PagePlan(int pageSize, int mostAhead);

    /// The page to ask for now, if any; it counts as asked for.
    std::optional<Ask> next();
    /// A page came, with the total if the answer had one.
    void answered(qint64 page, qsizetype rows, std::optional<qint64> total);
    /// The tenant refused the offset of this page: there is nothing at or after it.
    void refused(qint64 page) { answered(page, 0, std::nullopt); }
    /// The next page in order was written.
    void wrote() { ++m_written; }
    /// Asks for nothing more; what was asked for is still awaited.
    void stop() { m_end = qMin(m_end, m_asked); }

    /// Everything asked for came and there is nothing more to ask for.
    bool isComplete() const { return m_asked > 0 && m_answered == m_asked && m_asked >= m_end; }
    std::optional<qint64> total() const { return m_total; }
    /// Whether the page begins at or after the last known total.
    bool isBeyondTotal(qint64 page) const { return !m_total || page * m_pageSize >= *m_total; }

private:
    int m_pageSize;
    int m_mostAhead;
    qint64 m_asked = 0; ///< pages, as all the following
    qint64 m_answered = 0;
    qint64 m_written = 0;
    qint64 m_end = std::numeric_limits<qint64>::max();
    std::optional<qint64> m_total; ///< rows
};

} // namespace ic
