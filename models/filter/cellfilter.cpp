#include "models/filter/cellfilter.h"

#include "models/filter/filterwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::CellFilter)
};

} // namespace

CellFilter cellFilter(const Identity& identity, const IdentityColumn& column)
{
    if (column.field == nullptr) {
        return {
            .refusal = column.attribute.isEmpty()
                ? Texts::tr("Choose a cell with a value to filter by it.")
                : Texts::tr("The list API cannot filter by the attribute %1.").arg(column.attribute)
        };
    }
    const auto rows = allFilterFields();
    const auto found
        = std::ranges::find(rows, column.field->filterField, &FilterFieldInfo::apiName);
    if (found == rows.end() || !found->allows(FilterOperator::Equals)) {
        return { .refusal
            = Texts::tr("The list API cannot filter by %1.").arg(column.field->title.toLower()) };
    }
    const QString value = column.rawText(identity);
    if (value.isEmpty())
        return { .refusal = Texts::tr("The list API cannot filter by a missing value.") };
    const FilterResult result
        = FilterExpression::condition({ found->field, FilterOperator::Equals, { value } });
    if (const auto* error = std::get_if<FilterError>(&result))
        return { .refusal = error->message };
    const auto& expression = std::get<FilterExpression>(result);
    return { .expression = expression, .words = filterWords(expression) };
}

} // namespace ic
