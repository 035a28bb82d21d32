// The client's side of the wire against servers that misbehave: what leaves, how often, and what
// is made of what comes back.

#include "auth/clientcredentials.h"
#include "net/qnamtransport.h"
#include "net/retrypolicy.h"
#include "net/scheduler.h"

#include "support/closingserver.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

ApiRequest change(Verb verb, Lane lane)
{
    return { .verb = verb,
        .path = { u"identities"_s, u"1"_s },
        .body
        = verb == Verb::Post ? std::optional<QByteArray>("{\"via\":\"EMAIL_WORK\"}") : std::nullopt,
        .repeat = Repeat::Never,
        .lane = lane,
        .operation = u"Change"_s };
}

ApiRequest read(Lane lane = Lane::Interactive)
{
    return { .path = { u"identities"_s }, .lane = lane, .operation = u"List identities"_s };
}

/// Answers token requests; everything else goes to `rest`.
ClosingServer::Behaviour withTokens(ClosingServer::Behaviour rest)
{
    return [rest](const ClosingServer::Seen& request, QTcpSocket& socket) {
        if (request.line.startsWith("POST /oauth/token")) {
            ClosingServer::answer(
                socket, "200 OK", R"({"access_token":"t-0123456789","expires_in":749})");
            return;
        }
        rest(request, socket);
    };
}

/// The real client against one server.
struct Client
{
    explicit Client(const QString& address, const SchedulerOptions& options = {},
        const TransportOptions& connection = {})
        : base(*ApiBase::fromText(address, &problem))
        , transport(connection)
        , credentials(base, u"id"_s, Secret(u"secret+&=/ü"_s), transport)
        , scheduler(base, options, transport, credentials, clock, [] { return 0.0; })
    {
    }

    Expected<ApiResponse> ask(const ApiRequest& request)
    {
        std::optional<Expected<ApiResponse>> result;
        scheduler.submit(++last, request, [&](const Expected<ApiResponse>& r) { result = r; });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 10'000))
            return ApiError { .kind = ApiError::Kind::Timeout, .detail = u"test gave up"_s };
        return *result;
    }

    QString problem;
    ApiBase base;
    SystemClock clock;
    QnamTransport transport;
    ClientCredentials credentials;
    Scheduler scheduler;
    Scheduler::Id last = 0;
};

qsizetype changesSeen(const ClosingServer& server)
{
    return std::count_if(server.seen.cbegin(), server.seen.cend(),
        [](const auto& request) { return request.line.contains("/identities/1"); });
}

} // namespace

class TestWire : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void changesLeaveExactlyOnce_data();
    void changesLeaveExactlyOnce();
    void readsAreSentAgainByTheSchedulerAlone_data();
    void readsAreSentAgainByTheSchedulerAlone();
    void signInsLeaveOnce();
    void redirectsAreNotFollowed();
    void credentialsTravelInTheFormBody();
    void untrustedCertificateIsExplained();
    void hugeAnswersAreRefused();
    void cutAnswersAreNotTakenForWhole();
    void nobodyListens();
    void silenceEndsAtTheDeadline();

private:
    QTemporaryDir m_directory;
    QString m_certificate;
    QString m_key;
};

