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
        Loaded,
        Failed, ///< the answer was an error; retry() makes it Missing
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
        return found == m_pages.cend() ? State::Missing : found->state;
    }

    /// The row, or nullptr while it is not loaded. Valid until the next change of the cache.
    const Row* row(int row) const
    {
        const auto found = m_pages.constFind(pageOf(row));
        if (found == m_pages.cend() || found->state != State::Loaded)
            return nullptr;
        const int index = row % m_rowsPerPage;
        return index < found->rows.size() ? &found->rows.at(index) : nullptr;
    }

    /// Why the page of this row failed, or nullptr.
    const ApiError* failure(int row) const
    {
        const auto found = m_pages.constFind(pageOf(row));
        return found != m_pages.cend() && found->state == State::Failed ? &found->error : nullptr;
    }

    /// Pages of the rows first…last that nobody asked for yet, nearest to the top first.
    QList<int> missingPages(int first, int last) const
    {
        QList<int> pages;
        for (int page = pageOf(first); page <= pageOf(last); ++page) {
            if (state(page) == State::Missing)
                pages += page;
        }
        return pages;
    }

    void setWanted(int page) { place(page, { {}, {}, State::Wanted, ++m_now }); }
    void setRows(int page, const QList<Row>& rows)
    {
        place(page, { rows, {}, State::Loaded, ++m_now });
    }
    void setFailed(int page, const ApiError& error)
    {
        place(page, { {}, error, State::Failed, ++m_now });
    }
    /// The wish for this page was withdrawn, or a failed page is to be asked for again.
    void forget(int page) { m_pages.remove(page); }

    /// Every page that is wanted but not answered.
    QList<int> wantedPages() const { return pagesIn(State::Wanted); }
    QList<int> failedPages() const { return pagesIn(State::Failed); }

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
        QList<Row> rows;
        ApiError error;
        State state = State::Missing;
        quint64 seen = 0;
    };

    QList<int> pagesIn(State state) const
    {
        QList<int> pages;
        for (auto it = m_pages.cbegin(); it != m_pages.cend(); ++it) {
            if (it->state == state)
                pages += it.key();
        }
        std::sort(pages.begin(), pages.end());
        return pages;
    }

    void place(int page, Page content)
    {
        m_pages.insert(page, std::move(content));
        while (m_pages.size() > m_capacity) {
            auto oldest = m_pages.end();
            for (auto it = m_pages.begin(); it != m_pages.end(); ++it) {
                // What is asked for stays, or its answer would find no place.
                if (it.key() != page && it->state != State::Wanted
                    && (oldest == m_pages.end() || it->seen < oldest->seen))
                    oldest = it;
            }
            if (oldest == m_pages.end())
                return;
            m_pages.erase(oldest);
        }
    }

    int m_rowsPerPage;
    int m_capacity;
    quint64 m_now = 0;
    QHash<int, Page> m_pages;
};

} // namespace ic
