#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace ic {

/// What a line of a list says of an identity.
enum class ListKey {
    FindOut, ///< whatever it can be
    Id,
    AccountName,
    Email,
    DisplayName,
};

inline size_t qHash(ListKey key, size_t seed = 0)
{
    return ::qHash(static_cast<int>(key), seed);
}

/// One entry of a list, and the line it stands in, from 1.
struct ListEntry
{
    QString text = {};
    int line = 0;

    bool operator==(const ListEntry&) const = default;
};

/// Whether the text has the form of an identity id: 32 hex digits, or a UUID.
bool looksLikeId(QStringView text);
/// Whether it has the form of an email address.
bool looksLikeEmail(QStringView text);

/// The address in "Maria Keller <maria@acme.test>", as mail programs write it; else the text.
QString addressIn(const QString& text);

/// Whether the text is a word for a column, such as "Account name", rather than an entry.
bool looksLikeHeading(QStringView text);
/// What a column with this heading holds, as far as its name tells.
std::optional<ListKey> keyOfHeading(QStringView text);

} // namespace ic
