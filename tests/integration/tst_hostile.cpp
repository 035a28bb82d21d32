// Servers that mean harm: bodies and headers without end, bombs, redirects to elsewhere, pages
// where data should be, cookies.

#include "auth/clientcredentials.h"

#include "support/certificates.h"
#include "support/closingserver.h"
#include "support/floodserver.h"
#include "support/http2server.h"
#include "support/wireask.h"

#include <QFile>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

constexpr qint64 Megabyte = 1024 * 1024;
constexpr auto TooLarge = WireReply::Failure::TooLarge;

const QByteArray HeaderLines
    = QByteArray("X-A: 0123456789012345678901234567890123456789\r\n").repeated(2000);
const QByteArray Letters(64 * 1024, 'a');

/// `size` zeros, packed about a thousand to one.
QByteArray packedZeros(qint64 size)
{
    QProcess gzip;
    gzip.start(u"gzip"_s, { u"-9"_s, u"-c"_s });
    const QByteArray zeros(Megabyte, '\0');
    for (qint64 given = 0; given < size; given += Megabyte)
        gzip.write(zeros);
    gzip.closeWriteChannel();
    return gzip.waitForFinished(20'000) ? gzip.readAllStandardOutput() : QByteArray();
}

/// Bytes of memory this process occupies.
qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096
                                          : 0;
}

} // namespace

class TestHostile : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void bodyWithoutEnd_data();
    void bodyWithoutEnd();
    void bombIsNotUnpacked();
    void garbledBodyIsNoAnswer();
    void requestHasALimitOfItsOwn();
    void headsAreBounded();
    void headWithoutEndEndsWithTheRequest_data();
    void headWithoutEndEndsWithTheRequest();
    void headWithoutEndOverHttp2EndsWithTheRequest();
    void largeAnswersTogetherAreWhole();
    void redirectTakesNothingElsewhere_data();
    void redirectTakesNothingElsewhere();
    void pageForATokenIsExplained_data();
    void pageForATokenIsExplained();
    void cookiesAreNeitherKeptNorSent();

private:
    Certificates m_certificates;
};

void TestHostile::initTestCase()
{
    const QString problem = m_certificates.make();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void TestHostile::bodyWithoutEnd_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<qint64>("most"); ///< bytes that may leave the server
    QTest::newRow("100 MB announced")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n") << 20 * Megabyte;
    QTest::newRow("not announced") << QByteArray("HTTP/1.1 200 OK\r\n\r\n") << 70 * Megabyte;
    QTest::newRow("in an error") << QByteArray("HTTP/1.1 500 No\r\n\r\n") << 70 * Megabyte;
}

void TestHostile::bodyWithoutEnd()
{
    QFETCH(QByteArray, head);
    QFETCH(qint64, most);
    FloodServer server(head, Letters, 100 * Megabyte);
    QnamTransport transport;
    const WireRequest request = wireRead(server.address());
    const WireReply reply = wireAsk(transport, request);
    QCOMPARE(reply.failure, TooLarge);
    QCOMPARE(reply.body, QByteArray());
    QVERIFY2(server.written() < most, qPrintable(QString::number(server.written())));
    const ApiError error = wireErrorOf(request, reply);
    QCOMPARE(kindName(error.kind), u"TooLarge"_s);
    QCOMPARE(error.reason(), u"More than 32 MB came back."_s);
}

void TestHostile::bombIsNotUnpacked()
{
    QByteArray packed;
    ClosingServer server([&packed](const ClosingServer::Seen&, QTcpSocket& socket) {
        ClosingServer::answer(socket, "200 OK", packed, "Content-Encoding: gzip\r\n");
    });
    QVERIFY(server.listenPlain());
    QnamTransport transport;
    WireRequest request = wireRead(server.address());
    packed = packedZeros(100 * Megabyte);
    QVERIFY(!packed.isEmpty() && packed.size() < Megabyte);
    const qint64 before = residentBytes();
    const WireReply bomb = wireAsk(transport, request);
    QCOMPARE(bomb.failure, WireReply::Failure::Garbled);
    QCOMPARE(bomb.body, QByteArray());
    QVERIFY(residentBytes() - before < 50 * Megabyte);
    const ApiError error = wireErrorOf(request, bomb);
    QCOMPARE(kindName(error.kind), u"Malformed"_s);
    QVERIFY2(error.reason().contains(u"beyond all reason"_s), qPrintable(error.reason()));

    // Too small for Qt to notice, and larger than what this request wants.
    packed = packedZeros(8 * Megabyte);
    request.largestBody = Megabyte;
    QCOMPARE(wireAsk(transport, request).failure, TooLarge);
    request.largestBody = 9 * Megabyte;
    QCOMPARE(wireAsk(transport, request).body.size(), 8 * Megabyte);
}

