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

/// How a field and its values are compared, in a list to choose from.
struct OperatorChoice
{
    FilterOperator op = FilterOperator::Equals;
    bool negated = false;

    bool operator==(const OperatorChoice&) const = default;
};

/// One condition as a form edits it.
struct ConditionDraft
{
    std::optional<FilterField> field = FilterField::Name; ///< nullopt: any name or email
    FilterOperator op = FilterOperator::StartsWith;
    bool negated = false;
    QStringList values = {};
    QString attribute = {}; ///< its key, for FilterField::Attribute
    FilterValueKind kind = FilterValueKind::Text; ///< of an attribute's value

    bool operator==(const ConditionDraft&) const = default;

    /// What the form refuses is a FilterError without a place: what the reach refuses, and no
    /// value.
    FilterResult toExpression(FilterReach reach = FilterReach::ListApi) const;
    /// nullopt for a group. Of two ways to say the same it is always one: "is not" is the negated
    /// "is", "has no value" the negated "has a value".
    static std::optional<ConditionDraft> of(const FilterExpression& expression);
    /// What the field allows, in the order people want it; begins with, for any name or email.
    static QList<OperatorChoice> choicesFor(
        std::optional<FilterField> field, FilterReach reach = FilterReach::ListApi);
};

} // namespace ic
