#include "api/filter/filterparser.h"

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

/// All operators of the standard collection parameters; the list API takes three of them.
constexpr std::array standardOperators { "ca"_L1, "co"_L1, "eq"_L1, "ge"_L1, "gt"_L1, "in"_L1,
    "isnull"_L1, "le"_L1, "lt"_L1, "ne"_L1, "pr"_L1, "sw"_L1 };

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
    explicit Parser(const QList<FilterToken>& tokens)
        : m_tokens(tokens)
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
    FilterExpression parseBoolean(const FilterFieldInfo& field, const FilterToken& op);
    FilterExpression parseText(const FilterFieldInfo& field, const FilterToken& op);
    FilterExpression parseList(const FilterFieldInfo& field, const FilterToken& op);
    FilterExpression finish(FilterCondition condition, const FilterToken& value);
    std::optional<FilterField> fieldOf(const FilterToken& token);
    std::optional<FilterOperator> operatorOf(const FilterFieldInfo& field);

    const QList<FilterToken>& m_tokens;
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

FilterExpression Parser::parseCondition()
{
    const FilterToken fieldToken = take();
    const std::optional<FilterField> fieldId = fieldOf(fieldToken);
    if (!fieldId)
        return {};
    const FilterFieldInfo& field = filterFieldInfo(*fieldId);
    const FilterToken opToken = current();
    const std::optional<FilterOperator> op = operatorOf(field);
    if (!op)
        return {};
    if (*op == FilterOperator::In)
        return parseList(field, opToken);
    if (current().kind == Kind::Open)
        return fail(
            current(), Texts::tr("%1 takes one value, without parentheses.").arg(opToken.text));
    return field.isBoolean ? parseBoolean(field, opToken) : parseText(field, opToken);
}

std::optional<FilterField> Parser::fieldOf(const FilterToken& token)
{
    QStringList names;
    for (const FilterFieldInfo& field : allFilterFields()) {
        if (token.text == field.apiName)
            return field.field;
        names.append(field.apiName);
    }
    for (const QString& name : std::as_const(names)) {
        if (token.text.compare(name, Qt::CaseInsensitive) == 0) {
            fail(token, Texts::tr("Write %1 for \"%2\".").arg(name, token.text));
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
    if (token.text == "pr"_L1)
        fail(token,
            Texts::tr("The list API cannot ask whether a field is there: no field allows pr."));
    else if (token.text == "and"_L1 || token.text == "or"_L1)
        fail(token, Texts::tr("A condition is missing before %1.").arg(token.text));
    else
        fail(token,
            Texts::tr("The list API cannot filter by \"%1\". It knows %2.")
                .arg(token.text, names.join(u", "_s)));
    return std::nullopt;
}

std::optional<FilterOperator> Parser::operatorOf(const FilterFieldInfo& field)
{
    const FilterToken token = take();
    QStringList names;
    for (const FilterOperator op : field.operators) {
        if (token.kind == Kind::Word && token.text == filterOperatorName(op))
            return op;
        names.append(filterOperatorName(op));
    }
    const QString lower = token.text.toLower();
    if (token.kind != Kind::Word)
        fail(token,
            Texts::tr("An operator is missing after \"%1\": %2.")
                .arg(field.apiName, orList(names)));
    else if (std::ranges::find(standardOperators, lower) == standardOperators.end())
        fail(token,
            Texts::tr("\"%1\" is no operator. \"%2\" allows %3.")
                .arg(token.text, field.apiName, andList(names)));
    else if (names.contains(lower))
        fail(token, Texts::tr("Write %1 in lower case.").arg(lower));
    else
        fail(token, field.refusalOf(token.text));
    return std::nullopt;
}

FilterExpression Parser::parseBoolean(const FilterFieldInfo& field, const FilterToken& op)
{
    const FilterToken value = take();
    if (value.kind == Kind::Word && (value.text == "true"_L1 || value.text == "false"_L1))
        return finish({ field.field, FilterOperator::Equals, { value.text } }, value);
    if (value.kind == Kind::End)
        return fail(value, Texts::tr("A value is missing after %1: true or false.").arg(op.text));
    return fail(value, Texts::tr("Write true or false here, in lower case and without quotes."));
}

FilterExpression Parser::parseText(const FilterFieldInfo& field, const FilterToken& op)
{
    const FilterToken value = take();
    const auto id = op.text == "sw"_L1 ? FilterOperator::StartsWith : FilterOperator::Equals;
    if (value.kind == Kind::Text)
        return finish({ field.field, id, { value.text } }, value);
    if (value.kind == Kind::Word)
        return fail(value, Texts::tr("Put the value in double quotes: \"%1\".").arg(value.text));
    return fail(value, Texts::tr("A value is missing after %1.").arg(op.text));
}

FilterExpression Parser::parseList(const FilterFieldInfo& field, const FilterToken& op)
{
    const FilterToken open = take();
    if (open.kind != Kind::Open)
        return fail(
            open, Texts::tr("Write the values in parentheses: %1 (\"a\", \"b\").").arg(op.text));
    FilterCondition condition { field.field, FilterOperator::In, {} };
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
    FilterResult result = FilterExpression::condition(std::move(condition));
    if (const auto* error = std::get_if<FilterError>(&result))
        return fail(value, error->message);
    return std::get<FilterExpression>(std::move(result));
}

} // namespace

FilterResult parseFilter(QStringView text)
{
    const std::variant<QList<FilterToken>, FilterError> tokens = filterTokens(text);
    if (const auto* error = std::get_if<FilterError>(&tokens))
        return *error;
    return Parser(std::get<QList<FilterToken>>(tokens)).parse();
}

} // namespace ic
