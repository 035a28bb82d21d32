#include "models/cellfilter.h"

#include "models/filterwords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

CellFilter cellFilter(const Identity& identity, const IdentityColumn& column)
{
    if (column.field == nullptr) {
        return { .refusal = column.attribute.isEmpty()
                ? u"Choose a cell with a value to filter by it."_s
                : u"The list API cannot filter by the attribute %1."_s.arg(column.attribute) };
    }
    const auto rows = allFilterFields();
    const auto found
        = std::ranges::find(rows, column.field->filterField, &FilterFieldInfo::apiName);
    if (found == rows.end() || !found->allows(FilterOperator::Equals)) {
        return { .refusal = u"The list API cannot filter by %1."_s.arg(
                     column.field->title.toLower()) };
    }
    const QString value = column.rawText(identity);
    if (value.isEmpty())
        return { .refusal = u"The list API cannot filter by a missing value."_s };
    const FilterResult result
        = FilterExpression::condition({ found->field, FilterOperator::Equals, { value } });
    if (const auto* error = std::get_if<FilterError>(&result))
        return { .refusal = error->message };
    const auto& expression = std::get<FilterExpression>(result);
    return { .expression = expression, .words = filterWords(expression) };
}

} // namespace ic
