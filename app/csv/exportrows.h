#pragma once

#include "csv/exportrequest.h"
#include "csv/idset.h"

#include <vector>

namespace ic {

/// The rows of one page as bytes, each with its id.
struct EncodedPage
{
    struct Row
    {
        IdKey key = {};
        qsizetype end = 0; ///< of the row in `lines`
        bool hasId = false;
        bool excluded = false; ///< takes no bytes
    };

    QByteArray lines = {};
    std::vector<Row> rows = {};
};

/// Turns identities into rows. Encoding an answer as soon as it arrives, rather than when its turn
/// comes, keeps what waits for its turn 20 times smaller.
class RowEncoder
{
public:
    explicit RowEncoder(const ExportRequest& request);

    /// Byte order mark and header row, as far as they are wanted.
    QByteArray head();
    EncodedPage encode(const QList<Identity>& identities);

private:
    QList<ExportColumn> m_columns;
    QSet<IdentityId> m_except;
    CsvWriter m_writer;
    bool m_header;
};

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
