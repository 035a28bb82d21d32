#include "api/filter/filtertokens.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::FilterTokens)
};

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
                return FilterError { i, 1, Texts::tr("Write \\\\ for a backslash in a value.") };
            ++i;
        } else if (const std::optional<QString> problem = filterValueProblem(QString(c));
                   problem && !c.isSurrogate()) {
            return FilterError { i, 1, *problem };
        }
        value.append(c);
    }
    return FilterError { start, text.size() - start,
        Texts::tr("This value has no closing quote.") };
}

FilterError strayCharacter(QStringView text, qsizetype position)
{
    const QChar c = text[position];
    QString message = Texts::tr("\"%1\" has no meaning here.").arg(c);
    if (c == u'=')
        message = Texts::tr("Write eq instead of =.");
    else if (c == u'\'' || c == u'“' || c == u'”' || c == u'„' || c == u'‘' || c == u'’')
        message = Texts::tr("Put values in straight double quotes: \"ma\".");
    else if (c == u'&' || c == u'|' || c == u'!')
        message = Texts::tr("Write and, or and not as words.");
    else if (c.category() == QChar::Other_Control)
        message = Texts::tr("There is a control character here. Delete it.");
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
