#pragma once

#include "base/apierror.h"

#include <QHash>
#include <QList>

#include <algorithm>

namespace ic {

/// A bounded window onto a list that may have a million rows: pages of rows, of which at most
/// `capacity` are kept; the ones longest out of sight go first.
template <class Row>
class PageCache
{
public:
    enum class State {
        Missing, ///< not asked for, or dropped again
        Wanted, ///< asked for, no answer yet
        Loaded, ///< also while it is asked for again
        Failed, ///< the answer was an error; it can be asked for again
    };

    PageCache(int rowsPerPage, int capacity)
        : m_rowsPerPage(rowsPerPage)
        , m_capacity(capacity)
    {
    }

    int rowsPerPage() const { return m_rowsPerPage; }
    int capacity() const { return m_capacity; }
    int pageOf(int row) const { return row / m_rowsPerPage; }
    int firstRowOf(int page) const { return page * m_rowsPerPage; }
    /// Pages whose rows or failures are kept.
    qsizetype kept() const { return m_pages.size(); }
    qint64 loadedRows() const
    {
        qint64 rows = 0;
        for (const Page& page : m_pages)
            rows += page.rows.size();
        return rows;
    }

    template <class Visit>
    void forEachRow(Visit visit) const
    {
        for (const Page& page : m_pages) {
            for (const Row& row : page.rows)
                visit(row);
        }
    }

    void clear() { m_pages.clear(); }

    State state(int page) const
    {
        const auto found = m_pages.constFind(page);
        if (found == m_pages.cend())
            return State::Missing;
        if (found->loaded)
            return State::Loaded;
        if (found->wanted)
            return State::Wanted;
        return found->failed ? State::Failed : State::Missing;
    }

    /// The row, or nullptr while it is not loaded or its page did not hold it. Valid until the
    /// next change of the cache.
    const Row* row(int row) const
    {
        const auto found = m_pages.constFind(pageOf(row));
        if (found == m_pages.cend() || !found->loaded)
            return nullptr;
        const int index = row % m_rowsPerPage;
        return index < found->rows.size() ? &found->rows.at(index) : nullptr;
    }

    /// Puts `changed` in the place of the row that `isSame` finds; its number, or -1.
    template <class IsSame>
    int replace(const Row& changed, IsSame isSame)
    {
        for (auto page = m_pages.begin(); page != m_pages.end(); ++page) {
            const auto row = std::find_if(page->rows.begin(), page->rows.end(), isSame);
            if (row != page->rows.end()) {
                *row = changed;
                return firstRowOf(page.key()) + static_cast<int>(row - page->rows.begin());
            }
        }
        return -1;
    }

    /// Why the page of this row could not be loaded, or loaded anew; or nullptr.
    const ApiError* failure(int row) const
    {
        const auto found = m_pages.constFind(pageOf(row));
        return found != m_pages.cend() && found->failed ? &found->error : nullptr;
    }

    /// Pages of the rows first…last that have to be asked for, nearest to the top first.
    QList<int> missingPages(int first, int last) const
    {
        QList<int> pages;
        for (int page = pageOf(first); page <= pageOf(last); ++page) {
            const auto found = m_pages.constFind(page);
            const bool there = found != m_pages.cend()
                && (found->wanted || found->failed || (found->loaded && !found->stale));
            if (!there)
                pages += page;
        }
        return pages;
    }

    /// Everything is shown as before and asked for anew when it is seen again.
    void markStale()
    {
        for (auto it = m_pages.begin(); it != m_pages.end();) {
            it->stale = true;
            it->wanted = false;
            it->failed = false;
            it = it->loaded ? std::next(it) : m_pages.erase(it);
        }
    }

    void setWanted(int page)
    {
        Page& content = place(page);
        content.wanted = true;
        content.failed = false;
    }
    void setRows(int page, const QList<Row>& rows)
    {
        place(page) = { .rows = rows, .loaded = true, .seen = m_now };
    }
    /// What was loaded before stays.
    void setFailed(int page, const ApiError& error)
    {
        Page& content = place(page);
        content.wanted = false;
        content.failed = true;
        content.error = error;
    }
    /// The wish for this page was withdrawn, or what it holds is of no use any more.
    void forget(int page) { m_pages.remove(page); }
    /// The wish for this page was withdrawn; what was loaded before stays.
    void unwant(int page)
    {
        const auto found = m_pages.find(page);
        if (found == m_pages.end())
            return;
        found->wanted = false;
        if (!found->loaded)
            m_pages.erase(found);
    }
    /// A failed page may be asked for again.
    void forgive(int page)
    {
        const auto found = m_pages.find(page);
        if (found == m_pages.end())
            return;
        found->failed = false;
        if (!found->loaded)
            m_pages.erase(found);
    }

    /// Every page that is wanted but not answered.
    QList<int> wantedPages() const
    {
        return pagesWith([](const Page& page) { return page.wanted; });
    }
    QList<int> failedPages() const
    {
        return pagesWith([](const Page& page) { return page.failed; });
    }

    /// These rows are on screen: their pages are the last to go.
    void touch(int first, int last)
    {
        ++m_now;
        for (int page = pageOf(first); page <= pageOf(last); ++page) {
            const auto found = m_pages.find(page);
            if (found != m_pages.end())
                found->seen = m_now;
        }
    }

    /// Drops everything from this row on.
    void truncate(int rows)
    {
        for (auto it = m_pages.begin(); it != m_pages.end();) {
            const int first = firstRowOf(it.key());
            if (first >= rows && it.key() != 0) {
                it = m_pages.erase(it);
                continue;
            }
            if (first + it->rows.size() > rows)
                it->rows.resize(std::max(0, rows - first));
            ++it;
        }
    }

private:
    struct Page
    {
        QList<Row> rows = {};
        ApiError error = {};
        bool loaded = false;
        bool wanted = false;
        bool failed = false;
        bool stale = false; ///< loaded before the last markStale()
        quint64 seen = 0;
    };

    template <class Match>
    QList<int> pagesWith(Match match) const
    {
        QList<int> pages;
        for (auto it = m_pages.cbegin(); it != m_pages.cend(); ++it) {
            if (match(*it))
                pages += it.key();
        }
        std::sort(pages.begin(), pages.end());
        return pages;
    }

    /// The page's place, after making room for it.
    Page& place(int page)
    {
        while (m_pages.size() >= m_capacity && !m_pages.contains(page)) {
            auto oldest = m_pages.end();
            for (auto it = m_pages.begin(); it != m_pages.end(); ++it) {
                // What is asked for stays, or its answer would find no place.
                if (!it->wanted && (oldest == m_pages.end() || it->seen < oldest->seen))
                    oldest = it;
            }
            if (oldest == m_pages.end())
                break;
            m_pages.erase(oldest);
        }
        Page& content = m_pages[page];
        content.seen = ++m_now;
        return content;
    }

    int m_rowsPerPage;
    int m_capacity;
    quint64 m_now = 0;
    QHash<int, Page> m_pages;
};

} // namespace ic
