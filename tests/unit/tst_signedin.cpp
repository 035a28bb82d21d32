#include "auth/clientcredentials.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

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
    }
};

QTEST_APPLESS_MAIN(TestSignedIn)
#include "tst_signedin.moc"
