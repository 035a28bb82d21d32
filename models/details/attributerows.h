#pragma once

#include "models/details/groupedrows.h"

#include <QCoreApplication>
#include <QJsonObject>

namespace ic {

/// The free-form attributes of one identity as name and value, in the order of their names.
struct AttributeRows
{
    Q_DECLARE_TR_FUNCTIONS(AttributeRows)

public:
    enum Column {
        NameColumn,
        ValueColumn,
    };
    enum Role {
        HintRole = Qt::UserRole + 1, ///< QString: a date for numbers that look like epoch ms
        NameRole, ///< QString: the attribute's name, in either column
        RawValueRole, ///< QString: the value for copying, empty where the tenant has none
    };

    static QStringList titles() { return { tr("Name"), tr("Value") }; }
    /// Those whose name or value contains `find`, ignoring case.
    static std::vector<ShownRow> of(const QJsonObject& attributes, const QString& find = {});
};

/// How an attribute is shown: its value, and the date it may stand for.
struct ShownAttribute
{
    QString value = {};
    QString hint = {}; ///< empty for most
};
ShownAttribute shownAttribute(const QJsonValue& value);

} // namespace ic
