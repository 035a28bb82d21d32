#include "api/identity.h"
#include "api/identityrecord.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

class TestJsonReader : public QObject
{
    Q_OBJECT

private slots:
    void timestamp_data();
    void timestamp();
    void scalarsOfOtherTypesAreRead();
    void absentEqualsNull();
    void numberIsTakenAsADate();
    void faultNamesItsPath_data();
    void faultNamesItsPath();
    void firstFaultIsKept();
    void everyStatusHasItsWord();
    void textsAreWholeAndValid_data();
    void textsAreWholeAndValid();
};

void TestJsonReader::timestamp_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // empty = invalid

    QTest::newRow("no fraction") << u"2023-01-03T21:16:22Z"_s << u"2023-01-03T21:16:22.000Z"_s;
    QTest::newRow("3 digits") << u"2023-01-03T21:16:22.432Z"_s << u"2023-01-03T21:16:22.432Z"_s;
    QTest::newRow("6 digits") << u"2023-01-03T21:16:22.486584Z"_s << u"2023-01-03T21:16:22.486Z"_s;
    QTest::newRow("1 digit") << u"2023-01-03T21:16:22.5Z"_s << u"2023-01-03T21:16:22.500Z"_s;
    QTest::newRow("9 digits") << u"2023-01-03T21:16:22.999999999Z"_s
                              << u"2023-01-03T21:16:22.999Z"_s;
    QTest::newRow("east") << u"2023-01-01T01:30:00.000+02:00"_s << u"2022-12-31T23:30:00.000Z"_s;
    QTest::newRow("west, no colon")
        << u"2023-01-03T21:16:22-0530"_s << u"2023-01-04T02:46:22.000Z"_s;
    QTest::newRow("no zone is UTC") << u"2023-01-03T21:16:22"_s << u"2023-01-03T21:16:22.000Z"_s;
    QTest::newRow("before 1970") << u"1965-03-01T00:00:00.250Z"_s << u"1965-03-01T00:00:00.250Z"_s;
    QTest::newRow("leap day") << u"2024-02-29T12:00:00Z"_s << u"2024-02-29T12:00:00.000Z"_s;
    QTest::newRow("date only (slow way)") << u"2023-01-03"_s << u"2023-01-03T00:00:00.000Z"_s;
    QTest::newRow("no such day") << u"2023-02-29T12:00:00Z"_s << u""_s;
    QTest::newRow("no such hour") << u"2023-02-20T25:00:00Z"_s << u""_s;
    QTest::newRow("no such zone") << u"2023-02-20T20:00:00Q"_s << u""_s;
    QTest::newRow("not ISO") << u"Wed Feb 14 10:58:42"_s << u""_s;
    QTest::newRow("letters for digits") << u"20x3-01-03T21:16:22Z"_s << u""_s;
    QTest::newRow("empty") << u""_s << u""_s;
}

void TestJsonReader::timestamp()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);

    const QDateTime date = parseTimestamp(text);
    QCOMPARE(date.isValid(), !expected.isEmpty());
    QCOMPARE(date.toString(Qt::ISODateWithMs), expected);
    if (date.isValid())
        QCOMPARE(date.timeSpec(), Qt::UTC);
}

void TestJsonReader::scalarsOfOtherTypesAreRead()
{
    const JsonDocument document(R"({"number":86754,"large":1470348809380.0,"fraction":1.5,
        "bool":true,"word":"TRUE","digits":"42","list":["a",1,null,false]})");
    JsonFault fault;
    const JsonReader reader(document.root(), fault);
    QCOMPARE(reader.text("number"_L1), u"86754"_s);
    QCOMPARE(reader.text("large"_L1), u"1470348809380"_s);
    QCOMPARE(reader.text("fraction"_L1), u"1.5"_s);
    QCOMPARE(reader.text("bool"_L1), u"true"_s);
    QCOMPARE(reader.flag("word"_L1), true);
    QCOMPARE(reader.flag("number"_L1), true);
    QCOMPARE(reader.flag("digits"_L1, true), true);
    QCOMPARE(reader.flag("digits"_L1, false), false);
    QCOMPARE(reader.integer("digits"_L1), 42);
    QCOMPARE(reader.texts("list"_L1), QStringList({ u"a"_s, u"1"_s, u"false"_s }));
    QCOMPARE(reader.texts("word"_L1), QStringList { u"TRUE"_s });
    QVERIFY2(!fault.isSet(), qPrintable(fault.detail));
}

