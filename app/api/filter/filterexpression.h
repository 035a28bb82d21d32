#pragma once

#include "api/filter/filterfield.h"
#include "base/ids.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>
#include <vector>

namespace ic {

/// Ids in one `in (…)` that keep the URL at a length every gateway takes; the API documents no
/// limit. Callers with more ask several times.
constexpr qsizetype recommendedIdsPerFilter = 100;

/// What is wrong with a filter, and where. Offsets are UTF-16 units from 0 in the parsed text; both
/// are 0 for a condition that was not written as text.
struct FilterError
{
    qsizetype position = 0;
    qsizetype length = 0;
    QString message = {}; ///< one sentence a person can act on
    bool isForSnapshot = false; ///< the list API refuses what a snapshot can answer

    bool operator==(const FilterError&) const = default;
};

struct FilterCondition
{
    FilterField field = FilterField::Name;
    FilterOperator op = FilterOperator::StartsWith;
    QStringList values = {}; ///< one; where a list is taken one or more; for Present, IsNull none
    QString attribute = {}; ///< its key, for FilterField::Attribute
    FilterValueKind kind = FilterValueKind::Text; ///< of fields with one kind: set by condition()

    bool operator==(const FilterCondition&) const = default;
};

/// Whether the field can be compared by the operator with values of the kind.
bool allowsKind(const FilterCondition& condition);

class FilterExpression;
using FilterResult = std::variant<FilterExpression, FilterError>;

/// A filter as a tree that its reach accepts: there is no other way to make one. It is the only
/// place that writes and escapes filter texts.
///
/// Trees have one form: an "and" directly in an "and" is part of it (likewise "or"), a group of one
/// is its only member, and empty members are left out. So parsing the text of a tree gives the same
/// tree again.
class FilterExpression
{
public:
    enum class Kind {
        Empty, ///< matches everything; its text is empty
        Condition,
        And,
        Or,
        Not,
    };

    FilterExpression() = default;

    /// Refuses fields and operators that are not of the reach, the wrong number of values, booleans
    /// other than "true" and "false", numbers and times that are none, and values with control
    /// characters or broken surrogate pairs.
    static FilterResult condition(
        FilterCondition condition, FilterReach reach = FilterReach::ListApi);
    /// These identities and no others; at least one.
    static FilterResult identities(const QList<IdentityId>& ids);
    static FilterExpression all(std::vector<FilterExpression> operands);
    static FilterExpression any(std::vector<FilterExpression> operands);
    static FilterExpression negation(FilterExpression operand);
    /// Display name, account name, email, first or last name begins with the text; in a snapshot
    /// any name, email or attribute contains it. Surrounding space is cut; an empty text gives an
    /// empty expression.
    static FilterResult quickSearch(const QString& text, FilterReach reach = FilterReach::ListApi);
    /// The text whose quickSearch() this is, in whichever reach; nullopt if it is none.
    std::optional<QString> quickSearchText() const;

    /// Whether `reach` can answer all of it.
    bool isFor(FilterReach reach) const;

    Kind kind() const { return m_kind; }
    bool isEmpty() const { return m_kind == Kind::Empty; }
    const FilterCondition& asCondition() const; ///< Kind::Condition only
    const std::vector<FilterExpression>& operands() const { return m_operands; }
    /// The operands as a person thinks of them: a quick search that an "or" took in is one.
    std::vector<FilterExpression> members() const;

    /// The value of the `filters` parameter, not percent-encoded.
    QString toFilterText() const;

    friend bool operator==(const FilterExpression& a, const FilterExpression& b);

private:
    static FilterExpression group(Kind kind, std::vector<FilterExpression> operands);

    Kind m_kind = Kind::Empty;
    FilterCondition m_condition = {};
    std::vector<FilterExpression> m_operands = {};
};

/// Why the text cannot be a value of a filter; nullopt if it can.
std::optional<QString> filterValueProblem(const QString& value);

} // namespace ic
