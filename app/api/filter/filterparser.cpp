#include "api/filter/filterparser.h"

#include "api/attributekey.h"
#include "api/filter/filterliteral.h"
#include "api/filter/filtertokens.h"

#include "base/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::FilterParser)
};

/// Deeper nesting is no filter a person wrote, and would only exhaust the stack.
constexpr int maxDepth = 100;

/// Names of the JSON answer that the filter calls otherwise.
struct OtherName
{
    QLatin1StringView jsonName;
    QLatin1StringView filterName;
};
constexpr std::array otherNames {
    OtherName { "emailAddress"_L1, "email"_L1 },
    OtherName { "identityStatus"_L1, "cloudStatus"_L1 },
    OtherName { "displayName"_L1, "name"_L1 },
};

class Parser
{
public:
    Parser(const QList<FilterToken>& tokens, FilterReach reach)
        : m_tokens(tokens)
        , m_reach(reach)
    {
    }

    FilterResult parse()
    {
        if (current().kind == FilterToken::Kind::End)
            return FilterExpression();
        FilterExpression expression = parseOr();
        if (!m_error && current().kind == FilterToken::Kind::Close)
            fail(current(), Texts::tr("This parenthesis closes nothing."));
        else if (!m_error && current().kind != FilterToken::Kind::End)
            failAfterCondition(current());
        if (m_error)
            return *m_error;
        return expression;
    }

private:
    using Kind = FilterToken::Kind;

    const FilterToken& current() const { return m_tokens.at(m_position); }
    FilterToken take()
    {
        const FilterToken token = current();
        if (token.kind != Kind::End)
            ++m_position;
        return token;
    }
    bool takeWord(QLatin1StringView word)
    {
        const bool matches = current().kind == Kind::Word && current().text == word;
        if (matches)
            ++m_position;
        return matches;
    }
    FilterExpression fail(const FilterToken& token, const QString& message)
    {
        if (!m_error)
            m_error = FilterError { token.position, token.length, message };
        return {};
    }
    FilterExpression failAfterCondition(const FilterToken& token)
    {
        for (const QLatin1StringView word : { "and"_L1, "or"_L1 }) {
            if (token.text.compare(word, Qt::CaseInsensitive) == 0)
                return fail(token, Texts::tr("Write %1 in lower case.").arg(word));
        }
        return fail(token, Texts::tr("Write and, or, or nothing here."));
    }

    FilterExpression parseOr()
    {
        std::vector<FilterExpression> operands { parseAnd() };
        while (!m_error && takeWord("or"_L1))
            operands.push_back(parseAnd());
        return FilterExpression::any(std::move(operands));
    }
    FilterExpression parseAnd()
    {
        std::vector<FilterExpression> operands { parseNot() };
        while (!m_error && takeWord("and"_L1))
            operands.push_back(parseNot());
        return FilterExpression::all(std::move(operands));
    }
    FilterExpression parseNot()
    {
        const FilterToken token = current();
        if (!takeWord("not"_L1))
            return parsePrimary();
        if (++m_depth > maxDepth)
            return fail(token, Texts::tr("The filter is nested too deep."));
        FilterExpression operand = parseNot();
        --m_depth;
        return FilterExpression::negation(std::move(operand));
    }
    FilterExpression parsePrimary();
    FilterExpression parseCondition();
    /// `condition` has its field and operator.
    FilterExpression parseValue(FilterCondition condition, const FilterToken& op);
    FilterExpression parseList(FilterCondition condition, const FilterToken& op);
    FilterExpression finish(FilterCondition condition, const FilterToken& value);
    /// What is wrong with a value that is no text in quotes, or that is one and should not be.
    QString valueProblem(const FilterFieldInfo& field, const FilterToken& value) const;
    std::optional<FilterSubject> takeField();
    std::optional<FilterSubject> takeAttribute(const FilterToken& token);
    std::optional<FilterOperator> takeOperator(const FilterFieldInfo& field);
    bool isPresence() const;

    const QList<FilterToken>& m_tokens;
    FilterReach m_reach;
    qsizetype m_position = 0;
    int m_depth = 0;
    std::optional<FilterError> m_error = {};
};

