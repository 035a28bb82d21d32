#include "api/jsondocument.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

QByteArray nested(int depth)
{
    return QByteArray(depth, '[') + '1' + QByteArray(depth, ']');
}

QJsonValue only(const QByteArray& value)
{
    const JsonDocument document('[' + value + ']');
    return document.root().toQt().toArray().at(0);
}

} // namespace

class TestJsonDocument final : public QObject
{
    Q_OBJECT

private slots:
    void valuesAreThoseOfQt_data()
    {
        QTest::addColumn<QByteArray>("json");
        const auto row
            = [](const char* name, const QByteArray& json) { QTest::newRow(name) << json; };
        row("nothing in it", "{}");
        row("spaces", " \r\n\t[ 1 ,\t2 ]\n");
        row("order and types", R"({"z":null,"a":true,"m":[false,"x",{}],"":1})");
        row("the last of a key counts", R"({"a":1,"b":2,"a":{"c":1,"c":[2]}})");
        row("an escaped key is a key", R"({"a":1,"\u0061":2})");
        row("escapes", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\ud83d\\ude00\\u0000\"]");
        row("beyond 53 bits", "[9007199254740993,-9007199254740993,9223372036854775807]");
        row("beyond 63 bits", "[9223372036854775808,-9223372036854775809,18446744073709551615]");
        row("beyond 64 bits", "[18446744073709551616,123456789012345678901234567890]");
        row("whole, with a point", "[1.0,-0.0,1e3,1470348809380.0,1e300]");
        row("fractions", "[0.1,1.50,-12.5,1e-7,0.30000000000000004]");
        row("a byte order mark", "\xEF\xBB\xBF[\"\xEF\xBB\xBFx\"]");
        row("an unknown escape", "[\"a\\qb\"]");
        row("a line break in a text", "[\"a\nb\"]");
        row("as deep as it goes", nested(1024));
    }
    void valuesAreThoseOfQt()
    {
        QFETCH(const QByteArray, json);
        QByteArray escaped = json; // Qt would drop it
        escaped.replace("\"\xEF\xBB\xBF", "\"\\ufeff");
        const QJsonDocument expected = QJsonDocument::fromJson(escaped);
        const JsonDocument document(json);
        QCOMPARE(document.error().error, QJsonParseError::NoError);
        const QJsonValue value = document.root().toQt();
        QCOMPARE(value.isArray() ? QJsonDocument(value.toArray()).toJson()
                                 : QJsonDocument(value.toObject()).toJson(),
            expected.toJson());
    }

    void whatIsNoJsonIsRefusedInQtsWords_data()
    {
        QTest::addColumn<QByteArray>("json");
        const auto row
            = [](const char* name, const QByteArray& json) { QTest::newRow(name) << json; };
        row("empty", "");
        row("a text alone", "\"OK\"");
        row("a number alone", "7");
        row("a page", "<html></html>");
        row("something behind", "[1] x");
        row("a list too much", "[1]]");
        row("no comma", "[{\"a\":1} {\"b\":2}]");
        row("a comma too much", "[{\"attributes\":{\"a\":1,}}]");
        row("no value", "[{\"attributes\":{\"a\":}}]");
        row("no colon", "[{\"attributes\":{\"a\" 1}}]");
        row("half a word", "[{\"attributes\":{\"a\":tru}}]");
        row("half an escape", "[{\"attributes\":{\"a\":\"\\u12\"}}]");
        row("no number", "[{\"attributes\":{\"a\":-}}]");
        row("an open text", "[{\"a\":\"b}]");
        row("too deep", nested(1025));
    }
    void whatIsNoJsonIsRefusedInQtsWords()
    {
        QFETCH(const QByteArray, json);
        QJsonParseError expected;
        QJsonDocument::fromJson(json, &expected);
        const JsonDocument document(json);
        QVERIFY(document.error().error != QJsonParseError::NoError);
        QCOMPARE(document.error().errorString(), expected.errorString());
        QCOMPARE(document.error().offset, expected.offset);
        QCOMPARE(document.root().type(), QJsonValue::Undefined);
        QVERIFY(document.records().empty());
        QVERIFY(document.root().member("a").isAbsent());
    }

