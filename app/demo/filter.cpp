#include "demo/filter.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

constexpr int MaximumDepth = 64;

struct FieldRule
{
    QStringView name;
    FilterField field;
    QStringView operators; ///< divided by blanks
};

constexpr FieldRule FieldRules[] = {
    { u"id", FilterField::Id, u"eq in" },
    { u"name", FilterField::Name, u"eq sw" },
    { u"alias", FilterField::Alias, u"eq sw" },
    { u"firstname", FilterField::Firstname, u"eq sw" },
    { u"lastname", FilterField::Lastname, u"eq sw" },
    { u"email", FilterField::Email, u"eq sw" },
    { u"cloudStatus", FilterField::CloudStatus, u"eq" },
    { u"processingState", FilterField::ProcessingState, u"eq" },
    { u"correlated", FilterField::Correlated, u"eq" },
    { u"protected", FilterField::Protected, u"eq" },
};

/// Reads by recursive descent over the words, strings, parentheses and commas of the text.
class Parser
{
public:
    explicit Parser(const QString& text)
    {
        static const QRegularExpression token(
            uR"( *("(?:[^"\\\x00-\x1f]|\\["\\])*"|[(),]|[^ (),"]+))"_s);
        qsizetype at = 0;
        for (;;) {
            const auto match = token.match(text, at, QRegularExpression::NormalMatch,
                QRegularExpression::AnchorAtOffsetMatchOption);
            if (!match.hasMatch())
                break;
            m_tokens.append(match.captured(1));
            at = match.capturedEnd();
        }
        const QString rest = text.mid(at).trimmed();
        if (!rest.isEmpty()) // a quote that does not end, or with something in it that may not be
            m_tokens.append(u"unreadable: "_s + rest);
    }

    std::optional<FilterNode> whole()
    {
        auto node = combined(FilterNode::Kind::Or, 0);
        return node && !token().isEmpty() ? fail(u"unexpected text at "_s + token()) : node;
    }
    QString error() const { return m_error; }

private:
    QString token() const { return m_tokens.value(m_at); }
    bool take(QStringView word)
    {
        const bool is = token() == word;
        m_at += is ? 1 : 0;
        return is;
    }
    std::nullopt_t fail(const QString& what)
    {
        if (m_error.isEmpty())
            m_error = what;
        return std::nullopt;
    }

    std::optional<FilterNode> combined(FilterNode::Kind kind, int depth);
    std::optional<FilterNode> term(int depth);
    std::optional<FilterNode> comparison();
    bool takeText(FilterNode& node);

    QStringList m_tokens;
    qsizetype m_at = 0;
    QString m_error;
};

std::optional<FilterNode> Parser::combined(FilterNode::Kind kind, int depth)
{
    const bool isOr = kind == FilterNode::Kind::Or;
    FilterNode node { .kind = kind };
    do {
        auto child = isOr ? combined(FilterNode::Kind::And, depth) : term(depth);
        if (!child)
            return std::nullopt;
        node.children.push_back(std::move(*child));
    } while (take(isOr ? u"or" : u"and"));
    return node.children.size() == 1 ? std::move(node.children.front()) : node;
}

std::optional<FilterNode> Parser::term(int depth)
{
    if (depth > MaximumDepth)
        return fail(u"nested too deeply"_s);
    if (take(u"not")) {
        auto child = term(depth + 1);
        if (!child)
            return std::nullopt;
        FilterNode node { .kind = FilterNode::Kind::Not };
        node.children.push_back(std::move(*child));
        return node;
    }
    if (!take(u"("))
        return comparison();
    auto node = combined(FilterNode::Kind::Or, depth + 1);
    return node && !take(u")") ? fail(u"missing closing parenthesis"_s) : node;
}

std::optional<FilterNode> Parser::comparison()
{
    const QString name = token();
    const auto* rule = std::find_if(std::begin(FieldRules), std::end(FieldRules),
        [&name](const FieldRule& one) { return one.name == name; });
    if (rule == std::end(FieldRules))
        return fail(name.isEmpty() ? u"a field name is missing"_s
                                   : u"unsupported filter field \"%1\""_s.arg(name));
    ++m_at;
    const QString op = token();
    if (!rule->operators.split(u' ').contains(QStringView(op)))
        return fail(u"unsupported operator \"%1\" for field \"%2\""_s.arg(op, name));
    ++m_at;
    FilterNode node { .field = rule->field };
    if (op == u"in") {
        node.op = FilterOperator::In;
        if (!take(u"("))
            return fail(u"\"in\" takes a list in parentheses"_s);
        do {
            if (!takeText(node))
                return fail(u"a list holds strings in double quotes"_s);
        } while (take(u","));
        return take(u")") ? std::optional(node) : fail(u"missing closing parenthesis"_s);
    }
    if (node.field == FilterField::Correlated || node.field == FilterField::Protected) {
        node.truth = token() == u"true";
        if (!take(u"true") && !take(u"false"))
            return fail(u"field \"%1\" takes true or false"_s.arg(name));
        return node;
    }
    if (op == u"sw")
        node.op = FilterOperator::StartsWith;
    return takeText(node) ? std::optional(node)
                          : fail(u"field \"%1\" takes a string in double quotes"_s.arg(name));
}

