#include "api/filter/filterfield.h"

#include "base/wording.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::FilterField)
};

} // namespace

QString FilterFieldInfo::refusalOf(const QString& operatorName) const
{
    QStringList names;
    for (const FilterOperator op : operators)
        names.append(filterOperatorName(op));
    return Texts::tr("\"%1\" allows %2, not %3.", "a field, its operators, another operator")
        .arg(apiName, andList(names), operatorName);
}

std::span<const FilterFieldInfo> allFilterFields()
{
    using enum FilterField;
    using enum FilterOperator;
    static const std::array rows {
        FilterFieldInfo { Id, u"id"_s, Texts::tr("Id"), { Equals, In } },
        FilterFieldInfo { Name, u"name"_s, Texts::tr("Display name"), { Equals, StartsWith } },
        FilterFieldInfo { Alias, u"alias"_s, Texts::tr("Account name"), { Equals, StartsWith } },
        FilterFieldInfo {
            FirstName, u"firstname"_s, Texts::tr("First name"), { Equals, StartsWith } },
        FilterFieldInfo { LastName, u"lastname"_s, Texts::tr("Last name"), { Equals, StartsWith } },
        FilterFieldInfo { Email, u"email"_s, Texts::tr("Email"), { Equals, StartsWith } },
        FilterFieldInfo { CloudStatus, u"cloudStatus"_s, Texts::tr("Status"), { Equals }, false,
            { u"ACTIVE"_s, u"REGISTERED"_s, u"PENDING"_s, u"UNREGISTERED"_s, u"WARNING"_s,
                u"DISABLED"_s, u"DEACTIVATED"_s, u"TERMINATED"_s, u"ERROR"_s, u"LOCKED"_s } },
        FilterFieldInfo { ProcessingState, u"processingState"_s, Texts::tr("Processing state"),
            { Equals }, false, { u"OK"_s, u"ERROR"_s } },
        FilterFieldInfo { Correlated, u"correlated"_s, Texts::tr("Correlated"), { Equals }, true },
        FilterFieldInfo { Protected, u"protected"_s, Texts::tr("Protected"), { Equals }, true },
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
        return negated ? Texts::tr("is not")
                       : Texts::tr("is", "a field and a value: Status is Locked");
    case FilterOperator::In:
        return negated ? Texts::tr("is none of") : Texts::tr("is one of");
    case FilterOperator::StartsWith:
        return negated ? Texts::tr("does not begin with") : Texts::tr("begins with");
    }
    Q_UNREACHABLE();
}

} // namespace ic
