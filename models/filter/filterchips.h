#pragma once

#include "api/filter/filterexpression.h"

#include <variant>
#include <vector>

namespace ic {

/// A filter as a row of chips, all joined by the same word. A chip is a condition, a quick search,
/// a group of such, or one of these negated.
struct FilterChips
{
    enum class Joiner {
        And,
        Or,
    };

    Joiner joiner = Joiner::And;
    std::vector<FilterExpression> chips = {};

    bool operator==(const FilterChips&) const = default;

    bool isEmpty() const { return chips.empty(); }
    FilterExpression expression() const;

    /// Makes a chip the opposite of what it is.
    void negate(std::size_t index);
    /// Puts a chip and the one after it into a group, which is joined by the other word: groups of
    /// the same word would say nothing.
    void groupWithNext(std::size_t index);
    bool canGroupWithNext(std::size_t index) const;
    /// The members of a group take its place. They are then joined as all chips are.
    void ungroup(std::size_t index);
    bool canUngroup(std::size_t index) const;
    void remove(std::size_t index);

private:
    FilterExpression grouped(std::size_t index) const;
};

/// Whether the expression is a group that is no quick search.
bool isFilterGroup(const FilterExpression& expression);

/// The chips for a filter, or one sentence why chips cannot show it.
std::variant<FilterChips, QString> chipsFor(const FilterExpression& expression);

/// One condition as a form edits it.
struct ConditionDraft
{
    std::optional<FilterField> field = FilterField::Name; ///< nullopt: any name or email
    FilterOperator op = FilterOperator::StartsWith;
    bool negated = false;
    QStringList values = {};

    bool operator==(const ConditionDraft&) const = default;

    /// What the form refuses is a FilterError without a place: what the API refuses, and no value.
    FilterResult toExpression() const;
    /// nullopt for a group.
    static std::optional<ConditionDraft> of(const FilterExpression& expression);
    /// What the field allows; begins with, for any name or email.
    static QList<FilterOperator> operatorsFor(std::optional<FilterField> field);
};

} // namespace ic
