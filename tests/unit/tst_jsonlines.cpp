#include "files/jsonlines.h"

#include "files/rowencoder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

QByteArray linesOf(const ExportRequest& request, const QByteArray& body)
{
    const auto page = RowEncoder(request).read({ .status = 200, .body = body }, 0);
    return page ? std::any_cast<EncodedRows>(page->content).lines : "refused";
}

} // namespace

class TestJsonLines final : public QObject
{
    Q_OBJECT

private slots:
    void membersKeepTheirTypes()
    {
        JsonLinesWriter writer;
        writer.member("text", u"a \"b\" \\ \n\r\t\x01 ü 😀 \u2028"_s);
        writer.member("none", QJsonValue());
        writer.member("absent", QJsonValue(QJsonValue::Undefined));
        writer.member("flag", true);
        writer.member("large", qint64(9'007'199'254'740'993));
        writer.member("part", 0.1);
        writer.member("list", QJsonArray { 1, u"x"_s });
        writer.member("object", QJsonObject { { u"a"_s, QJsonValue() } });
        writer.endRow();
        writer.endRow();
        QCOMPARE(writer.takeBlock(),
            QByteArray("{\"text\":\"a \\\"b\\\" \\\\ \\n\\r\\t\\u0001 ü 😀 \u2028\",\"none\":null,"
                       "\"absent\":null,\"flag\":true,\"large\":9007199254740993,\"part\":0.1,"
                       "\"list\":[1,\"x\"],\"object\":{\"a\":null}}\n{}\n"));
    }

    void numbersAreWrittenAsTheyAreShown()
    {
        for (const QJsonValue& number : { QJsonValue(0), QJsonValue(-0.0), QJsonValue(-7),
                 QJsonValue(qint64(9'007'199'254'740'991)), QJsonValue(0x1p53), QJsonValue(0x1p60),
                 QJsonValue(std::numeric_limits<qint64>::min()), QJsonValue(1e300),
                 QJsonValue(12.5), QJsonValue(-1e15) }) {
            QByteArray json;
            appendJson(json, number);
            QCOMPARE(json, attributeText(number).toUtf8());
        }
    }

    void recordsStayAsTheyAreOnOneLine()
    {
        JsonLinesWriter writer;
        writer.record("{ \"b\" : 1.50,\r\n\t\"a\":\"x  \\\" y\\\\\" , \"c\":[ 1 ,2 ] }");
        QCOMPARE(
            writer.takeBlock(), QByteArray("{\"b\":1.50,\"a\":\"x  \\\" y\\\\\",\"c\":[1,2]}\n"));
    }

    void everyFormIsValidUnicode()
    {
        const QByteArray body = "[{\"id\":\"1\",\"name\":\"\xEF\xBB\xBFx\\ud800\xFF\"}]";
        const QByteArray name = "\xEF\xBB\xBFx\xEF\xBF\xBD\xEF\xBF\xBD";
        ExportRequest request;
        request.columns = { exportColumn(FieldId::Name) };
        QCOMPARE(linesOf(request, body), name + "\r\n");
        request.format = ExportFormat::JsonLines;
        QCOMPARE(linesOf(request, body), "{\"name\":\"" + name + "\"}\n");
        request.columns.clear();
        const QByteArray whole = linesOf(request, body);
        QVERIFY(QUtf8StringView(whole).isValidUtf8());
        QCOMPARE(whole, QByteArray("{\"id\":\"1\",\"name\":\"\\ufeffx\\ufffd\xEF\xBF\xBD\"}\n"));
    }

    void wholeRecordsLoseNothing()
    {
        ExportRequest request;
        request.format = ExportFormat::JsonLines;
        request.columns.clear();
        QCOMPARE(RowEncoder(request).head(), QByteArray());
        QCOMPARE(linesOf(request,
                     "[{\"id\":\"1\",\"new\":{\"z\":1.0,\"a\":12345678901234567890}},"
                     " {\"id\":\"3\",\"name\":null}]"),
            QByteArray("{\"id\":\"1\",\"new\":{\"z\":1.0,\"a\":12345678901234567890}}\n"
                       "{\"id\":\"3\",\"name\":null}\n"));
    }
};

QTEST_APPLESS_MAIN(TestJsonLines)
#include "tst_jsonlines.moc"
