#pragma once

#include "api/identity.h"
#include "api/ownership.h"
#include "models/details/groupedrows.h"

#include <QCoreApplication>

namespace ic {

/// What one identity owns, as a tree: the ways of owning, and below each its objects.
struct OwnershipRows
{
    Q_DECLARE_TR_FUNCTIONS(OwnershipRows)

public:
    enum Column {
        NameColumn,
        TypeColumn,
        IdColumn,
    };

    static QStringList titles() { return { tr("Name"), tr("Type"), tr("Id") }; }
    static std::vector<ShownRow> of(const OwnershipDetails& ownership);
    /// For a file or the clipboard: "owned as, name, type, id", under a heading.
    static QList<QStringList> table(const OwnershipDetails& ownership);
};

struct Owner
{
    Identity identity = {};
    OwnershipDetails owned = {};
};

/// Several people and what they own, as a tree: person with the account name, way of owning,
/// object.
struct OwnerRows
{
    Q_DECLARE_TR_FUNCTIONS(OwnerRows)

public:
    enum Column {
        ObjectColumn,
        TypeColumn,
        IdColumn,
    };

    static QStringList titles() { return { tr("Object"), tr("Type"), tr("Id") }; }
    static std::vector<ShownRow> of(const QList<Owner>& owners);
    /// A row for every object, with its owner, under a heading: what is to be reassigned.
    static QList<QStringList> checklist(const QList<Owner>& owners);
};

/// "ROLE_OWNER" → "Role owner": the API's words are an open set, so they are only made readable.
QString associationWords(const QString& associationType);
/// "ACCESS_PROFILE" → "Access profile"; known internal names get the product's word.
QString objectTypeWords(const QString& type);
/// "3 roles, 1 access profile": what is owned, by type, in the order it came.
QString ownedWords(const OwnershipDetails& details);

} // namespace ic
