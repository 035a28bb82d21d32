// Whom the client trusts, what it says when it does not, and which protocol it speaks.

#include "support/certificates.h"
#include "support/closingserver.h"
#include "support/http2server.h"
#include "support/wireask.h"

#include <QPointer>
#include <QTest>

#include <vector>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

using Kind = Certificates::Kind;

void answerEmpty(const ClosingServer::Seen&, QTcpSocket& socket)
{
    ClosingServer::answer(socket, "200 OK", "[]");
}

TransportOptions trusting(const QByteArray& pem, bool http2 = true)
{
    return { .network = { .http2 = http2 }, .extraCaPem = pem };
}

bool isPlain(const QString& text)
{
    return std::none_of(text.cbegin(), text.cend(), [](QChar letter) {
        return letter.category() == QChar::Other_Control
            || letter.category() == QChar::Other_Format;
    });
}

} // namespace

class TestTls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void connectionIsTrustedOrExplained_data();
    void connectionIsTrustedOrExplained();
    void namesOfCertificatesStayPlain();
    void serverWithoutTlsIsExplained();
    void whatIsOffered_data();
    void whatIsOffered();
    void http2IsSpokenForReadsOnly();
    void readsOverHttp2LeaveOnce();
    void answersOverHttp2Arrive();
    void bulkKeepsItsConnectionsWithAnOldServer();

private:
    Certificates m_certificates;
};

void TestTls::initTestCase()
{
    const QString problem = m_certificates.make();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void TestTls::connectionIsTrustedOrExplained_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<QStringList>("says"); ///< empty = trusted
    QTest::addColumn<QStringList>("saysNot");
    QTest::addColumn<QString>("advises");

    const QByteArray none;
    const QByteArray ca = m_certificates.caPem();
    const QString unknown = u"issued by “Acme Test CA”, which is not known here"_s;
    const QString addFile = u"Add the company's CA file in Connection ▸ Network."_s;
    const QString clock = u"check this computer's clock"_s;
    const auto row = [](const char* name, Kind kind, const QByteArray& pem, const QStringList& says,
                         const QStringList& saysNot, const QString& advises) {
        QTest::newRow(name) << static_cast<int>(kind) << pem << says << saysNot << advises;
    };
    row("good, unknown issuer", Kind::Good, none, { unknown, u"company proxy"_s }, {}, addFile);
    row("good, other authority", Kind::Good, m_certificates.otherCaPem(), { unknown }, {}, addFile);
    row("good, CA file", Kind::Good, ca, {}, {}, {});
    row("ends soon, CA file", Kind::EndsSoon, ca, {}, {}, {});
    row("expired", Kind::Expired, none, { u"ended on 1 Feb 2021"_s, unknown }, {}, clock);
    row("expired, CA file", Kind::Expired, ca, { u"ended on 1 Feb 2021"_s }, { unknown }, clock);
    row("not yet valid", Kind::NotYetValid, none, { u"not valid before 1 Feb 2041"_s }, {}, clock);
    row("not yet valid, CA file", Kind::NotYetValid, ca, { u"not valid before 1 Feb 2041"_s },
        { unknown }, clock);
    const QString names = u"for “other.example” and “www.other.example”, not for 127.0.0.1"_s;
    row("wrong name", Kind::WrongName, none, { names, unknown }, {}, addFile);
    row("wrong name, CA file", Kind::WrongName, ca, { names }, { unknown },
        u"Check the tenant address."_s);
    row("self-signed", Kind::SelfSigned, none, { u"“lonely” is signed by itself"_s }, { unknown },
        addFile);
    row("self-signed, CA file", Kind::SelfSigned, ca, { u"signed by itself"_s }, {}, addFile);
    row("self-signed, given as CA file", Kind::SelfSigned, m_certificates.pem(Kind::SelfSigned), {},
        {}, {});
}

