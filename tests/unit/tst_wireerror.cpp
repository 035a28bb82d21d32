#include "net/wireerror.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

using Failure = WireReply::Failure;

const ApiRequest ListRead { .path = { u"identities"_s }, .operation = u"List identities"_s };
const ApiRequest OneRead { .path = { u"identities"_s, u"2c91"_s } };
const ApiRequest OneChange {
    .verb = Verb::Post, .path = { u"identities"_s, u"2c91"_s, u"reset"_s }, .repeat = Repeat::Never
};
const ApiRequest BatchChange {
    .verb = Verb::Post, .path = { u"identities"_s, u"process"_s }, .repeat = Repeat::Never
};
const ApiRequest SignIn { .verb = Verb::Post, .operation = u"Sign in"_s };

WireReply page(int status)
{
    return { .status = status,
        .headers = { { "content-type", "text/html; charset=utf-8" } },
        .body = "<html>x</html>" };
}

} // namespace

class TestWireError : public QObject
{
    Q_OBJECT

private slots:
    void kinds_data();
    void kinds();
    void versionIsNamed();
    void proxyIsNamed();
    void webPageIsNoAnswerToARead();
};

void TestWireError::kinds_data()
{
    QTest::addColumn<ApiRequest>("request");
    QTest::addColumn<int>("failure");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("kind");
    const auto row = [](const char* name, const ApiRequest& request, Failure failure, int status,
                         const QString& kind) {
        QTest::newRow(name) << request << static_cast<int>(failure) << status << kind;
    };
    row("404, one", OneRead, Failure::None, 404, u"NotFound"_s);
    row("404, change of one", OneChange, Failure::None, 404, u"NotFound"_s);
    row("404, list", ListRead, Failure::None, 404, u"VersionGone"_s);
    row("404, batch", BatchChange, Failure::None, 404, u"VersionGone"_s);
    row("404, sign-in", SignIn, Failure::None, 404, u"Malformed"_s);
    row("410", OneRead, Failure::None, 410, u"VersionGone"_s);
    row("308", SignIn, Failure::None, 308, u"Redirected"_s);
    row("dropped read", ListRead, Failure::Dropped, 0, u"Offline"_s);
    row("dropped change", OneChange, Failure::Dropped, 0, u"OutcomeUnknown"_s);
    row("garbled read", ListRead, Failure::Garbled, 200, u"Malformed"_s);
    row("refused change", OneChange, Failure::Unreachable, 0, u"Offline"_s);
    row("proxy", OneChange, Failure::Proxy, 407, u"Proxy"_s);
    row("not trusted", OneChange, Failure::Tls, 0, u"Tls"_s);
    row("too large", ListRead, Failure::TooLarge, 200, u"TooLarge"_s);
    row("name", ListRead, Failure::HostNotFound, 0, u"HostNotFound"_s);
}

void TestWireError::kinds()
{
    QFETCH(ApiRequest, request);
    QFETCH(int, failure);
    QFETCH(int, status);
    QFETCH(QString, kind);
    const WireReply reply { .failure = static_cast<Failure>(failure), .status = status };
    QVERIFY(!isSuccess(request, reply));
    QCOMPARE(kindName(errorFor(request, reply, u"acme"_s).kind), kind);
}

void TestWireError::versionIsNamed()
{
    const ApiError error = errorFor(ListRead, { .status = 404 }, u"acme"_s, u"v2024"_s);
    QCOMPARE(error.title(), u"This tenant no longer serves v2024."_s);
    QCOMPARE(error.advice(), u"Choose another version in Connection."_s);
    // Other errors are the same for every version.
    QCOMPARE(errorFor(OneRead, { .status = 404 }, u"acme"_s, u"v2024"_s).version, QString());
}

void TestWireError::proxyIsNamed()
{
    const WireReply reply { .failure = Failure::Proxy,
        .status = 407,
        .detail = u"The proxy proxy.acme.com:3128 refused."_s,
        .proxy = u"proxy.acme.com:3128"_s };
    const ApiError error = errorFor(ListRead, reply, u"acme"_s);
    QCOMPARE(error.title(), u"The proxy proxy.acme.com:3128 refused: 407, sign-in needed."_s);
    QCOMPARE(error.httpStatus, 407);
}

void TestWireError::webPageIsNoAnswerToARead()
{
    for (const ApiRequest& request : { ListRead, SignIn }) {
        QVERIFY(!isSuccess(request, page(200)));
        const ApiError error = errorFor(request, page(200), u"acme"_s);
        QCOMPARE(kindName(error.kind), u"Malformed"_s);
        QCOMPARE(error.reason(), u"A web page came back instead of data."_s);
        QVERIFY(error.advice().startsWith(u"Check the tenant address"_s));
        QVERIFY(!error.details().contains(u'<'));
    }
    // What was done is done, whatever came back.
    QVERIFY(isSuccess(OneChange, page(200)));
}

QTEST_GUILESS_MAIN(TestWireError)
#include "tst_wireerror.moc"
