#pragma once

#include "api/types/roleassignment.h"

#include <QDateTime>
#include <QStringList>

namespace ic {

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
