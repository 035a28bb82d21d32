#include "support/pseudolanguage.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic::test {

namespace {

const QString Plain = u"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"_s;
const QString Accented = u"áƀçđéƒĝĥîĵķļɱñöþǫŕšţüṽŵẋýžÁƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÜṼŴẊÝŽ"_s;
constexpr QChar Filler = u'ø';

} // namespace

QString PseudoLanguage::translate(
    const char* /*context*/, const char* source, const char* comment, int n) const
{
    const QString text = QString::fromUtf8(source);
    if (text == u"QT_LAYOUT_DIRECTION")
        return u"RTL"_s;
    return spoken(
        n == 1 && comment != nullptr && *comment != '\0' ? QString::fromUtf8(comment) : text);
}

QString PseudoLanguage::spoken(const QString& english)
{
    // Places, tags and names in braces stay as they are.
    static const QRegularExpression part(u"%L?[n1-9]|<[^>]*>|\\{[^}]*\\}|&[a-z]+;|[A-Za-z]+"_s);
    QString text;
    qsizetype end = 0;
    for (const QRegularExpressionMatch& match : part.globalMatch(english)) {
        text += english.mid(end, match.capturedStart() - end);
        const QString found = match.captured();
        end = match.capturedEnd();
        if (!found.front().isLetter()) {
            text += found;
            continue;
        }
        for (const QChar letter : found)
            text += Accented.at(Plain.indexOf(letter));
        text += QString((found.size() * 2 + 4) / 5, Filler);
    }
    return text + english.mid(end);
}

bool PseudoLanguage::isSpoken(const QString& text)
{
    return std::ranges::any_of(text, [](QChar letter) { return Accented.contains(letter); });
}

QString PseudoLanguage::english(const QString& spoken)
{
    QString text;
    for (const QChar letter : spoken) {
        const qsizetype index = Accented.indexOf(letter);
        if (index >= 0)
            text += Plain.at(index);
        else if (letter != Filler)
            text += letter;
    }
    return text;
}

} // namespace ic::test
