#pragma once

#include "files/exportrequest.h"
#include "reading/decodedpage.h"
#include "reading/sortorder.h"

#include <vector>

namespace ic {

class JsonLinesWriter;

/// The rows of one page as bytes: the content of its DecodedPage.
struct EncodedRows
{
    struct Row
    {
        qsizetype end = 0; ///< in `lines`
        QString oddity = {}; ///< of the identity
    };

    /// The bytes of the rows from `from` on and before `to`.
    QByteArrayView bytes(std::size_t from, std::size_t to) const;

    QByteArray lines = {};
    std::vector<Row> rows = {};
};

/// Turns answers into rows, which are 20 times smaller. Immutable.
class RowEncoder
{
public:
    explicit RowEncoder(const ExportRequest& request);

    /// Byte order mark and header row, as far as they are wanted.
    QByteArray head() const;
    /// A PageDecoder; the content is an EncodedRows.
    Expected<DecodedPage> read(const ApiResponse& response, qint64 offset) const;

private:
    void writeRow(CsvWriter& writer, const IdentityRecord& record, QByteArray& buffer) const;
    void writeRow(JsonLinesWriter& writer, const IdentityRecord& record, QByteArray& buffer) const;

    QList<ExportColumn> m_columns;
    SortOrder m_order;
    CsvOptions m_csv;
    ExportFormat m_format;
    bool m_isSelection;
};

} // namespace ic
