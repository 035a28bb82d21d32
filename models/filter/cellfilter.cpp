#include "models/filter/cellfilter.h"

#include "models/filter/filterwords.h"

#include "api/timestamp.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::CellFilter)
};

CellFilter refused(const QString& why)
{
    return { .refusal = why };
}

CellFilter filterOf(const FilterResult& result)
{
    if (const auto* error = std::get_if<FilterError>(&result))
        return refused(error->message);
    const auto& expression = std::get<FilterExpression>(result);
    return { .expression = expression, .words = filterWords(expression) };
}

CellFilter ofListApi(const Identity& identity, const IdentityColumn& column)
{
    if (column.field == nullptr)
        return refused(
            Texts::tr("The list API cannot filter by the attribute %1.").arg(column.attribute));
    const auto rows = allFilterFields();
    const auto found
        = std::ranges::find(rows, column.field->filterField, &FilterFieldInfo::apiName);
    if (found == rows.end() || !found->allows(FilterOperator::Equals))
        return refused(
            Texts::tr("The list API cannot filter by %1.").arg(column.field->title.toLower()));
    const QString value = column.rawText(identity);
    if (value.isEmpty())
        return refused(Texts::tr("The list API cannot filter by a missing value."));
    return filterOf(
        FilterExpression::condition({ found->field, FilterOperator::Equals, { value } }));
}

/// The day of the person who looks, which is what the cell shows.
CellFilter ofDay(FilterField field, const QDateTime& time)
{
    const QDate day = time.toLocalTime().date();
    std::vector<FilterExpression> ends;
    for (const auto& [op, date] : { std::pair(FilterOperator::GreaterOrEqual, day),
             std::pair(FilterOperator::Less, day.addDays(1)) }) {
        const QString value = date.startOfDay().toUTC().toString(Qt::ISODate);
        const FilterResult end
            = FilterExpression::condition({ field, op, { value } }, FilterReach::Snapshot);
        if (const auto* error = std::get_if<FilterError>(&end))
            return refused(error->message);
        ends.push_back(std::get<FilterExpression>(end));
    }
    return filterOf(FilterExpression::all(std::move(ends)));
}

/// The texts of a list; of anything else the one it is.
QStringList valuesOf(const Identity& identity, const IdentityColumn& column)
{
    QStringList values;
    const QJsonValue value = identity.record.attribute(column.attribute);
    if (column.field != nullptr || !value.isArray()) {
        values += column.rawText(identity);
    } else {
        const QJsonArray elements = value.toArray();
        for (const auto& element : elements)
            values += attributeText(element);
    }
    values.removeAll(QString());
    values.removeDuplicates();
    return values;
}

CellFilter ofSnapshot(const Identity& identity, const IdentityColumn& column)
{
    const std::optional<FilterSubject> subject = column.field == nullptr
        ? FilterSubject { FilterField::Attribute, column.attribute }
        : filterSubject(column.field->key);
    if (!subject)
        return refused(Texts::tr("A snapshot cannot filter by %1.").arg(column.title.toLower()));
    const QStringList values = valuesOf(identity, column);
    if (!values.isEmpty() && filterFieldInfo(subject->field).isTime)
        return ofDay(subject->field, parseTimestamp(values.first()));
    const FilterOperator op = values.isEmpty() ? FilterOperator::IsNull
        : values.size() > 1                    ? FilterOperator::ContainsAll
                                               : FilterOperator::Equals;
    return filterOf(FilterExpression::condition(
        { subject->field, op, values, subject->attribute }, FilterReach::Snapshot));
}

/// New or gone as it is; else all of whom one of these fields changed.
CellFilter ofChanges(const QStringList& changes)
{
    if (changes.isEmpty())
        return refused(Texts::tr("Nothing has changed here. Choose a cell with a value."));
    const FilterFieldInfo& change = filterFieldInfo(FilterField::Change);
    const FilterField field = change.knownValues.contains(changes.first())
        ? FilterField::Change
        : FilterField::ChangedField;
    const FilterOperator op = changes.size() > 1 ? FilterOperator::In : FilterOperator::Equals;
    return filterOf(FilterExpression::condition({ field, op, changes }, FilterReach::Snapshot));
}

} // namespace

CellFilter cellFilter(const Identity& identity, const IdentityColumn& column, FilterReach reach)
{
    if (column.key == ChangesColumn)
        return ofChanges(identity.changes);
    if (column.field == nullptr && column.attribute.isEmpty())
        return refused(Texts::tr("Choose a cell with a value to filter by it."));
    return reach == FilterReach::ListApi ? ofListApi(identity, column)
                                         : ofSnapshot(identity, column);
}

} // namespace ic