    void membersAreReadInPlace()
    {
        const JsonDocument document(R"({"b":1,"a":{"x":"y"},"b":["z"]})");
        const JsonMembers members = document.root().members();
        QCOMPARE(members.size(), 3);
        QCOMPARE(members[0].key, QUtf8StringView("b"));
        QCOMPARE(document.root().member("a").member("x").text(), QUtf8StringView("y"));
        QCOMPARE(document.root().member("b").elements().at(0).text(), QUtf8StringView("z"));
        QCOMPARE(document.root().member("c").type(), QJsonValue::Undefined);
        QVERIFY(document.root().member("b").members().isEmpty());
        QVERIFY(document.root().elements().empty());
    }

    void recordsKeepTheirBytes_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArrayList>("elements");
        QTest::newRow("none") << QByteArray(" [ ] ") << QByteArrayList();
        QTest::newRow("one") << QByteArray("[{}]") << QByteArrayList { "{}" };
        QTest::newRow("nested") << QByteArray("[{\"a\":[{},[1,2]]},{\"b\":{}}]")
                                << QByteArrayList { "{\"a\":[{},[1,2]]}", "{\"b\":{}}" };
        QTest::newRow("signs in texts")
            << QByteArray("[{\"a\":\"]},{\\\\\\\"\"},{\"b\\\\\":\"[\\\\\"}]")
            << QByteArrayList { "{\"a\":\"]},{\\\\\\\"\"}", "{\"b\\\\\":\"[\\\\\"}" };
        QTest::newRow("spaces") << QByteArray("[\n {\"a\": 1},\n {\"b\": 2}\n]\n")
                                << QByteArrayList { "{\"a\": 1}", "{\"b\": 2}" };
        QTest::newRow("of every kind") << QByteArray("[1 ,\"a,b\" ,null , [ ] ,true]")
                                       << QByteArrayList { "1", "\"a,b\"", "null", "[ ]", "true" };
        // Every digit, although the number itself is rounded.
        QTest::newRow("beyond 64 bits")
            << QByteArray("[{\"b\":123456789012345678901234567890,\"a\":1.50}]")
            << QByteArrayList { "{\"b\":123456789012345678901234567890,\"a\":1.50}" };
        // On one line, as JSON Lines have to be.
        QTest::newRow("a line break in a text")
            << QByteArray("[{\"a\":\"x\ny\"}]") << QByteArrayList { "{\"a\":\"x\\ny\"}" };
    }
    void recordsKeepTheirBytes()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QByteArrayList, elements);
        const JsonDocument document(json);
        QByteArrayList found;
        for (const JsonRecord& record : document.records()) {
            found += record.json.toByteArray();
            QCOMPARE(only(found.last()), record.value.toQt());
        }
        QCOMPARE(found, elements);
    }

    /// A document is read while others are.
    void documentsAreApart()
    {
        const JsonDocument outer("[\"outer\",{\"a\":\"b\"}]");
        const std::vector<JsonRecord> records = outer.records();
        {
            const JsonDocument inner(QByteArray("[\"") + QByteArray(100'000, 'x') + "\"]");
            QCOMPARE(inner.root().elements().at(0).text().size(), 100'000);
        }
        const JsonDocument next("[\"next\"]");
        QCOMPARE(records.at(0).value.text(), QUtf8StringView("outer"));
        QCOMPARE(records.at(1).value.member("a").text(), QUtf8StringView("b"));
        QCOMPARE(records.at(1).json, QByteArrayView("{\"a\":\"b\"}"));
    }

    void compactLosesOnlySpaces()
    {
        QByteArray text = "before ";
        appendCompact(text, "{ \"b\" : 1.50,\r\n\t\"a\":\"x  \\\" y\\\\\" , \"c\":[ 1 ,2 ] }");
        QCOMPARE(text, QByteArray("before {\"b\":1.50,\"a\":\"x  \\\" y\\\\\",\"c\":[1,2]}"));
    }
};

QTEST_APPLESS_MAIN(TestJsonDocument)
#include "tst_jsondocument.moc"
