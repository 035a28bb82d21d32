#include "models/table/listlength.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace ic {

namespace {

// How often a list may be counted again because its pages and its total disagree.
constexpr int MostRecounts = 3;

} // namespace

void ListLength::restart()
{
    m_exact = true;
    refresh();
}

void ListLength::refresh()
{
    m_recountsLeft = MostRecounts;
    m_counting = false;
}

bool ListLength::takeRecountWish()
{
    return std::exchange(m_recountWish, false);
}

void ListLength::countFailed(const ApiError& error)
{
    m_counting = false;
    m_countError = error;
}

int ListLength::counted(qint64 total)
{
    m_exact = true;
    return static_cast<int>(std::clamp<qint64>(total, 0, std::numeric_limits<int>::max() - 1));
}

int ListLength::recounted(std::optional<qint64> total, int rows, int rowsPerPage, bool isLastThere)
{
    m_counting = false;
    if (total)
        return counted(*total);
    m_exact = false;
    return rows > 0 && rows % rowsPerPage == 0 && isLastThere ? rows + 1 : rows;
}

int ListLength::afterPage(int rows, int first, int received, int rowsPerPage)
{
    const int expected = std::clamp(rows - first, 0, rowsPerPage);
    if (received > expected)
        rows = first + received; // the list grew, or was never counted
    if (!m_exact) {
        // A full page says that there may be more: one row beyond it asks for them when seen.
        if (first + received >= rows - 1)
            rows = first + received + (received == rowsPerPage ? 1 : 0);
    } else if (received != expected && m_recountsLeft > 0) {
        // A short page: the list ended earlier, or the tenant left some out. Only its count can
        // tell, and until then no row is taken away.
        --m_recountsLeft;
        m_counting = true;
        m_recountWish = true;
        m_countError.reset();
    }
    return rows;
}

} // namespace ic