FilterExpression Parser::parsePrimary()
{
    const FilterToken token = current();
    switch (token.kind) {
    case Kind::Open: {
        take();
        if (++m_depth > maxDepth)
            return fail(token, Texts::tr("The filter is nested too deep."));
        FilterExpression expression = parseOr();
        --m_depth;
        if (m_error)
            return {};
        if (current().kind == Kind::End)
            return fail(token, Texts::tr("This parenthesis is not closed."));
        if (current().kind != Kind::Close)
            return failAfterCondition(current());
        take();
        return expression;
    }
    case Kind::Word:
        return parseCondition();
    case Kind::Text:
        return fail(token, Texts::tr("Write a field and an operator before the value."));
    case Kind::End:
        return fail(token, Texts::tr("A condition is missing at the end."));
    case Kind::Close:
    case Kind::Comma:
        return fail(token, Texts::tr("A condition is missing here."));
    }
    Q_UNREACHABLE();
}

/// Whether `pr` stands here before a field.
bool Parser::isPresence() const
{
    return m_reach == FilterReach::Snapshot && current().kind == Kind::Word
        && current().text == filterOperatorName(FilterOperator::Present);
}

FilterExpression Parser::parseCondition()
{
    if (isPresence()) {
        const FilterToken op = take();
        if (current().kind != Kind::Word)
            return fail(current(), Texts::tr("Write a field after %1.").arg(op.text));
        const std::optional<FilterSubject> subject = takeField();
        if (!subject)
            return {};
        return finish({ subject->field, FilterOperator::Present, {}, subject->attribute }, op);
    }
    const std::optional<FilterSubject> subject = takeField();
    if (!subject)
        return {};
    const FilterToken opToken = current();
    const std::optional<FilterOperator> op = takeOperator(filterFieldInfo(subject->field));
    if (!op)
        return {};
    FilterCondition condition { subject->field, *op, {}, subject->attribute };
    if (takesNoValue(*op))
        return finish(std::move(condition), opToken);
    if (takesList(*op))
        return parseList(std::move(condition), opToken);
    if (current().kind == Kind::Open)
        return fail(
            current(), Texts::tr("%1 takes one value, without parentheses.").arg(opToken.text));
    return parseValue(std::move(condition), opToken);
}

std::optional<FilterSubject> Parser::takeAttribute(const FilterToken& token)
{
    QString key = token.text.mid(AttributePrefix.size());
    const FilterToken& next = current();
    const bool isQuoted = next.kind == Kind::Text && key.isEmpty()
        && next.position == token.position + token.length;
    if (isQuoted)
        key = take().text;
    if (key.isEmpty()) {
        fail(token, Texts::tr("Write the name of the attribute: attributes.department."));
        return std::nullopt;
    }
    return FilterSubject { FilterField::Attribute, key };
}

std::optional<FilterSubject> Parser::takeField()
{
    const FilterToken token = take();
    const bool isSnapshot = m_reach == FilterReach::Snapshot;
    if (isSnapshot && token.text.startsWith(AttributePrefix))
        return takeAttribute(token);
    const std::span<const FilterFieldInfo> fields = allFilterFields(m_reach);
    for (const FilterFieldInfo& field : fields) {
        if (token.text == field.apiName && field.field != FilterField::Attribute)
            return FilterSubject { field.field, {} };
    }
    for (const FilterFieldInfo& field : fields) {
        if (token.text.compare(field.apiName, Qt::CaseInsensitive) == 0
            && field.field != FilterField::Attribute) {
            fail(token, Texts::tr("Write %1 for \"%2\".").arg(field.apiName, token.text));
            return std::nullopt;
        }
    }
    for (const OtherName& other : otherNames) {
        if (token.text.compare(other.jsonName, Qt::CaseInsensitive) == 0) {
            fail(token,
                Texts::tr("The filter calls it %1, not \"%2\".").arg(other.filterName, token.text));
            return std::nullopt;
        }
    }
    if (isSnapshot && token.text.startsWith("attributes"_L1, Qt::CaseInsensitive))
        fail(token, Texts::tr("Write the name of the attribute: attributes.department."));
    else if (token.text == filterOperatorName(FilterOperator::Present))
        fail(token,
            Texts::tr("The list API cannot ask whether a field is there: no field allows pr."));
    else if (token.text == "and"_L1 || token.text == "or"_L1)
        fail(token, Texts::tr("A condition is missing before %1.").arg(token.text));
    else
        fail(token, filterFieldRefusal(token.text, m_reach));
    return std::nullopt;
}

