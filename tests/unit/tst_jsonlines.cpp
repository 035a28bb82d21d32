#include "csv/jsonlines.h"

#include "csv/rowencoder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

class TestJsonLines final : public QObject
{
    Q_OBJECT

private slots:
    void membersKeepTheirTypes()
    {
        JsonLinesWriter writer;
        writer.member(u"text", u"a \"b\" \\ \n\r\t\x01 ü 😀 \u2028"_s);
        writer.member(u"none", QJsonValue());
        writer.member(u"absent", QJsonValue(QJsonValue::Undefined));
        writer.member(u"flag", true);
        writer.member(u"large", qint64(9'007'199'254'740'993));
        writer.member(u"part", 0.1);
        writer.member(u"list", QJsonArray { 1, u"x"_s });
        writer.member(u"object", QJsonObject { { u"a"_s, QJsonValue() } });
        writer.endRow();
        writer.endRow();
        QCOMPARE(writer.takeBlock(),
            QByteArray("{\"text\":\"a \\\"b\\\" \\\\ \\n\\r\\t\\u0001 ü 😀 \u2028\",\"none\":null,"
                       "\"absent\":null,\"flag\":true,\"large\":9007199254740993,\"part\":0.1,"
                       "\"list\":[1,\"x\"],\"object\":{\"a\":null}}\n{}\n"));
    }

    void recordsStayAsTheyAreOnOneLine()
    {
        JsonLinesWriter writer;
        writer.record("{ \"b\" : 1.50,\r\n\t\"a\":\"x  \\\" y\\\\\" , \"c\":[ 1 ,2 ] }");
        QCOMPARE(
            writer.takeBlock(), QByteArray("{\"b\":1.50,\"a\":\"x  \\\" y\\\\\",\"c\":[1,2]}\n"));
    }

    void elements_data()
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
        QTest::newRow("scalars") << QByteArray("[1,\"a,b\",null]")
                                 << QByteArrayList { "1", "\"a,b\"", "null" };
    }
    void elements()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArrayList, elements);
        QByteArrayList found;
        for (const QByteArrayView element : elementsOfJsonList(json))
            found += element.toByteArray().trimmed();
        QCOMPARE(found, elements);
    }

    void everyFormIsValidUnicode()
    {
        const ApiResponse answer { .status = 200,
            .body = "[{\"id\":\"1\",\"name\":\"\xEF\xBB\xBFx\\ud800\xFF\"}]" };
        const QByteArray name = "\xEF\xBB\xBFx\xEF\xBF\xBD\xEF\xBF\xBD";
        ExportRequest request;
        request.columns = { exportColumn(FieldId::Name) };
        QCOMPARE(RowEncoder(request).read(answer, 0)->encoded.lines, name + "\r\n");
        request.format = ExportFormat::JsonLines;
        QCOMPARE(
            RowEncoder(request).read(answer, 0)->encoded.lines, "{\"name\":\"" + name + "\"}\n");
        request.columns.clear();
        const QByteArray whole = RowEncoder(request).read(answer, 0)->encoded.lines;
        QVERIFY(QUtf8StringView(whole).isValidUtf8());
        QCOMPARE(whole, QByteArray("{\"id\":\"1\",\"name\":\"\\ufeffx\\ufffd\xEF\xBF\xBD\"}\n"));
    }

    void wholeRecordsLoseNothing()
    {
        ExportRequest request;
        request.format = ExportFormat::JsonLines;
        request.columns.clear();
        request.except = { IdentityId(u"2"_s) };
        const RowEncoder encoder(request);
        QCOMPARE(encoder.head(), QByteArray());
        const auto page = encoder.read(
            { .status = 200,
                .body = "[{\"id\":\"1\",\"new\":{\"z\":1.0,\"a\":12345678901234567890}},"
                        "{\"id\":\"2\"}, {\"id\":\"3\",\"name\":null}]" },
            0);
        QVERIFY(page);
        QCOMPARE(page->encoded.lines,
            QByteArray("{\"id\":\"1\",\"new\":{\"z\":1.0,\"a\":12345678901234567890}}\n"
                       "{\"id\":\"3\",\"name\":null}\n"));
        QCOMPARE(page->encoded.rows.size(), 3U);
        QVERIFY(page->encoded.rows[1].excluded);
    }
};

QTEST_APPLESS_MAIN(TestJsonLines)
#include "tst_jsonlines.moc"
