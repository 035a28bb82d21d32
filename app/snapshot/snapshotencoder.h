#pragma once

#include "reading/decodedpage.h"
#include "reading/readrequest.h"
#include "reading/sortorder.h"

namespace ic {

/// Turns answers into the bytes that a SnapshotSink takes: each record whole, taken apart into its
/// members. The counterpart of RowEncoder. Immutable.
class SnapshotEncoder
{
public:
    /// `areCorrelated`: whether those whom `who` reads are, which no record says.
    SnapshotEncoder(const ReadRequest& who, bool areCorrelated);

    /// A PageDecoder; the content is an EncodedRows.
    Expected<DecodedPage> read(const ApiResponse& response, qint64 offset) const;

private:
    SortOrder m_order;
    bool m_areCorrelated;
    bool m_isSelection;
};

} // namespace ic