void TestHostile::garbledBodyIsNoAnswer()
{
    ClosingServer server([](const ClosingServer::Seen&, QTcpSocket& socket) {
        ClosingServer::answer(
            socket, "200 OK", "this was never packed", "Content-Encoding: gzip\r\n");
    });
    QVERIFY(server.listenPlain());
    QnamTransport transport;
    const WireRequest read = wireRead(server.address());
    const WireReply reply = wireAsk(transport, read);
    QCOMPARE(reply.failure, WireReply::Failure::Garbled);
    QCOMPARE(kindName(wireErrorOf(read, reply).kind), u"Malformed"_s);
    // The status alone says that a change was done.
    const WireReply changed = wireAsk(transport, wireChange(server.address()));
    QVERIFY(isSuccess({ .verb = Verb::Post, .repeat = Repeat::Never }, changed));
}

void TestHostile::requestHasALimitOfItsOwn()
{
    ClosingServer server([](const ClosingServer::Seen&, QTcpSocket& socket) {
        ClosingServer::answer(socket, "200 OK", QByteArray(2 * Megabyte, ' '));
    });
    QVERIFY(server.listenPlain());
    QnamTransport transport;
    WireRequest request = wireSignIn(server.address());
    QCOMPARE(wireAsk(transport, request).failure, WireReply::Failure::None);
    request.largestBody = Megabyte;
    const WireReply reply = wireAsk(transport, request);
    QCOMPARE(reply.failure, TooLarge);
    QCOMPARE(reply.detail, u"More than 1 MB came back."_s);
}

/// By Qt: what has more than 100 lines is no head to it, and then no answer to anybody.
void TestHostile::headsAreBounded()
{
    QByteArray lines;
    ClosingServer server([&lines](const ClosingServer::Seen&, QTcpSocket& socket) {
        ClosingServer::answer(socket, "200 OK", "[]", lines);
    });
    QVERIFY(server.listenPlain());
    QnamTransport transport;
    lines = QByteArray("X-A: 1\r\n").repeated(90);
    QCOMPARE(wireAsk(transport, wireRead(server.address())).status, 200);
    lines = QByteArray("X-A: 1\r\n").repeated(200);
    bool isAnswered = false;
    const auto id = transport.start(
        wireRead(server.address()), [&isAnswered](const WireReply&) { isAnswered = true; });
    QTRY_COMPARE(server.seen.size(), 2);
    QTest::qWait(200);
    QVERIFY(!isAnswered);
    transport.giveUp(id);
}

void TestHostile::headWithoutEndEndsWithTheRequest_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("header lines") << QByteArray("HTTP/1.1 200 OK\r\n") << HeaderLines;
    QTest::newRow("one header line") << QByteArray("HTTP/1.1 200 OK\r\nX-A: ") << Letters;
    QTest::newRow("status line") << QByteArray("HTTP/1.1 200 ") << Letters;
    QTest::newRow("chunk extension")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;") << Letters;
}

/// What never completes is no answer and has no bound but the deadline: giving up has to end the
/// connection, not the wait alone.
void TestHostile::headWithoutEndEndsWithTheRequest()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, piece);
    FloodServer server(head, piece, 4 * Megabyte,
        m_certificates.certificate(Certificates::Kind::Good),
        m_certificates.key(Certificates::Kind::Good), true);
    QnamTransport transport(
        { .network = { .http2 = false }, .extraCaPem = m_certificates.caPem() });
    bool isAnswered = false;
    const auto id = transport.start(
        wireRead(server.address()), [&isAnswered](const WireReply&) { isAnswered = true; });
    QTRY_COMPARE(server.written(), 4 * Megabyte);
    QVERIFY(!isAnswered);
    QCOMPARE(server.hungUp(), 0);
    transport.giveUp(id);
    QTRY_COMPARE(server.hungUp(), 1);
    QCOMPARE(server.requests(), 1);
    QVERIFY(!isAnswered);
}

void TestHostile::headWithoutEndOverHttp2EndsWithTheRequest()
{
    Http2Server server("[]");
    server.isHeadEndless = true;
    QVERIFY(server.listen(m_certificates.certificate(Certificates::Kind::Good),
        m_certificates.key(Certificates::Kind::Good)));
    QnamTransport transport({ .extraCaPem = m_certificates.caPem() });
    std::optional<WireReply> reply;
    const auto id = transport.start(
        wireRead(server.address()), [&reply](const WireReply& given) { reply = given; });
    QTRY_VERIFY(server.flooded > 4 * Megabyte);
    QVERIFY(!reply);
    transport.giveUp(id);
    const qint64 flooded = server.flooded;
    QTRY_COMPARE(server.closed, 1);
    QVERIFY2(server.flooded < flooded + 16 * Megabyte, qPrintable(QString::number(server.flooded)));
    QCOMPARE(server.requests, 1);
}

