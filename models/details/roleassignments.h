#pragma once

#include "api/roleassignment.h"
#include "models/details/groupedrows.h"

#include <QCoreApplication>
#include <QDateTime>

namespace ic {

/// The role assignments of one identity, in the tenant's order.
struct RoleAssignmentRows
{
    Q_DECLARE_TR_FUNCTIONS(RoleAssignmentRows)

public:
    enum Column {
        RoleColumn,
        AddedColumn,
        StartsColumn,
        EndsColumn,
    };

    static QStringList titles() { return { tr("Role"), tr("Added"), tr("Starts"), tr("Ends") }; }
    static std::vector<ShownRow> of(const QList<RoleAssignment>& assignments);
};

/// Which role a person means: the API filters by the exact id or the exact name.
struct RoleFilter
{
    QString roleId = {};
    QString roleName = {};

    bool isEmpty() const { return roleId.isEmpty() && roleName.isEmpty(); }
    /// 32 hex digits, or a UUID with dashes, are an id; anything else is a name.
    static RoleFilter fromText(const QString& text);
};

/// A text that stands for what the tenant left out is quiet; what it said is not.
struct Fact
{
    QString text = {};
    QString note = {}; ///< beside it, e.g. "in 38 d"
    bool isGiven = true;
};

/// Everything the API tells about one role assignment, in words, with "not given by ISC" where it
/// tells nothing.
struct RoleAssignmentFacts
{
    Fact role = {};
    Fact roleId = {};
    Fact assignmentId = {};
    Fact source = {};
    Fact assigner = {};
    IdentityId assignerId = {}; ///< only when the assigner is an identity that can be opened
    Fact comments = {};
    Fact added = {};
    Fact starts = {};
    Fact ends = {};
    Fact dimensions = {};
    Fact computed = {}; ///< as sent
    QList<QStringList> requestedContext = {}; ///< attribute, value, derived
    QList<QStringList> matchedContext = {}; ///< role, attribute, value
    QList<QStringList> accountTargets = {}; ///< source, account, native identity, UUID, for
    QString json = {}; ///< as sent, indented
};

/// What stands where the tenant said nothing.
QString notGiven();

RoleAssignmentFacts roleAssignmentFacts(const RoleAssignment& assignment, const QDateTime& now);

} // namespace ic
