#include "models/filter/filterwords.h"

#include "api/timestamp.h"
#include "base/plaintext.h"
#include "base/wording.h"
#include "models/table/statuswords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::FilterWords)
};

constexpr qsizetype NamedValues = 3; // more are only counted

/// Values that stand in quotes, as anything can be written in them.
bool isText(const FilterCondition& condition)
{
    return condition.kind == FilterValueKind::Text && condition.field != FilterField::Duplicates
        && condition.field != FilterField::ChangedField
        && filterFieldInfo(condition.field).knownValues.isEmpty();
}

/// "30 days ago", "in 2 weeks", "now"; empty for a fixed time.
QString relativeWords(const QString& value)
{
    if (!value.startsWith(u"now"_s))
        return {};
    const int number = QStringView(value).mid(4).chopped(value.size() > 4 ? 1 : 0).toInt();
    if (number == 0)
        return Texts::tr("now");
    const bool isPast = value[3] == u'-';
    switch (value.back().unicode()) {
    case u'm':
        return isPast ? Texts::tr("%Ln minutes ago", "%Ln minute ago", number)
                      : Texts::tr("in %Ln minutes", "in %Ln minute", number);
    case u'h':
        return isPast ? Texts::tr("%Ln hours ago", "%Ln hour ago", number)
                      : Texts::tr("in %Ln hours", "in %Ln hour", number);
    case u'd':
        return isPast ? Texts::tr("%Ln days ago", "%Ln day ago", number)
                      : Texts::tr("in %Ln days", "in %Ln day", number);
    default:
        return isPast ? Texts::tr("%Ln weeks ago", "%Ln week ago", number)
                      : Texts::tr("in %Ln weeks", "in %Ln week", number);
    }
}

QString timeWords(const QString& value)
{
    const QString relative = relativeWords(value);
    return relative.isEmpty() ? absoluteTime(parseTimestamp(value)) : relative;
}

QString keyWords(const QString& key)
{
    const std::optional<FilterSubject> subject = filterSubject(key);
    return subject ? fieldWords(subject->field, subject->attribute) : key;
}

QString changeWords(const QString& value)
{
    if (value == u"new"_s)
        return Texts::tr("New");
    return value == u"gone"_s ? Texts::tr("Gone") : Texts::tr("Changed");
}

QString valueList(const FilterCondition& condition, bool quotes)
{
    if (condition.values.size() > NamedValues)
        return Texts::tr("%Ln values", "%Ln value", pluralCount(condition.values.size()));
    QStringList words;
    for (const QString& value : condition.values) {
        const QString word = shownLine(valueWords(condition.field, value, condition.kind));
        words.append(quotes && isText(condition) ? u'"' + word + u'"' : word);
    }
    return words.join(u", "_s);
}

QString lead(const QString& field, FilterOperator op, bool negated,
    FilterValueKind kind = FilterValueKind::Text)
{
    return Texts::tr("%1 %2", "a field and an operator: Status is not")
        .arg(field, operatorWords(op, negated, kind));
}

ChipText conditionText(const FilterCondition& condition, bool negated, bool quotes)
{
    const QString values = valueList(condition, quotes);
    if (condition.field == FilterField::Duplicates) {
        return { negated ? Texts::tr("Not the same as others in", "fields follow: Email")
                         : Texts::tr("The same as others in", "fields follow: Email"),
            values };
    }
    return { lead(fieldWords(condition.field, condition.attribute), condition.op, negated,
                 condition.kind),
        values };
}

ChipText searchText(const QString& text, bool negated, bool quotes)
{
    return { lead(quickSearchLabel(), FilterOperator::StartsWith, negated),
        quotes ? u'"' + shownLine(text) + u'"' : shownLine(text) };
}

/// One condition, negated or not; nullopt for a group.
std::optional<ChipText> leafText(const FilterExpression& expression, bool negated, bool quotes)
{
    if (expression.kind() == FilterExpression::Kind::Condition)
        return conditionText(expression.asCondition(), negated, quotes);
    if (const std::optional<QString> search = expression.quickSearchText())
        return searchText(*search, negated, quotes);
    if (expression.kind() == FilterExpression::Kind::Not && !negated)
        return leafText(expression.operands().front(), true, quotes);
    return std::nullopt;
}

