#include "api/filterfield.h"

#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace ic {

QString FilterFieldInfo::refusalOf(const QString& operatorName) const
{
    QStringList names;
    for (const FilterOperator op : operators)
        names.append(filterOperatorName(op));
    return u"\"%1\" allows %2, not %3."_s.arg(apiName, names.join(u" and "_s), operatorName);
}

std::span<const FilterFieldInfo> allFilterFields()
{
    using enum FilterField;
    using enum FilterOperator;
    static const std::array rows {
        FilterFieldInfo { Id, u"id"_s, u"Id"_s, { Equals, In } },
        FilterFieldInfo { Name, u"name"_s, u"Display name"_s, { Equals, StartsWith } },
        FilterFieldInfo { Alias, u"alias"_s, u"Account name"_s, { Equals, StartsWith } },
        FilterFieldInfo { FirstName, u"firstname"_s, u"First name"_s, { Equals, StartsWith } },
        FilterFieldInfo { LastName, u"lastname"_s, u"Last name"_s, { Equals, StartsWith } },
        FilterFieldInfo { Email, u"email"_s, u"Email"_s, { Equals, StartsWith } },
        FilterFieldInfo { CloudStatus, u"cloudStatus"_s, u"Status"_s, { Equals }, false,
            { u"ACTIVE"_s, u"REGISTERED"_s, u"PENDING"_s, u"UNREGISTERED"_s, u"WARNING"_s,
                u"DISABLED"_s, u"DEACTIVATED"_s, u"TERMINATED"_s, u"ERROR"_s, u"LOCKED"_s } },
        FilterFieldInfo { ProcessingState, u"processingState"_s, u"Processing state"_s, { Equals },
            false, { u"OK"_s, u"ERROR"_s } },
        FilterFieldInfo { Correlated, u"correlated"_s, u"Correlated"_s, { Equals }, true },
        FilterFieldInfo { Protected, u"protected"_s, u"Protected"_s, { Equals }, true },
    };
    return rows;
}

const FilterFieldInfo& filterFieldInfo(FilterField field)
{
    const FilterFieldInfo& row = allFilterFields()[static_cast<size_t>(field)];
    Q_ASSERT(row.field == field);
    return row;
}

QString filterOperatorName(FilterOperator op)
{
    switch (op) {
    case FilterOperator::Equals:
        return u"eq"_s;
    case FilterOperator::In:
        return u"in"_s;
    case FilterOperator::StartsWith:
        return u"sw"_s;
    }
    Q_UNREACHABLE();
}

QString filterOperatorWords(FilterOperator op, bool negated)
{
    switch (op) {
    case FilterOperator::Equals:
        return negated ? u"is not"_s : u"is"_s;
    case FilterOperator::In:
        return negated ? u"is none of"_s : u"is one of"_s;
    case FilterOperator::StartsWith:
        return negated ? u"does not begin with"_s : u"begins with"_s;
    }
    Q_UNREACHABLE();
}

} // namespace ic
