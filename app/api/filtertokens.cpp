#include "api/filtertokens.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

using Kind = FilterToken::Kind;

/// The text in quotes that begins at `start`.
std::variant<FilterToken, FilterError> quotedText(QStringView text, qsizetype start)
{
    QString value;
    for (qsizetype i = start + 1; i < text.size(); ++i) {
        QChar c = text[i];
        if (c == u'"')
            return FilterToken { Kind::Text, start, i + 1 - start, value };
        if (c == u'\\') {
            c = i + 1 < text.size() ? text[i + 1] : QChar();
            if (c != u'\\' && c != u'"')
                return FilterError { i, 1, u"Write \\\\ for a backslash in a value."_s };
            ++i;
        } else if (const std::optional<QString> problem = filterValueProblem(QString(c));
                   problem && !c.isSurrogate()) {
            return FilterError { i, 1, *problem };
        }
        value.append(c);
    }
    return FilterError { start, text.size() - start, u"This value has no closing quote."_s };
}

FilterError strayCharacter(QStringView text, qsizetype position)
{
    const QChar c = text[position];
    QString message = u"\"%1\" has no meaning here."_s.arg(c);
    if (c == u'=')
        message = u"Write eq instead of =."_s;
    else if (c == u'\'' || c == u'“' || c == u'”' || c == u'„' || c == u'‘' || c == u'’')
        message = u"Put values in straight double quotes: \"ma\"."_s;
    else if (c == u'&' || c == u'|' || c == u'!')
        message = u"Write and, or and not as words."_s;
    else if (c.category() == QChar::Other_Control)
        message = u"There is a control character here. Delete it."_s;
    return { position, 1, message };
}

} // namespace

bool isFilterWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c.isSurrogate() || u"_-.:+@*"_s.contains(c);
}

std::variant<QList<FilterToken>, FilterError> filterTokens(QStringView text)
{
    QList<FilterToken> tokens;
    qsizetype i = 0;
    while (i < text.size()) {
        const QChar c = text[i];
        if (c.isSpace()) {
            ++i;
            continue;
        }
        FilterToken token { Kind::Word, i, 1, QString(c) };
        if (c == u'(') {
            token.kind = Kind::Open;
        } else if (c == u')') {
            token.kind = Kind::Close;
        } else if (c == u',') {
            token.kind = Kind::Comma;
        } else if (c == u'"') {
            std::variant<FilterToken, FilterError> result = quotedText(text, i);
            if (const auto* error = std::get_if<FilterError>(&result))
                return *error;
            token = std::get<FilterToken>(std::move(result));
        } else if (isFilterWordCharacter(c)) {
            while (i + token.length < text.size() && isFilterWordCharacter(text[i + token.length]))
                ++token.length;
            token.text = text.mid(i, token.length).toString();
        } else {
            return strayCharacter(text, i);
        }
        i += token.length;
        tokens.append(std::move(token));
    }
    tokens.append({ Kind::End, text.size(), 0, {} });
    return tokens;
}

} // namespace ic
