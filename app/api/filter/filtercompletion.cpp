#include "api/filter/filtercompletion.h"

#include "api/attributekey.h"
#include "api/filter/filterliteral.h"
#include "api/filter/filtertokens.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::FilterCompletion)
};

/// What the grammar allows next.
enum class NextPart {
    Condition,
    Operator,
    Value,
    ListStart,
    ListValue,
    ListNext,
    Joiner,
    Nothing,
};

constexpr auto presence = "pr"_L1;

/// Reads the tokens before the caret; knows no more of the grammar than what comes next.
class Reader
{
public:
    Reader(const QList<FilterToken>& tokens, FilterReach reach)
        : m_reach(reach)
    {
        for (const FilterToken& token : tokens) {
            if (token.kind != FilterToken::Kind::End)
                read(token);
        }
    }

    NextPart expected() const { return m_expected; }
    const FilterFieldInfo* field() const { return m_field; }
    bool canClose() const { return m_depth > 0; }
    /// A field stands behind `pr` only.
    bool isAfterPresence() const { return m_isPresence; }

private:
    using Kind = FilterToken::Kind;

    void read(const FilterToken& token)
    {
        switch (m_expected) {
        case NextPart::Condition:
            readCondition(token);
            return;
        case NextPart::Operator:
            readOperator(token);
            return;
        case NextPart::Value:
            m_expected = token.kind == Kind::Text || token.kind == Kind::Word ? NextPart::Joiner
                                                                              : NextPart::Nothing;
            return;
        case NextPart::ListStart:
            m_expected = token.kind == Kind::Open ? NextPart::ListValue : NextPart::Nothing;
            return;
        case NextPart::ListValue:
            m_expected = token.kind == Kind::Text ? NextPart::ListNext : NextPart::Nothing;
            return;
        case NextPart::ListNext:
            m_expected = token.kind == Kind::Comma ? NextPart::ListValue
                : token.kind == Kind::Close        ? NextPart::Joiner
                                                   : NextPart::Nothing;
            return;
        case NextPart::Joiner:
            readJoiner(token);
            return;
        case NextPart::Nothing:
            return;
        }
        Q_UNREACHABLE();
    }

    void readCondition(const FilterToken& token)
    {
        if (token.kind == Kind::Open) {
            ++m_depth;
        } else if (token.kind != Kind::Word) {
            m_expected = NextPart::Nothing;
        } else if (m_reach == FilterReach::Snapshot && token.text == presence && !m_isPresence) {
            m_isPresence = true;
        } else if (m_isPresence || token.text != "not"_L1) {
            readField(token.text);
        }
    }

    void readField(const QString& word)
    {
        const auto rows = allFilterFields(m_reach);
        const bool isAttribute = word.startsWith(AttributePrefix);
        const auto found = std::ranges::find_if(rows, [&](const FilterFieldInfo& row) {
            return row.field == FilterField::Attribute ? isAttribute : row.apiName == word;
        });
        m_field = found == rows.end() ? nullptr : &*found;
        // The key in quotes is a token of its own.
        m_awaitsKey = m_field != nullptr && word == AttributePrefix;
        m_expected = m_field == nullptr ? NextPart::Nothing
            : m_isPresence              ? NextPart::Joiner
                                        : NextPart::Operator;
        m_isPresence = false;
    }

    void readOperator(const FilterToken& token)
    {
        if (takeKey(token))
            return;
        m_expected = NextPart::Nothing;
        for (const FilterOperator op : m_field->operatorsIn(m_reach)) {
            if (op == FilterOperator::Present || token.text != filterOperatorName(op))
                continue;
            m_expected = takesNoValue(op) ? NextPart::Joiner
                : takesList(op)           ? NextPart::ListStart
                                          : NextPart::Value;
        }
    }

    bool takeKey(const FilterToken& token)
    {
        return std::exchange(m_awaitsKey, false) && token.kind == Kind::Text;
    }

    void readJoiner(const FilterToken& token)
    {
        if (takeKey(token))
            return;
        if (token.kind == Kind::Close && m_depth > 0)
            --m_depth;
        else if (token.text == "and"_L1 || token.text == "or"_L1)
            m_expected = NextPart::Condition;
        else
            m_expected = NextPart::Nothing;
    }

    FilterReach m_reach;
    NextPart m_expected = NextPart::Condition;
    bool m_isPresence = false;
    bool m_awaitsKey = false;
    const FilterFieldInfo* m_field = nullptr;
    int m_depth = 0;
};

/// "CLOUD_STATUS" reads better as "Cloud status".
QString sentenceCase(const QString& word)
{
    return word.size() <= 2 ? word : word.left(1) + word.mid(1).toLower();
}

