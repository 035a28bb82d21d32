#include "api/filter/filterparser.h"
#include "api/identityrecord.h"
#include "api/jsondocument.h"
#include "base/foldedtext.h"
#include "support/filtermatches.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

Identity identityOf(const QByteArray& json)
{
    const JsonDocument document(json);
    return Identity::fromRecord(IdentityRecord::of({ document.root(), document.json() }));
}

Identity zoe()
{
    return identityOf(R"({"id":"2c91","name":"Zoë Brandt","alias":"zbrandt",
        "emailAddress":"Zoe.Brandt@example.com","identityStatus":"LOCKED","processingState":null,
        "lifecycleState":{"stateName":"active","manuallyUpdated":false},
        "managerRef":{"type":"IDENTITY","id":"77aa","name":"Ángel Núñez"},"isManager":true,
        "created":"2026-11-01T10:00:00.500Z","modified":"2026-11-20T10:00:00Z",
        "lastRefresh":"not a time",
        "attributes":{"firstname":"Zoë","department":"Sales","level":7,"code":"007","salary":1234.5,
        "huge":9007199254740993,"contractor":true,"empty":"","nothing":null,"none":[],
        "blanks":["",null],"groups":["VPN Users","Städte",3],"hired":"2020-03-01T00:00:00+01:00",
        "place":{"city":"Bonn"},"cost center":"A-1","😀":"smile"}})");
}

bool holds(
    const QString& filter, const test::MatchContext& context, const Identity& identity = zoe())
{
    const FilterResult result = parseFilter(filter, FilterReach::Snapshot);
    if (const auto* error = std::get_if<FilterError>(&result)) {
        QTest::qFail(qPrintable(filter + u": "_s + error->message), __FILE__, __LINE__);
        return false;
    }
    return test::matches(std::get<FilterExpression>(result), identity, context);
}

test::MatchContext context()
{
    return { .now = QDateTime::fromString(u"2026-11-27T18:00:00Z"_s, Qt::ISODate) };
}

} // namespace

/// What a filter of a snapshot means, identity by identity.
class TestFilterEvaluation : public QObject
{
    Q_OBJECT

private slots:
    void matches_data();
    void matches();
    void exactComparesAsItIs();
    void knowsWhetherItIsCorrelated();
    void asksWhoeverKnowsAll();
    void foldsCaseAndAccents_data();
    void foldsCaseAndAccents();
};

