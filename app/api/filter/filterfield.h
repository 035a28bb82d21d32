#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <span>

namespace ic {

/// Who answers a filter.
enum class FilterReach {
    ListApi, ///< the tenant: GET /identities
    Snapshot, ///< what was read once: every field, every operator
};

/// Everything identities can be filtered by.
enum class FilterField {
    // The list API's. The first ones, see allFilterFields().
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
    // A snapshot's.
    LifecycleState,
    ManagerName,
    ManagerId,
    IsManager,
    Created,
    Modified,
    LastRefresh,
    Attribute, ///< one of the attributes: its key stands beside it
    AnyField, ///< name, account name, email and every attribute: what a search looks in
    Duplicates, ///< whoever shares the values of all these fields with another one
    Change, ///< against the snapshot before: "new", "changed" or "gone"
    ChangedField, ///< a field that is not as in the snapshot before
};

enum class FilterOperator {
    Equals,
    In,
    StartsWith,
    // A snapshot's.
    NotEquals,
    Contains,
    ContainsAll,
    Present,
    IsNull,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
};

/// How a value is written, and by that what it is compared as.
enum class FilterValueKind {
    Text, ///< in quotes
    Number, ///< bare, e.g. -1.5
    Flag, ///< true or false
    Time, ///< bare: ISO-8601 in UTC, `now`, `now-30d`
};

/// One row for each field.
struct FilterFieldInfo
{
    FilterField field = FilterField::Id;
    QString apiName = {}; ///< in a filter text, e.g. "cloudStatus"
    QString label = {}; ///< for people, e.g. "Status"
    QList<FilterOperator> operators = {}; ///< what the list API allows
    bool isBoolean = false; ///< the only values are "true" and "false", written bare
    QStringList knownValues = {}; ///< of an enumeration; the API may know more
    QList<FilterOperator> inSnapshot = {}; ///< what a snapshot allows
    bool isTime = false; ///< values are times, written bare

    const QList<FilterOperator>& operatorsIn(FilterReach reach) const
    {
        return reach == FilterReach::ListApi ? operators : inSnapshot;
    }
    bool allows(FilterOperator op, FilterReach reach = FilterReach::ListApi) const
    {
        return operatorsIn(reach).contains(op);
    }
    /// Says which operators are allowed instead, e.g. `"email" allows eq and sw, not co.`
    QString refusalOf(const QString& operatorName, FilterReach reach = FilterReach::ListApi) const;
};

const FilterFieldInfo& filterFieldInfo(FilterField field);
/// What can be filtered by. In a snapshot Attribute stands for all of them.
std::span<const FilterFieldInfo> allFilterFields(FilterReach reach = FilterReach::ListApi);
/// Why this name is no field, or none that can be filtered by.
QString filterFieldRefusal(const QString& name, FilterReach reach);

/// A field with a value of its own: not AnyField, Duplicates, Change and ChangedField.
struct FilterSubject
{
    FilterField field = FilterField::Name;
    QString attribute = {}; ///< its key, for Attribute

    bool operator==(const FilterSubject&) const = default;
};

/// For "email", "emailAddress" (both names of a field, the filter's and the answer's) or
/// "attributes.KEY", KEY whole and without quotes. nullopt for anything else.
std::optional<FilterSubject> filterSubject(const QString& key);
/// The other way round: the name of the answer, "emailAddress", "attributes.firstname".
QString subjectKey(const FilterSubject& subject);
/// As it stands in a filter text: `email`, `attributes.department`, `attributes."cost center"`.
QString filterFieldText(FilterField field, const QString& attribute = {});

/// "eq", "in", "sw".
QString filterOperatorName(FilterOperator op);
const QList<FilterOperator>& allFilterOperators();
/// Whether it stands without a value: `pr field`, `field isnull`.
bool takesNoValue(FilterOperator op);
/// Whether it takes values in parentheses.
bool takesList(FilterOperator op);
/// "is", "is one of", "begins with"; negated "is not", …
QString filterOperatorWords(FilterOperator op, bool negated = false);

} // namespace ic