void TestTls::connectionIsTrustedOrExplained()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, pem);
    QFETCH(QStringList, says);
    QFETCH(QStringList, saysNot);
    QFETCH(QString, advises);

    const Kind which = static_cast<Kind>(kind);
    ClosingServer server(answerEmpty);
    QVERIFY(server.listenTls(m_certificates.certificate(which), m_certificates.key(which)));
    QnamTransport transport(trusting(pem));
    for (const WireRequest& request : { wireRead(server.address()), wireSignIn(server.address()),
             wireChange(server.address(), Lane::Bulk) }) {
        const WireReply reply = wireAsk(transport, request);
        if (says.isEmpty()) {
            QCOMPARE(reply.failure, WireReply::Failure::None);
            QCOMPARE(reply.status, 200);
            continue;
        }
        const ApiError error = wireErrorOf(request, reply);
        QCOMPARE(kindName(error.kind), u"Tls"_s);
        QCOMPARE(error.title(), u"The connection to 127.0.0.1 is not trusted."_s);
        for (const QString& text : says)
            QVERIFY2(error.reason().contains(text), qPrintable(error.reason()));
        for (const QString& text : saysNot)
            QVERIFY2(!error.reason().contains(text), qPrintable(error.reason()));
        QVERIFY2(error.advice().contains(advises), qPrintable(error.advice()));
        QVERIFY2(error.advice().contains(u"Checks cannot be switched off."_s),
            qPrintable(error.advice()));
        QVERIFY(isPlain(error.sentence()));
    }
    QCOMPARE(server.seen.isEmpty(), !says.isEmpty());
}

void TestTls::namesOfCertificatesStayPlain()
{
    ClosingServer server(answerEmpty);
    QVERIFY(server.listenTls(
        m_certificates.certificate(Kind::Hostile), m_certificates.key(Kind::Hostile)));
    QnamTransport transport(trusting(m_certificates.caPem()));
    const WireRequest request = wireRead(server.address());
    const ApiError error = wireErrorOf(request, wireAsk(transport, request));
    QCOMPARE(kindName(error.kind), u"Tls"_s);
    QVERIFY2(isPlain(error.sentence()), qPrintable(error.sentence()));
    QVERIFY2(error.reason().size() < 400, qPrintable(error.reason()));
    QVERIFY(error.reason().contains(u"www…”"_s));
}