bool Parser::takeText(FilterNode& node)
{
    static const QRegularExpression escaped(uR"(\\(.))"_s);
    const QString text = token();
    if (text.size() < 2 || !text.startsWith(u'"') || !text.endsWith(u'"'))
        return false;
    ++m_at;
    node.values.append(text.mid(1, text.size() - 2).replace(escaped, uR"(\1)"_s));
    return true;
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

void FilterNode::bind(const DemoData& data)
{
    for (FilterNode& child : children)
        child.bind(data);
    const auto is = [this](QByteArrayView name) {
        return values.value(0).compare(QLatin1StringView(name), Qt::CaseInsensitive) == 0;
    };
    if (field == FilterField::CloudStatus) {
        const auto* const found = std::find_if(std::begin(StatusNames), std::end(StatusNames), is);
        number = int(found - std::begin(StatusNames)); // behind the last: nobody has it
    } else if (field == FilterField::ProcessingState) {
        number = is("OK") ? int(ProcessingState::Ok)
            : is("ERROR") ? int(ProcessingState::Error)
                          : -1;
    } else if (field == FilterField::Id) {
        for (const QString& value : std::as_const(values)) {
            if (const auto ordinal = data.ordinalOf(value.toLower().toUtf8()))
                ordinals.insert(*ordinal);
        }
    }
}

bool FilterNode::fits(const QString& text) const
{
    return op == FilterOperator::StartsWith
        ? text.startsWith(values.front(), Qt::CaseInsensitive)
        : text.compare(values.front(), Qt::CaseInsensitive) == 0;
}

bool FilterNode::matches(const DemoData& data, quint32 ordinal, const LiveState& state) const
{
    const auto child = [&](const FilterNode& part) { return part.matches(data, ordinal, state); };
    switch (kind) {
    case Kind::And:
        return std::all_of(children.begin(), children.end(), child);
    case Kind::Or:
        return std::any_of(children.begin(), children.end(), child);
    case Kind::Not:
        return !child(children.front());
    case Kind::Comparison:
        break;
    }
    switch (field) {
    case FilterField::Id:
        return ordinals.contains(ordinal);
    case FilterField::CloudStatus:
        return int(state.status) == number;
    case FilterField::ProcessingState:
        return int(state.processingState) == number;
    case FilterField::Correlated:
        return state.correlated == truth;
    case FilterField::Protected:
        return state.isProtected == truth;
    case FilterField::Name:
    case FilterField::Alias:
    case FilterField::Firstname:
    case FilterField::Lastname:
    case FilterField::Email:
        return matchesText(data, ordinal);
    }
    Q_UNREACHABLE();
}

bool FilterNode::matchesText(const DemoData& data, quint32 ordinal) const
{
    const Naming& naming = data.naming();
    const Naming::Parts parts = naming.parts(ordinal);
    if (field == FilterField::Firstname)
        return fits(naming.givenName(parts));
    if (field == FilterField::Lastname)
        return fits(naming.familyName(parts));
    if (field == FilterField::Email && !data.hasEmail(ordinal))
        return false;
    // Most are decided by the beginning, without putting the text together.
    const QString& value = values.front();
    const QString& lead
        = field == FilterField::Name ? naming.lead(parts).text : naming.lead(parts).ascii;
    if (op == FilterOperator::StartsWith && value.size() <= lead.size())
        return fits(lead);
    if (!value.startsWith(lead, Qt::CaseInsensitive))
        return false;
    return fits(field == FilterField::Name ? naming.displayName(parts)
            : field == FilterField::Alias  ? naming.alias(ordinal)
                                           : data.email(ordinal));
}

std::optional<QList<SortKey>> parseSorters(const QString& text, QString* error)
{
    static const QHash<QStringView, SortField> fields { { u"name", SortField::Name },
        { u"alias", SortField::Alias }, { u"cloudStatus", SortField::CloudStatus } };
    QList<SortKey> keys;
    for (const QString& part : text.split(u',')) {
        QStringView name = QStringView(part).trimmed();
        const bool descending = name.startsWith(u'-');
        name = name.mid(descending ? 1 : 0);
        if (!fields.contains(name)) {
            *error = u"unsupported sorter \"%1\""_s.arg(part);
            return {};
        }
        keys.append({ fields.value(name), descending });
    }
    return keys;
}

} // namespace ic::demo