/// Whether an "or" only lists values of one field: "Status is Locked or Disabled".
bool listsOneField(const FilterExpression& group)
{
    return group.kind() == FilterExpression::Kind::Or
        && std::ranges::all_of(group.operands(), [&group](const FilterExpression& operand) {
               return operand.kind() == FilterExpression::Kind::Condition
                   && operand.asCondition().op == FilterOperator::Equals
                   && group.operands().front().kind() == FilterExpression::Kind::Condition
                   && operand.asCondition().field == group.operands().front().asCondition().field
                   && operand.asCondition().attribute
                   == group.operands().front().asCondition().attribute;
           });
}

bool isGroup(const FilterExpression& expression)
{
    return expression.kind() == FilterExpression::Kind::And
        || expression.kind() == FilterExpression::Kind::Or;
}

} // namespace

QString quickSearchLabel()
{
    return Texts::tr("Any name or email");
}

QString fieldWords(FilterField field, const QString& attribute)
{
    return field == FilterField::Attribute ? shownLine(attribute, LongestInSentence)
                                           : filterFieldInfo(field).label;
}

QString fieldWords(const QString& key)
{
    const std::optional<FilterSubject> subject = filterSubject(key);
    return subject ? fieldWords(subject->field, subject->attribute) : shownLine(key);
}

QString operatorWords(FilterOperator op, bool negated, FilterValueKind kind)
{
    if (kind != FilterValueKind::Time)
        return filterOperatorWords(op, negated);
    if (op == FilterOperator::Greater)
        return negated ? Texts::tr("is not after") : Texts::tr("is after");
    if (op == FilterOperator::GreaterOrEqual)
        return negated ? Texts::tr("is not at or after") : Texts::tr("is at or after");
    if (op == FilterOperator::Less)
        return negated ? Texts::tr("is not before") : Texts::tr("is before");
    if (op == FilterOperator::LessOrEqual)
        return negated ? Texts::tr("is not at or before") : Texts::tr("is at or before");
    return filterOperatorWords(op, negated);
}

QString valueWords(FilterField field, const QString& value, FilterValueKind kind)
{
    if (filterFieldInfo(field).isBoolean || kind == FilterValueKind::Flag)
        return value == u"true"_s ? Texts::tr("Yes") : Texts::tr("No");
    if (filterFieldInfo(field).isTime || kind == FilterValueKind::Time)
        return timeWords(value);
    if (field == FilterField::Duplicates || field == FilterField::ChangedField)
        return keyWords(value);
    if (field == FilterField::Change)
        return changeWords(value);
    if (field == FilterField::CloudStatus)
        return statusLook(value).word;
    if (field == FilterField::ProcessingState)
        return processingLook(value).word;
    return value;
}

ChipText chipText(const FilterExpression& expression)
{
    if (const std::optional<ChipText> leaf = leafText(expression, false, false))
        return *leaf;
    const QString words = filterWords(expression);
    return { isGroup(expression) ? u'(' + words + u')' : words, {} };
}

QString filterWords(const FilterExpression& expression)
{
    if (const std::optional<ChipText> leaf = leafText(expression, false, true))
        return leaf->text();
    switch (expression.kind()) {
    case FilterExpression::Kind::Empty:
    case FilterExpression::Kind::Condition:
        return {};
    case FilterExpression::Kind::Not:
        return Texts::tr("not (%1)").arg(filterWords(expression.operands().front()));
    case FilterExpression::Kind::And:
    case FilterExpression::Kind::Or:
        break;
    }
    const bool oneField = listsOneField(expression);
    const QString pair = expression.kind() == FilterExpression::Kind::And
        ? Texts::tr("%1 and %2", "two conditions")
        : Texts::tr("%1 or %2", "two conditions");
    QString words;
    for (const FilterExpression& operand : expression.members()) {
        QString next;
        if (oneField && !words.isEmpty())
            next = valueList(operand.asCondition(), true);
        else if (isGroup(operand) && !operand.quickSearchText())
            next = u'(' + filterWords(operand) + u')';
        else
            next = filterWords(operand);
        words = words.isEmpty() ? next : pair.arg(words, next);
    }
    return words;
}

} // namespace ic