void TestFilterEvaluation::matches_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("expected");
    const auto yes
        = [](const QString& filter) { QTest::newRow(qPrintable(filter)) << filter << true; };
    const auto no
        = [](const QString& filter) { QTest::newRow(qPrintable(filter)) << filter << false; };

    yes(u""_s);
    yes(u"id eq \"2C91\""_s);
    yes(u"name eq \"ZOE brandt\""_s);
    no(u"name eq \"Zoe\""_s);
    yes(u"name sw \"zoe\""_s);
    yes(u"name co \"e b\""_s);
    yes(u"name in (\"x\",\"zoe brandt\")"_s);
    yes(u"name ca (\"brandt\",\"zoe\")"_s);
    no(u"name ca (\"brandt\",\"zoes\")"_s);
    yes(u"firstname eq \"Zoe\""_s);
    no(u"pr lastname"_s);
    yes(u"email co \"@EXAMPLE\""_s);
    yes(u"cloudStatus ne \"ACTIVE\""_s);
    yes(u"lifecycleState eq \"Active\""_s);
    yes(u"managerName sw \"angel nu\""_s);
    yes(u"managerId eq \"77aa\""_s);
    yes(u"isManager eq true"_s);
    no(u"isManager ne true"_s);

    // No value: absent, null, "", and lists of nothing.
    for (const QString& field : { u"processingState"_s, u"attributes.absent"_s,
             u"attributes.empty"_s, u"attributes.nothing"_s, u"attributes.none"_s,
             u"attributes.blanks"_s, u"lastRefresh"_s }) {
        yes(field + u" isnull"_s);
        no(u"pr "_s + field);
    }
    no(u"name isnull"_s);
    yes(u"pr attributes.groups"_s);
    yes(u"attributes.absent ne \"Sales\""_s);
    yes(u"not (attributes.absent eq \"Sales\")"_s);
    yes(u"attributes.absent eq \"\""_s);
    no(u"attributes.absent ne \"\""_s);
    yes(u"attributes.absent in (\"a\",\"\")"_s);
    no(u"attributes.absent lt \"z\""_s);
    no(u"attributes.absent ge \"\""_s);
    no(u"attributes.absent lt 5"_s);
    yes(u"attributes.absent ne 5"_s);
    no(u"lastRefresh lt now"_s);
    yes(u"lastRefresh ne now"_s);

    // Lists.
    yes(u"attributes.groups eq \"stadte\""_s);
    yes(u"attributes.groups sw \"vpn\""_s);
    yes(u"attributes.groups co \"users\""_s);
    no(u"attributes.groups eq \"VPN Users, Städte, 3\""_s);
    no(u"attributes.groups ne \"VPN Users\""_s);
    yes(u"attributes.groups ca (\"Städte\",\"3\")"_s);
    no(u"attributes.groups ca (\"VPN\")"_s);
    yes(u"attributes.groups in (\"x\",\"3\")"_s);
    yes(u"attributes.groups gt 2"_s);
    no(u"attributes.groups gt 3"_s);

    // Numbers, flags, objects.
    yes(u"attributes.level eq \"7\""_s);
    yes(u"attributes.level eq 7"_s);
    yes(u"attributes.level eq 7.0"_s);
    yes(u"attributes.level gt 6.5"_s);
    no(u"attributes.level lt \"10\""_s); // as texts
    yes(u"attributes.level lt 10"_s);
    yes(u"attributes.code eq 7"_s);
    no(u"attributes.code eq \"7\""_s);
    yes(u"attributes.salary eq \"1234.5\""_s);
    yes(u"attributes.salary le 1234.5"_s);
    yes(u"attributes.huge eq 9007199254740993"_s);
    no(u"attributes.huge eq 9007199254740992"_s);
    no(u"attributes.department gt 5"_s);
    no(u"attributes.department lt 5"_s);
    yes(u"attributes.department ne 5"_s);
    yes(u"attributes.contractor eq true"_s);
    yes(u"attributes.contractor eq \"TRUE\""_s);
    yes(u"attributes.contractor ne false"_s);
    yes(u"attributes.place eq \"{\\\"city\\\":\\\"Bonn\\\"}\""_s);
    yes(u"attributes.place co \"bonn\""_s);
    yes(u"attributes.\"cost center\" eq \"a-1\""_s);
    yes(u"attributes.😀 eq \"smile\""_s);

    // Order of texts.
    yes(u"attributes.department ge \"sales\""_s);
    yes(u"attributes.department gt \"SAKE\""_s);
    no(u"attributes.department lt \"Sales\""_s);
    yes(u"name lt \"\uFFFD\""_s);

    // Times.
    yes(u"created eq 2026-11-01T10:00:00.500Z"_s);
    yes(u"created eq 2026-11-01T11:00:00.5+01:00"_s);
    yes(u"created lt now-26d"_s);
    no(u"created lt now-27d"_s);
    yes(u"created gt 2026-11-01"_s);
    yes(u"modified lt now-1w"_s);
    no(u"modified gt now-1w"_s);
    yes(u"attributes.hired eq 2020-02-29T23:00:00Z"_s);
    yes(u"attributes.hired lt now"_s);
    no(u"attributes.department lt now"_s);
    no(u"attributes.level lt now"_s);

    // Everywhere.
    yes(u"anyField co \"BRANDT@\""_s);
    yes(u"anyField co \"stadt\""_s);
    yes(u"anyField co \"bonn\""_s);
    no(u"anyField co \"2c91\""_s);
    no(u"anyField co \"núñez\""_s);

    // Together.
    yes(u"attributes.department eq \"sales\" and cloudStatus eq \"locked\""_s);
    no(u"attributes.department eq \"sales\" and cloudStatus eq \"active\""_s);
    yes(u"attributes.department eq \"x\" or not (cloudStatus eq \"active\")"_s);
}

