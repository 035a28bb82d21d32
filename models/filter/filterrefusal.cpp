#include "models/filter/filterrefusal.h"

#include "models/table/identityquery.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

std::optional<qsizetype> placeNamed(const QString& text)
{
    static const QRegularExpression words(
        u"(?:\\b(?:position|pos|column|col|character|char|offset|index)\\b[ :=#]*|\\bline 1:)"
        "(\\d{1,6})\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = words.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return match.captured(1).toLongLong();
}

bool isOfAWord(QChar character)
{
    return !character.isSpace() && character != u'(' && character != u')' && character != u',';
}

} // namespace

std::optional<FilterError> filterRefusal(const ApiError& error, const IdentityQuery& query)
{
    if (error.kind != ApiError::Kind::BadRequest || query.filter.isEmpty()
        || !query.onlyIds.isEmpty())
        return std::nullopt;
    FilterError refusal { .position = -1, .message = error.serverText };
    if (refusal.message.isEmpty())
        refusal.message = error.title();
    const std::optional<qsizetype> named = placeNamed(error.serverText);
    if (!named)
        return refusal;
    // What is sent may begin with the scope, which nobody wrote.
    const QString& filter = query.filter;
    qsizetype first = *named - query.effectiveFilter().indexOf(filter);
    if (first < 0 || first >= filter.size())
        return refusal;
    while (first < filter.size() && filter[first].isSpace())
        ++first;
    qsizetype end = first;
    while (first > 0 && isOfAWord(filter[first]) && isOfAWord(filter[first - 1]))
        --first;
    while (end < filter.size() && isOfAWord(filter[end]))
        ++end;
    refusal.position = first;
    refusal.length = std::max<qsizetype>(1, end - first);
    return refusal;
}

} // namespace ic
