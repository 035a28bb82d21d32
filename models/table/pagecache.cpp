#include "models/table/pagecache.h"

#include <algorithm>

namespace ic {

namespace {

constexpr qsizetype AttributeSampleStep = 10;

} // namespace

PageCache::PageCache(int rowsPerPage, int capacity)
    : m_rowsPerPage(rowsPerPage)
    , m_capacity(capacity)
{
}

PageCache::State PageCache::state(int page) const
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

const Identity* PageCache::row(int row) const
{
    const auto found = m_pages.constFind(pageOf(row));
    if (found == m_pages.cend() || !found->loaded)
        return nullptr;
    const int index = row % m_rowsPerPage;
    return index < found->rows.size() ? &found->rows.at(index) : nullptr;
}

const ApiError* PageCache::failure(int row) const
{
    const auto found = m_pages.constFind(pageOf(row));
    return found != m_pages.cend() && found->failed ? &found->error : nullptr;
}

QList<int> PageCache::loadedRowNumbers() const
{
    QList<int> rows;
    for (auto page = m_pages.cbegin(); page != m_pages.cend(); ++page) {
        const int first = firstRowOf(page.key());
        for (int i = 0; i < page->rows.size() && first + i < m_total; ++i)
            rows += first + i;
    }
    return rows;
}

QList<int> PageCache::failedPages() const
{
    QList<int> pages;
    for (auto it = m_pages.cbegin(); it != m_pages.cend(); ++it) {
        if (it->failed)
            pages += it.key();
    }
    std::ranges::sort(pages);
    return pages;
}

int PageCache::rowNearScreen(const IdentityId& id) const
{
    const int last = std::min(m_total - 1, m_lastVisible + m_rowsPerPage);
    for (int at = std::max(0, m_firstVisible - m_rowsPerPage); at <= last; ++at) {
        const Identity* identity = row(at);
        if (identity != nullptr && identity->id == id)
            return at;
    }
    return -1;
}

void PageCache::setTotal(int total)
{
    if (total > m_total) {
        const int lastPage = m_total == 0 ? 0 : pageOf(m_total - 1);
        if (m_total % m_rowsPerPage != 0 && state(lastPage) == State::Loaded)
            m_pages.remove(lastPage);
        m_total = total;
        return;
    }
    m_total = total;
    for (auto it = m_pages.begin(); it != m_pages.end();) {
        const int first = firstRowOf(it.key());
        if (first >= total && it.key() != 0) {
            it = m_pages.erase(it);
            continue;
        }
        if (first + it->rows.size() > total)
            it->rows.resize(std::max(0, total - first));
        ++it;
    }
}

void PageCache::clear()
{
    m_pages.clear();
    m_total = 0;
    m_firstVisible = 0;
    m_lastVisible = 0;
}

void PageCache::markStale()
{
    for (auto it = m_pages.begin(); it != m_pages.end();) {
        it->stale = true;
        it->wanted = false;
        it->failed = false;
        it = it->loaded ? std::next(it) : m_pages.erase(it);
    }
}

void PageCache::setRows(int page, const QList<Identity>& rows)
{
    place(page) = { .rows = rows, .loaded = true, .seen = m_now };
    // People of one tenant have much the same attributes: a sample knows them all.
    for (qsizetype i = 0; i < rows.size(); i += AttributeSampleStep) {
        for (const QString& key : rows.at(i).record.attributes().keys())
            m_knownAttributes.insert(key);
    }
}

QStringList PageCache::knownAttributes() const
{
    QStringList keys(m_knownAttributes.cbegin(), m_knownAttributes.cend());
    keys.sort(Qt::CaseInsensitive);
    return keys;
}

void PageCache::setFailed(int page, const ApiError& error)
{
    Page& content = place(page);
    content.wanted = false;
    content.failed = true;
    content.error = error;
}

void PageCache::forgive(int page)
{
    const auto found = m_pages.find(page);
    if (found == m_pages.end())
        return;
    found->failed = false;
    if (!found->loaded)
        m_pages.erase(found);
}

int PageCache::replace(const Identity& changed)
{
    for (auto page = m_pages.begin(); page != m_pages.end(); ++page) {
        const auto row = std::ranges::find(page->rows, changed.id, &Identity::id);
        if (row != page->rows.end()) {
            *row = changed;
            return firstRowOf(page.key()) + static_cast<int>(row - page->rows.begin());
        }
    }
    return -1;
}

void PageCache::setVisibleRows(int first, int last)
{
    m_firstVisible = std::max(0, first);
    m_lastVisible = std::max(m_firstVisible, last);
    if (m_total == 0)
        return;
    // Their pages are the last to go.
    ++m_now;
    for (int page = pageOf(m_firstVisible); page <= pageOf(std::min(m_lastVisible, m_total - 1));
         ++page) {
        const auto found = m_pages.find(page);
        if (found != m_pages.end())
            found->seen = m_now;
    }
}

void PageCache::setPagesAhead(int pages)
{
    m_pagesAhead = std::clamp(pages, 0, MostPagesAhead);
}

int PageCache::farthestAhead() const
{
    return std::max(RowsAhead, m_pagesAhead * m_rowsPerPage);
}

/// Whether nothing on screen or close to it is still on its way.
bool PageCache::isNearLoaded(int first, int last) const
{
    const int to = pageOf(std::min(m_total - 1, last + RowsAhead));
    for (int page = pageOf(std::max(0, first - RowsAhead)); page <= to; ++page) {
        if (state(page) != State::Loaded)
            return false;
    }
    return true;
}

/// Pages of these rows that have to be asked for, nearest to the top first.
QList<int> PageCache::missingPages(int first, int last) const
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

QList<int> PageCache::takeWanted()
{
    if (m_total == 0)
        return {};
    const int last = m_total - 1;
    const int firstVisible = std::min(m_firstVisible, last);
    const int lastVisible = std::min(m_lastVisible, last);
    QList<int> pages = missingPages(firstVisible, lastVisible);
    const auto addAround = [&](int rows) {
        for (const int page :
            missingPages(std::max(0, firstVisible - rows), std::min(last, lastVisible + rows))) {
            if (!pages.contains(page))
                pages += page;
        }
    };
    addAround(RowsAhead);
    if (m_pagesAhead > 0 && pages.isEmpty() && isNearLoaded(firstVisible, lastVisible))
        addAround(farthestAhead());
    return wanted(pages);
}

QList<int> PageCache::takeFirst()
{
    return state(0) == State::Missing ? wanted({ 0 }) : QList<int>();
}

QList<int> PageCache::wanted(const QList<int>& pages)
{
    for (const int page : pages) {
        Page& content = place(page);
        content.wanted = true;
        content.failed = false;
    }
    return pages;
}

QList<int> PageCache::takeUnwanted()
{
    const int first = pageOf(std::max(0, m_firstVisible - farthestAhead()));
    const int last = pageOf(m_lastVisible + farthestAhead());
    QList<int> pages;
    for (auto it = m_pages.begin(); it != m_pages.end();) {
        const bool isUnwanted = it->wanted && (it.key() < first || it.key() > last);
        if (isUnwanted) {
            pages += it.key();
            it->wanted = false;
        }
        // What was loaded before stays.
        it = isUnwanted && !it->loaded ? m_pages.erase(it) : std::next(it);
    }
    std::ranges::sort(pages);
    return pages;
}

/// The page's place, after making room for it.
PageCache::Page& PageCache::place(int page)
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

} // namespace ic
