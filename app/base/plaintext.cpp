#include "base/plaintext.h"

#include <QSet>
#include <QUrl>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int MostMarks = 4; // on one letter; Vietnamese needs 2, Hebrew 3
constexpr qsizetype LongestTyped = 40; // characters; a longer one is cut where it is shown
constexpr char32_t ZeroWidthJoiner = 0x200D;
constexpr char16_t FirstStrongIsolate = 0x2068;
constexpr char16_t PopIsolate = 0x2069;

bool isVariation(char32_t c)
{
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x180B && c <= 0x180F)
        || (c >= 0xE0100 && c <= 0xE01EF);
}

/// Letters and marks by their category that show nothing.
bool isBlankLetter(char32_t c)
{
    switch (c) {
    case 0x034F: // combining grapheme joiner
    case 0x115F: // Hangul fillers
    case 0x1160:
    case 0x3164:
    case 0xFFA0:
    case 0x17B4: // Khmer inherent vowels
    case 0x17B5:
    case 0x2800: // Braille without a dot
        return true;
    default:
        return isVariation(c);
    }
}

bool isMark(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

bool isSpace(char32_t c)
{
    return QChar::isSpace(c) || c == u'\t';
}

bool isLineBreak(char32_t c)
{
    return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/// Neither seen nor typed.
bool isInvisible(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
        return true;
    default:
        return isBlankLetter(c);
    }
}

bool isRightToLeft(char32_t c)
{
    const QChar::Direction direction = QChar::direction(c);
    return direction == QChar::DirR || direction == QChar::DirAL || direction == QChar::DirAN;
}

/// Nothing in it needs a second look: nearly every name.
bool isOrdinary(const QString& text)
{
    QChar before = u' '; // also none at the begin
    for (const QChar letter : text) {
        const char16_t unit = letter.unicode();
        if (unit < 0x20 || (unit >= 0x7F && unit <= 0xA0) || unit == 0xAD || unit >= 0x300
            || (unit == u' ' && before == u' '))
            return false;
        before = letter;
    }
    return text.isEmpty() || before != u' ';
}

QString cut(const QString& text, qsizetype most)
{
    if (text.size() <= most)
        return text;
    qsizetype end = most - 1;
    if (text.at(end).isLowSurrogate())
        --end;
    return text.left(end) + u'…';
}

/// Emoji are made of several characters by these.
bool joinsSymbols(char32_t c, char32_t before)
{
    if (c != ZeroWidthJoiner && !isVariation(c))
        return false;
    const QChar::Category category = QChar::category(before);
    return category == QChar::Symbol_Other || category == QChar::Symbol_Modifier
        || isVariation(before);
}

/// Where the isolate ends that begins at `at`, if it is one of ours: around what is written from
/// right to left. Else -1. So a sentence with a name in it may come here once more.
qsizetype endOfIsolate(const QList<uint>& text, qsizetype at)
{
    bool hasRightToLeft = false;
    for (qsizetype i = at + 1; i < text.size(); ++i) {
        if (text.at(i) == PopIsolate)
            return hasRightToLeft ? i : -1;
        if (text.at(i) == FirstStrongIsolate)
            return -1;
        hasRightToLeft |= isRightToLeft(text.at(i));
    }
    return -1;
}

QString shown(const QString& text, qsizetype most, bool keepsLines)
{
    if (isOrdinary(text))
        return cut(text, most);
    QString line;
    bool hasRightToLeft = false;
    bool isOpen = false; // for a mark to stand on
    int marks = 0;
    char32_t before = 0;
    // Longer than needed is not even looked at: a name may hold megabytes.
    const QList<uint> characters = QStringView(text).left(most * 2).toUcs4();
    qsizetype isolatedUntil = -1;
    for (qsizetype i = 0; i < characters.size() && line.size() <= most; ++i) {
        const char32_t c = characters.at(i);
        if (c == FirstStrongIsolate && isolatedUntil < i)
            isolatedUntil = endOfIsolate(characters, i);
        marks = isMark(c) ? marks + 1 : 0;
        if (isLineBreak(c)) {
            if (c != u'\n' || before != u'\r')
                line += keepsLines ? u"\n"_s : u" ↵ "_s;
        } else if (isSpace(c)) {
            if (!line.isEmpty() && line.back() != u' ')
                line += u' ';
        } else if (c == 0xFFFD || QChar::category(c) == QChar::Other_Surrogate) {
            line += QChar(QChar::ReplacementCharacter);
        } else if (joinsSymbols(c, before) || (c == FirstStrongIsolate && isolatedUntil > i)
            || (c == PopIsolate && isolatedUntil == i)) {
            line += QChar::fromUcs4(c);
        } else if (isInvisible(c) || marks > MostMarks) {
            line += u"‹U+%1›"_s.arg(QString::number(c, 16).toUpper(), 4, u'0');
        } else {
            if (isMark(c) && !isOpen)
                line += u'◌';
            line += QChar::fromUcs4(c);
            hasRightToLeft |= isolatedUntil < i && isRightToLeft(c);
        }
        isOpen = !isSpace(c) && !isInvisible(c) && !isLineBreak(c);
        before = c;
    }
    const bool wasLonger = text.size() > most * 2;
    line = keepsLines ? line : line.simplified();
    if (wasLonger && line.size() <= most)
        line += u'…';
    line = cut(line, most);
    if (line.count(QChar(FirstStrongIsolate)) > line.count(QChar(PopIsolate)))
        line += QChar(PopIsolate);
    return hasRightToLeft ? QChar(FirstStrongIsolate) + line + QChar(PopIsolate) : line;
}

/// One letter of another script, or of the same one, that looks like `latin`.
struct LookAlike
{
    QStringView letters;
    QStringView latin;
};

// Those that names and hosts are forged with; the whole table of UTS #39 is not needed to ask for
// the account name once too often.
constexpr LookAlike Cyrillic { u"аеорсухіјѕԁһԛԝгпкмтвАВЕЅІЈКМНОРСТУХԚԜҮ",
    u"aeopcyxijsdhqwrnkmtbABESIJKMHOPCTYXQWY" };
constexpr LookAlike Greek { u"αονρτυικχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", u"aovptuikxABEZHIKMNOPTYX" };
constexpr LookAlike SameScript { u"I1|0", u"lllO" };
static_assert(Cyrillic.letters.size() == Cyrillic.latin.size());
static_assert(Greek.letters.size() == Greek.latin.size());

/// The scripts of its letters; what all scripts share counts for none.
QSet<QChar::Script> scriptsOf(const QString& text)
{
    QSet<QChar::Script> scripts;
    for (const char32_t c : text.toUcs4()) {
        const QChar::Script script = QChar::script(c);
        if (script != QChar::Script_Common && script != QChar::Script_Inherited)
            scripts += script;
    }
    return scripts;
}

/// UTS #39, "highly restrictive": one script, or Latin beside what Japanese, Chinese and Korean are
/// written with.
bool mixesScripts(QSet<QChar::Script> scripts)
{
    if (scripts.size() <= 1)
        return false;
    for (const QChar::Script eastern :
        { QChar::Script_Latin, QChar::Script_Han, QChar::Script_Hiragana, QChar::Script_Katakana,
            QChar::Script_Hangul, QChar::Script_Bopomofo })
        scripts.remove(eastern);
    return !scripts.isEmpty();
}

bool isAllLookAlikes(const QString& text, const LookAlike& table, QChar::Script script)
{
    return std::all_of(text.cbegin(), text.cend(),
        [&](QChar letter) { return letter.script() != script || table.letters.contains(letter); });
}

} // namespace

