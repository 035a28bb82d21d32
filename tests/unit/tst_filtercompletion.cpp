#include "api/filter/filtercompletion.h"
#include "api/filter/filterparser.h"
#include "support/filtertexts.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

class TestFilterCompletion : public QObject
{
    Q_OBJECT

private slots:
    void suggestsWhatCanStandHere_data();
    void suggestsWhatCanStandHere();
    void accepted_data();
    void accepted();
    void followingSuggestionsAlwaysEndsInAFilter();
    void anyTextIsSurvived();
};

void TestFilterCompletion::suggestsWhatCanStandHere_data()
{
    // "|" is the caret.
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("suggestions");

    const QString fields = u"id name alias firstname lastname email cloudStatus processingState "
                           "correlated protected not"_s;
    const QString statuses = u"\"ACTIVE\" \"REGISTERED\" \"PENDING\" \"UNREGISTERED\" \"WARNING\" "
                             "\"DISABLED\" \"DEACTIVATED\" \"TERMINATED\" \"ERROR\" \"LOCKED\""_s;
    const auto row = [](const QString& text, const QString& suggestions) {
        QTest::newRow(qPrintable(text)) << text << suggestions;
    };
    row(u"|"_s, fields);
    row(u"  |"_s, fields);
    row(u"cl|"_s, u"cloudStatus"_s);
    row(u"CL|"_s, u"cloudStatus"_s);
    row(u"c|"_s, u"cloudStatus correlated"_s);
    row(u"sta|"_s, u"cloudStatus"_s); // by its label
    row(u"display|"_s, u"name"_s);
    row(u"n|"_s, u"name not"_s);
    row(u"name|"_s, u""_s); // complete
    row(u"na|me"_s, u""_s);
    row(u"xyz|"_s, u""_s);
    row(u"not |"_s, fields);
    row(u"(|"_s, fields);
    row(u"name |"_s, u"eq sw"_s);
    row(u"name s|"_s, u"sw"_s);
    row(u"name begins|"_s, u"sw"_s);
    row(u"id |"_s, u"eq in"_s);
    row(u"cloudStatus |"_s, u"eq"_s);
    row(u"Name |"_s, u""_s); // a mistake before
    row(u"name co |"_s, u""_s);
    row(u"name eq |"_s, u""_s); // free text
    row(u"name eq \"AC|"_s, u""_s);
    row(u"cloudStatus eq |"_s, statuses);
    row(u"cloudStatus eq L|"_s, u"\"LOCKED\""_s);
    row(u"cloudStatus eq lock|"_s, u"\"LOCKED\""_s);
    row(u"cloudStatus eq \"|"_s, statuses);
    row(u"cloudStatus eq \"de|"_s, u"\"DEACTIVATED\""_s);
    row(u"cloudStatus eq \"de|x\""_s, u"\"DEACTIVATED\""_s);
    row(u"cloudStatus eq \"LOCKED\"|"_s, u"and or"_s);
    row(u"processingState eq |"_s, u"\"OK\" \"ERROR\""_s);
    row(u"correlated eq |"_s, u"true false"_s);
    row(u"correlated eq t|"_s, u"true"_s);
    row(u"correlated eq true |"_s, u"and or"_s);
    row(u"name eq \"a\" |"_s, u"and or"_s);
    row(u"name eq \"a\" a|"_s, u"and"_s);
    row(u"(name eq \"a\" |"_s, u"and or )"_s);
    row(u"(name eq \"a\") |"_s, u"and or"_s);
    row(u"name eq \"a\" and |"_s, fields);
    row(u"name eq \"a\" or cl|"_s, u"cloudStatus"_s);
    row(u"cl| and name eq \"a\""_s, u"cloudStatus"_s);
    row(u"id in |"_s, u"("_s);
    row(u"id in (|"_s, u""_s);
    row(u"id in (\"a\",|"_s, u""_s);
    row(u"id in (\"a\") |"_s, u"and or"_s);
    row(u"name eq \"cloud\\\" |"_s, u""_s); // still in quotes
    row(u"name eq \"x\" ) |"_s, u""_s);
}

void TestFilterCompletion::suggestsWhatCanStandHere()
{
    QFETCH(QString, text);
    QFETCH(const QString, suggestions);
    const qsizetype caret = text.indexOf(u'|');
    text.remove(caret, 1);
    QStringList found;
    for (const FilterSuggestion& suggestion : completeFilter(text, caret).suggestions)
        found += suggestion.text;
    QCOMPARE(found.join(u' '), suggestions);
}

void TestFilterCompletion::accepted_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("result");

    QTest::newRow("field") << u"cl|"_s << u"cloudStatus"_s;
    QTest::newRow("the rest of the word goes") << u"c|xyz eq"_s << u"cloudStatus eq"_s;
    QTest::newRow("value gets its quotes")
        << u"cloudStatus eq L|"_s << u"cloudStatus eq \"LOCKED\""_s;
    QTest::newRow("begun quote") << u"cloudStatus eq \"L|"_s << u"cloudStatus eq \"LOCKED\""_s;
    QTest::newRow("closed quote") << u"cloudStatus eq \"L|\" and name"_s
                                  << u"cloudStatus eq \"LOCKED\" and name"_s;
    QTest::newRow("insert") << u"correlated eq | or x"_s << u"correlated eq true or x"_s;
}

void TestFilterCompletion::accepted()
{
    QFETCH(QString, text);
    QFETCH(const QString, result);
    const qsizetype caret = text.indexOf(u'|');
    text.remove(caret, 1);
    const FilterCompletion completion = completeFilter(text, caret);
    QVERIFY(!completion.suggestions.isEmpty());
    text.replace(completion.position, completion.length, completion.suggestions.first().text);
    QCOMPARE(text, result);
}

void TestFilterCompletion::followingSuggestionsAlwaysEndsInAFilter()
{
    QRandomGenerator random(7);
    for (int run = 0; run < 300; ++run) {
        QString text;
        for (int step = 0; step < 60; ++step) {
            const FilterCompletion completion = completeFilter(text, text.size());
            if (completion.suggestions.isEmpty())
                text += text.endsWith(u"in ( "_s) ? u"\"x\") "_s : u"\"x\" "_s; // free text
            else
                text
                    += completion.suggestions.at(random.bounded(completion.suggestions.size())).text
                    + u' ';
            const FilterResult result = parseFilter(text);
            if (const auto* error = std::get_if<FilterError>(&result)) {
                // Unfinished, but nothing that is written is wrong.
                const bool atEnd = error->position + error->length >= text.trimmed().size()
                    || error->message.contains(u"not closed"_s);
                QVERIFY2(atEnd, qPrintable(text + u": "_s + error->message));
            }
        }
    }
}

void TestFilterCompletion::anyTextIsSurvived()
{
    QRandomGenerator random(11);
    for (int i = 0; i < 2000; ++i) {
        const QString text = u"cloudStatus eq "_s + test::hostileText(random);
        for (qsizetype caret = -1; caret <= text.size() + 1; ++caret) {
            const FilterCompletion completion = completeFilter(text, caret);
            QVERIFY(completion.position >= 0 && completion.length >= 0);
            QVERIFY(completion.position + completion.length <= text.size());
        }
    }
}

QTEST_GUILESS_MAIN(TestFilterCompletion)
#include "tst_filtercompletion.moc"
