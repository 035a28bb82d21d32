#include "base/wording.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <limits>

using namespace Qt::StringLiterals;
using namespace ic;

/// What lupdate found in the sources when this was built, and how English is spoken without a file
/// of its own: see app/base/language.cpp.
class TestTranslations : public QObject
{
    Q_OBJECT

private slots:
    void englishSpeaksOfOne();
    void numbersAndTimesAreWritten();
    void listsAreWritten();
    void lupdateUnderstandsTheSources();
    void pluralNamesItsSingular();
    void whatIsTranslatedIsWrittenThere();
    void sentenceIsTranslated_data();
    void sentenceIsTranslated();
    void noSentenceIsLeft();
};

namespace {

struct Text
{
    QString context;
    QString source = {};
    QString comment = {};
    bool counts = false;

    QString where() const { return u"%1: \"%2\""_s.arg(context, source); }
};

QString readText(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QList<Text> collectedTexts()
{
    QList<Text> texts;
    QString context;
    QXmlStreamReader xml(readText(QStringLiteral(TEXTS)));
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.name() == u"message")
            texts += Text { .context = context,
                .counts = xml.attributes().value(u"numerus"_s) == u"yes" };
        else if (xml.name() == u"source")
            texts.last().source = xml.readElementText();
        else if (xml.name() == u"comment")
            texts.last().comment = xml.readElementText();
    }
    return texts;
}

/// "%1", "%2", … in the order of their numbers.
QStringList placesIn(const QString& text)
{
    static const QRegularExpression place(u"%L?[1-9]"_s);
    QStringList places;
    for (const QRegularExpressionMatch& match : place.globalMatch(text))
        places += match.captured().remove(u'L');
    places.sort();
    places.removeDuplicates();
    return places;
}

/// The sources of the program, the demo tenant's left out: that speaks to no person.
QStringList sources()
{
    QStringList paths;
    for (const QString& folder : { u"/app"_s, u"/models"_s, u"/ui"_s }) {
        QDirIterator files(QStringLiteral(SOURCE_DIR) + folder, { u"*.h"_s, u"*.cpp"_s },
            QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            if (!files.next().contains(u"/app/demo/"_s))
                paths += files.filePath();
        }
    }
    return paths;
}

/// Whether a text is one that a person reads: a sentence, a title, the word on a button. Keys,
/// names of the API, icons, patterns and SQL have no such form.
bool isSentence(const QString& text)
{
    static const QRegularExpression title(u"^&?[A-Z][a-z]+(?:[ -].*|…|:|\\.|)$"_s);
    static const QRegularExpression words(u"(?:^|[ %(“])[a-z]{2,} [a-z]{2,} [a-z%“]"_s);
    static const QRegularExpression machine(u"^[A-Z]{2,}|^-|://|\\\\[a-z]|</|[;={}]"_s);
    return !machine.match(text).hasMatch()
        && (title.match(text).hasMatch() || words.match(text).hasMatch());
}

/// What looks like a word for people and is none: names of things that no language changes.
bool isName(const QString& text)
{
    static const QRegularExpression commandOfPowerShell(
        u"^(Remove|Reset|Send|Start|Sync)-[A-Za-z]+$"_s);
    static const QStringList names { u"Id"_s, u"Identity Console"_s, u"Identity Console %1"_s,
        u"Identity Console %1\\nQt %2"_s, u"Identity Security Cloud"_s, u"Fusion"_s, u"Inter"_s,
        u"Noto Sans"_s, u"Sans Serif"_s, u"Notify"_s, u"correlated eq false"_s, u"for id in"_s };
    return names.contains(text) || commandOfPowerShell.match(text).hasMatch();
}

