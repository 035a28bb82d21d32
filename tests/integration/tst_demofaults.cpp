#include "support/demofixture.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic::demo;

/// What the tenant does wrong when it is told to, and what clients do wrong to it.
class TestDemoFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { bothVersions(); }
    void init() { m_demo = std::make_unique<DemoFixture>(); }
    void cleanup() { m_demo.reset(); }

    void plannedAnswers();
    void plannedFaultsChooseTheirRequests();
    void dropBefore();
    void dropAfter();
    void dropMidBody();
    void truncatedJson();
    void wrongJson();
    void percentages();
    void percentagesRepeatWithTheSeed();
    void latency();
    void clientsThatLeaveEarly();
    void largeBodies();
    void rubbish();
    void connectionClose();

private:
    void plan(FaultKind kind, int count = 1, const QString& pathContains = {},
        const QByteArray& verb = {})
    {
        m_demo->tenant->faults().add({ kind, count, pathContains, verb });
    }
    Reply list() { return m_demo->client->get("/identities?limit=50"); }

    std::unique_ptr<DemoFixture> m_demo;
};

void TestDemoFaults::plannedAnswers()
{
    FaultPlan& faults = m_demo->tenant->faults();
    faults.add({ .kind = FaultKind::RateLimited, .retryAfterSeconds = 7 });
    const Reply limited = list();
    QCOMPARE(limited.status, 429);
    QCOMPARE(limited.headers["retry-after"], "7");
    QCOMPARE(limited.body, "{\"message\":\" Rate Limit Exceeded \"}");
    QCOMPARE(m_demo->tenant->activity().rateLimited, 1);

    faults.add({ .kind = FaultKind::ServerFault, .status = 500 });
    QVERIFY(isErrorResponse(list(), 500, u"500.0 Internal Fault"_s));
    plan(FaultKind::ServerFault);
    QCOMPARE(list().status, 503);

    plan(FaultKind::HtmlError);
    const Reply page = list();
    QCOMPARE(page.status, 502);
    QCOMPARE(page.headers["content-type"], "text/html");
    QVERIFY(page.body.startsWith("<html>"));

    // None of these acted.
    plan(FaultKind::ServerFault);
    const QByteArray one = "/identities/" + m_demo->ordinaryId();
    QCOMPARE(m_demo->client->remove(one).status, 503);
    QCOMPARE(m_demo->client->get(one).status, 200);
    QCOMPARE(m_demo->tenant->activity().actsOf(Operation::DeleteIdentity), 0);
    QCOMPARE(m_demo->tenant->activity().calls[Operation::DeleteIdentity], 1);
}

void TestDemoFaults::plannedFaultsChooseTheirRequests()
{
    plan(FaultKind::ServerFault, 2, u"ownership"_s);
    plan(FaultKind::ServerFault, 1, {}, "DELETE");
    const QByteArray one = "/identities/" + m_demo->ordinaryId();
    QCOMPARE(list().status, 200);
    QCOMPARE(m_demo->client->get(one + "/ownership").status, 503);
    QCOMPARE(m_demo->client->get(one).status, 200);
    QCOMPARE(m_demo->client->get(one + "/ownership").status, 503);
    QCOMPARE(m_demo->client->get(one + "/ownership").status, 200);
    QCOMPARE(m_demo->client->remove(one).status, 503);
    QCOMPARE(m_demo->client->remove(one).status, 204);
    // The token endpoint too, when it is meant.
    plan(FaultKind::ServerFault, 1, u"/oauth/token"_s);
    QCOMPARE(m_demo->client->signIn(m_demo->tenant->mainClient()).status, 503);
    plan(FaultKind::ServerFault, 5);
    m_demo->tenant->faults().clearPlanned();
    QCOMPARE(m_demo->client->signIn(m_demo->tenant->mainClient()).status, 200);
}

void TestDemoFaults::dropBefore()
{
    plan(FaultKind::DropBefore, 1, {}, "POST");
    const QByteArray id = m_demo->ordinaryId();
    const QByteArray request
        = m_demo->client->rawGet("/identities/" + id + "/reset").replace("GET", "POST");
    QCOMPARE(m_demo->client->raw(request), "");
    const Activity activity = m_demo->tenant->activity();
    QCOMPARE(activity.calls[Operation::ResetIdentity], 1);
    QCOMPARE(activity.actsOf(Operation::ResetIdentity), 0);
}

void TestDemoFaults::dropAfter()
{
    plan(FaultKind::DropAfter, 1, {}, "POST");
    const QByteArray id = m_demo->ordinaryId();
    const QByteArray request
        = m_demo->client->rawGet("/identities/" + id + "/reset").replace("GET", "POST");
    QCOMPARE(m_demo->client->raw(request), "");
    QCOMPARE(
        m_demo->tenant->activity().actsOf(Operation::ResetIdentity, QString::fromLatin1(id)), 1);
}

void TestDemoFaults::dropMidBody()
{
    const QByteArray request = m_demo->client->rawGet("/identities?limit=250")
                                   .replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    const QByteArray whole = m_demo->client->raw(request);
    plan(FaultKind::DropMidBody);
    const QByteArray half = m_demo->client->raw(request);
    const qsizetype head = whole.indexOf("\r\n\r\n") + 4;
    QVERIFY(half.startsWith("HTTP/1.1 200 OK"));
    QVERIFY(half.contains("Content-Length: " + QByteArray::number(whole.size() - head)));
    QCOMPARE(half.size(), head + (whole.size() - head) / 2);
    plan(FaultKind::DropMidBody);
    const Reply reply = list();
    QVERIFY(reply.error != QNetworkReply::NoError);

    // An answer without a body is cut in its head.
    plan(FaultKind::DropMidBody);
    const QByteArray id = m_demo->ordinaryId();
    const QByteArray cut
        = m_demo->client->raw(m_demo->client->rawGet("/identities/" + id).replace("GET", "DELETE"));
    QVERIFY(cut.startsWith("HTTP/1.1 2") && !cut.contains("\r\n\r\n"));
    QCOMPARE(m_demo->client->get("/identities/" + id).status, 404);
}

