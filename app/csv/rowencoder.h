#pragma once

#include "csv/exportrequest.h"
#include "csv/idset.h"

#include "base/expected.h"
#include "net/apirequest.h"

#include <vector>

namespace ic {

/// The rows of one page as bytes, each with who it is and where it stands in the list's order.
struct EncodedPage
{
    struct Row
    {
        /// Of the id; of the row and its place in the list if the tenant gave no id, so that two
        /// equal rows are two, and one that is read again at its place is one.
        IdKey key = {};
        quint64 sortKey = 0; ///< equal for rows that are equal in all sorters, ignoring case
        qsizetype end = 0; ///< of the row in `lines`
        bool excluded = false; ///< takes no bytes
        bool withoutId = false;
        QString oddity = {}; ///< of the identity
    };

    QByteArray lines = {};
    std::vector<Row> rows = {};
};

/// One answer, ready to be written.
struct ExportPage
{
    EncodedPage encoded = {};
    QList<Identity> identities = {}; ///< of a selection only, which is ordered here
    std::optional<qint64> totalCount = {};
};

/// Turns answers into rows. Encoding an answer as soon as it arrives, rather than when its turn
/// comes, keeps what waits for its turn 20 times smaller. Immutable: read() runs on the network's
/// thread, where nobody waits for it.
class RowEncoder
{
public:
    explicit RowEncoder(const ExportRequest& request);

    /// Byte order mark and header row, as far as they are wanted.
    QByteArray head() const;
    /// The answer to a request for the rows from `offset` on.
    Expected<ExportPage> read(const ApiResponse& response, qint64 offset) const;

private:
    template <class Writer> void writeRow(Writer& writer, const Identity& identity) const;
    quint64 sortKey(const Identity& identity) const;

    QList<ExportColumn> m_columns;
    QSet<IdentityId> m_except;
    QList<FieldId> m_sortFields;
    CsvOptions m_csv;
    ExportFormat m_format;
    bool m_selection;
};

} // namespace ic
