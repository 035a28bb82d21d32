#include "api/filter/filterexpression.h"

#include "api/filter/filterliteral.h"
#include "base/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::FilterExpression)
};

/// The fields of quickSearch(), in the order their words name them.
constexpr std::array quickSearchFields { FilterField::Name, FilterField::Alias, FilterField::Email,
    FilterField::FirstName, FilterField::LastName };

QString conditionText(const FilterCondition& condition)
{
    const QString field = filterFieldText(condition.field, condition.attribute);
    const QString op = filterOperatorName(condition.op);
    if (condition.op == FilterOperator::Present)
        return op + u' ' + field;
    if (condition.op == FilterOperator::IsNull)
        return field + u' ' + op;
    QStringList values;
    for (const QString& value : condition.values)
        values.append(condition.kind == FilterValueKind::Text ? quotedValue(value) : value);
    const QString list = values.join(u',');
    return field + u' ' + op + u' ' + (takesList(condition.op) ? u'(' + list + u')' : list);
}

std::optional<QString> valueProblem(const FilterCondition& condition, const QString& value)
{
    const QString name = filterFieldText(condition.field, condition.attribute);
    const FilterFieldInfo& field = filterFieldInfo(condition.field);
    if (condition.kind == FilterValueKind::Flag && value != u"true"_s && value != u"false"_s)
        return Texts::tr("\"%1\" is true or false.").arg(name);
    if (condition.kind == FilterValueKind::Time && bareValueKind(value) != FilterValueKind::Time)
        return Texts::tr("\"%1\" is no time. Write 2026-11-23T13:00:00Z or now-30d.").arg(value);
    if (condition.kind == FilterValueKind::Number
        && bareValueKind(value) != FilterValueKind::Number)
        return Texts::tr("\"%1\" is no number of at most 18 digits.").arg(value);
    if (condition.field == FilterField::Duplicates && !filterSubject(value))
        return filterFieldRefusal(value, FilterReach::Snapshot);
    if (condition.field == FilterField::Change && !field.knownValues.contains(value))
        return Texts::tr("\"%1\" is %2.").arg(name, orList(field.knownValues));
    return filterValueProblem(value);
}

std::optional<QString> conditionProblem(const FilterCondition& condition, FilterReach reach)
{
    const FilterFieldInfo& field = filterFieldInfo(condition.field);
    const QString name = filterFieldText(condition.field, condition.attribute);
    const QString op = filterOperatorName(condition.op);
    if (field.operatorsIn(reach).isEmpty())
        return filterFieldRefusal(name, reach);
    if ((condition.field == FilterField::Attribute) == condition.attribute.isEmpty())
        return Texts::tr("Write the name of the attribute: attributes.department.");
    if (const std::optional<QString> problem = filterValueProblem(condition.attribute))
        return problem;
    if (!field.allows(condition.op, reach))
        return field.refusalOf(op, reach);
    if (takesNoValue(condition.op) != condition.values.isEmpty())
        return condition.values.isEmpty() ? Texts::tr("\"%1\" needs a value.").arg(name)
                                          : Texts::tr("%1 takes no value.").arg(op);
    if (!takesList(condition.op) && condition.values.size() > 1)
        return Texts::tr("%1 takes one value.").arg(op);
    if (!allowsKind(condition))
        return Texts::tr("\"%1\" cannot be compared with %2 so.", "a field, an operator")
            .arg(name, op);
    for (const QString& value : condition.values) {
        if (const std::optional<QString> problem = valueProblem(condition, value))
            return problem;
    }
    return std::nullopt;
}

/// Fields with values of one kind need not be told it.
FilterCondition withKind(FilterCondition condition)
{
    const FilterFieldInfo& field = filterFieldInfo(condition.field);
    if (takesNoValue(condition.op))
        condition.kind = FilterValueKind::Text;
    else if (field.isBoolean)
        condition.kind = FilterValueKind::Flag;
    else if (field.isTime)
        condition.kind = FilterValueKind::Time;
    return condition;
}

} // namespace

bool allowsKind(const FilterCondition& condition)
{
    const FilterFieldInfo& field = filterFieldInfo(condition.field);
    const bool isFree = condition.field == FilterField::Attribute && !takesNoValue(condition.op);
    const bool equates
        = condition.op == FilterOperator::Equals || condition.op == FilterOperator::NotEquals;
    const bool orders = equates || condition.op >= FilterOperator::Greater;
    switch (condition.kind) {
    case FilterValueKind::Text:
        return takesNoValue(condition.op) || (!field.isBoolean && !field.isTime);
    case FilterValueKind::Number:
        return isFree && orders;
    case FilterValueKind::Flag:
        return field.isBoolean || (isFree && equates);
    case FilterValueKind::Time:
        return (field.isTime && !takesNoValue(condition.op)) || (isFree && orders);
    }
    Q_UNREACHABLE();
}

std::optional<QString> filterValueProblem(const QString& value)
{
    for (const QChar c : value) {
        if (c.category() == QChar::Other_Control)
            return Texts::tr("A value cannot hold line breaks, tabs or other control characters.");
    }
    if (!value.isValidUtf16())
        return Texts::tr("The value is not valid text.");
    return std::nullopt;
}