/// The texts in `code` that tr() never sees, because they are a QString from the start.
QStringList untranslatedIn(const QString& code)
{
    static const QRegularExpression text(
        uR"re((?<before>[^\n]*?)u"(?<text>(?:[^"\\\n]|\\.)*)")re"_s);
    QStringList found;
    for (const QRegularExpressionMatch& match : text.globalMatch(code)) {
        // Names of widgets are for tests and style sheets.
        const QString said = match.captured(u"text"_s);
        if (!match.captured(u"before"_s).contains(u"bjectName("_s) && isSentence(said)
            && !isName(said))
            found += said;
    }
    return found;
}

} // namespace

void TestTranslations::englishSpeaksOfOne()
{
    const auto rows = [](int n) {
        return QCoreApplication::translate("Test", "%Ln rows are odd.", "%Ln row is odd.", n);
    };
    QCOMPARE(rows(0), u"0 rows are odd."_s);
    QCOMPARE(rows(1), u"1 row is odd."_s);
    QCOMPARE(rows(1284), u"1,284 rows are odd."_s);
    // What does not count takes nothing from its comment.
    QCOMPARE(QCoreApplication::translate("Test", "Open", "the file"), u"Open"_s);
    QCOMPARE(QCoreApplication::translate("Test", "%n rows", nullptr, 1), u"1 rows"_s);
}

void TestTranslations::numbersAndTimesAreWritten()
{
    QCOMPARE(numberText(1284), u"1,284"_s);
    QCOMPARE(numberText(5'000'000'000), u"5,000,000,000"_s);
    QCOMPARE(identitiesText(1), u"1 identity"_s);
    QCOMPARE(identitiesText(1284), u"1,284 identities"_s);
    QCOMPARE(pluralCount(5'000'000'000), std::numeric_limits<int>::max());

    const QDateTime time = QDateTime(QDate(2026, 9, 4), QTime(14, 2, 11)).toUTC();
    QCOMPARE(clockTime(time), u"14:02"_s);
    QCOMPARE(dateText(time), u"4 Sep 2026"_s);
    QCOMPARE(dateText({}, u"never"_s), u"never"_s);
    QCOMPARE(absoluteTime(time), u"4 Sep 2026 14:02"_s);
    QCOMPARE(localTime(time), u"4 Sep 2026 14:02:11"_s);
    QCOMPARE(
        exactTime(time), u"Fri 4 Sep 2026 14:02:11 (%1 UTC)"_s.arg(time.toString(u"HH:mm:ss")));
    QCOMPARE(relativeTime(time, time.addSecs(59)), u"now"_s);
    QCOMPARE(relativeTime(time, time.addSecs(720)), u"12 min"_s);
    QCOMPARE(distanceTime(time, time.addDays(315)), u"315 d ago"_s);
    QCOMPARE(distanceTime(time.addSecs(18'000), time), u"in 5 h"_s);
}

void TestTranslations::listsAreWritten()
{
    QCOMPARE(andList({}), QString());
    QCOMPARE(andList({ u"a"_s }), u"a"_s);
    QCOMPARE(andList({ u"a"_s, u"b"_s }), u"a and b"_s);
    QCOMPARE(orList({ u"a"_s, u"b"_s, u"c"_s }), u"a, b or c"_s);
}

void TestTranslations::lupdateUnderstandsTheSources()
{
    QVERIFY(!collectedTexts().isEmpty());
    // "Class 'X' lacks Q_OBJECT macro", "Cannot invoke tr() like this", …
    QCOMPARE(readText(QStringLiteral(TEXTS ".log")), QString());
}

void TestTranslations::pluralNamesItsSingular()
{
    QStringList wrong;
    for (const Text& text : collectedTexts()) {
        const bool hasCount = text.source.contains(u"%n"_s) || text.source.contains(u"%Ln"_s);
        if (text.counts && text.comment.isEmpty())
            wrong += text.where() + u" has no singular as its comment"_s;
        else if (text.counts && placesIn(text.source) != placesIn(text.comment))
            wrong += text.where() + u" and its singular have different places"_s;
        else if (!text.counts && hasCount)
            wrong += text.where() + u" is given no number"_s;
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

void TestTranslations::whatIsTranslatedIsWrittenThere()
{
    // lupdate silently passes over a text that is not a literal.
    static const QRegularExpression call(
        uR"((?<![\w.>:])tr\(\s*+(?!["R)])|\btranslate\(\s*"[^"]*",\s*+(?!["R]))"_s);
    QStringList wrong;
    for (const QString& path : sources()) {
        const QString code = readText(path);
        // A table of texts is marked by QT_TR_NOOP or QT_TRANSLATE_NOOP.
        const QRegularExpressionMatch match = call.match(code);
        if (match.hasMatch() && !code.contains(u"_NOOP("_s))
            wrong += u"%1: %2"_s.arg(path, code.mid(match.capturedStart(), 60).simplified());
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

void TestTranslations::sentenceIsTranslated_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("isFound");
    QTest::addRow("a button") << u"button(u\"Cancel\"_s)"_s << true;
    QTest::addRow("a title") << u"title(u\"Save view…\"_s)"_s << true;
    QTest::addRow("a sentence") << u"say(u\"It was %1 and gave no reason.\"_s)"_s << true;
    QTest::addRow("a part of one") << u"text += u\" is not trusted by anybody\"_s;"_s << true;
    QTest::addRow("translated") << u"say(tr(\"It gave no reason.\"))"_s << false;
    QTest::addRow("an icon") << u"icon(u\"circle-check\"_s)"_s << false;
    QTest::addRow("a key") << u"value(u\"cloudStatus\"_s)"_s << false;
    QTest::addRow("a name for tests") << u"setObjectName(u\"Secondary\"_s)"_s << false;
    QTest::addRow("SQL") << u"query(u\"SELECT seq FROM items WHERE job = ?\"_s)"_s << false;
    QTest::addRow("a format") << u"toString(u\"d MMM yyyy HH:mm\"_s)"_s << false;
}

void TestTranslations::sentenceIsTranslated()
{
    QFETCH(QString, code);
    QFETCH(bool, isFound);
    QCOMPARE(!untranslatedIn(code).isEmpty(), isFound);
}

void TestTranslations::noSentenceIsLeft()
{
    QStringList left;
    for (const QString& path : sources()) {
        const bool namesKinds = path.endsWith(u"/app/base/apierror.cpp"_s); // for logs
        for (const QString& text : untranslatedIn(readText(path))) {
            if (!namesKinds || text.contains(u' '))
                left += u"%1: \"%2\""_s.arg(path.mid(qsizetype(sizeof(SOURCE_DIR))), text);
        }
    }
    for (const QString& text : left)
        qWarning("%s", qPrintable(text));
    QCOMPARE(left.size(), 0);
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
