#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <span>

namespace ic {

/// Everything GET /identities can filter by.
enum class FilterField {
    Id,
    Name,
    Alias,
    FirstName,
    LastName,
    Email,
    CloudStatus,
    ProcessingState,
    Correlated,
    Protected,
};

enum class FilterOperator {
    Equals,
    In,
    StartsWith,
};

/// One row for each field of the list API.
struct FilterFieldInfo
{
    FilterField field = FilterField::Id;
    QString apiName = {}; ///< in a filter text, e.g. "cloudStatus"
    QString label = {}; ///< for people, e.g. "Status"
    QList<FilterOperator> operators = {}; ///< what the API allows
    bool isBoolean = false; ///< the only values are "true" and "false", written bare
    QStringList knownValues = {}; ///< of an enumeration; the API may know more

    bool allows(FilterOperator op) const { return operators.contains(op); }
    /// Says which operators are allowed instead, e.g. `"email" allows eq and sw, not co.`
    QString refusalOf(const QString& operatorName) const;
};

const FilterFieldInfo& filterFieldInfo(FilterField field);
std::span<const FilterFieldInfo> allFilterFields();
/// "eq", "in", "sw".
QString filterOperatorName(FilterOperator op);
/// "is", "is one of", "begins with"; negated "is not", …
QString filterOperatorWords(FilterOperator op, bool negated = false);

} // namespace ic