FilterResult FilterExpression::condition(FilterCondition condition, FilterReach reach)
{
    condition = withKind(std::move(condition));
    if (const std::optional<QString> problem = conditionProblem(condition, reach)) {
        const bool isForSnapshot
            = reach == FilterReach::ListApi && !conditionProblem(condition, FilterReach::Snapshot);
        return FilterError { .message = *problem, .isForSnapshot = isForSnapshot };
    }
    FilterExpression expression;
    expression.m_kind = Kind::Condition;
    expression.m_condition = std::move(condition);
    return expression;
}

FilterExpression FilterExpression::group(Kind kind, std::vector<FilterExpression> operands)
{
    FilterExpression result;
    result.m_kind = kind;
    for (FilterExpression& operand : operands) {
        if (operand.m_kind == kind)
            std::ranges::move(operand.m_operands, std::back_inserter(result.m_operands));
        else if (!operand.isEmpty())
            result.m_operands.push_back(std::move(operand));
    }
    if (result.m_operands.empty())
        return {};
    if (result.m_operands.size() == 1)
        return FilterExpression(std::move(result.m_operands.front()));
    return result;
}

FilterResult FilterExpression::identities(const QList<IdentityId>& ids)
{
    QStringList values;
    for (const IdentityId& id : ids)
        values += id.text();
    return condition({ FilterField::Id, FilterOperator::In, values });
}

FilterExpression FilterExpression::all(std::vector<FilterExpression> operands)
{
    return group(Kind::And, std::move(operands));
}

FilterExpression FilterExpression::any(std::vector<FilterExpression> operands)
{
    return group(Kind::Or, std::move(operands));
}

FilterExpression FilterExpression::negation(FilterExpression operand)
{
    if (operand.isEmpty())
        return operand;
    FilterExpression result;
    result.m_kind = Kind::Not;
    result.m_operands.push_back(std::move(operand));
    return result;
}

FilterResult FilterExpression::quickSearch(const QString& text, FilterReach reach)
{
    const QString value = text.trimmed();
    if (value.isEmpty())
        return FilterExpression();
    if (reach == FilterReach::Snapshot)
        return condition({ FilterField::AnyField, FilterOperator::Contains, { value } }, reach);
    std::vector<FilterExpression> operands;
    for (const FilterField field : quickSearchFields) {
        FilterResult operand = condition({ field, FilterOperator::StartsWith, { value } });
        if (std::holds_alternative<FilterError>(operand))
            return operand;
        operands.push_back(std::get<FilterExpression>(std::move(operand)));
    }
    return any(std::move(operands));
}

std::optional<QString> FilterExpression::quickSearchText() const
{
    if (m_kind == Kind::Condition && m_condition.field == FilterField::AnyField) {
        const QString& value = m_condition.values.first();
        return value.isEmpty() || value != value.trimmed() ? std::nullopt : std::optional(value);
    }
    if (m_kind != Kind::Or || m_operands.size() != quickSearchFields.size()
        || m_operands.front().m_kind != Kind::Condition)
        return std::nullopt;
    const QStringList& values = m_operands.front().m_condition.values;
    const FilterResult same = quickSearch(values.first());
    const auto* expression = std::get_if<FilterExpression>(&same);
    return expression && *expression == *this ? std::optional(values.first()) : std::nullopt;
}

std::vector<FilterExpression> FilterExpression::members() const
{
    if (m_kind != Kind::Or)
        return m_operands;
    std::vector<FilterExpression> result;
    const auto size = static_cast<std::ptrdiff_t>(quickSearchFields.size());
    for (auto at = m_operands.begin(); at != m_operands.end();) {
        if (m_operands.end() - at >= size) {
            FilterExpression search = any({ at, at + size });
            if (search.quickSearchText()) {
                result.push_back(std::move(search));
                at += size;
                continue;
            }
        }
        result.push_back(*at++);
    }
    return result;
}

bool FilterExpression::isFor(FilterReach reach) const
{
    if (m_kind == Kind::Condition)
        return !conditionProblem(m_condition, reach);
    return std::ranges::all_of(
        m_operands, [reach](const FilterExpression& operand) { return operand.isFor(reach); });
}

const FilterCondition& FilterExpression::asCondition() const
{
    Q_ASSERT(m_kind == Kind::Condition);
    return m_condition;
}

QString FilterExpression::toFilterText() const
{
    switch (m_kind) {
    case Kind::Empty:
        return {};
    case Kind::Condition:
        return conditionText(m_condition);
    case Kind::Not:
        // Always in parentheses: "not name eq …" is legal but reads as if it were about the name.
        return u"not ("_s + m_operands.front().toFilterText() + u')';
    case Kind::And:
    case Kind::Or: {
        QStringList texts;
        for (const FilterExpression& operand : m_operands) {
            // A group in a group is of the other kind, so it always needs its parentheses.
            const bool isGroup = operand.m_kind == Kind::And || operand.m_kind == Kind::Or;
            const QString text = operand.toFilterText();
            texts.append(isGroup ? u'(' + text + u')' : text);
        }
        return texts.join(m_kind == Kind::And ? u" and "_s : u" or "_s);
    }
    }
    Q_UNREACHABLE();
}

bool operator==(const FilterExpression& a, const FilterExpression& b)
{
    return a.m_kind == b.m_kind && a.m_condition == b.m_condition && a.m_operands == b.m_operands;
}

} // namespace ic
