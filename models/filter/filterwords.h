#pragma once

#include "api/filter/filterexpression.h"

#include <QString>

namespace ic {

/// What a chip says: `lead` is quiet, `value` is what matters. One of them may be empty.
struct ChipText
{
    QString lead = {};
    QString value = {};

    QString text() const { return value.isEmpty() ? lead : lead + u' ' + value; }
};

/// For one condition ("Status is" "Locked"), a negated one, a quick search, or a group, which is
/// all lead and in parentheses.
ChipText chipText(const FilterExpression& expression);

/// A whole filter for people, e.g. `Account name begins with "ma" and Status is not Locked`.
QString filterWords(const FilterExpression& expression);

/// A value as the table shows it: "Locked" for LOCKED, "Yes" for true, "30 days ago" for now-30d,
/// other texts as they are.
QString valueWords(
    FilterField field, const QString& value, FilterValueKind kind = FilterValueKind::Text);
/// What a field is called, an attribute by its key. One line that can be shown.
QString fieldWords(FilterField field, const QString& attribute = {});
/// The same for the key of a field, see filterSubject(); other keys as they are.
QString fieldWords(const QString& key);
/// An operator between a field and its values: "is", "is not before".
QString operatorWords(FilterOperator op, bool negated, FilterValueKind kind);
/// What the quick search looks in, as the name of a field.
QString quickSearchLabel();

} // namespace ic
