#pragma once

#include "net/apirequest.h"
#include "reading/idset.h"

#include "base/expected.h"

#include <QStringList>

#include <any>
#include <functional>
#include <optional>
#include <vector>

namespace ic {

/// What a walk has to know of one row: who it is, and where it stands in the list's order.
struct DecodedRow
{
    /// Of the id; of the row and its place in the list if the tenant gave no id, so that two equal
    /// rows are two, and one that is read again at its place is one.
    IdKey key = {};
    quint64 sortKey = 0; ///< see SortOrder::hash()
    bool withoutId = false;
    QStringList sortTexts = {}; ///< see SortOrder::texts(); only where ids are asked for
};

/// One page of a list as its reader wants it.
struct DecodedPage
{
    std::vector<DecodedRow> rows = {};
    std::any content = {}; ///< what the decoder made of the rows; the walk only hands it on
    std::optional<qint64> totalCount = {};
};

/// Turns the bytes of an answer into rows; `offset` is where its first row stands in the list. It
/// runs on the network's thread, where nobody waits for it, and must not touch anything that
/// changes. Decoding an answer as soon as it arrives, rather than when its turn comes, keeps what
/// waits for its turn small.
using PageDecoder = std::function<Expected<DecodedPage>(const ApiResponse& answer, qint64 offset)>;

} // namespace ic
