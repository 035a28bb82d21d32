// Rows as text for the clipboard, and the rules that colour rows.

#include "models/table/copiedrows.h"
#include "models/table/rowrules.h"

#include "base/qtversion.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

const QDateTime Now(QDate(2026, 11, 27), QTime(12, 0), Utc);

Identity person(const QString& name, const QString& status = u"ACTIVE"_s)
{
    return { .id = IdentityId(u"id-"_s + name),
        .name = name,
        .alias = u"al_"_s + name,
        .identityStatus = status,
        .isManager = true };
}

IdentityColumn columnOf(const QString& key)
{
    for (const IdentityColumn& column : defaultIdentityColumns()) {
        if (column.key == key)
            return column;
    }
    return attributeTableColumn(key);
}

QList<IdentityColumn> columns(const QStringList& keys)
{
    QList<IdentityColumn> found;
    for (const QString& key : keys)
        found += columnOf(key);
    return found;
}

} // namespace

Q_DECLARE_METATYPE(ic::RowRule)

class TestCopiedRows : public QObject
{
    Q_OBJECT

private slots:
    void csvAndTsvAreGuarded();
    void markdownIsText();
    void jsonKeepsNamesAndAbsence();
    void theTicksAreNoColumn();
    void aRuleFits_data();
    void aRuleFits();
    void rulesAreKeptAndHostileOnesLeftOut();
    void theFirstRuleThatFitsWins();
    void whatIsKnownOfARowFollowsIt();
    void rulesAreSaid();
};

void TestCopiedRows::csvAndTsvAreGuarded()
{
    const QList<Identity> rows { person(u"=HYPERLINK(\"x\")"_s), person(u"O'Neil, \"Zoë\""_s),
        person(u"a\tb\nc"_s) };
    const QList<IdentityColumn> two = columns({ u"name"_s, u"alias"_s });
    QCOMPARE(copiedRows(CopyFormat::Csv, true, two, rows.first(2)),
        u"Display name,Account name\r\n"
        u"\"'=HYPERLINK(\"\"x\"\")\",\"al_=HYPERLINK(\"\"x\"\")\"\r\n"
        u"\"O'Neil, \"\"Zoë\"\"\",\"al_O'Neil, \"\"Zoë\"\"\"\r\n"_s);
    const QString tsv = copiedRows(CopyFormat::Tsv, false, two, rows);
    QCOMPARE(tsv.split(u'\n').size(), 3); // one line each, whatever is in it
    QVERIFY(tsv.startsWith(u"\"'=HYPERLINK"_s) || tsv.startsWith(u"'=HYPERLINK"_s));
    QCOMPARE(tsv.split(u'\n').at(2), u"a b c\tal_a b c"_s);
}

void TestCopiedRows::markdownIsText()
{
    const QList<IdentityColumn> two = columns({ u"name"_s, u"alias"_s });
    const QList<Identity> rows { person(u"<b>*x*</b> | [y](z) `q`\n&amp; \\"_s) };
    const QString text = copiedRows(CopyFormat::Markdown, true, two, rows);
    const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines.at(0), u"| Display name | Account name |"_s);
    QCOMPARE(lines.at(1), u"| --- | --- |"_s);
    QVERIFY2(lines.at(2).startsWith(u"| &lt;b&gt;\\*x\\*&lt;/b&gt; \\| \\[y\\](z) \\`q\\` "
                                    u"&amp;amp; \\\\ | al\\_"_s),
        qPrintable(lines.at(2)));
    QCOMPARE(copiedRows(CopyFormat::Markdown, false, two, { person(u"Ann"_s) }),
        u"| Ann | al\\_Ann |\n"_s);
}

void TestCopiedRows::jsonKeepsNamesAndAbsence()
{
    const QString text = copiedRows(CopyFormat::Json, false,
        columns({ u"name"_s, u"isManager"_s, u"emailAddress"_s }),
        { person(u"=1 \"x\""_s), person(u"Ann"_s) });
    QJsonParseError error {};
    const QJsonArray all = QJsonDocument::fromJson(text.toUtf8(), &error).array();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(all.size(), 2);
    QCOMPARE(all.at(0).toObject(),
        QJsonObject({ { u"name"_s, u"=1 \"x\""_s }, { u"isManager"_s, true },
            { u"emailAddress"_s, QJsonValue() } }));
    QVERIFY(text.indexOf(u"\"name\""_s) < text.indexOf(u"\"isManager\""_s)); // as on screen
}

void TestCopiedRows::theTicksAreNoColumn()
{
    const QString text
        = copiedRows(CopyFormat::Tsv, true, defaultIdentityColumns().first(2), { person(u"A"_s) });
    QCOMPARE(text, u"Display name\nA"_s);
}