QString shownLine(const QString& text, qsizetype most)
{
    return shown(text, most, false);
}

QString shownText(const QString& text, qsizetype most)
{
    return shown(text, most, true);
}

QString toolTipText(const QString& text)
{
    // Escaping alone is not enough: without a tag Qt shows "&quot;" as it is written.
    return text.isEmpty()
        ? QString()
        : u"<p style=\"white-space:pre-wrap\">%1</p>"_s.arg(shownText(text).toHtmlEscaped());
}

QString firstShown(const QStringList& texts, qsizetype most)
{
    for (const QString& text : texts) {
        if (!typedForm(text.left(most)).isEmpty())
            return shownLine(text, most);
    }
    return {};
}

QString typedForm(const QString& text)
{
    QString left;
    for (const char32_t c : text.toUcs4()) {
        if (isLineBreak(c) || isSpace(c))
            left += u' ';
        else if (!isInvisible(c))
            left += QChar::fromUcs4(c);
    }
    return left.normalized(QString::NormalizationForm_KC).simplified();
}

bool canBeTyped(const QString& text)
{
    if (text.size() > LongestTyped * 2)
        return false;
    const QString form = typedForm(text);
    if (form.isEmpty() || form.size() > LongestTyped)
        return false;
    const QSet<QChar::Script> scripts = scriptsOf(form);
    if (mixesScripts(scripts))
        return false;
    if (scripts.contains(QChar::Script_Cyrillic)
        && isAllLookAlikes(form, Cyrillic, QChar::Script_Cyrillic))
        return false;
    if (scripts.contains(QChar::Script_Greek) && isAllLookAlikes(form, Greek, QChar::Script_Greek))
        return false;
    const bool marksAreLetters = !scripts.isEmpty() && !scripts.contains(QChar::Script_Latin)
        && !scripts.contains(QChar::Script_Greek) && !scripts.contains(QChar::Script_Cyrillic);
    const QList<uint> characters = form.toUcs4();
    const bool isReplaced
        = text.contains(QChar(QChar::ReplacementCharacter)) || !text.isValidUtf16();
    return !isReplaced && std::none_of(characters.cbegin(), characters.cend(), [&](char32_t c) {
        const QChar::Category category = QChar::category(c);
        return category == QChar::Symbol_Other || category == QChar::Symbol_Modifier
            || (isMark(c) && !marksAreLetters);
    });
}

QString lookOf(const QString& text)
{
    QString look = typedForm(text);
    for (QChar& letter : look) {
        for (const LookAlike& table : { Cyrillic, Greek, SameScript }) {
            const qsizetype at = table.letters.indexOf(letter);
            if (at >= 0)
                letter = table.latin.at(at);
        }
    }
    return look.toCaseFolded();
}

QString shownHost(const QString& host)
{
    const bool isAscii = std::all_of(
        host.cbegin(), host.cend(), [](QChar letter) { return letter.unicode() < 0x80; });
    if (isAscii)
        return host;
    const QByteArray wire = QUrl::toAce(host);
    return wire.isEmpty() ? shownLine(host) : QString::fromLatin1(wire);
}

QString plainLine(const QString& text, qsizetype most)
{
    QString line;
    // Longer than needed is not even looked at: a certificate may hold megabytes.
    for (const QChar letter : QStringView(text).left(most * 4)) {
        const bool isQuote = letter == u'“' || letter == u'”';
        if (letter.isSpace() || letter.category() == QChar::Other_Control)
            line += u' ';
        else if (letter.category() != QChar::Other_Format && !isQuote)
            line += letter;
    }
    line = line.simplified();
    return line.size() > most ? line.left(most - 1) + u'…' : line;
}

} // namespace ic
