#pragma once

#include "api/filter/filterfield.h"
#include "models/table/identityquery.h"

#include <QList>

#include <optional>

namespace ic {

/// A filter with a name: one of the console's own, or one that a person saved.
struct NamedView
{
    static constexpr qsizetype LongestName = 60;

    QString name = {};
    QString icon = {}; ///< name of the icon
    IdentityQuery query = {}; ///< never one of chosen ids
    bool isStandard = false; ///< the console's own: always there, in every tenant

    /// Whether a list of this query is this view. The order belongs to a view that a person saved.
    bool matches(const IdentityQuery& shown) const;
    /// Whether the reach can answer its filter, and give its order.
    bool isFor(FilterReach reach) const;
    /// What it shows, e.g. "Correlated: Status is Locked".
    QString words() const;

    /// One line that can be kept, and its reading. What this version cannot read whole (a filter
    /// the reach does not take, an order it does not know, a name no person could have given) is
    /// nullopt. A snapshot's views are those of the list API, too.
    QString toText() const;
    static std::optional<NamedView> fromText(
        const QString& text, FilterReach reach = FilterReach::ListApi);

    bool operator==(const NamedView&) const = default;
};

/// Everything worth a click that the list API can filter by, in the order it is shown.
QList<NamedView> standardViews();

/// The correlated identities of whom the field has the value.
IdentityQuery correlatedWith(FilterField field, const QString& value);

/// What a person typed as the name of a view, without needless space; empty if it cannot be one.
QString viewNameFrom(const QString& typed);

} // namespace ic
