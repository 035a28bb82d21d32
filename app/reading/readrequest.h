#pragma once

#include "reading/identitysnapshot.h"

#include "api/identity.h"
#include "base/expected.h"

#include <QByteArrayList>
#include <QList>
#include <QSet>
#include <QStringList>

#include <memory>
#include <optional>

namespace ic {

/// Which identities to read, and in which order.
struct ReadRequest
{
    static constexpr qint64 MostRowsInRange = 25'000; ///< 100 requests

    struct Range
    {
        qint64 first = 0;
        qint64 last = -1;
    };

    QString filters = {}; ///< from FilterExpression::toFilterText(); empty = no filter
    bool correlatedOnly = true;
    /// The view's order, e.g. {"name", "-cloudStatus"}; name and alias follow where they are not
    /// in it, see stableSorters().
    QStringList sorters = {};
    /// A selection: these and no others; `filters`, `correlatedOnly` and `except` are then not
    /// looked at. nullopt = all that match. The rows are kept until all are there and ordered by
    /// `sorters`, ignoring case; those of a snapshot as it orders its lists.
    std::optional<QList<IdentityId>> ids = {};
    QSet<IdentityId> except = {}; ///< all that match, without these
    /// Only these rows of the list, as they stand there; at most MostRowsInRange.
    std::optional<Range> range = {};
    Lane lane = Lane::Bulk;
    /// Where they are read; null = from the tenant.
    std::shared_ptr<IdentitySnapshot> snapshot = {};
    /// See ListIdentities::attributes.
    std::optional<QByteArrayList> attributes = {};

    /// The request for the page at `offset` of all that match.
    ListIdentities page(qint64 offset, bool count) const;

    /// Ids and ranges are read in parts that may come in any order.
    bool isInParts() const { return ids || range; }
    qint64 parts() const;
    qint64 firstRowOfPart(qint64 part) const;
    QList<IdentityId> idsOfPart(qint64 part) const;
    /// Of a range.
    ListIdentities part(qint64 part) const;
    /// These of the selection, and nobody else.
    Expected<ListIdentities> only(const QList<IdentityId>& some) const;
};

} // namespace ic
