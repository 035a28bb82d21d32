#pragma once

#include "api/identity.h"
#include "base/apierror.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QStringList>

namespace ic {

/// A bounded window onto a list that may have a million rows: pages of rows, of which at most
/// `capacity` are kept; the ones longest out of sight go first. It knows which rows are on screen,
/// and so which pages are wanted.
class PageCache
{
public:
    enum class State {
        Missing, ///< not asked for, or dropped again
        Wanted, ///< asked for, no answer yet
        Loaded, ///< also while it is asked for again
        Failed, ///< the answer was an error; it can be asked for again
    };

    static constexpr int RowsAhead = 60; ///< beyond the rows on screen, on both sides
    static constexpr int MostPagesAhead = 3;

    PageCache(int rowsPerPage, int capacity);

    int rowsPerPage() const { return m_rowsPerPage; }
    int pageOf(int row) const { return row / m_rowsPerPage; }
    int firstRowOf(int page) const { return page * m_rowsPerPage; }
    /// Pages whose rows or failures are kept.
    qsizetype kept() const { return m_pages.size(); }
    /// `fresh`: none that were loaded before the last markStale().
    template <class Visit> void forEachRow(Visit visit, bool fresh = false) const
    {
        for (const Page& page : m_pages) {
            if (fresh && page.stale)
                continue;
            for (const Identity& row : page.rows)
                visit(row);
        }
    }

    /// The places of all rows that are loaded, in no order.
    QList<int> loadedRowNumbers() const;

    State state(int page) const;
    /// The row, or nullptr while it is not loaded or its page did not hold it. Valid until the
    /// next change of the cache.
    const Identity* row(int row) const;
    /// Why the page of this row could not be loaded, or loaded anew; or nullptr.
    const ApiError* failure(int row) const;
    QList<int> failedPages() const;
    /// The row of an identity on screen or close to it, or -1.
    int rowNearScreen(const IdentityId& id) const;

    /// Attribute keys seen so far, sorted; also of lists before this one.
    QStringList knownAttributes() const;

    /// Rows of the list. What lies beyond them is dropped, and a last page that is longer now is
    /// missing.
    int total() const { return m_total; }
    void setTotal(int total);

    /// Without a row or a page; the rows on screen are the first again.
    void clear();
    /// Everything is shown as before and asked for anew when it is seen again.
    void markStale();
    void setRows(int page, const QList<Identity>& rows);
    /// What was loaded before stays.
    void setFailed(int page, const ApiError& error);
    /// A failed page may be asked for again.
    void forgive(int page);
    /// Puts a newer record of an identity in the place of the one that is kept; its row, or -1.
    int replace(const Identity& changed);

    void setVisibleRows(int first, int last);
    /// Whole pages to read on both sides of the rows on screen, from 0, which leaves RowsAhead, to
    /// MostPagesAhead. They are wanted only once everything nearer is there: they never delay what
    /// somebody looks at, and nobody asks for them while the list is being dragged.
    void setPagesAhead(int pages);
    /// Pages to ask for now, most urgent first; they count as wanted from here on.
    QList<int> takeWanted();
    /// The same for a list of which nothing is known yet.
    QList<int> takeFirst();
    /// Pages that are wanted but out of sight. They count as missing from here on.
    QList<int> takeUnwanted();

private:
    struct Page
    {
        QList<Identity> rows = {};
        ApiError error = {};
        bool loaded = false;
        bool wanted = false;
        bool failed = false;
        bool stale = false; ///< loaded before the last markStale()
        quint64 seen = 0;
    };

    Page& place(int page);
    QList<int> missingPages(int first, int last) const;
    QList<int> wanted(const QList<int>& pages);
    bool isNearLoaded(int first, int last) const;
    int farthestAhead() const;

    const int m_rowsPerPage;
    const int m_capacity;
    int m_total = 0;
    int m_firstVisible = 0;
    int m_lastVisible = 0;
    int m_pagesAhead = 0;
    quint64 m_now = 0;
    QHash<int, Page> m_pages;
    QSet<QString> m_knownAttributes;
};

} // namespace ic
