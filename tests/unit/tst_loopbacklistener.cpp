// The door that the browser comes back by: one request, one page, and nothing for anybody else.

#include "auth/loopbacklistener.h"

#include <QHostAddress>
#include <QNetworkInterface>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUrlQuery>

#include <memory>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress(QHostAddress::LocalHost)) ? server.serverPort() : 0;
}

struct Rig
{
    Rig()
        : listener(
            QUrl(u"http://localhost:%1/callback"_s.arg(port)), [this](const QUrlQuery& query) {
                asked += query.toString();
                return query.queryItemValue(u"state"_s) == u"right"_s ? QString()
                                                                      : u"Not <this> sign-in."_s;
            })
    {
        problem = listener.start();
    }
    std::unique_ptr<QTcpSocket> send(const QByteArray& bytes) const
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        if (socket->waitForConnected(1000))
            socket->write(bytes);
        return socket;
    }
    QByteArray head(const QByteArray& line) const
    {
        return line + " HTTP/1.1\r\nHost: localhost:" + QByteArray::number(port)
            + "\r\nAccept: */*\r\n\r\n";
    }
    /// Everything that comes until the connection ends.
    static QByteArray answer(QTcpSocket& socket)
    {
        return QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; })
            ? socket.readAll()
            : QByteArray("no end");
    }

    const quint16 port = freePort();
    QStringList asked;
    QString problem;
    LoopbackListener listener;
};

} // namespace

class TestLoopbackListener : public QObject
{
    Q_OBJECT

private slots:
    void theAnswerIsTakenAndThePageSaysWhatHappened();
    void aWrongAnswerIsRefusedAndTheRightOneStillTaken();
    void everythingElseIsNotFound_data();
    void everythingElseIsNotFound();
    void onlyThisComputerIsListenedTo();
    void anotherProgramsPortIsSaid();
    void whoLeavesEndsNothing();
};

void TestLoopbackListener::theAnswerIsTakenAndThePageSaysWhatHappened()
{
    Rig rig;
    QCOMPARE(rig.problem, QString());
    const auto browser = rig.send(rig.head("GET /callback?code=a%2Bb&state=right"));
    QTRY_COMPARE(rig.asked.size(), 1);
    QVERIFY(rig.asked.constFirst().contains(u"state=right"_s));
    // It waits until it is known what became of it, and nobody else is heard.
    QVERIFY(browser->state() == QAbstractSocket::ConnectedState);
    QTcpSocket late;
    late.connectToHost(QHostAddress(QHostAddress::LocalHost), rig.port);
    QVERIFY(
        QTest::qWaitFor([&] { return late.error() == QAbstractSocket::ConnectionRefusedError; }));
    rig.listener.answer(true, u"Signed in"_s, u"You can <close> this page."_s);
    const QByteArray page = Rig::answer(*browser);
    QVERIFY2(page.startsWith("HTTP/1.1 200 OK\r\n"), page.constData());
    QVERIFY(page.contains("<h1>Signed in</h1>"));
    QVERIFY(page.contains("You can &lt;close&gt; this page."));
    QVERIFY(page.contains("Content-Security-Policy: default-src 'none'"));
    QVERIFY(page.contains("Cache-Control: no-store"));
    QVERIFY(!page.contains("a+b") && !page.contains("a%2Bb")); // the code
    QCOMPARE(rig.asked.size(), 1);
}

void TestLoopbackListener::aWrongAnswerIsRefusedAndTheRightOneStillTaken()
{
    Rig rig;
    const auto stranger = rig.send(rig.head("GET /callback?code=x&state=wrong"));
    const QByteArray page = Rig::answer(*stranger);
    QVERIFY2(page.startsWith("HTTP/1.1 400 "), page.constData());
    QVERIFY(page.contains("Not &lt;this&gt; sign-in."));
    const auto browser = rig.send(rig.head("GET /callback?code=y&state=right"));
    QTRY_COMPARE(rig.asked.size(), 2);
    rig.listener.answer(false, u"Not signed in"_s, u"The tenant refused."_s);
    QVERIFY(Rig::answer(*browser).contains("The tenant refused."));
}

void TestLoopbackListener::everythingElseIsNotFound_data()
{
    QTest::addColumn<QByteArray>("request"); // %P is the port
    const QByteArray host = "\r\nHost: localhost:%P\r\n\r\n";
    QTest::newRow("root") << QByteArray("GET / HTTP/1.1" + host);
    QTest::newRow("beside it") << QByteArray("GET /callback/x?state=right HTTP/1.1" + host);
    QTest::newRow("icon") << QByteArray("GET /favicon.ico HTTP/1.1" + host);
    QTest::newRow("posted") << QByteArray("POST /callback?state=right HTTP/1.1" + host);
    QTest::newRow("of a proxy") << QByteArray(
        "GET http://localhost:%P/callback?state=right HTTP/1.1" + host);
    QTest::newRow("another host") << QByteArray(
        "GET //evil.test/callback?state=right HTTP/1.1" + host);
    QTest::newRow("under another name")
        << QByteArray("GET /callback?state=right HTTP/1.1\r\nHost: evil.test:%P\r\n\r\n");
    QTest::newRow("without a name") << QByteArray("GET /callback?state=right HTTP/1.1\r\n\r\n");
    QTest::newRow("no HTTP") << QByteArray("\x16\x03\x01 hello\r\n\r\n");
    QTest::newRow("endless") << QByteArray("GET /callback?state=right HTTP/1.1\r\nX: ")
            + QByteArray(LoopbackListener::LongestRequest, 'x');
}

void TestLoopbackListener::everythingElseIsNotFound()
{
    QFETCH(QByteArray, request);
    Rig rig;
    request.replace("%P", QByteArray::number(rig.port));
    const auto socket = rig.send(request);
    const QByteArray page = Rig::answer(*socket);
    QVERIFY2(page.startsWith("HTTP/1.1 404 Not Found\r\n"), page.constData());
    QVERIFY2(page.endsWith("\r\n\r\n"), page.constData()); // nothing to see
    QVERIFY(rig.asked.isEmpty());
}

void TestLoopbackListener::onlyThisComputerIsListenedTo()
{
    Rig rig;
    for (const QHostAddress& address : QNetworkInterface::allAddresses()) {
        if (address == QHostAddress(QHostAddress::LocalHost))
            continue;
        QTcpSocket socket;
        socket.connectToHost(address, rig.port);
        QVERIFY2(!socket.waitForConnected(500), qPrintable(address.toString()));
    }
}

void TestLoopbackListener::anotherProgramsPortIsSaid()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost)));
    LoopbackListener listener(QUrl(u"http://127.0.0.1:%1/cb"_s.arg(other.serverPort())),
        [](const QUrlQuery&) { return QString(); });
    const QString problem = listener.start();
    QVERIFY2(problem.contains(QString::number(other.serverPort())), qPrintable(problem));
    QVERIFY(problem.contains(u"Another program"_s));
}

void TestLoopbackListener::whoLeavesEndsNothing()
{
    Rig rig;
    {
        const auto browser = rig.send(rig.head("GET /callback?state=right"));
        QTRY_COMPARE(rig.asked.size(), 1);
        browser->abort();
    }
    QTest::qWait(0);
    rig.listener.answer(true, u"Signed in"_s, {}); // nobody hears it
}

QTEST_GUILESS_MAIN(TestLoopbackListener)
#include "tst_loopbacklistener.moc"
