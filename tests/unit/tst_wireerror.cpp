#include "net/wireerror.h"

#include "support/fakewire.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

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
const ApiRequest TaskRead { .path = { u"task-status"_s, u"1"_s }, .operation = u"Follow task"_s };
const ApiRequest SignIn { .verb = Verb::Post, .operation = u"Sign in"_s };

} // namespace

class TestWireError : public QObject
{
    Q_OBJECT

private slots:
    void kinds_data();
    void kinds();
    void onlyIscsOwn404SaysThatSomethingIsMissing();
    void foreignAnswersToChanges();
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
    row("bare 404, one", OneRead, Failure::None, 404, u"VersionGone"_s);
    row("bare 404, change of one", OneChange, Failure::None, 404, u"VersionGone"_s);
    row("404, list", ListRead, Failure::None, 404, u"VersionGone"_s);
    row("bare 404, batch", BatchChange, Failure::None, 404, u"VersionGone"_s);
    row("bare 404, task", TaskRead, Failure::None, 404, u"NotFound"_s); // documented without a body
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

void TestWireError::onlyIscsOwn404SaysThatSomethingIsMissing()
{
    const auto kind = [](const ApiRequest& request, const WireReply& reply) {
        return kindName(errorFor(request, reply, u"acme"_s).kind);
    };
    for (const ApiRequest& request : { OneRead, OneChange, BatchChange, TaskRead })
        QCOMPARE(kind(request, missing()), u"NotFound"_s);
    const QByteArray gateway = R"({"status":404,"error":"Not Found","message":"No route"})";
    for (const ApiRequest& request : { OneRead, OneChange, BatchChange, TaskRead }) {
        QCOMPARE(kind(request, webPage(404)), u"VersionGone"_s);
        QCOMPARE(kind(request, { .status = 404, .body = gateway }), u"VersionGone"_s);
        QCOMPARE(kind(request, { .status = 404, .body = "{}" }), u"VersionGone"_s);
    }
    const ApiError error = errorFor(OneRead, webPage(404), u"acme"_s, u"v2024"_s);
    QVERIFY(error.reason().contains(u"not as ISC does"_s));
    QVERIFY(error.advice().contains(u"address"_s));
}

void TestWireError::foreignAnswersToChanges()
{
    ApiRequest reset = OneChange;
    reset.accepted = Acceptance { .status = 202 };
    ApiRequest process = BatchChange;
    process.accepted = Acceptance { .status = 202, .body = Acceptance::Body::Object };
    QVERIFY(isSuccess(reset, { .status = 202 }));
    QVERIFY(isSuccess(reset, { .failure = Failure::Dropped, .status = 202 }));
    QVERIFY(isSuccess(process, { .status = 202, .body = R"({"id":"1"})" }));
    QVERIFY(isSuccess(process, { .failure = Failure::Dropped, .status = 202, .body = "{" }));
    const WireReply marked {
        .status = 200, .headers = { { "slpt-request-id", "t-1" } }, .body = "{}"
    };
    QVERIFY(isSuccess(reset, marked));
    QVERIFY(isSuccess(process, marked));
    for (const WireReply& reply :
        { webPage(200), webPage(202), WireReply { .status = 202, .body = "<html>" },
            WireReply { .status = 204 }, WireReply { .status = 200, .body = "[]" } }) {
        for (const ApiRequest& request : { reset, process }) {
            QVERIFY(!isSuccess(request, reply));
            const ApiError error = errorFor(request, reply, u"acme"_s);
            QCOMPARE(kindName(error.kind), u"OutcomeUnknown"_s);
            QVERIFY(error.reason().contains(u"It may have been done"_s));
            QVERIFY(error.advice().contains(u"sign-in page"_s));
        }
    }
    QVERIFY(!isSuccess(reset, { .status = 202, .body = "{}" }));
    QVERIFY(!isSuccess(process, { .status = 202 }));
    // A firewall's refusal is not one of ISC.
    QCOMPARE(kindName(errorFor(reset, webPage(403), u"acme"_s).kind), u"Malformed"_s);
}

void TestWireError::versionIsNamed()
{
    const ApiError error = errorFor(ListRead, { .status = 404 }, u"acme"_s, u"v2024"_s);
    QCOMPARE(error.title(), u"This tenant no longer serves v2024."_s);
    QCOMPARE(
        error.advice(), u"Check the address, or choose the version “current” in Connection."_s);
    // Other errors are the same for every version.
    QCOMPARE(errorFor(OneRead, missing(), u"acme"_s, u"v2024"_s).version, QString());
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
        QVERIFY(!isSuccess(request, webPage(200)));
        const ApiError error = errorFor(request, webPage(200), u"acme"_s);
        QCOMPARE(kindName(error.kind), u"Malformed"_s);
        QCOMPARE(error.reason(), u"A web page came back instead of data."_s);
        QVERIFY(error.advice().startsWith(u"Check the tenant address"_s));
        QVERIFY(!error.details().contains(u'<'));
    }
}

QTEST_GUILESS_MAIN(TestWireError)
#include "tst_wireerror.moc"
