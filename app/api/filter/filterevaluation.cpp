#include "api/filter/filterevaluation.h"

#include "api/filter/filterliteral.h"
#include "api/identityfields.h"
#include "api/timestamp.h"
#include "base/foldedtext.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

FilterValue fieldValue(const QString& text)
{
    return { text.isEmpty() ? QStringList() : QStringList { text } };
}

FilterValue fieldValue(FieldId field, const Identity& identity)
{
    return fieldValue(identityField(field).text(identity));
}

FilterValue anyValue(const Identity& identity)
{
    FilterValue result;
    for (const FieldId field : { FieldId::Name, FieldId::Alias, FieldId::EmailAddress })
        result.texts += fieldValue(field, identity).texts;
    const QJsonObject attributes = identity.record.attributes();
    for (const QJsonValue attribute : attributes)
        result.texts += filterValue(attribute).texts;
    return result;
}

FilterValue valueOf(
    const FilterCondition& condition, const Identity& identity, const FilterContext& context)
{
    switch (condition.field) {
    case FilterField::Id:
        return fieldValue(FieldId::Id, identity);
    case FilterField::Name:
        return fieldValue(FieldId::Name, identity);
    case FilterField::Alias:
        return fieldValue(FieldId::Alias, identity);
    case FilterField::FirstName:
    case FilterField::LastName:
        return filterValue(identity.record.attribute(filterFieldInfo(condition.field).apiName));
    case FilterField::Email:
        return fieldValue(FieldId::EmailAddress, identity);
    case FilterField::CloudStatus:
        return fieldValue(FieldId::IdentityStatus, identity);
    case FilterField::ProcessingState:
        return fieldValue(FieldId::ProcessingState, identity);
    case FilterField::Correlated:
        return context.correlated ? fieldValue(*context.correlated ? u"true"_s : u"false"_s)
                                  : FilterValue();
    case FilterField::LifecycleState:
        return fieldValue(FieldId::LifecycleState, identity);
    case FilterField::ManagerName:
        return fieldValue(FieldId::ManagerName, identity);
    case FilterField::ManagerId:
        return identity.manager ? fieldValue(identity.manager->id) : FilterValue();
    case FilterField::IsManager:
        return fieldValue(FieldId::IsManager, identity);
    case FilterField::Created:
        return fieldValue(FieldId::Created, identity);
    case FilterField::Modified:
        return fieldValue(FieldId::Modified, identity);
    case FilterField::LastRefresh:
        return fieldValue(FieldId::LastRefresh, identity);
    case FilterField::Attribute:
        return filterValue(identity.record.attribute(condition.attribute));
    case FilterField::AnyField:
        return anyValue(identity);
    case FilterField::Protected: // no snapshot answers it
    case FilterField::Duplicates:
    case FilterField::Change:
    case FilterField::ChangedField:
        return {};
    }
    Q_UNREACHABLE();
}

/// How two texts are compared for one condition.
class Comparison
{
public:
    Comparison(const FilterCondition& condition, const FilterContext& context)
        : m_condition(condition)
        , m_context(context)
    {
        for (const QString& value : condition.values)
            m_values += compared(value);
    }

    bool holds(const FilterValue& value) const;

private:
    QString compared(const QString& text) const
    {
        return m_context.exact ? text : foldedText(text);
    }
    bool holdsForOne(const QStringList& texts, bool (*fits)(const QString&, const QString&)) const
    {
        return std::ranges::any_of(texts, [this, fits](const QString& text) {
            return std::ranges::any_of(
                m_values, [&](const QString& value) { return fits(compared(text), value); });
        });
    }
    bool containsAll(const FilterValue& value, const QStringList& texts) const;
    bool equals(const QStringList& texts) const;
    /// How a text and the value follow each other; unordered if they are not of one kind.
    std::partial_ordering order(const QString& text) const;
    bool isOrdered(const FilterValue& value, bool (*wanted)(std::partial_ordering)) const
    {
        return std::ranges::any_of(
            value.texts, [this, wanted](const QString& text) { return wanted(order(text)); });
    }

    const FilterCondition& m_condition;
    const FilterContext& m_context;
    QStringList m_values;
};

