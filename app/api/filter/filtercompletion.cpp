#include "api/filter/filtercompletion.h"

#include "api/filter/filtertokens.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::FilterCompletion)
};

/// What the grammar allows next.
enum class Expected {
    Condition,
    Operator,
    Value,
    ListStart,
    ListValue,
    ListNext,
    Joiner,
    Nothing,
};

/// Reads the tokens before the caret; knows no more of the grammar than what comes next.
class Reader
{
public:
    explicit Reader(const QList<FilterToken>& tokens)
    {
        for (const FilterToken& token : tokens) {
            if (token.kind != FilterToken::Kind::End)
                read(token);
        }
    }

    Expected expected() const { return m_expected; }
    const FilterFieldInfo* field() const { return m_field; }
    bool canClose() const { return m_depth > 0; }

private:
    using Kind = FilterToken::Kind;

    void read(const FilterToken& token)
    {
        switch (m_expected) {
        case Expected::Condition:
            readCondition(token);
            return;
        case Expected::Operator:
            readOperator(token);
            return;
        case Expected::Value:
            m_expected = token.kind == Kind::Text || token.kind == Kind::Word ? Expected::Joiner
                                                                              : Expected::Nothing;
            return;
        case Expected::ListStart:
            m_expected = token.kind == Kind::Open ? Expected::ListValue : Expected::Nothing;
            return;
        case Expected::ListValue:
            m_expected = token.kind == Kind::Text ? Expected::ListNext : Expected::Nothing;
            return;
        case Expected::ListNext:
            m_expected = token.kind == Kind::Comma ? Expected::ListValue
                : token.kind == Kind::Close        ? Expected::Joiner
                                                   : Expected::Nothing;
            return;
        case Expected::Joiner:
            readJoiner(token);
            return;
        case Expected::Nothing:
            return;
        }
        Q_UNREACHABLE();
    }

    void readCondition(const FilterToken& token)
    {
        if (token.kind == Kind::Open) {
            ++m_depth;
        } else if (token.kind != Kind::Word) {
            m_expected = Expected::Nothing;
        } else if (token.text != "not"_L1) {
            const auto rows = allFilterFields();
            const auto found = std::ranges::find(rows, token.text, &FilterFieldInfo::apiName);
            m_field = found == rows.end() ? nullptr : &*found;
            m_expected = m_field == nullptr ? Expected::Nothing : Expected::Operator;
        }
    }

    void readOperator(const FilterToken& token)
    {
        m_expected = Expected::Nothing;
        for (const FilterOperator op : m_field->operators) {
            if (token.text == filterOperatorName(op))
                m_expected = op == FilterOperator::In ? Expected::ListStart : Expected::Value;
        }
    }

    void readJoiner(const FilterToken& token)
    {
        if (token.kind == Kind::Close && m_depth > 0)
            --m_depth;
        else if (token.text == "and"_L1 || token.text == "or"_L1)
            m_expected = Expected::Condition;
        else
            m_expected = Expected::Nothing;
    }

    Expected m_expected = Expected::Condition;
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
    QList<FilterSuggestion> suggestions;
    for (const QString& value : field.knownValues)
        suggestions.append({ u'"' + value + u'"', sentenceCase(value) });
    return suggestions;
}

QList<FilterSuggestion> everything(const Reader& reader)
{
    QList<FilterSuggestion> suggestions;
    switch (reader.expected()) {
    case Expected::Condition:
        for (const FilterFieldInfo& field : allFilterFields())
            suggestions.append({ field.apiName, field.label });
        suggestions.append({ u"not"_s, {} });
        break;
    case Expected::Operator:
        for (const FilterOperator op : reader.field()->operators)
            suggestions.append({ filterOperatorName(op), filterOperatorWords(op) });
        break;
    case Expected::Value:
        return values(*reader.field());
    case Expected::Joiner:
        suggestions = { { u"and"_s, {} }, { u"or"_s, {} } };
        if (reader.canClose())
            suggestions.append({ u")"_s, {} });
        break;
    case Expected::ListStart:
        suggestions.append({ u"("_s, {} });
        break;
    case Expected::ListValue:
    case Expected::ListNext:
    case Expected::Nothing:
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

FilterCompletion completeFilter(QStringView text, qsizetype caret)
{
    caret = std::clamp<qsizetype>(caret, 0, text.size());
    qsizetype start = openQuote(text.left(caret));
    const bool inQuotes = start >= 0;
    qsizetype end = wordEnd(text, caret);
    if (inQuotes) {
        if (end < text.size() && text[end] == u'"')
            ++end;
    } else {
        start = caret;
        while (start > 0 && isFilterWordCharacter(text[start - 1]))
            --start;
    }
    FilterCompletion result { start, end - start, {} };
    const auto tokens = filterTokens(text.left(start));
    if (std::holds_alternative<FilterError>(tokens))
        return result;
    const Reader reader(std::get<QList<FilterToken>>(tokens));
    if (inQuotes && reader.expected() != Expected::Value)
        return result;
    const QString typed = text.mid(start, caret - start).toString();
    const QString whole = text.mid(start, end - start).toString();
    for (const FilterSuggestion& suggestion : everything(reader)) {
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