void TestJsonReader::absentEqualsNull()
{
    const JsonDocument document(R"({"null":null})");
    JsonFault fault;
    const JsonReader reader(document.root(), fault);
    for (const QLatin1StringView key : { "null"_L1, "absent"_L1 }) {
        QVERIFY(!reader.has(key));
        QCOMPARE(reader.text(key), QString());
        QCOMPARE(reader.flag(key, true), true);
        QCOMPARE(reader.integer(key, 7), 7);
        QCOMPARE(reader.texts(key), QStringList());
        QVERIFY(!reader.timestamp(key).isValid());
        QVERIFY(reader.timestampWithText(key).isEmpty());
        QVERIFY(!reader.ifObject(key, [](const JsonReader&) { QFAIL("nothing to read"); }));
        reader.forEachObjectOrOne(key, [](const JsonReader&) { QFAIL("nothing to read"); });
    }
    QVERIFY2(!fault.isSet(), qPrintable(fault.detail));
}

void TestJsonReader::numberIsTakenAsADate()
{
    const JsonDocument document(R"({"date":1470348809380.0})");
    JsonFault fault;
    QCOMPARE(JsonReader(document.root(), fault).timestamp("date"_L1).toString(Qt::ISODateWithMs),
        u"2016-08-04T22:13:29.380Z"_s);
}

void TestJsonReader::faultNamesItsPath_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("expected");

    QTest::newRow("scalar in an object") << QByteArray(R"([{}, {"managerRef":{"id":{}}}])")
                                         << u"$[1].managerRef.id: expected text, found an object"_s;
    QTest::newRow("object") << QByteArray(R"([{"lifecycleState":"active"}])")
                            << u"$[0].lifecycleState: expected an object, found text"_s;
    QTest::newRow("list for text")
        << QByteArray(R"([{"name":["a"]}])") << u"$[0].name: expected text, found a list"_s;
    QTest::newRow("object for bool") << QByteArray(
        R"([{"isManager":{}}])") << u"$[0].isManager: expected true or false, found an object"_s;
    QTest::newRow("element") << QByteArray(R"([{}, 5])")
                             << u"$[1]: expected an object, found a number"_s;
    // Left out, it would make the page look like the last one.
    QTest::newRow("null element") << QByteArray(R"([{}, null])")
                                  << u"$[1]: expected an object, found null"_s;
}

void TestJsonReader::faultNamesItsPath()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, expected);

    JsonFault fault;
    const JsonDocument document(json);
    JsonReader::forEachOf(document.root(), fault,
        [](const JsonReader& reader) { (void)IdentityRecord::fromJson(reader); });
    QCOMPARE(fault.detail, expected);
}

void TestJsonReader::firstFaultIsKept()
{
    const JsonDocument document(R"({"a":[],"list":[{},{"b":["x",{}]}]})");
    JsonFault fault;
    const JsonReader reader(document.root(), fault);
    reader.forEachObject("list"_L1, [](const JsonReader& element) { (void)element.texts("b"_L1); });
    QCOMPARE(fault.detail, u"$.list[1].b[1]: expected text, found an object"_s);
    (void)reader.text("a"_L1);
    QCOMPARE(fault.detail, u"$.list[1].b[1]: expected text, found an object"_s);
}