bool Comparison::containsAll(const FilterValue& value, const QStringList& texts) const
{
    QStringList have;
    for (const QString& text : texts)
        have += compared(text);
    return std::ranges::all_of(m_values, [&](const QString& wanted) {
        return value.isList ? have.contains(wanted) : have.front().contains(wanted);
    });
}

std::partial_ordering Comparison::order(const QString& text) const
{
    const QString& value = m_condition.values.front();
    switch (m_condition.kind) {
    case FilterValueKind::Text:
    case FilterValueKind::Flag:
        return compared(text).toUtf8().compare(m_values.front().toUtf8()) <=> 0;
    case FilterValueKind::Number: {
        const std::optional<FilterNumber> number = filterNumber(text);
        const std::optional<FilterNumber> wanted = filterNumber(value);
        return number && wanted ? number->compare(*wanted) : std::partial_ordering::unordered;
    }
    case FilterValueKind::Time: {
        const QDateTime time = parseTimestamp(text);
        const QDateTime wanted = filterTime(value, m_context.now);
        if (!time.isValid() || !wanted.isValid())
            return std::partial_ordering::unordered;
        return time.toMSecsSinceEpoch() <=> wanted.toMSecsSinceEpoch();
    }
    }
    Q_UNREACHABLE();
}

bool Comparison::equals(const QStringList& texts) const
{
    return std::ranges::any_of(
        texts, [this](const QString& text) { return std::is_eq(order(text)); });
}

bool Comparison::holds(const FilterValue& value) const
{
    const QStringList texts = value.texts.isEmpty() ? QStringList { QString() } : value.texts;
    switch (m_condition.op) {
    case FilterOperator::Equals:
        return equals(texts);
    case FilterOperator::NotEquals:
        return !equals(texts);
    case FilterOperator::In:
        return holdsForOne(texts, [](const QString& text, const QString& v) { return text == v; });
    case FilterOperator::StartsWith:
        return holdsForOne(
            texts, [](const QString& text, const QString& v) { return text.startsWith(v); });
    case FilterOperator::Contains:
        return holdsForOne(
            texts, [](const QString& text, const QString& v) { return text.contains(v); });
    case FilterOperator::ContainsAll:
        return containsAll(value, texts);
    case FilterOperator::Present:
        return !value.texts.isEmpty();
    case FilterOperator::IsNull:
        return value.texts.isEmpty();
    case FilterOperator::Greater:
        return isOrdered(value, std::is_gt);
    case FilterOperator::GreaterOrEqual:
        return isOrdered(value, std::is_gteq);
    case FilterOperator::Less:
        return isOrdered(value, std::is_lt);
    case FilterOperator::LessOrEqual:
        return isOrdered(value, std::is_lteq);
    }
    Q_UNREACHABLE();
}

bool conditionMatches(
    const FilterCondition& condition, const Identity& identity, const FilterContext& context)
{
    const FilterField field = condition.field;
    if (field == FilterField::Duplicates || field == FilterField::Change
        || field == FilterField::ChangedField)
        return context.ofAll && context.ofAll(condition, identity);
    return Comparison(condition, context).holds(valueOf(condition, identity, context));
}

} // namespace

FilterValue filterValue(const QJsonValue& value)
{
    if (!value.isArray())
        return fieldValue(attributeText(value));
    FilterValue result { .isList = true };
    const QJsonArray elements = value.toArray();
    for (const auto& element : elements) {
        if (const QString text = attributeText(element); !text.isEmpty())
            result.texts += text;
    }
    return result;
}

bool holds(const FilterCondition& condition, const FilterValue& value, const FilterContext& context)
{
    return Comparison(condition, context).holds(value);
}

bool matches(
    const FilterExpression& expression, const Identity& identity, const FilterContext& context)
{
    const auto holds
        = [&](const FilterExpression& operand) { return matches(operand, identity, context); };
    switch (expression.kind()) {
    case FilterExpression::Kind::Empty:
        return true;
    case FilterExpression::Kind::Condition:
        return conditionMatches(expression.asCondition(), identity, context);
    case FilterExpression::Kind::And:
        return std::ranges::all_of(expression.operands(), holds);
    case FilterExpression::Kind::Or:
        return std::ranges::any_of(expression.operands(), holds);
    case FilterExpression::Kind::Not:
        return !holds(expression.operands().front());
    }
    Q_UNREACHABLE();
}

} // namespace ic
