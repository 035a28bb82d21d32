#include "demo/filtergrammar.h"

#include <array>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

constexpr int MaximumDepth = 64;

struct FieldRule
{
    QStringView name;
    FilterField field;
    bool boolean = false;
    bool startsWith = false;
    bool in = false;
};

constexpr std::array<FieldRule, 10> FieldRules { {
    { u"id", FilterField::Id, false, false, true },
    { u"name", FilterField::Name, false, true, false },
    { u"alias", FilterField::Alias, false, true, false },
    { u"firstname", FilterField::Firstname, false, true, false },
    { u"lastname", FilterField::Lastname, false, true, false },
    { u"email", FilterField::Email, false, true, false },
    { u"cloudStatus", FilterField::CloudStatus },
    { u"processingState", FilterField::ProcessingState },
    { u"correlated", FilterField::Correlated, true },
    { u"protected", FilterField::Protected, true },
} };

const FieldRule* ruleOf(QStringView name)
{
    for (const FieldRule& rule : FieldRules) {
        if (rule.name == name)
            return &rule;
    }
    return nullptr;
}

struct Token
{
    enum class Kind { End, Word, Text, Open, Close, Comma, Bad };

    Kind kind = Kind::End;
    QString text;
};

class Parser
{
public:
    explicit Parser(const QString& text)
        : m_text(text)
    {
        next();
    }

    std::optional<FilterNode> whole()
    {
        auto node = alternatives(0);
        if (node && m_token.kind != Token::Kind::End)
            return fail(u"unexpected text at \"%1\""_s.arg(m_token.text));
        return node;
    }
    QString error() const { return m_error; }

private:
    std::nullopt_t fail(const QString& what)
    {
        if (m_error.isEmpty())
            m_error = what;
        return std::nullopt;
    }
    bool atWord(QStringView word) const
    {
        return m_token.kind == Token::Kind::Word && m_token.text == word;
    }

    void next();
    void readText();
    std::optional<FilterNode> combined(FilterNode::Kind kind, QStringView word, int depth,
        std::optional<FilterNode> (Parser::*part)(int));
    std::optional<FilterNode> alternatives(int depth);
    std::optional<FilterNode> conjunction(int depth);
    std::optional<FilterNode> term(int depth);
    std::optional<FilterNode> comparison();
    bool valueList(FilterNode& node);

    QString m_text;
    QString m_error;
    Token m_token;
    qsizetype m_at = 0;
};

void Parser::next()
{
    while (m_at < m_text.size() && m_text[m_at] == u' ')
        ++m_at;
    m_token = {};
    if (m_at >= m_text.size())
        return;
    const QChar c = m_text[m_at];
    if (c == u'"') {
        readText();
        return;
    }
    if (c == u'(' || c == u')' || c == u',') {
        m_token = { c == u'(' ? Token::Kind::Open
                : c == u')'   ? Token::Kind::Close
                              : Token::Kind::Comma,
            c };
        ++m_at;
        return;
    }
    const qsizetype from = m_at;
    while (m_at < m_text.size() && !u" (),\""_s.contains(m_text[m_at]))
        ++m_at;
    m_token = { Token::Kind::Word, m_text.mid(from, m_at - from) };
}

void Parser::readText()
{
    QString value;
    for (++m_at; m_at < m_text.size(); ++m_at) {
        const QChar c = m_text[m_at];
        if (c == u'"') {
            ++m_at;
            m_token = { Token::Kind::Text, value };
            return;
        }
        if (c.unicode() < 0x20) {
            m_token = { Token::Kind::Bad, u"control character in a string"_s };
            return;
        }
        if (c != u'\\') {
            value += c;
            continue;
        }
        ++m_at;
        if (m_at >= m_text.size() || (m_text[m_at] != u'\\' && m_text[m_at] != u'"')) {
            m_token = { Token::Kind::Bad, u"unknown escape in a string"_s };
            return;
        }
        value += m_text[m_at];
    }
    m_token = { Token::Kind::Bad, u"string without end"_s };
}

std::optional<FilterNode> Parser::combined(FilterNode::Kind kind, QStringView word, int depth,
    std::optional<FilterNode> (Parser::*part)(int))
{
    auto first = (this->*part)(depth);
    if (!first || !atWord(word))
        return first;
    FilterNode node;
    node.kind = kind;
    node.children.push_back(std::move(*first));
    while (atWord(word)) {
        next();
        auto child = (this->*part)(depth);
        if (!child)
            return child;
        node.children.push_back(std::move(*child));
    }
    return node;
}

std::optional<FilterNode> Parser::alternatives(int depth)
{
    return combined(FilterNode::Kind::Or, u"or", depth, &Parser::conjunction);
}

std::optional<FilterNode> Parser::conjunction(int depth)
{
    return combined(FilterNode::Kind::And, u"and", depth, &Parser::term);
}

