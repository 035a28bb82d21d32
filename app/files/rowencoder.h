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

/// Turns answers into the bytes of a kind of file. Immutable.
class PageEncoder
{
public:
    PageEncoder() = default;
    virtual ~PageEncoder() = default;
    Q_DISABLE_COPY_MOVE(PageEncoder)

    /// What comes before all rows.
    virtual QByteArray head() const { return {}; }
    /// A PageDecoder for the identities of a part of which it is known whether they are
    /// `correlated`; the content is an EncodedRows.
    virtual Expected<DecodedPage> read(
        const ApiResponse& response, qint64 offset, std::optional<bool> correlated) const = 0;
};

/// Rows of CSV or JSON Lines, which are 20 times smaller than the answers.
class RowEncoder final : public PageEncoder
{
public:
    explicit RowEncoder(const ExportRequest& request);

    /// Byte order mark and header row, as far as they are wanted.
    QByteArray head() const override;
    Expected<DecodedPage> read(const ApiResponse& response, qint64 offset,
        std::optional<bool> correlated = {}) const override;

private:
    void writeRow(CsvWriter& writer, const IdentityRecord& record, QByteArray& buffer) const;
    void writeRow(JsonLinesWriter& writer, const IdentityRecord& record, QByteArray& buffer) const;

    QList<ExportColumn> m_columns;
    SortOrder m_order;
    CsvOptions m_csv;
    ExportFormat m_format;
    bool m_sortsRows; ///< those of a selection come from the tenant in any order
};

} // namespace ic