void TestFilterEvaluation::matches()
{
    QFETCH(const QString, filter);
    QFETCH(const bool, expected);
    QCOMPARE(holds(filter, context()), expected);
}

void TestFilterEvaluation::exactComparesAsItIs()
{
    test::MatchContext exact = context();
    exact.exact = true;
    QVERIFY(holds(u"name eq \"Zoë Brandt\""_s, exact));
    QVERIFY(!holds(u"name eq \"zoë brandt\""_s, exact));
    QVERIFY(!holds(u"name eq \"Zoe Brandt\""_s, exact));
    QVERIFY(!holds(u"attributes.groups ca (\"Stadte\")"_s, exact));
    QVERIFY(holds(u"name co \"oë B\""_s, exact));
    QVERIFY(holds(u"anyField co \"Sales\""_s, exact));
    QVERIFY(!holds(u"anyField co \"sales\""_s, exact));
    QVERIFY(holds(u"name lt \"a\""_s, exact));
    QVERIFY(holds(u"attributes.contractor eq true"_s, exact));
}

void TestFilterEvaluation::knowsWhetherItIsCorrelated()
{
    test::MatchContext known = context();
    QVERIFY(!holds(u"correlated eq true"_s, known));
    QVERIFY(!holds(u"correlated eq false"_s, known));
    known.correlated = false;
    QVERIFY(!holds(u"correlated eq true"_s, known));
    QVERIFY(holds(u"correlated eq false"_s, known));
    QVERIFY(holds(u"correlated ne true"_s, known));
}

void TestFilterEvaluation::asksWhoeverKnowsAll()
{
    const QString filter = u"duplicates in (\"email\") or change eq \"new\""_s;
    test::MatchContext knowing = context();
    QVERIFY(!holds(filter, knowing));
    QVERIFY(!holds(u"changedField eq \"email\""_s, knowing));
    QList<FilterField> asked;
    knowing.ofAll = [&asked](const FilterCondition& condition, const Identity& identity) {
        asked += condition.field;
        return condition.field == FilterField::Change && identity.alias == u"zbrandt"_s;
    };
    QVERIFY(holds(filter, knowing));
    QCOMPARE(asked, (QList { FilterField::Duplicates, FilterField::Change }));
}

void TestFilterEvaluation::foldsCaseAndAccents_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("folded");
    const auto row = [](const QString& text, const QString& folded) {
        QTest::newRow(qPrintable(text)) << text << folded;
    };
    row(u"Maria O'Hara 7"_s, u"maria o'hara 7"_s);
    row(u"ZOË"_s, u"zoe"_s);
    row(u"Zoe\u0308"_s, u"zoe"_s);
    row(u"Straße"_s, u"strasse"_s);
    row(u"Ｗｉｄｅ"_s, u"wide"_s);
    row(u"ﬁne"_s, u"fine"_s);
    row(u"Ёлка"_s, u"елка"_s);
    row(u"İstanbul"_s, u"istanbul"_s);
    row(u"ΣΊΣΥΦΟΣ"_s, u"σισυφοσ"_s);
    row(u"σίσυφος"_s, u"σισυφοσ"_s);
    row(u"हिन्दी"_s, u"हिन्दी"_s); // its marks are vowels
    row(u"😀"_s, u"😀"_s);
    row(QString(QChar(0xD83D)), QString(QChar(0xD83D)));
}

void TestFilterEvaluation::foldsCaseAndAccents()
{
    QFETCH(const QString, text);
    QFETCH(const QString, folded);
    QCOMPARE(foldedText(text), folded);
    QCOMPARE(foldedText(folded), folded);
}

QTEST_GUILESS_MAIN(TestFilterEvaluation)
#include "tst_filterevaluation.moc"
