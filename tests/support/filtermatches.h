#pragma once

#include "api/filter/filterevaluation.h"
#include "api/identity.h"
#include "api/identityfields.h"

#include <QJsonObject>

#include <algorithm>
#include <functional>
#include <optional>

namespace ic::test {

/// What a filter needs to know beside the identity.
struct MatchContext
{
    QDateTime now = {}; ///< what `now` stands for
    bool exact = false; ///< texts are compared with case and accents
    std::optional<bool> correlated = {}; ///< unknown = neither
    /// Answers Duplicates, Change and ChangedField, which one identity alone does not tell. Without
    /// it nobody matches them.
    std::function<bool(const FilterCondition&, const Identity&)> ofAll = {};
};

inline FilterValue fieldValue(FieldId field, const Identity& identity)
{
    return filterValue(identityField(field).text(identity));
}

inline FilterValue anyValue(const Identity& identity)
{
    FilterValue result;
    for (const FieldId field : { FieldId::Name, FieldId::Alias, FieldId::EmailAddress })
        result.texts += fieldValue(field, identity).texts;
    const QJsonObject attributes = identity.record.attributes();
    for (const QJsonValue attribute : attributes)
        result.texts += filterValue(attribute).texts;
    return result;
}

inline FilterValue valueOf(
    const FilterCondition& condition, const Identity& identity, const MatchContext& context)
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
        return context.correlated ? filterValue(*context.correlated) : FilterValue();
    case FilterField::LifecycleState:
        return fieldValue(FieldId::LifecycleState, identity);
    case FilterField::ManagerName:
        return fieldValue(FieldId::ManagerName, identity);
    case FilterField::ManagerId:
        return identity.manager ? filterValue(QString(identity.manager->id)) : FilterValue();
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

inline bool conditionMatches(
    const FilterCondition& condition, const Identity& identity, const MatchContext& context)
{
    const FilterField field = condition.field;
    if (field == FilterField::Duplicates || field == FilterField::Change
        || field == FilterField::ChangedField)
        return context.ofAll && context.ofAll(condition, identity);
    return holds(condition, valueOf(condition, identity, context),
        { .now = context.now, .exact = context.exact });
}

/// Whether an identity is among those a filter of a snapshot means, found by looking at it: what
/// the answers of a snapshot are compared with.
inline bool matches(
    const FilterExpression& expression, const Identity& identity, const MatchContext& context)
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

} // namespace ic::test
