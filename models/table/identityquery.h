#pragma once

#include "reading/readrequest.h"

#include <QMetaType>
#include <QStringList>

namespace ic {

/// Which identities, before any filter.
enum class IdentityScope {
    Correlated,
    Uncorrelated,
    All,
};

/// What a view shows: scope, filter and order, of the tenant or a snapshot of it. A value; two
/// equal queries show the same list.
struct IdentityQuery
{
    IdentityScope scope = IdentityScope::Correlated;
    QString filter = {}; ///< in the API's language; empty = none
    /// Not empty: these identities and no others; scope and filter are then not looked at.
    QStringList onlyIds = {};
    QStringList sorters = { QStringLiteral("name") }; ///< as the API takes them, "-" = descending
    /// Whose identities; null = the tenant's of now. Filter and sorters may be more than the API
    /// takes where it is one.
    std::shared_ptr<IdentitySnapshot> snapshot = {};

    bool operator==(const IdentityQuery&) const = default;

    /// Whether both show the same identities, in whatever order.
    bool hasSameMembers(const IdentityQuery& other) const;
    /// Whether the tenant can filter and order the list. More ids than one filter takes are asked
    /// for in chunks, and the list is then in the order of `onlyIds`.
    bool isOneList() const;
    /// Scope and filter as one filter text for the API. Empty = everybody.
    QString effectiveFilter() const;
    /// False = the request must ask for uncorrelated identities as well.
    bool correlatedOnly() const { return scope == IdentityScope::Correlated && onlyIds.isEmpty(); }

    /// What to read for it. Only while isOneList().
    ReadRequest list() const;
    /// One page of the list, in an order that is the same for every page.
    ListIdentities request(qint64 offset, bool count) const;
};

} // namespace ic

Q_DECLARE_METATYPE(ic::IdentityQuery)