void TestDemoFaults::truncatedJson()
{
    plan(FaultKind::TruncatedJson);
    const Reply reply = list();
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.error, QNetworkReply::NoError);
    QVERIFY(reply.body.startsWith("[{"));
    QVERIFY(reply.json().isNull());
}

void TestDemoFaults::wrongJson()
{
    plan(FaultKind::WrongJson, 2);
    QVERIFY(list().json().isObject());
    const Reply one = m_demo->client->get("/identities/" + m_demo->ordinaryId());
    QCOMPARE(one.status, 200);
    QVERIFY(one.json().isArray());
}

void TestDemoFaults::percentages()
{
    const auto with = [&](int Faults::*member, int percent) {
        Faults faults;
        faults.*member = percent;
        m_demo->tenant->faults().set(faults);
    };
    with(&Faults::rateLimited, 100);
    QCOMPARE(list().status, 429);
    // Not the token endpoint.
    QCOMPARE(m_demo->client->signIn(m_demo->tenant->mainClient()).status, 200);
    with(&Faults::serverFault, 100);
    QCOMPARE(list().status, 503);
    with(&Faults::htmlError, 100);
    QCOMPARE(list().status, 502);
    with(&Faults::truncatedJson, 100);
    QVERIFY(list().json().isNull());
    with(&Faults::wrongJson, 100);
    QVERIFY(list().json().isObject());
    for (const auto member : { &Faults::dropBefore, &Faults::dropAfter, &Faults::dropMidBody }) {
        with(member, 100);
        QVERIFY(list().error != QNetworkReply::NoError);
    }
    with(&Faults::serverFault, 0);
    QCOMPARE(list().status, 200);
}

void TestDemoFaults::percentagesRepeatWithTheSeed()
{
    const auto sequence = [&](quint32 seed) {
        m_demo->tenant->faults().set({ .serverFault = 30, .htmlError = 20, .seed = seed });
        QList<int> statuses;
        for (int i = 0; i < 60; ++i)
            statuses.append(m_demo->client->get("/identities?limit=0").status);
        return statuses;
    };
    const QList<int> first = sequence(5);
    QCOMPARE(sequence(5), first);
    QVERIFY(sequence(6) != first);
    QVERIFY(first.count(503) > 8 && first.count(503) < 30);
    QVERIFY(first.count(502) > 2 && first.count(502) < 24);
    QVERIFY(first.count(200) > 20);
}

void TestDemoFaults::latency()
{
    m_demo->tenant->faults().set({ .latencyMs = 60, .jitterMs = 10 });
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(list().status, 200);
    // Timers may be a hair early.
    QVERIFY(timer.elapsed() >= 55);
}

void TestDemoFaults::clientsThatLeaveEarly()
{
    m_demo->tenant->faults().set({ .latencyMs = 30 });
    const QByteArray request = m_demo->client->rawGet("/identities?limit=250");
    for (int i = 0; i < 60; ++i) {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, m_demo->tenant->port());
        QVERIFY(socket.waitForConnected(2000));
        // Whole requests, several at once, and halves.
        socket.write(i % 3 == 0 ? request + request : i % 3 == 1 ? request : request.left(40));
        socket.flush();
        if (i % 2 == 0)
            socket.waitForReadyRead(5);
        socket.abort();
    }
    m_demo->tenant->faults().set({ .latencyMs = 60 });
    QCOMPARE(list().status, 200);
    // Leaving while the tenant stops is no different.
    QTcpSocket last;
    last.connectToHost(u"127.0.0.1"_s, m_demo->tenant->port());
    QVERIFY(last.waitForConnected(2000));
    last.write(request);
    last.flush();
    m_demo->tenant->stop();
}

void TestDemoFaults::largeBodies()
{
    QByteArray padded = "{\"ids\":[\"x\"]" + QByteArray(1'000'000, ' ') + '}';
    QCOMPARE(m_demo->client->post("/identities/invite", padded).status, 202);
}

void TestDemoFaults::rubbish()
{
    for (const QByteArray& bytes : { QByteArray("\0\1\2\3\r\n\r\n", 8), QByteArray("GET\r\n\r\n"),
             QByteArray("NONSENSE / HTTP/1.1\r\n\r\n"),
             QByteArray("GET /%zz?%=&&=% HTTP/1.1\r\nConnection: close\r\n\r\n"),
             QByteArray("POST /oauth/token HTTP/1.1\r\nContent-Length: -5\r\nConnection: "
                        "close\r\n\r\n") })
        m_demo->client->raw(bytes);
    QCOMPARE(list().status, 200);
}

void TestDemoFaults::connectionClose()
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_demo->tenant->port());
    QVERIFY(socket.waitForConnected(2000));
    socket.write("GET /oauth/info HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    while (socket.state() != QAbstractSocket::UnconnectedState) {
        if (!socket.waitForDisconnected(2000))
            break;
    }
    QCOMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(socket.readAll().contains("Connection: close"));
}

QTEST_GUILESS_MAIN(TestDemoFaults)
#include "tst_demofaults.moc"
