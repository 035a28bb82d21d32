#pragma once

#include "models/details/groupedrows.h"
#include "operations/preflight.h"

#include <QCoreApplication>

namespace ic {

/// A fixed list of identities, in the columns of a confirmation. Speaks the roles of
/// IdentityTableModel, so its delegate can paint it.
struct CandidateRows
{
    Q_DECLARE_TR_FUNCTIONS(CandidateRows)

public:
    enum Column {
        NameColumn,
        AccountColumn,
        StatusColumn,
        LifecycleColumn,
    };

    static QStringList titles();
    static std::vector<ShownRow> of(const QList<Identity>& identities);
};

/// Who is left out, as a tree: the reasons, the one with most people first, and below each the
/// people.
struct SkippedRows
{
    Q_DECLARE_TR_FUNCTIONS(SkippedRows)

public:
    enum Column {
        NameColumn,
        AccountColumn,
        WhyColumn,
    };
    enum Role {
        ReasonRole = Qt::UserRole + 1, ///< SkipReason as int, of a group
    };

    static QStringList titles();
    static std::vector<ShownRow> of(const QList<SkippedIdentity>& skipped);
};

} // namespace ic