void TestJsonReader::everyStatusHasItsWord()
{
    QCOMPARE(identityStatusFromText(u"UNREGISTERED"_s), IdentityStatus::Unregistered);
    QCOMPARE(identityStatusFromText(u"REGISTERED"_s), IdentityStatus::Registered);
    QCOMPARE(identityStatusFromText(u"PENDING"_s), IdentityStatus::Pending);
    QCOMPARE(identityStatusFromText(u"WARNING"_s), IdentityStatus::Warning);
    QCOMPARE(identityStatusFromText(u"DISABLED"_s), IdentityStatus::Disabled);
    QCOMPARE(identityStatusFromText(u"active"_s), IdentityStatus::Active);
    QCOMPARE(identityStatusFromText(u"DEACTIVATED"_s), IdentityStatus::Deactivated);
    QCOMPARE(identityStatusFromText(u"TERMINATED"_s), IdentityStatus::Terminated);
    QCOMPARE(identityStatusFromText(u"ERROR"_s), IdentityStatus::Error);
    QCOMPARE(identityStatusFromText(u"LOCKED"_s), IdentityStatus::Locked);
    QCOMPARE(identityStatusFromText(u"ACTIVE "_s), IdentityStatus::Unknown);
    QCOMPARE(identityStatusFromText(u""_s), IdentityStatus::Unknown);
}

void TestJsonReader::textsAreWholeAndValid_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("expected");

    QTest::newRow("plain") << QByteArray("a\\n\\\\ b") << u"a\n\\ b"_s;
    QTest::newRow("half a pair, high") << QByteArray("a\\ud800b") << u"a\uFFFDb"_s;
    QTest::newRow("half a pair, low") << QByteArray("a\\uDC00b") << u"a\uFFFDb"_s;
    QTest::newRow("half a pair at the end") << QByteArray("a\\uDBFF") << u"a\uFFFD"_s;
    QTest::newRow("two halves, neither a pair")
        << QByteArray("\\udc00\\ud800") << u"\uFFFD\uFFFD"_s;
    QTest::newRow("a pair after a half") << QByteArray("\\ud83d\\ud83d\\ude00") << u"\uFFFD😀"_s;
    QTest::newRow("a pair") << QByteArray("\\ud83d\\ude00\\u00e4") << u"😀ä"_s;
    QTest::newRow("no escape: the backslash is one") << QByteArray("\\\\ud800") << u"\\ud800"_s;
    QTest::newRow("no UTF-8") << QByteArray("a\xFFz") << u"a\uFFFDz"_s;
    QTest::newRow("half a character") << QByteArray("a\xE2\x82z") << u"a\uFFFD\uFFFDz"_s;
    QTest::newRow("half a pair in UTF-8")
        << QByteArray("a\xED\xA0\x80") << u"a\uFFFD\uFFFD\uFFFD"_s;
    QTest::newRow("U+FEFF first") << QByteArray("\xEF\xBB\xBFx") << u"\uFEFFx"_s;
    QTest::newRow("U+FEFF alone") << QByteArray("\xEF\xBB\xBF") << u"\uFEFF"_s;
    QTest::newRow("U+FEFF twice") << QByteArray("\xEF\xBB\xBF\xEF\xBB\xBFx") << u"\uFEFF\uFEFFx"_s;
    QTest::newRow("U+FEFF, escaped") << QByteArray("\\ufeffx") << u"\uFEFFx"_s;
    QTest::newRow("U+FEFF after a quote") << QByteArray("a\\\"\xEF\xBB\xBFx") << u"a\"\uFEFFx"_s;
    QTest::newRow("U+FEFF first, and no UTF-8")
        << QByteArray("\xEF\xBB\xBFx\xFF") << u"\uFEFFx\uFFFD"_s;
}

/// In every place a text may stand.
void TestJsonReader::textsAreWholeAndValid()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, expected);

    const QByteArray text = '"' + json + '"';
    const auto page = ListIdentities::parse({ .status = 200,
        .body = "[{\"id\":\"1\",\"name\":" + text + ",\"attributes\":{" + text + ":[" + text
            + "]}},{\"id\":\"2\"}]" });
    QVERIFY(page);
    QCOMPARE(page->identities.size(), 2);
    const Identity& identity = page->identities.first();
    QCOMPARE(identity.name, expected);
    QCOMPARE(identity.record.attributes().keys(), QStringList { expected });
    QCOMPARE(identity.record.attribute(expected), QJsonValue(QJsonArray { expected }));
}

QTEST_GUILESS_MAIN(TestJsonReader)
#include "tst_jsonreader.moc"
