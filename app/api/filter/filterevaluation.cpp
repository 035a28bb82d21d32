#include "api/filter/filterevaluation.h"

#include "api/filter/filterliteral.h"
#include "api/identityfields.h"
#include "api/timestamp.h"
#include "base/foldedtext.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

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

} // namespace

FilterValue filterValue(const QJsonValue& value)
{
    FilterValue result { .isList = value.isArray() };
    const QJsonArray elements = result.isList ? value.toArray() : QJsonArray { value };
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

} // namespace ic
