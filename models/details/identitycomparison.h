#pragma once

#include "api/identity.h"
#include "models/details/groupedrows.h"

#include <QCoreApplication>

namespace ic {

/// Two identities side by side, fields and attributes. Compares the API's own values, not what is
/// shown of them.
struct IdentityComparison
{
    Q_DECLARE_TR_FUNCTIONS(IdentityComparison)

public:
    enum Column {
        FieldColumn,
        FirstColumn,
        SecondColumn,
    };
    enum Role {
        DiffersRole = Qt::UserRole + 1, ///< bool
    };

    IdentityComparison() = default;
    IdentityComparison(const Identity& first, const Identity& second);

    /// Headings of the columns.
    QStringList titles = { tr("Field"), {}, {} };
    std::vector<ShownRow> differing = {};
    std::vector<ShownRow> equal = {};

private:
    void add(const QString& field, const QString& first, const QString& second, bool isEqual);
};

} // namespace ic
