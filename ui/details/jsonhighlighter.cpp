#include "ui/details/jsonhighlighter.h"

#include "ui/theme.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ic {

JsonColors jsonColors(const QPalette& palette)
{
    if (isDark(palette)) {
        return { .key = QColor(0x7FB2FF),
            .text = QColor(0x8FE0B0),
            .number = QColor(0xF5CB7A),
            .literal = QColor(0xD3B0FF) };
    }
    return { .key = QColor(0x1F5FBF),
        .text = QColor(0x0F5B33),
        .number = QColor(0x8A4B00),
        .literal = QColor(0x6B2FA0) };
}

void JsonHighlighter::setColors(const JsonColors& colors)
{
    m_colors = colors;
    rehighlight();
}

void JsonHighlighter::highlightBlock(const QString& text)
{
    static const QRegularExpression token(
        uR"re((?<text>"(?:[^"\\]|\\.)*")(?<colon>\s*:)?|(?<number>-?\d[\d.eE+-]*)|(?<literal>\b(?:true|false|null)\b))re"_s);
    QRegularExpressionMatchIterator matches = token.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const auto color = [&](const QString& group, const QColor& with) {
            setFormat(static_cast<int>(match.capturedStart(group)),
                static_cast<int>(match.capturedLength(group)), with);
        };
        if (match.capturedLength(u"text"_s) > 0)
            color(u"text"_s,
                match.capturedLength(u"colon"_s) > 0 ? m_colors.key : m_colors.text);
        else if (match.capturedLength(u"number"_s) > 0)
            color(u"number"_s, m_colors.number);
        else
            color(u"literal"_s, m_colors.literal);
    }
}

} // namespace ic
