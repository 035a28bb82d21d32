#include "auth/clientcredentials.h"

#include "support/fakewire.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

QByteArray answer(const QByteArray& claims, const QByteArray& more = {})
{
    const QByteArray token = "e30."
        + claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + ".sig";
    return "{\"access_token\":\"" + token + "\"" + more + "}";
}

} // namespace

class TestSignedIn : public QObject
{
    Q_OBJECT

private slots:
    void lifetimesAreBounded_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<qint64>("shownSeconds"); // 0 = not said
        QTest::newRow("usual") << QByteArray("749") << qint64(749'000) << qint64(749);
        QTest::newRow("the shortest of ISC") << QByteArray("15") << qint64(15'000) << qint64(15);
        QTest::newRow("in quotes")
            << QByteArray("\"43200\"") << qint64(43'200'000) << qint64(43'200);
        QTest::newRow("a moment") << QByteArray("0.001") << qint64(10'000) << qint64(10);
        QTest::newRow("for ever") << QByteArray("1e300") << qint64(86'400'000) << qint64(86'400);
        QTest::newRow("nothing") << QByteArray("0") << qint64(300'000) << qint64(0);
        QTest::newRow("negative") << QByteArray("-1") << qint64(300'000) << qint64(0);
        QTest::newRow("words") << QByteArray("\"nan\"") << qint64(300'000) << qint64(0);
        QTest::newRow("an object") << QByteArray("{}") << qint64(300'000) << qint64(0);
    }
    void lifetimesAreBounded()
    {
        QFETCH(QByteArray, said);
        QFETCH(qint64, ms);
        QFETCH(qint64, shownSeconds);
        const QByteArray body = answer("{}", ",\"expires_in\":" + said);
        QCOMPARE(parseTokenAnswer(body).value().lifetimeMs, ms);
        QCOMPARE(signedInFrom(body).lifetimeSeconds, shownSeconds);
    }

    void onlyTheEndpointsOwnWordsAreARefusal_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("refused");
        const QByteArray json = "application/json";
        const QByteArray invalid = R"({"error":"invalid_client","error_description":"Bad"})";
        QTest::newRow("401") << 401 << json << invalid << true;
        QTest::newRow("400") << 400 << json << QByteArray(R"({"error":"invalid_grant"})") << true;
        QTest::newRow("403") << 403 << json << QByteArray(R"({"error":"access_denied"})") << true;
        QTest::newRow("not now") << 400 << json << QByteArray(R"({"error":"server_error"})")
                                 << false;
        QTest::newRow("a gateway's 403")
            << 403 << json << QByteArray(R"({"message":"Forbidden"})") << false;
        QTest::newRow("a page, 401")
            << 401 << QByteArray("text/html") << QByteArray("<html>") << false;
        QTest::newRow("a page, 403")
            << 403 << QByteArray("text/html") << QByteArray("<html>") << false;
        QTest::newRow("a page, 200")
            << 200 << QByteArray("text/html") << QByteArray("<html>") << false;
        for (const int status : { 302, 404, 405, 410, 429, 500, 503 })
            QTest::addRow("%d", status) << status << json << invalid << false;
        QTest::newRow("no token") << 200 << json << QByteArray("{}") << false;
    }
    void onlyTheEndpointsOwnWordsAreARefusal()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(bool, refused);
        QString problem;
        FakeTransport wire;
        ClientCredentials credentials(
            *ApiBase::fromText(u"https://acme.test"_s, &problem), u"id"_s, Secret(u"s"_s), wire);
        std::optional<ApiError> error;
        credentials.fetch([&error](const Expected<AccessToken>& token) { error = token.error(); });
        wire.answer(wire.oldest(),
            { .status = status,
                .headers = { { "content-type", type }, { "retry-after", "7" } },
                .body = body });
        QVERIFY(error);
        QCOMPARE(error->isSignInRefused(), refused);
        QCOMPARE(error->isPassing(), !refused);
        QCOMPARE(error->retryAfterSeconds, body == "{}" ? 0 : 7);
        QVERIFY(!error->sentence().contains(u'<'));
    }

    void readsWhatThereIs_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("userName");
        QTest::addColumn<QString>("identity");
        QTest::newRow("a person") << answer(R"({"user_name":"j.tanaka"})", R"(,"identity_id":"i1")")
                                  << u"j.tanaka"_s << u"i1"_s;
        QTest::newRow("url alphabet")
            << answer("{\"user_name\":\"\xC3\xBF\xC3\xBE?>~\"}") << u"ÿþ?>~"_s << QString();
        QTest::newRow("a client without a user")
            << answer(R"({"org":"acme"})") << QString() << QString();
        QTest::newRow("null") << answer(R"({"user_name":null})", R"(,"identity_id":null)")
                              << QString() << QString();
        QTest::newRow("identity in the claims")
            << answer(R"({"user_name":"j.tanaka","identity_id":"i2"})") << u"j.tanaka"_s << u"i2"_s;
        QTest::newRow("identity in both")
            << answer(R"({"identity_id":"i2"})", R"(,"identity_id":"i1")") << QString() << u"i1"_s;
        QTest::newRow("empty beside the claims")
            << answer(R"({"identity_id":"i2"})", R"(,"identity_id":"")") << QString() << u"i2"_s;
        QTest::newRow("a claim of another kind")
            << answer(R"({"identity_id":["i2"]})") << QString() << QString();
        QTest::newRow("no JWT") << QByteArray(R"({"access_token":"opaque"})") << QString()
                                << QString();
        QTest::newRow("broken") << QByteArray(R"({"access_token":"a.%%%.c","identity_id":7})")
                                << QString() << QString();
        QTest::newRow("no JSON") << QByteArray("<html>") << QString() << QString();
    }
    void readsWhatThereIs()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, userName);
        QFETCH(QString, identity);
        const SignedIn who = signedInFrom(body);
        QCOMPARE(who.userName, userName);
        QCOMPARE(who.identity.text(), identity);
        QCOMPARE(who.isRead, !userName.isEmpty() || body.startsWith("{\"access_token\":\"e30."));
    }
};

QTEST_GUILESS_MAIN(TestSignedIn)
#include "tst_signedin.moc"
