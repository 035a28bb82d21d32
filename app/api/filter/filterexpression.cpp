#include "api/filter/filterexpression.h"

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

QString quoted(const QString& value)
{
    QString text = value;
    text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + text + u'"';
}

QString conditionText(const FilterCondition& condition)
{
    const FilterFieldInfo& field = filterFieldInfo(condition.field);
    QStringList values;
    for (const QString& value : condition.values)
        values.append(field.isBoolean ? value : quoted(value));
    const QString list = values.join(u',');
    return u"%1 %2 "_s.arg(field.apiName, filterOperatorName(condition.op))
        + (condition.op == FilterOperator::In ? u'(' + list + u')' : list);
}

std::optional<QString> conditionProblem(const FilterCondition& condition)
{
    const FilterFieldInfo& field = filterFieldInfo(condition.field);
    if (!field.allows(condition.op))
        return field.refusalOf(filterOperatorName(condition.op));
    if (condition.values.isEmpty())
        return Texts::tr("\"%1\" needs a value.").arg(field.apiName);
    if (condition.op != FilterOperator::In && condition.values.size() > 1)
        return Texts::tr("%1 takes one value.").arg(filterOperatorName(condition.op));
    for (const QString& value : condition.values) {
        if (field.isBoolean && value != u"true"_s && value != u"false"_s)
            return Texts::tr("\"%1\" is true or false.").arg(field.apiName);
        if (const std::optional<QString> problem = filterValueProblem(value))
            return problem;
    }
    return std::nullopt;
}

} // namespace

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

FilterResult FilterExpression::condition(FilterCondition condition)
{
    if (const std::optional<QString> problem = conditionProblem(condition))
        return FilterError { .message = *problem };
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

FilterResult FilterExpression::quickSearch(const QString& text)
{
    const QString value = text.trimmed();
    if (value.isEmpty())
        return FilterExpression();
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
