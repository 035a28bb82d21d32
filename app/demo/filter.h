#pragma once

#include "demo/demodata.h"

#include <QSet>
#include <QStringList>

namespace ic::demo {

enum class FilterField {
    Id,
    Name,
    Alias,
    Firstname,
    Lastname,
    Email,
    CloudStatus,
    ProcessingState,
    Correlated,
    Protected,
};

enum class FilterOperator { Equals, StartsWith, In };

/// One node of a filter. Leaves compare a field; the others combine children.
struct FilterNode
{
    enum class Kind { Comparison, And, Or, Not };

    Kind kind = Kind::Comparison;
    FilterField field = FilterField::Id;
    FilterOperator op = FilterOperator::Equals;
    QStringList values = {}; ///< unescaped; one, or several for In
    bool truth = false; ///< the literal of a boolean field
    std::vector<FilterNode> children = {};

    // Of bind():
    QSet<quint32> ordinals = {}; ///< of the ids
    int number = -1; ///< of a status or a processing state; -1: no such value

    /// Makes ready for matches() with the identities of `data`.
    void bind(const DemoData& data);
    bool matches(const DemoData& data, quint32 ordinal, const LiveState& state) const;

private:
    bool fits(const QString& text) const;
    bool matchesText(const DemoData& data, quint32 ordinal) const;
};

/// Reads the `filters` parameter of the list of identities: `and`, `or`, `not` and parentheses over
/// the documented fields, each with its documented operators only. `not` binds tighter than `and`,
/// `and` tighter than `or`. Operators and fields are case-sensitive; strings stand in double quotes
/// with the escapes `\\` and `\"`; booleans are bare.
///
/// Returns nothing and explains in `error` what is not supported, for the body of a 400.
std::optional<FilterNode> parseFilter(const QString& text, QString* error);

enum class SortField { Name, Alias, CloudStatus };

struct SortKey
{
    SortField field = SortField::Name;
    bool descending = false;

    bool operator==(const SortKey&) const = default;
};

/// Reads the `sorters` parameter: a comma list of name, alias and cloudStatus, `-` for descending.
std::optional<QList<SortKey>> parseSorters(const QString& text, QString* error);

} // namespace ic::demo
