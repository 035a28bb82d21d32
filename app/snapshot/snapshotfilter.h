#pragma once

#include "api/filter/filterevaluation.h"
#include "snapshot/snapshotcolumns.h"

#include <QDateTime>

namespace ic {

struct SnapshotChanges;

/// Finds whom a filter means.
class SnapshotFilter
{
public:
    /// `changes` may be null: nothing was compared.
    SnapshotFilter(SnapshotColumns& columns, const FilterContext& context,
        const SnapshotChanges* changes, const std::atomic_bool& stop)
        : m_columns(columns)
        , m_context(context)
        , m_changes(changes)
        , m_stop(stop)
    {
    }

    Expected<RowSet> rows(const FilterExpression& expression);

private:
    std::optional<ApiError> load(const FilterExpression& expression);
    RowSet evaluate(const FilterExpression& expression) const;
    RowSet evaluate(const FilterCondition& condition) const;
    RowSet searched(const FilterCondition& condition) const;
    RowSet duplicates(const FilterCondition& condition) const;
    RowSet changed(const FilterCondition& condition) const;
    RowSet all() const;

    SnapshotColumns& m_columns;
    const FilterContext& m_context;
    const SnapshotChanges* m_changes;
    const std::atomic_bool& m_stop;
};

} // namespace ic
