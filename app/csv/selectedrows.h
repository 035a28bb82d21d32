#pragma once

#include "api/identityfields.h"

#include <vector>

namespace ic {

/// Rows of a selection, which come in chunks and are wanted in one order.
class SelectedRows
{
public:
    explicit SelectedRows(const QStringList& sorters);

    void add(const Identity& identity, const QByteArray& line);
    /// By the sorters, ignoring case as the tenant does; equal ones stay as they came.
    void sort();
    qint64 size() const { return static_cast<qint64>(m_rows.size()); }
    const QByteArray& line(qint64 row) const { return m_rows[static_cast<std::size_t>(row)].line; }

private:
    struct Key
    {
        FieldId field = FieldId::Name;
        bool descending = false;
    };
    struct Row
    {
        QStringList keys;
        QByteArray line;
    };

    std::vector<Key> m_keys;
    std::vector<Row> m_rows;
};

} // namespace ic