std::optional<FilterOperator> Parser::takeOperator(const FilterFieldInfo& field)
{
    const FilterToken token = take();
    QStringList names;
    for (const FilterOperator op : field.operatorsIn(m_reach)) {
        // Stands before the field, not here.
        if (op == FilterOperator::Present)
            continue;
        if (token.kind == Kind::Word && token.text == filterOperatorName(op))
            return op;
        names.append(filterOperatorName(op));
    }
    const QString lower = token.text.toLower();
    const bool isOperator = std::ranges::any_of(allFilterOperators(),
        [&lower](FilterOperator op) { return filterOperatorName(op) == lower; });
    if (token.kind != Kind::Word)
        fail(token,
            Texts::tr("An operator is missing after \"%1\": %2.")
                .arg(field.apiName, orList(names)));
    else if (!isOperator)
        fail(token,
            Texts::tr("\"%1\" is no operator. \"%2\" allows %3.")
                .arg(token.text, field.apiName, andList(names)));
    else if (names.contains(lower))
        fail(token, Texts::tr("Write %1 in lower case.").arg(lower));
    else if (lower == filterOperatorName(FilterOperator::Present)
        && field.allows(FilterOperator::Present, m_reach))
        fail(token, Texts::tr("Write pr before the field: pr %1.").arg(field.apiName));
    else
        fail(token, field.refusalOf(token.text, m_reach));
    return std::nullopt;
}

QString Parser::valueProblem(const FilterFieldInfo& field, const FilterToken& value) const
{
    if (field.isBoolean)
        return Texts::tr("Write true or false here, in lower case and without quotes.");
    if (field.isTime)
        return Texts::tr("Write a time here, without quotes: 2026-11-23T13:00:00Z or now-30d.");
    return Texts::tr("Put the value in double quotes: \"%1\".").arg(value.text);
}

FilterExpression Parser::parseValue(FilterCondition condition, const FilterToken& op)
{
    const FilterFieldInfo& field = filterFieldInfo(condition.field);
    const FilterToken value = take();
    if (value.kind == Kind::End && field.isBoolean)
        return fail(value, Texts::tr("A value is missing after %1: true or false.").arg(op.text));
    if (value.kind != Kind::Text && value.kind != Kind::Word && !field.isBoolean)
        return fail(value, Texts::tr("A value is missing after %1.").arg(op.text));
    std::optional<FilterValueKind> kind = FilterValueKind::Text;
    if (value.kind != Kind::Text)
        kind = value.kind == Kind::Word ? bareValueKind(value.text) : std::nullopt;
    condition.values = { value.text };
    condition.kind = kind.value_or(FilterValueKind::Text);
    if (!kind || !allowsKind(condition))
        return fail(value, valueProblem(field, value));
    return finish(std::move(condition), value);
}

FilterExpression Parser::parseList(FilterCondition condition, const FilterToken& op)
{
    const FilterToken open = take();
    if (open.kind != Kind::Open)
        return fail(
            open, Texts::tr("Write the values in parentheses: %1 (\"a\", \"b\").").arg(op.text));
    FilterToken separator;
    do {
        const FilterToken value = take();
        if (value.kind == Kind::Word)
            return fail(
                value, Texts::tr("Put the value in double quotes: \"%1\".").arg(value.text));
        if (value.kind != Kind::Text)
            return fail(value, Texts::tr("A value in double quotes is missing here."));
        if (const std::optional<QString> problem = filterValueProblem(value.text))
            return fail(value, *problem);
        condition.values.append(value.text);
        separator = take();
    } while (separator.kind == Kind::Comma);
    if (separator.kind == Kind::End)
        return fail(open, Texts::tr("This parenthesis is not closed."));
    if (separator.kind != Kind::Close)
        return fail(separator, Texts::tr("Write a comma or a closing parenthesis here."));
    return finish(std::move(condition), open);
}

FilterExpression Parser::finish(FilterCondition condition, const FilterToken& value)
{
    FilterResult result = FilterExpression::condition(std::move(condition), m_reach);
    if (const auto* error = std::get_if<FilterError>(&result))
        return fail(value, error->message);
    return std::get<FilterExpression>(std::move(result));
}

} // namespace

FilterResult parseFilter(QStringView text, FilterReach reach)
{
    const std::variant<QList<FilterToken>, FilterError> tokens = filterTokens(text);
    if (const auto* error = std::get_if<FilterError>(&tokens))
        return *error;
    const auto& list = std::get<QList<FilterToken>>(tokens);
    FilterResult result = Parser(list, reach).parse();
    if (auto* error = std::get_if<FilterError>(&result); error && reach == FilterReach::ListApi)
        error->isForSnapshot
            = std::holds_alternative<FilterExpression>(Parser(list, FilterReach::Snapshot).parse());
    return result;
}

FilterResult parseKeptFilter(QStringView text)
{
    FilterResult result = parseFilter(text);
    const auto* error = std::get_if<FilterError>(&result);
    return error && error->isForSnapshot ? parseFilter(text, FilterReach::Snapshot) : result;
}

} // namespace ic
