#include "models/filter/filterwords.h"

#include "base/plaintext.h"
#include "base/wording.h"
#include "models/table/statuswords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::FilterWords)
};

constexpr qsizetype NamedValues = 3; // more are only counted

bool isText(FilterField field)
{
    const FilterFieldInfo& info = filterFieldInfo(field);
    return !info.isBoolean && info.knownValues.isEmpty();
}

QString valueList(const FilterCondition& condition, bool quotes)
{
    if (condition.values.size() > NamedValues)
        return Texts::tr("%Ln values", "%Ln value", pluralCount(condition.values.size()));
    QStringList words;
    for (const QString& value : condition.values) {
        const QString word = shownLine(valueWords(condition.field, value));
        words.append(quotes && isText(condition.field) ? u'"' + word + u'"' : word);
    }
    return words.join(u", "_s);
}

QString lead(const QString& field, FilterOperator op, bool negated)
{
    return Texts::tr("%1 %2", "a field and an operator: Status is not")
        .arg(field, filterOperatorWords(op, negated));
}

ChipText conditionText(const FilterCondition& condition, bool negated, bool quotes)
{
    return { lead(filterFieldInfo(condition.field).label, condition.op, negated),
        valueList(condition, quotes) };
}

ChipText searchText(const QString& text, bool negated, bool quotes)
{
    return { lead(quickSearchLabel(), FilterOperator::StartsWith, negated),
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
                   && operand.asCondition().field == group.operands().front().asCondition().field;
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
    return Texts::tr("Any name or email");
}

QString valueWords(FilterField field, const QString& value)
{
    if (filterFieldInfo(field).isBoolean)
        return value == u"true"_s ? Texts::tr("Yes") : Texts::tr("No");
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
        return Texts::tr("not (%1)").arg(filterWords(expression.operands().front()));
    case FilterExpression::Kind::And:
    case FilterExpression::Kind::Or:
        break;
    }
    const bool oneField = listsOneField(expression);
    const QString pair = expression.kind() == FilterExpression::Kind::And
        ? Texts::tr("%1 and %2", "two conditions")
        : Texts::tr("%1 or %2", "two conditions");
    QString words;
    for (const FilterExpression& operand : expression.members()) {
        QString next;
        if (oneField && !words.isEmpty())
            next = valueList(operand.asCondition(), true);
        else if (isGroup(operand) && !operand.quickSearchText())
            next = u'(' + filterWords(operand) + u')';
        else
            next = filterWords(operand);
        words = words.isEmpty() ? next : pair.arg(words, next);
    }
    return words;
}

} // namespace ic