void TestHostile::largeAnswersTogetherAreWhole()
{
    constexpr int InFlight = 16;
    const QByteArray large(8 * Megabyte, ' ');
    ClosingServer server([&large](const ClosingServer::Seen&, QTcpSocket& socket) {
        ClosingServer::answer(socket, "200 OK", large);
    });
    QVERIFY(server.listenPlain());
    QnamTransport transport;
    int whole = 0;
    int ended = 0;
    for (int i = 0; i < InFlight; ++i) {
        transport.start(wireRead(server.address(), Lane::Bulk), [&](const WireReply& reply) {
            ++ended;
            whole += reply.body.size() == large.size() ? 1 : 0;
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(ended, InFlight, 20'000);
    QCOMPARE(whole, InFlight);
}

void TestHostile::redirectTakesNothingElsewhere_data()
{
    QTest::addColumn<QByteArray>("status");
    for (const char* status :
        { "301 Moved", "302 Found", "303 See", "307 Temporary", "308 Permanent" })
        QTest::newRow(status) << QByteArray(status);
}

void TestHostile::redirectTakesNothingElsewhere()
{
    QFETCH(QByteArray, status);
    ClosingServer elsewhere([](const ClosingServer::Seen&, QTcpSocket& socket) {
        ClosingServer::answer(socket, "200 OK", R"({"access_token":"x","expires_in":9})");
    });
    QVERIFY(elsewhere.listenPlain());
    ClosingServer server([&](const ClosingServer::Seen&, QTcpSocket& socket) {
        ClosingServer::answer(
            socket, status, "", "Location: " + elsewhere.address().toUtf8() + "/oauth/token\r\n");
    });
    QVERIFY(server.listenPlain());
    QnamTransport transport;
    for (const WireRequest& request : { wireRead(server.address()), wireChange(server.address()),
             wireSignIn(server.address()) }) {
        const ApiError error = wireErrorOf(request, wireAsk(transport, request));
        QCOMPARE(kindName(error.kind), u"Redirected"_s);
        QVERIFY(!error.details().contains(u"t0p-secret"_s));
    }
    QCOMPARE(server.seen.size(), 3);
    QCOMPARE(elsewhere.connections, 0);
}

void TestHostile::pageForATokenIsExplained_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("as if it were one") << QByteArray("200 OK");
    QTest::newRow("not found") << QByteArray("404 Not Found");
}

void TestHostile::pageForATokenIsExplained()
{
    QFETCH(QByteArray, status);
    ClosingServer server([&status](const ClosingServer::Seen&, QTcpSocket& socket) {
        const QByteArray page = "<html><script>alert(1)</script>Sign in here</html>";
        socket.write("HTTP/1.1 " + status + "\r\nContent-Type: text/html\r\nContent-Length: "
            + QByteArray::number(page.size()) + "\r\n\r\n" + page);
    });
    QVERIFY(server.listenPlain());
    QString problem;
    QnamTransport transport;
    ClientCredentials credentials(
        *ApiBase::fromText(server.address(), &problem), u"id"_s, Secret(u"secret"_s), transport);
    std::optional<Expected<AccessToken>> token;
    credentials.fetch([&token](const Expected<AccessToken>& t) { token = t; });
    QTRY_VERIFY(token.has_value());
    QVERIFY(!token->hasValue());
    const ApiError error = token->error();
    QCOMPARE(kindName(error.kind), u"Malformed"_s);
    QCOMPARE(error.reason(), u"A web page came back instead of data."_s);
    QVERIFY(error.advice().contains(u"Check the tenant address"_s));
    QVERIFY(!error.details().contains(u'<'));
}

void TestHostile::cookiesAreNeitherKeptNorSent()
{
    ClosingServer server([](const ClosingServer::Seen&, QTcpSocket& socket) {
        ClosingServer::answer(
            socket, "200 OK", "[]", "Set-Cookie: session=1; Path=/; Max-Age=9999\r\n");
    });
    QVERIFY(server.listenPlain());
    QnamTransport transport;
    for (int i = 0; i < 2; ++i) {
        for (const WireRequest& request : { wireRead(server.address()),
                 wireChange(server.address()), wireSignIn(server.address()) })
            QCOMPARE(wireAsk(transport, request).status, 200);
    }
    for (const ClosingServer::Seen& seen : std::as_const(server.seen))
        QVERIFY(!seen.head.toLower().contains("cookie:"));
}

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
