#pragma once

#include "api/identity.h"
#include "api/identityrecord.h"

#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <span>

namespace ic {

enum class FieldId {
    Id,
    Name,
    Alias,
    EmailAddress,
    IdentityStatus,
    ProcessingState,
    LifecycleState,
    ManagerName,
    IsManager,
    Created,
    Modified,
    LastRefresh,
};

/// One field of an identity, for table columns and exports alike.
struct IdentityField
{
    FieldId id = FieldId::Id;
    QString key = {}; ///< name in exports and on the command line, e.g. "emailAddress"
    QString title = {}; ///< for people, e.g. "Email"
    QString sorter = {}; ///< what the list API calls it when sorting; empty = cannot sort by it
    QString filterField = {}; ///< what the list API calls it when filtering; empty = cannot
    /// The exact value: dates as ISO-8601 UTC with milliseconds, flags as true and false, absent
    /// as an empty text.
    QString (*text)(const Identity&) = nullptr;
    /// The same in UTF-8, where it stands in the answer; what is written otherwise there is put
    /// into `buffer`.
    QUtf8StringView (*utf8)(const IdentityRecord&, QByteArray& buffer) = nullptr;
};

/// Every field, in the order of an export that names no columns.
std::span<const IdentityField> identityFields();
const IdentityField& identityField(FieldId id);
/// nullptr for an unknown key. Keys are the API's and case-sensitive.
const IdentityField* identityFieldForKey(const QString& key);

/// One column of an export: a field, or else an attribute.
struct ExportColumn
{
    QString header = {}; ///< the API's name
    QString title = {}; ///< for people
    const IdentityField* field = nullptr;
    QByteArray attribute = {}; ///< its key, in UTF-8

    /// The exact value as text; see IdentityField::utf8.
    QUtf8StringView text(const IdentityRecord& record, QByteArray& buffer) const;
};

/// All fields, with their keys as headers.
QList<ExportColumn> defaultExportColumns();
ExportColumn exportColumn(FieldId id);
/// The attribute `key`, with the header "attributes.KEY" and the title "KEY". `key` is taken whole,
/// dots included.
ExportColumn attributeColumn(const QString& key);
/// For a field's key or "attributes.KEY"; nullopt for anything else.
std::optional<ExportColumn> exportColumnForKey(const QString& key);

/// An attribute's value as text: numbers exact and without exponent, lists joined with ", ", null
/// and absent empty, an object as compact JSON.
QString attributeText(const QJsonValue& value);

/// `sorters` and, after them, those of name and alias that are not among them. Two identities can
/// be equal in what a person sorts by; without a second key the tenant may order them differently
/// on every page, and paging would lose some and repeat others.
QStringList stableSorters(const QStringList& sorters);

/// Those of them that the list API takes, in their order; "name" where there are none. Only a
/// snapshot can be in any other order.
QStringList apiSorters(const QStringList& sorters);

} // namespace ic