void TestWire::initTestCase()
{
    m_certificate = m_directory.filePath(u"server.pem"_s);
    m_key = m_directory.filePath(u"server.key"_s);
    QProcess openssl;
    openssl.start(u"openssl"_s,
        { u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
            u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-keyout"_s, m_key, u"-out"_s,
            m_certificate, u"-days"_s, u"2"_s, u"-subj"_s, u"/CN=demo"_s, u"-addext"_s,
            u"subjectAltName=IP:127.0.0.1"_s });
    QVERIFY(openssl.waitForFinished(20'000));
    QVERIFY2(openssl.exitCode() == 0, openssl.readAllStandardError().constData());
}

void TestWire::changesLeaveExactlyOnce_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("http2"); ///< allowed for reads
    QTest::addColumn<bool>("warm"); ///< on a kept connection, where Qt is keenest to send again
    QTest::addColumn<int>("verb");
    QTest::addColumn<int>("lane");
    const auto row = [](const char* protocol, bool tls, bool http2) {
        for (const bool warm : { false, true }) {
            for (const Verb verb : { Verb::Post, Verb::Delete }) {
                for (const Lane lane : { Lane::Interactive, Lane::Bulk }) {
                    QTest::addRow("%s, %s, %s, %s", protocol,
                        warm ? "kept connection" : "first connection",
                        verb == Verb::Post ? "POST" : "DELETE",
                        lane == Lane::Bulk ? "bulk" : "interactive")
                        << tls << http2 << warm << static_cast<int>(verb) << static_cast<int>(lane);
                }
            }
        }
    };
    row("plain", false, false);
    row("TLS", true, false);
    row("TLS, HTTP/2 for reads", true, true);
}

void TestWire::changesLeaveExactlyOnce()
{
    QFETCH(bool, tls);
    QFETCH(bool, http2);
    QFETCH(bool, warm);
    QFETCH(int, verb);
    QFETCH(int, lane);
    ClosingServer server(withTokens([](const ClosingServer::Seen& request, QTcpSocket& socket) {
        if (request.line.startsWith("GET"))
            ClosingServer::answer(socket, "200 OK", "[]");
        else
            socket.disconnectFromHost(); // read, and closed without a word
    }));
    QVERIFY(tls ? server.listenTls(m_certificate, m_key) : server.listenPlain());
    QFile certificate(m_certificate);
    QVERIFY(certificate.open(QIODevice::ReadOnly));
    Client client(server.address(), {},
        { .network = { .http2 = http2 }, .extraCaPem = certificate.readAll() });

    if (warm)
        QVERIFY(client.ask(read(static_cast<Lane>(lane))).hasValue());
    const auto result = client.ask(change(static_cast<Verb>(verb), static_cast<Lane>(lane)));
    QVERIFY(!result.hasValue());
    QCOMPARE(kindName(result.error().kind), u"OutcomeUnknown"_s);
    QTest::qWait(100); // a second request would arrive now
    QCOMPARE(changesSeen(server), 1);
    if (static_cast<Verb>(verb) == Verb::Post)
        QCOMPARE(server.seen.last().body, QByteArray("{\"via\":\"EMAIL_WORK\"}"));
}

void TestWire::readsAreSentAgainByTheSchedulerAlone_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("warm");
    for (const bool tls : { false, true }) {
        for (const bool warm : { false, true })
            QTest::addRow("%s, %s", tls ? "TLS" : "plain", warm ? "kept" : "first") << tls << warm;
    }
}

void TestWire::readsAreSentAgainByTheSchedulerAlone()
{
    QFETCH(bool, tls);
    QFETCH(bool, warm);
    int good = 0;
    int reads = 0;
    ClosingServer server(withTokens([&](const ClosingServer::Seen&, QTcpSocket& socket) {
        if (reads++ < good)
            ClosingServer::answer(socket, "200 OK", "[1]");
        else
            socket.disconnectFromHost(); // read, and closed without a word
    }));
    QVERIFY(tls ? server.listenTls(m_certificate, m_key) : server.listenPlain());
    QFile certificate(m_certificate);
    QVERIFY(certificate.open(QIODevice::ReadOnly));
    Client client(server.address(), {}, { .extraCaPem = certificate.readAll() });
    good = warm ? 1 : 0;
    if (warm)
        QCOMPARE(client.ask(read()).value().body, QByteArray("[1]"));
    const auto result = client.ask(read());
    QCOMPARE(kindName(result.error().kind), u"Offline"_s);
    QTest::qWait(100); // more would arrive now
    QCOMPARE(reads, good + RetryPolicy::MostAttempts); // each of them was counted
    QVERIFY(!server.seen.last().head.contains("Content-Type"));
}

void TestWire::signInsLeaveOnce()
{
    ClosingServer server(
        [](const ClosingServer::Seen&, QTcpSocket& socket) { socket.disconnectFromHost(); });
    QVERIFY(server.listenPlain());
    Client client(server.address());
    std::optional<Expected<AccessToken>> token;
    client.credentials.fetch([&token](const Expected<AccessToken>& given) { token = given; });
    QTRY_VERIFY(token);
    QCOMPARE(kindName(token->error().kind), u"Offline"_s);
    QTest::qWait(100); // a second request would arrive now
    QCOMPARE(server.seen.size(), 1);
}