void TestTls::serverWithoutTlsIsExplained()
{
    ClosingServer server([](const ClosingServer::Seen&, QTcpSocket&) {});
    QVERIFY(server.listenPlain());
    QTcpServer plain;
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    connect(&plain, &QTcpServer::newConnection, &plain, [&plain] {
        QTcpSocket* const socket = plain.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->readAll();
            socket->write("HTTP/1.1 400 This is no TLS\r\nContent-Length: 0\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    QnamTransport transport;
    const WireRequest request = wireRead(u"https://127.0.0.1:%1"_s.arg(plain.serverPort()));
    const ApiError error = wireErrorOf(request, wireAsk(transport, request));
    QCOMPARE(kindName(error.kind), u"Tls"_s);
    QVERIFY2(error.reason().startsWith(u"No secure connection could be agreed on"_s),
        qPrintable(error.reason()));
    QVERIFY(error.advice().contains(u"Check the tenant address"_s));
}

void TestTls::whatIsOffered_data()
{
    QTest::addColumn<bool>("http2");
    QTest::addColumn<int>("what");
    QTest::addColumn<bool>("offered");
    for (const bool http2 : { true, false }) {
        const char* const option = http2 ? "HTTP/2 on" : "HTTP/2 off";
        QTest::addRow("%s, read", option) << http2 << 0 << http2;
        QTest::addRow("%s, bulk read", option) << http2 << 1 << http2;
        QTest::addRow("%s, change", option) << http2 << 2 << false;
        QTest::addRow("%s, bulk change", option) << http2 << 3 << false;
        QTest::addRow("%s, sign-in", option) << http2 << 4 << false;
    }
}

/// Reads the names of protocols in the first bytes of a connection, which are not encrypted.
void TestTls::whatIsOffered()
{
    QFETCH(bool, http2);
    QFETCH(int, what);
    QFETCH(bool, offered);

    QTcpServer listener;
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    QByteArray hello;
    connect(&listener, &QTcpServer::newConnection, &listener, [&] {
        QTcpSocket* const socket = listener.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, &hello] {
            hello += socket->readAll();
            socket->abort();
        });
    });
    const QString address = u"https://127.0.0.1:%1"_s.arg(listener.serverPort());
    const std::vector<WireRequest> requests { wireRead(address), wireRead(address, Lane::Bulk),
        wireChange(address), wireChange(address, Lane::Bulk), wireSignIn(address) };
    QnamTransport transport(trusting({}, http2));
    wireAsk(transport, requests.at(static_cast<std::size_t>(what)));
    QVERIFY(hello.size() > 100);
    QCOMPARE(hello.contains("\x02h2"), offered);
}

void TestTls::http2IsSpokenForReadsOnly()
{
    ClosingServer server([](const ClosingServer::Seen& seen, QTcpSocket& socket) {
        if (seen.line.startsWith("PRI "))
            socket.disconnectFromHost();
        else
            ClosingServer::answer(socket, "200 OK", "[]");
    });
    QVERIFY(server.listenTls(m_certificates.certificate(Kind::Good), m_certificates.key(Kind::Good),
        { "h2", "http/1.1" }));
    QnamTransport transport(trusting(m_certificates.caPem()));
    // A kept HTTP/2 connection must not be used for the change either.
    wireAsk(transport, wireRead(server.address()));
    QVERIFY(!server.seen.isEmpty());
    QCOMPARE(server.seen.last().line, QByteArray("PRI * HTTP/2.0"));
    QCOMPARE(wireAsk(transport, wireChange(server.address())).status, 200);
    QCOMPARE(server.seen.last().line, QByteArray("POST /v2024/identities/1/reset HTTP/1.1"));
    QCOMPARE(wireAsk(transport, wireSignIn(server.address())).status, 200);
    QCOMPARE(server.seen.last().line, QByteArray("POST /oauth/token HTTP/1.1"));
}

void TestTls::readsOverHttp2LeaveOnce()
{
    Http2Server server("[]");
    QVERIFY(server.listen(m_certificates.certificate(Kind::Good), m_certificates.key(Kind::Good)));
    QnamTransport transport(trusting(m_certificates.caPem()));
    for (const bool isKept : { false, true }) {
        server.requests = 0;
        server.hangsUp = false;
        if (isKept)
            QCOMPARE(wireAsk(transport, wireRead(server.address())).body, QByteArray("[]"));
        server.hangsUp = true;
        const WireReply reply = wireAsk(transport, wireRead(server.address()));
        QCOMPARE(reply.failure, WireReply::Failure::Dropped);
        QTest::qWait(100); // a second request would arrive now
        QCOMPARE(server.requests, isKept ? 2 : 1);
    }
}

void TestTls::answersOverHttp2Arrive()
{
    constexpr int InFlight = 16;
    const QByteArray page(300 * 1024, 'x'); // as large as 250 identities
    Http2Server server(page);
    QVERIFY(server.listen(m_certificates.certificate(Kind::Good), m_certificates.key(Kind::Good)));
    QnamTransport transport(trusting(m_certificates.caPem()));
    for (int i = 0; i < 2; ++i) {
        const WireReply reply = wireAsk(transport, wireRead(server.address()));
        QCOMPARE(reply.failure, WireReply::Failure::None);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.body, page);
    }
    QCOMPARE(server.connections, 1);

    server.together = InFlight;
    int answered = 0;
    for (int i = 0; i < InFlight; ++i) {
        transport.start(wireRead(server.address(), Lane::Bulk),
            [&](const WireReply& reply) { answered += reply.body == page ? 1 : 0; });
    }
    QTRY_COMPARE(answered, InFlight);
    QCOMPARE(server.requests, 2 + InFlight);
    QCOMPARE(server.connections, 4); // one more for each pool of bulk reads
}

void TestTls::bulkKeepsItsConnectionsWithAnOldServer()
{
    constexpr int InFlight = 16;
    std::vector<QPointer<QTcpSocket>> waiting;
    ClosingServer server([&waiting](const ClosingServer::Seen&, QTcpSocket& socket) {
        waiting.emplace_back(&socket);
        if (waiting.size() < InFlight)
            return;
        for (const auto& each : waiting)
            ClosingServer::answer(*each, "200 OK", "[]");
    });
    QVERIFY(
        server.listenTls(m_certificates.certificate(Kind::Good), m_certificates.key(Kind::Good)));
    QnamTransport transport(trusting(m_certificates.caPem()));
    int answered = 0;
    for (int i = 0; i < InFlight; ++i) {
        transport.start(wireRead(server.address(), Lane::Bulk),
            [&answered](const WireReply& reply) { answered += reply.status == 200 ? 1 : 0; });
    }
    QTRY_COMPARE(answered, InFlight);
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
