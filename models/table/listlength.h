#pragma once

#include "base/apierror.h"

#include <optional>

namespace ic {

/// How many rows a list has: what the tenant counts, and what its pages say against it.
class ListLength
{
public:
    /// Another list; its first page brings a count or none.
    void restart();
    /// The same list is asked for anew.
    void refresh();

    /// False = the tenant does not tell; there are at least as many.
    bool isExact() const { return m_exact; }
    /// An answer to takeRecountWish() is on its way.
    bool isCounting() const { return m_counting; }
    /// Why the last count failed.
    const std::optional<ApiError>& countError() const { return m_countError; }

    /// Whether the total has to be asked for without any page; true once for each need.
    bool takeRecountWish();
    void countFailed(const ApiError& error);

    // Each returns the number of rows from here on; `rows` is what it was.

    int counted(qint64 total);
    /// The answer to takeRecountWish(); nullopt = the tenant does not tell.
    int recounted(std::optional<qint64> total, int rows, int rowsPerPage, bool isLastThere);
    /// A page that begins at row `first` holds `received` rows.
    int afterPage(int rows, int first, int received, int rowsPerPage);

private:
    bool m_exact = true;
    bool m_counting = false;
    bool m_recountWish = false;
    int m_recountsLeft = 0;
    std::optional<ApiError> m_countError;
};

} // namespace ic