QList<FilterSuggestion> values(const FilterFieldInfo& field)
{
    if (field.isBoolean)
        return { { u"true"_s, Texts::tr("Yes") }, { u"false"_s, Texts::tr("No") } };
    if (field.isTime)
        return { { u"now"_s, {} }, { u"now-1d"_s, Texts::tr("A day ago") },
            { u"now-7d"_s, Texts::tr("A week ago") }, { u"now-30d"_s, Texts::tr("30 days ago") },
            { u"now-90d"_s, Texts::tr("90 days ago") } };
    QList<FilterSuggestion> suggestions;
    for (const QString& value : field.knownValues)
        suggestions.append({ quotedValue(value), sentenceCase(value) });
    return suggestions;
}

QList<FilterSuggestion> fields(const Reader& reader, FilterReach reach, const QStringList& keys)
{
    QList<FilterSuggestion> suggestions;
    for (const FilterFieldInfo& field : allFilterFields(reach)) {
        if (field.field != FilterField::Attribute
            && (!reader.isAfterPresence() || field.allows(FilterOperator::Present, reach)))
            suggestions.append({ field.apiName, field.label });
    }
    if (reach == FilterReach::Snapshot) {
        for (const QString& key : keys)
            suggestions.append({ filterFieldText(FilterField::Attribute, key), key });
    }
    if (reader.isAfterPresence())
        return suggestions;
    suggestions.append({ u"not"_s, {} });
    if (reach == FilterReach::Snapshot)
        suggestions.append({ presence, filterOperatorWords(FilterOperator::Present) });
    return suggestions;
}

QList<FilterSuggestion> everything(const Reader& reader, FilterReach reach, const QStringList& keys)
{
    QList<FilterSuggestion> suggestions;
    switch (reader.expected()) {
    case NextPart::Condition:
        return fields(reader, reach, keys);
    case NextPart::Operator:
        for (const FilterOperator op : reader.field()->operatorsIn(reach)) {
            if (op != FilterOperator::Present)
                suggestions.append({ filterOperatorName(op), filterOperatorWords(op) });
        }
        break;
    case NextPart::Value:
        return values(*reader.field());
    case NextPart::Joiner:
        suggestions = { { u"and"_s, {} }, { u"or"_s, {} } };
        if (reader.canClose())
            suggestions.append({ u")"_s, {} });
        break;
    case NextPart::ListStart:
        suggestions.append({ u"("_s, {} });
        break;
    case NextPart::ListValue:
    case NextPart::ListNext:
    case NextPart::Nothing:
        break;
    }
    return suggestions;
}

/// Where the text in quotes that the caret stands in begins, or -1.
qsizetype openQuote(QStringView text)
{
    qsizetype open = -1;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'"')
            open = open < 0 ? i : -1;
        else if (open >= 0 && text[i] == u'\\')
            ++i;
    }
    return open;
}

qsizetype wordEnd(QStringView text, qsizetype from)
{
    while (from < text.size() && isFilterWordCharacter(text[from]))
        ++from;
    return from;
}

} // namespace

FilterCompletion completeFilter(
    QStringView text, qsizetype caret, FilterReach reach, const QStringList& attributes)
{
    caret = std::clamp<qsizetype>(caret, 0, text.size());
    qsizetype start = openQuote(text.left(caret));
    const bool inQuotes = start >= 0;
    // attributes."cost center" is one thing.
    const bool inKey = inQuotes && text.left(start).endsWith(AttributePrefix);
    qsizetype end = wordEnd(text, caret);
    if (inQuotes && end < text.size() && text[end] == u'"')
        ++end;
    if (!inQuotes || inKey) {
        start = inKey ? start : caret;
        while (start > 0 && isFilterWordCharacter(text[start - 1]))
            --start;
    }
    FilterCompletion result { start, end - start, {} };
    const auto tokens = filterTokens(text.left(start));
    if (std::holds_alternative<FilterError>(tokens))
        return result;
    const Reader reader(std::get<QList<FilterToken>>(tokens), reach);
    if (inQuotes && !inKey && reader.expected() != NextPart::Value)
        return result;
    const QString typed = text.mid(start, caret - start).toString();
    const QString whole = text.mid(start, end - start).toString();
    for (const FilterSuggestion& suggestion : everything(reader, reach, attributes)) {
        // Known values are found with and without their quote.
        const QString bare = suggestion.text.startsWith(u'"') && !inQuotes ? suggestion.text.mid(1)
                                                                           : suggestion.text;
        if (suggestion.text == whole)
            return { start, end - start, {} };
        if (bare.startsWith(typed, Qt::CaseInsensitive)
            || suggestion.words.startsWith(typed, Qt::CaseInsensitive))
            result.suggestions.append(suggestion);
    }
    return result;
}

} // namespace ic
