#include "models/filterwords.h"

#include "base/plaintext.h"
#include "models/statuswords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qsizetype NamedValues = 3; // more are only counted

bool isText(FilterField field)
{
    const FilterFieldInfo& info = filterFieldInfo(field);
    return !info.isBoolean && info.knownValues.isEmpty();
}

QString valueList(const FilterCondition& condition, bool quotes)
{
    if (condition.values.size() > NamedValues)
        return u"%1 values"_s.arg(condition.values.size());
    QStringList words;
    for (const QString& value : condition.values) {
        const QString word = shownLine(valueWords(condition.field, value));
        words.append(quotes && isText(condition.field) ? u'"' + word + u'"' : word);
    }
    return words.join(u", "_s);
}

ChipText conditionText(const FilterCondition& condition, bool negated, bool quotes)
{
    return { filterFieldInfo(condition.field).label + u' ' + filterOperatorWords(condition.op, negated),
        valueList(condition, quotes) };
}

ChipText searchText(const QString& text, bool negated, bool quotes)
{
    return { quickSearchLabel() + u' ' + filterOperatorWords(FilterOperator::StartsWith, negated),
        quotes ? u'"' + shownLine(text) + u'"' : shownLine(text) };
}

/// One condition, negated or not; nullopt for a group.
std::optional<ChipText> leafText(const FilterExpression& expression, bool negated, bool quotes)
{
    if (expression.kind() == FilterExpression::Kind::Condition)
        return conditionText(expression.asCondition(), negated, quotes);
    if (const std::optional<QString> search = expression.quickSearchText())
        return searchText(*search, negated, quotes);
    if (expression.kind() == FilterExpression::Kind::Not && !negated)
        return leafText(expression.operands().front(), true, quotes);
    return std::nullopt;
}

/// Whether an "or" only lists values of one field: "Status is Locked or Disabled".
bool listsOneField(const FilterExpression& group)
{
    return group.kind() == FilterExpression::Kind::Or
        && std::ranges::all_of(group.operands(), [&group](const FilterExpression& operand) {
               return operand.kind() == FilterExpression::Kind::Condition
                   && operand.asCondition().op == FilterOperator::Equals
                   && group.operands().front().kind() == FilterExpression::Kind::Condition
                   && operand.asCondition().field
                   == group.operands().front().asCondition().field;
           });
}

bool isGroup(const FilterExpression& expression)
{
    return expression.kind() == FilterExpression::Kind::And
        || expression.kind() == FilterExpression::Kind::Or;
}

} // namespace

QString quickSearchLabel()
{
    return u"Any name or email"_s;
}

QString valueWords(FilterField field, const QString& value)
{
    if (filterFieldInfo(field).isBoolean)
        return value == u"true"_s ? u"Yes"_s : u"No"_s;
    if (field == FilterField::CloudStatus)
        return statusLook(value).word;
    if (field == FilterField::ProcessingState)
        return processingLook(value).word;
    return value;
}

ChipText chipText(const FilterExpression& expression)
{
    if (const std::optional<ChipText> leaf = leafText(expression, false, false))
        return *leaf;
    const QString words = filterWords(expression);
    return { isGroup(expression) ? u'(' + words + u')' : words, {} };
}

QString filterWords(const FilterExpression& expression)
{
    if (const std::optional<ChipText> leaf = leafText(expression, false, true))
        return leaf->text();
    switch (expression.kind()) {
    case FilterExpression::Kind::Empty:
    case FilterExpression::Kind::Condition:
        return {};
    case FilterExpression::Kind::Not:
        return u"not ("_s + filterWords(expression.operands().front()) + u')';
    case FilterExpression::Kind::And:
    case FilterExpression::Kind::Or:
        break;
    }
    const bool oneField = listsOneField(expression);
    QStringList words;
    for (const FilterExpression& operand : expression.members()) {
        if (oneField && !words.isEmpty())
            words.append(valueList(operand.asCondition(), true));
        else if (isGroup(operand) && !operand.quickSearchText())
            words.append(u'(' + filterWords(operand) + u')');
        else
            words.append(filterWords(operand));
    }
    return words.join(expression.kind() == FilterExpression::Kind::And ? u" and "_s : u" or "_s);
}

} // namespace ic
