#pragma once

#include "models/table/identityquery.h"

#include "api/filter/filterexpression.h"
#include "snapshot/snapshotanswer.h"

#include <QStringList>

namespace ic {

/// What a snapshot is grouped by, and of whom.
struct GroupQuestion
{
    IdentityQuery view = {}; ///< as the table shows it, of a snapshot
    QStringList keys = {}; ///< one or two, as in exports: "identityStatus", "attributes.location"

    bool operator==(const GroupQuestion&) const = default;

    /// The view without its own conditions on these fields, so that the other groups are there.
    IdentityQuery base() const;
    /// In words what base() leaves out, e.g. "department is Treasury"; empty = nothing.
    QString leftOut() const;
    /// Those of base() who have these values, a null one for none; empty if it cannot be asked.
    FilterExpression membersOf(const QStringList& values) const;
    /// The filter of base() and that.
    FilterExpression filterFor(const QStringList& values) const;
    /// The view, and of it those who share the values of these fields with somebody else.
    FilterExpression withDuplicates() const;
};

/// What can be grouped by, in the order in which conditions offer it; each once.
QStringList groupKeys(QList<SnapshotFieldCount> fields);

} // namespace ic
