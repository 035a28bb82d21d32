#pragma once

#include "models/table/identityquery.h"
#include "models/table/statuswords.h"

#include <QList>

namespace ic {

/// A number that tells something of a tenant: how many identities of a kind there are.
struct TenantFigure
{
    StatusLook look = {};
    IdentityQuery query = {};
};

/// Numbers of one whole, side by side.
struct FigureGroup
{
    QString title = {};
    IdentityQuery whole = {}; ///< what they are parts of
    QString wholeWords = {}; ///< "share of %1 correlated"
    QList<TenantFigure> figures = {};
    QString note = {}; ///< what they do not say; may be empty
};

/// Everybody in the tenant.
IdentityQuery everybody();
/// All that the list API can count and that is worth a glance; nothing that it cannot.
QList<FigureGroup> tenantFigures();

} // namespace ic
