#include "net/wireerror.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

class TestErrorBody : public QObject
{
    Q_OBJECT

private slots:
    void text_data();
    void text();
    void keepsCodeAndTrackingId();
    void longTextIsCut();
    void ownedObjectsAreNoticedOnlyInA400();
};

void TestErrorBody::text_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");

    const QByteArray json = "application/json; charset=UTF-8";
    const auto row = [&](const char* name, const QByteArray& body, const QString& expected) {
        QTest::newRow(name) << json << body << expected;
    };
    row("403 example",
        R"({"detailCode":"403 Forbidden","trackingId":"b21b","messages":[{"locale":"en-US",)"
        R"("localeOrigin":"DEFAULT","text":"The server understood the request but refuses )"
        R"(to authorize it."}]})",
        u"The server understood the request but refuses to authorize it."_s);
    row("cause before message",
        R"({"messages":[{"text":"Bad request"}],"causes":[{"text":"limit is 251"}]})",
        u"limit is 251"_s);
    row("empty causes", R"({"messages":[{"text":"Bad request"}],"causes":[]})", u"Bad request"_s);
    row("causes without text", R"({"messages":[{"text":"Bad"}],"causes":[{"text":null}]})",
        u"Bad"_s);
    row("the person's language",
        R"({"messages":[{"locale":"en-US","localeOrigin":"DEFAULT","text":"Bad"},)"
        R"({"locale":"de","localeOrigin":"REQUEST","text":"Falsch"}]})",
        u"Falsch"_s);
    row("undetermined language is not the person's",
        R"({"messages":[{"locale":"und","localeOrigin":"REQUEST","text":"bad.key"},)"
        R"({"locale":"en-US","localeOrigin":"DEFAULT","text":"Bad"}]})",
        u"Bad"_s);
    row("same text twice", R"({"causes":[{"text":"A."},{"text":"A."},{"text":"B."}]})", u"A. B."_s);
    row("unknown origin", R"({"messages":[{"localeOrigin":"MOON","text":"Bad"}]})", u"Bad"_s);
    row("401", R"({"error":"JWT validation failed: JWT is expired"})",
        u"JWT validation failed: JWT is expired"_s);
    row("oauth", R"({"error":"invalid_client","error_description":"Bad secret"})",
        u"invalid_client: Bad secret"_s);
    row("gateway", R"({"status":404,"error":"Not Found","message":"No route"})",
        u"Not Found: No route"_s);
    row("429 with spaces", R"({"message":" Rate Limit Exceeded "})", u"Rate Limit Exceeded"_s);
    row("detailMessage",
        R"({"detailMessage":"Specified offset is invalid.","stackTrace":[],)"
        R"("suppressedExceptions":[]})",
        u"Specified offset is invalid."_s);
    row("formatted_msg", R"({"formatted_msg":"No such thing"})", u"No such thing"_s);
    row("errorMessage", R"({"errorMessage":"Internal"})", u"Internal"_s);
    row("untyped error", R"({"error":{"code":7},"message":"Gone"})", u"Gone"_s);
    row("numbers", R"({"error":500})", u"500"_s);
    row("line breaks", R"({"message":"one\n  two"})", u"one two"_s);
    row("list at the top", R"([{"message":"first"}])", u"first"_s);
    row("empty object", "{}", u""_s);
    row("empty", "", u""_s);
    row("cut short", R"({"message":"Rate Lim)", u""_s);
    QTest::newRow("web page") << QByteArray("text/html") << QByteArray("<html>502</html>") << u""_s;
    QTest::newRow("web page that says it is JSON")
        << json << QByteArray("\n<html>502</html>") << u""_s;
    QTest::newRow("plain words") << QByteArray("text/plain")
                                 << QByteArray("upstream connect error\n")
                                 << u"upstream connect error"_s;
    QTest::newRow("JSON without a type")
        << QByteArray() << QByteArray(R"({"message":"Gone"})") << u"Gone"_s;
}

void TestErrorBody::text()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, expected);
    QCOMPARE(parseErrorBody(400, type, body).serverText, expected);
}

void TestErrorBody::keepsCodeAndTrackingId()
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/error-twice.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const ErrorBody body = parseErrorBody(400, "application/json", file.readAll());
    QCOMPARE(body.detailCode, u"400.1.3 Illegal value"_s);
    QCOMPARE(body.trackingId, u"e7eab60924f64aa284175b9fa3309599"_s);
    QCOMPARE(body.serverText, u"\"mail\" is not a field."_s);
    QVERIFY(!body.namesOwnedObjects);
}

void TestErrorBody::longTextIsCut()
{
    const QByteArray body = "{\"message\":\"" + QByteArray(5000, 'x') + "\"}";
    const QString text = parseErrorBody(500, "application/json", body).serverText;
    QCOMPARE(text.size(), 500);
    QVERIFY(text.endsWith(u'…'));
}

void TestErrorBody::ownedObjectsAreNoticedOnlyInA400()
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/delete-conflict.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray json = file.readAll();
    const ErrorBody conflict = parseErrorBody(400, "application/json", json);
    QVERIFY(conflict.namesOwnedObjects);
    QCOMPARE(conflict.serverText, u"Identity is the owner of following resources"_s);
    QVERIFY(!parseErrorBody(500, "application/json", json).namesOwnedObjects);
    QVERIFY(!parseErrorBody(
        400, "application/json", R"({"message":"Protected","associationDetails":[]})")
                 .namesOwnedObjects);
}

QTEST_GUILESS_MAIN(TestErrorBody)
#include "tst_errorbody.moc"