void TestWire::redirectsAreNotFollowed()
{
    ClosingServer elsewhere([](const ClosingServer::Seen&, QTcpSocket& socket) {
        ClosingServer::answer(socket, "200 OK", "[]");
    });
    QVERIFY(elsewhere.listenPlain());
    for (const QByteArray& status : { QByteArray("302 Found"), QByteArray("307 Temporary") }) {
        ClosingServer server(withTokens([&](const ClosingServer::Seen&, QTcpSocket& socket) {
            ClosingServer::answer(
                socket, status, "", "Location: " + elsewhere.address().toUtf8() + "/stolen\r\n");
        }));
        QVERIFY(server.listenPlain());
        Client client(server.address());
        const auto result = client.ask(read());
        QVERIFY(!result.hasValue());
        QCOMPARE(kindName(result.error().kind), u"Redirected"_s);
    }
    QCOMPARE(elsewhere.seen.size(), 0);
}

void TestWire::credentialsTravelInTheFormBody()
{
    ClosingServer server(withTokens([](const ClosingServer::Seen&, QTcpSocket& socket) {
        ClosingServer::answer(socket, "200 OK", "[]");
    }));
    QVERIFY(server.listenPlain());
    Client client(server.address());
    QVERIFY(client.ask(read()).hasValue());
    const ClosingServer::Seen& token = server.seen.first();
    QCOMPARE(token.line, QByteArray("POST /oauth/token HTTP/1.1"));
    QVERIFY(token.head.contains("application/x-www-form-urlencoded"));
    QCOMPARE(token.body,
        QByteArray("grant_type=client_credentials&client_id=id"
                   "&client_secret=secret%2B%26%3D%2F%C3%BC"));
    const QByteArray head = server.seen.last().head.toLower(); // names of headers know no case
    QVERIFY(head.contains("authorization: bearer t-0123456789"));
    QVERIFY(!server.seen.last().head.contains("secret"));
}

void TestWire::untrustedCertificateIsExplained()
{
    ClosingServer server(withTokens([](const ClosingServer::Seen&, QTcpSocket& socket) {
        ClosingServer::answer(socket, "200 OK", "[]");
    }));
    QVERIFY(server.listenTls(m_certificate, m_key));
    Client client(server.address());
    const auto result = client.ask(read());
    QVERIFY(!result.hasValue());
    QCOMPARE(kindName(result.error().kind), u"Tls"_s);
    QVERIFY2(result.error().reason().contains(u"signed by itself"_s),
        qPrintable(result.error().reason()));
    QCOMPARE(server.seen.size(), 0);
}

void TestWire::hugeAnswersAreRefused()
{
    ClosingServer server(withTokens([](const ClosingServer::Seen&, QTcpSocket& socket) {
        ClosingServer::answer(socket, "200 OK", QByteArray(3 * 1024 * 1024, ' '));
    }));
    QVERIFY(server.listenPlain());
    Client client(server.address());
    client.transport.setLargestBody(1024 * 1024);
    const auto result = client.ask(read());
    QVERIFY(!result.hasValue());
    QCOMPARE(kindName(result.error().kind), u"TooLarge"_s);
}

void TestWire::cutAnswersAreNotTakenForWhole()
{
    ClosingServer server(withTokens([](const ClosingServer::Seen&, QTcpSocket& socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[]");
        socket.disconnectFromHost();
    }));
    QVERIFY(server.listenPlain());
    Client client(server.address());
    const auto result = client.ask(read());
    QVERIFY(!result.hasValue());
    QCOMPARE(kindName(result.error().kind), u"Offline"_s);
}

void TestWire::nobodyListens()
{
    QTcpServer gone;
    QVERIFY(gone.listen(QHostAddress::LocalHost));
    const QString address = u"http://127.0.0.1:%1"_s.arg(gone.serverPort());
    gone.close();
    Client client(address);
    const auto result = client.ask(read());
    QVERIFY(!result.hasValue());
    QCOMPARE(kindName(result.error().kind), u"Offline"_s);
    QVERIFY(!result.error().sentence().contains(u"http://"_s));
}

void TestWire::silenceEndsAtTheDeadline()
{
    ClosingServer server(withTokens([](const ClosingServer::Seen&, QTcpSocket&) {}));
    QVERIFY(server.listenPlain());
    Client client(server.address(), { .interactiveDeadlineMs = 150 });
    const auto result = client.ask(change(Verb::Delete, Lane::Interactive));
    QVERIFY(!result.hasValue());
    QCOMPARE(kindName(result.error().kind), u"OutcomeUnknown"_s);
    QCOMPARE(changesSeen(server), 1);
}

QTEST_GUILESS_MAIN(TestWire)
#include "tst_wire.moc"
