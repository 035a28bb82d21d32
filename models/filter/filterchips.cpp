#include "models/filter/filterchips.h"

#include <QCoreApplication>

#include <algorithm>

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::FilterChips)
};

using Kind = FilterExpression::Kind;

/// A condition or quick search, negated or not.
bool isLeaf(const FilterExpression& expression)
{
    const FilterExpression& inner
        = expression.kind() == Kind::Not ? expression.operands().front() : expression;
    return inner.kind() == Kind::Condition || inner.quickSearchText().has_value();
}

bool isChip(const FilterExpression& expression)
{
    if (isLeaf(expression))
        return true;
    const FilterExpression& inner
        = expression.kind() == Kind::Not ? expression.operands().front() : expression;
    return isFilterGroup(inner) && std::ranges::all_of(inner.members(), isLeaf);
}

FilterExpression joined(FilterChips::Joiner joiner, std::vector<FilterExpression> operands)
{
    return joiner == FilterChips::Joiner::And ? FilterExpression::all(std::move(operands))
                                              : FilterExpression::any(std::move(operands));
}

} // namespace

bool isFilterGroup(const FilterExpression& expression)
{
    return (expression.kind() == Kind::And || expression.kind() == Kind::Or)
        && !expression.quickSearchText();
}

FilterExpression FilterChips::expression() const
{
    return joined(joiner, chips);
}

void FilterChips::negate(std::size_t index)
{
    FilterExpression& chip = chips.at(index);
    if (chip.kind() == Kind::Not) {
        FilterExpression inner = chip.operands().front();
        chip = std::move(inner);
    } else {
        chip = FilterExpression::negation(chip);
    }
}

FilterExpression FilterChips::grouped(std::size_t index) const
{
    const Joiner other = joiner == Joiner::And ? Joiner::Or : Joiner::And;
    return joined(other, { chips.at(index), chips.at(index + 1) });
}

bool FilterChips::canGroupWithNext(std::size_t index) const
{
    // Of two chips the group would be all there is, which is the same as the other word.
    return chips.size() > 2 && index + 1 < chips.size() && isChip(grouped(index));
}

void FilterChips::groupWithNext(std::size_t index)
{
    if (!canGroupWithNext(index))
        return;
    chips.at(index) = grouped(index);
    chips.erase(chips.begin() + static_cast<std::ptrdiff_t>(index) + 1);
}

bool FilterChips::canUngroup(std::size_t index) const
{
    return isFilterGroup(chips.at(index));
}

void FilterChips::ungroup(std::size_t index)
{
    if (!canUngroup(index))
        return;
    const std::vector<FilterExpression> members = chips.at(index).members();
    const auto place = chips.erase(chips.begin() + static_cast<std::ptrdiff_t>(index));
    chips.insert(place, members.begin(), members.end());
}

void FilterChips::remove(std::size_t index)
{
    chips.erase(chips.begin() + static_cast<std::ptrdiff_t>(index));
}

std::variant<FilterChips, QString> chipsFor(const FilterExpression& expression)
{
    FilterChips result;
    if (isFilterGroup(expression)) {
        if (expression.kind() == Kind::Or)
            result.joiner = FilterChips::Joiner::Or;
        result.chips = expression.members();
    } else if (!expression.isEmpty()) {
        result.chips = { expression };
    }
    if (!std::ranges::all_of(result.chips, isChip))
        return Texts::tr(
            "Conditions cannot show groups inside groups. The filter stays an expression.");
    return result;
}

QList<OperatorChoice> ConditionDraft::choicesFor(
    std::optional<FilterField> field, FilterReach reach)
{
    using enum FilterOperator;
    const QList<FilterOperator> allowed
        = field ? filterFieldInfo(*field).operatorsIn(reach) : QList { StartsWith };
    // What people want of a name is nearly always that it begins with what they know; a snapshot
    // offers its values.
    static const QList<FilterOperator> ofList { StartsWith, Equals, In };
    static const QList<FilterOperator> ofSnapshot { Equals, Contains, StartsWith, In, ContainsAll,
        Present };
    QList<OperatorChoice> choices;
    for (const bool negated : { false, true }) {
        for (const FilterOperator op : reach == FilterReach::ListApi ? ofList : ofSnapshot) {
            if (allowed.contains(op))
                choices.append({ op, negated });
        }
    }
    for (const FilterOperator op : { Less, LessOrEqual, Greater, GreaterOrEqual }) {
        if (allowed.contains(op))
            choices.append({ op, false });
    }
    return choices;
}

FilterResult ConditionDraft::toExpression(FilterReach reach) const
{
    const bool missing = values.isEmpty() || std::ranges::any_of(values, &QString::isEmpty);
    if (missing && !takesNoValue(op))
        return FilterError { .message = Texts::tr("Write a value.") };
    FilterResult result = field
        ? FilterExpression::condition(
            { *field, op, takesNoValue(op) ? QStringList() : values, attribute, kind }, reach)
        : FilterExpression::quickSearch(values.first());
    if (auto* expression = std::get_if<FilterExpression>(&result)) {
        if (expression->isEmpty())
            return FilterError { .message = Texts::tr("Write a value.") };
        if (negated)
            return FilterExpression::negation(*expression);
    }
    return result;
}

std::optional<ConditionDraft> ConditionDraft::of(const FilterExpression& expression)
{
    const bool negated = expression.kind() == Kind::Not;
    const FilterExpression& inner = negated ? expression.operands().front() : expression;
    if (inner.kind() == Kind::Condition) {
        const FilterCondition& condition = inner.asCondition();
        ConditionDraft draft { condition.field, condition.op, negated, condition.values,
            condition.attribute, condition.kind };
        if (draft.op == FilterOperator::NotEquals || draft.op == FilterOperator::IsNull) {
            draft.op = draft.op == FilterOperator::IsNull ? FilterOperator::Present
                                                          : FilterOperator::Equals;
            draft.negated = !negated;
        }
        return draft;
    }
    if (const std::optional<QString> search = inner.quickSearchText())
        return ConditionDraft { std::nullopt, FilterOperator::StartsWith, negated, { *search } };
    return std::nullopt;
}

} // namespace ic