std::optional<FilterNode> Parser::term(int depth)
{
    if (depth > MaximumDepth)
        return fail(u"nested too deeply"_s);
    if (atWord(u"not")) {
        next();
        auto child = term(depth + 1);
        if (!child)
            return child;
        FilterNode node;
        node.kind = FilterNode::Kind::Not;
        node.children.push_back(std::move(*child));
        return node;
    }
    if (m_token.kind == Token::Kind::Open) {
        next();
        auto node = alternatives(depth + 1);
        if (!node)
            return node;
        if (m_token.kind != Token::Kind::Close)
            return fail(u"missing closing parenthesis"_s);
        next();
        return node;
    }
    return comparison();
}

std::optional<FilterNode> Parser::comparison()
{
    if (m_token.kind == Token::Kind::Bad)
        return fail(m_token.text);
    if (m_token.kind != Token::Kind::Word)
        return fail(u"a field name is missing"_s);
    const QString name = m_token.text;
    const FieldRule* rule = ruleOf(name);
    if (!rule)
        return fail(u"unsupported filter field \"%1\""_s.arg(name));
    next();
    if (m_token.kind != Token::Kind::Word)
        return fail(u"an operator is missing after \"%1\""_s.arg(name));
    FilterNode node;
    node.field = rule->field;
    const QString op = m_token.text;
    if (op == u"eq")
        node.op = FilterOperator::Equals;
    else if (op == u"sw" && rule->startsWith)
        node.op = FilterOperator::StartsWith;
    else if (op == u"in" && rule->in)
        node.op = FilterOperator::In;
    else
        return fail(u"unsupported operator \"%1\" for field \"%2\""_s.arg(op, name));
    next();
    if (m_token.kind == Token::Kind::Bad)
        return fail(m_token.text);
    if (node.op == FilterOperator::In) {
        if (!valueList(node))
            return std::nullopt;
        return node;
    }
    if (rule->boolean) {
        if (!atWord(u"true") && !atWord(u"false"))
            return fail(u"field \"%1\" takes true or false"_s.arg(name));
        node.truth = atWord(u"true");
    } else {
        if (m_token.kind != Token::Kind::Text)
            return fail(u"field \"%1\" takes a string in double quotes"_s.arg(name));
        node.values.append(m_token.text);
    }
    next();
    return node;
}

bool Parser::valueList(FilterNode& node)
{
    if (m_token.kind != Token::Kind::Open) {
        fail(u"\"in\" takes a list in parentheses"_s);
        return false;
    }
    do {
        next();
        if (m_token.kind != Token::Kind::Text) {
            fail(u"a list holds strings in double quotes"_s);
            return false;
        }
        node.values.append(m_token.text);
        next();
    } while (m_token.kind == Token::Kind::Comma);
    if (m_token.kind != Token::Kind::Close) {
        fail(u"missing closing parenthesis"_s);
        return false;
    }
    next();
    return true;
}

QString quoted(QString value)
{
    return u'"' + value.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
}

} // namespace

std::optional<FilterNode> parseFilter(const QString& text, QString* error)
{
    Parser parser(text);
    auto node = parser.whole();
    if (!node)
        *error = parser.error();
    return node;
}

QString filterText(const FilterNode& node)
{
    if (node.kind == FilterNode::Kind::Not)
        return u"(not "_s + filterText(node.children.front()) + u')';
    if (node.kind != FilterNode::Kind::Comparison) {
        QStringList parts;
        for (const FilterNode& child : node.children)
            parts.append(filterText(child));
        return u'(' + parts.join(node.kind == FilterNode::Kind::And ? u" and "_s : u" or "_s)
            + u')';
    }
    const FieldRule& rule = FieldRules[size_t(node.field)];
    if (rule.boolean)
        return u"(%1 eq %2)"_s.arg(rule.name, node.truth ? u"true" : u"false");
    QStringList values;
    for (const QString& value : node.values)
        values.append(quoted(value));
    if (node.op == FilterOperator::In)
        return u'(' + rule.name.toString() + u" in ("_s + values.join(u", "_s) + u"))"_s;
    const QString op = node.op == FilterOperator::Equals ? u" eq "_s : u" sw "_s;
    return u'(' + rule.name.toString() + op + values.front() + u')';
}

std::optional<QList<SortKey>> parseSorters(const QString& text, QString* error)
{
    QList<SortKey> keys;
    for (const QString& part : text.split(u',')) {
        SortKey key;
        QStringView name = QStringView(part).trimmed();
        if (name.startsWith(u'-')) {
            key.descending = true;
            name = name.mid(1);
        }
        if (name == u"name") {
            key.field = SortField::Name;
        } else if (name == u"alias") {
            key.field = SortField::Alias;
        } else if (name == u"cloudStatus") {
            key.field = SortField::CloudStatus;
        } else {
            *error = u"unsupported sorter \"%1\""_s.arg(part);
            return {};
        }
        keys.append(key);
    }
    return keys;
}

} // namespace ic::demo