void TestCopiedRows::aRuleFits_data()
{
    using Test = RowRule::Test;
    QTest::addColumn<RowRule>("rule");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("fits");
    const auto row
        = [](const char* name, Test test, const QString& value, const QString& text, bool fits) {
              QTest::newRow(name) << RowRule { .key = u"name"_s, .test = test, .value = value }
                                  << text << fits;
          };
    row("is, whatever the case", Test::Is, u"locked"_s, u"LOCKED"_s, true);
    row("is another", Test::Is, u"locked"_s, u"LOCKED 2"_s, false);
    row("is not", Test::IsNot, u"a"_s, u"b"_s, true);
    row("nothing is not", Test::IsNot, u"a"_s, {}, true);
    row("begins", Test::BeginsWith, u"ex-"_s, u"EX-Smith"_s, true);
    row("does not begin", Test::BeginsWith, u"ex-"_s, u"an ex-"_s, false);
    row("contains", Test::Contains, u"mid"_s, u"aMIDb"_s, true);
    row("empty", Test::IsEmpty, {}, {}, true);
    row("not empty", Test::IsNotEmpty, {}, u"x"_s, true);
    row("old", Test::OlderThanDays, u"7"_s, u"2026-11-19T12:00:00.000Z"_s, true);
    row("young", Test::OlderThanDays, u"7"_s, u"2026-11-21T12:00:00.000Z"_s, false);
    row("without a date", Test::OlderThanDays, u"7"_s, {}, false);
    row("no date", Test::OlderThanDays, u"7"_s, u"soon"_s, false);
}

void TestCopiedRows::aRuleFits()
{
    QFETCH(RowRule, rule);
    QFETCH(QString, text);
    QFETCH(bool, fits);
    QCOMPARE(rule.fits(text, Now), fits);
}

void TestCopiedRows::rulesAreKeptAndHostileOnesLeftOut()
{
    const RowRule rule { .key = u"attributes.a|b"_s,
        .test = RowRule::Test::Contains,
        .value = u"x\ty"_s,
        .tone = Tone::Warning };
    QCOMPARE(RowRule::fromText(rule.toText()), rule);
    for (const QString& text :
        { u""_s, u"red"_s, u"red\tis\tname\t"_s, u"pink\tis\tname\tx"_s, u"red\tsounds\tname\tx"_s,
            u"red\tis\tnobody\tx"_s, u"red\tis\ttick\tx"_s, u"red\tolderThanDays\tname\t3"_s,
            u"red\tolderThanDays\tcreated\tsoon"_s, u"red\tolderThanDays\tcreated\t-1"_s })
        QVERIFY2(!RowRule::fromText(text), qPrintable(text));
}

void TestCopiedRows::theFirstRuleThatFitsWins()
{
    RowColours colours;
    QVERIFY(colours.ruleOf(person(u"A"_s), Now) == nullptr);
    QList<RowRule> rules { { .key = u"identityStatus"_s, .value = u"LOCKED"_s },
        { .key = u"name"_s, .test = RowRule::Test::BeginsWith, .value = u"A"_s } };
    for (int i = 0; i < 9; ++i)
        rules += { .key = u"name"_s, .test = RowRule::Test::IsNotEmpty };
    colours.setRules(rules);
    QCOMPARE(colours.rules().size(), RowColours::MostRules);
    QCOMPARE(*colours.ruleOf(person(u"Ann"_s, u"LOCKED"_s), Now), rules.at(0));
    QCOMPARE(*colours.ruleOf(person(u"Ada"_s), Now), rules.at(1));
    QCOMPARE(*colours.ruleOf(person(u"Bob"_s), Now), rules.at(2));
}

/// What is painted is what the record says now, also where it came again.
void TestCopiedRows::whatIsKnownOfARowFollowsIt()
{
    RowColours colours;
    colours.setRules({ { .key = u"identityStatus"_s, .value = u"LOCKED"_s } });
    Identity ann = person(u"Ann"_s, u"LOCKED"_s);
    QVERIFY(colours.ruleOf(ann, Now) != nullptr);
    ann.identityStatus = u"ACTIVE"_s;
    colours.forget();
    QVERIFY(colours.ruleOf(ann, Now) == nullptr);
    // Two without an id are not taken for each other.
    Identity nobody = ann;
    nobody.id = {};
    QVERIFY(colours.ruleOf(nobody, Now) == nullptr);
    nobody.identityStatus = u"LOCKED"_s;
    QVERIFY(colours.ruleOf(nobody, Now) != nullptr);
}

void TestCopiedRows::rulesAreSaid()
{
    using Test = RowRule::Test;
    QCOMPARE((RowRule { .key = u"identityStatus"_s, .value = u"LOCKED"_s }).words(),
        u"Status is Locked"_s);
    QCOMPARE(
        (RowRule { .key = u"lastRefresh"_s, .test = Test::OlderThanDays, .value = u"7"_s }).words(),
        u"Last refresh is more than 7 days ago"_s);
    QCOMPARE(
        (RowRule { .key = u"emailAddress"_s, .test = Test::IsEmpty }).words(), u"Email is empty"_s);
    QVERIFY(!(RowRule { .key = u"name"_s, .test = Test::Is }).problem().isEmpty());
}

QTEST_GUILESS_MAIN(TestCopiedRows)
#include "tst_copiedrows.moc"
