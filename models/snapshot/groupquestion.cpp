#include "models/snapshot/groupquestion.h"

#include "models/filter/filterwords.h"

#include "api/filter/filterparser.h"

#include <algorithm>

namespace ic {

namespace {

/// The filter as what is joined by "and".
std::vector<FilterExpression> partsOf(const QString& filter)
{
    const FilterResult parsed = parseFilter(filter, FilterReach::Snapshot);
    const auto* expression = std::get_if<FilterExpression>(&parsed);
    if (expression == nullptr || expression->isEmpty())
        return {};
    if (expression->kind() == FilterExpression::Kind::And)
        return expression->operands();
    return { *expression };
}

/// Whether it is about nothing but that field.
bool isAbout(const FilterExpression& part, const FilterSubject& subject)
{
    if (part.kind() == FilterExpression::Kind::Condition) {
        const FilterCondition& condition = part.asCondition();
        return condition.field == subject.field && condition.attribute == subject.attribute;
    }
    return std::ranges::all_of(part.operands(),
        [&](const FilterExpression& operand) { return isAbout(operand, subject); });
}

bool isAboutOneOf(const FilterExpression& part, const QStringList& keys)
{
    return std::ranges::any_of(keys, [&](const QString& key) {
        const std::optional<FilterSubject> subject = filterSubject(key);
        return subject && isAbout(part, *subject);
    });
}

FilterExpression expressionOf(const FilterCondition& condition)
{
    FilterResult result = FilterExpression::condition(condition, FilterReach::Snapshot);
    auto* expression = std::get_if<FilterExpression>(&result);
    return expression == nullptr ? FilterExpression() : std::move(*expression);
}

FilterExpression memberOf(const QString& key, const QString& value)
{
    const std::optional<FilterSubject> subject = filterSubject(key);
    if (!subject)
        return {};
    FilterCondition condition { .field = subject->field, .attribute = subject->attribute };
    if (value.isEmpty()) {
        condition.op = FilterOperator::IsNull;
        condition.values = {};
    } else {
        condition.op = FilterOperator::Equals;
        condition.values = { value };
    }
    return expressionOf(condition);
}

} // namespace

IdentityQuery GroupQuestion::base() const
{
    std::vector<FilterExpression> parts = partsOf(view.filter);
    std::erase_if(parts, [this](const auto& part) { return isAboutOneOf(part, keys); });
    IdentityQuery query = view;
    query.filter = FilterExpression::all(std::move(parts)).toFilterText();
    return query;
}

QString GroupQuestion::leftOut() const
{
    std::vector<FilterExpression> parts = partsOf(view.filter);
    std::erase_if(parts, [this](const auto& part) { return !isAboutOneOf(part, keys); });
    return filterWords(FilterExpression::all(std::move(parts)));
}

FilterExpression GroupQuestion::membersOf(const QStringList& values) const
{
    std::vector<FilterExpression> parts;
    for (qsizetype i = 0; i < keys.size(); ++i) {
        parts.push_back(memberOf(keys.at(i), values.value(i)));
        if (parts.back().isEmpty())
            return {};
    }
    return FilterExpression::all(std::move(parts));
}

FilterExpression GroupQuestion::filterFor(const QStringList& values) const
{
    std::vector<FilterExpression> parts = partsOf(base().filter);
    parts.push_back(membersOf(values));
    return FilterExpression::all(std::move(parts));
}

FilterExpression GroupQuestion::withDuplicates() const
{
    std::vector<FilterExpression> parts = partsOf(view.filter);
    std::erase_if(parts, [](const FilterExpression& part) {
        return part.kind() == FilterExpression::Kind::Condition
            && part.asCondition().field == FilterField::Duplicates;
    });
    parts.push_back(expressionOf(
        { .field = FilterField::Duplicates, .op = FilterOperator::In, .values = keys }));
    return FilterExpression::all(std::move(parts));
}

QStringList groupKeys(QList<SnapshotFieldCount> fields)
{
    const auto place = [](const SnapshotFieldCount& field) {
        const std::optional<FilterSubject> subject = filterSubject(field.key);
        const auto of = subject ? subject->field : FilterField::Attribute;
        const auto rows = allFilterFields(FilterReach::Snapshot);
        const auto found = std::ranges::find(rows, of, &FilterFieldInfo::field);
        const bool isLast = of == FilterField::Attribute;
        return std::tuple(isLast, of == FilterField::Id, found - rows.begin(), -field.filled);
    };
    std::ranges::stable_sort(fields, {}, place);
    QStringList keys;
    for (const SnapshotFieldCount& field : std::as_const(fields))
        keys += field.key;
    keys.removeDuplicates(); // a member without a value is no other field
    return keys;
}

} // namespace ic
