// The way through proxies, with real ones.

#include "net/reachability.h"

#include "support/certificates.h"
#include "support/closingserver.h"
#include "support/localproxy.h"
#include "support/wireask.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

using Proxy = NetworkOptions::Proxy;

constexpr char NowhereName[] = "tenant.invalid"; // RFC 6761: no resolver knows it

Proxy optionFor(LocalProxy::Kind kind)
{
    return kind == LocalProxy::Kind::Http ? Proxy::Http : Proxy::Socks5;
}

void answerEmpty(const ClosingServer::Seen&, QTcpSocket& socket)
{
    ClosingServer::answer(socket, "200 OK", "[]");
}

/// The environment is what Qt and libproxy call the system's settings here.
class ProxyEnvironment
{
public:
    ProxyEnvironment(const QByteArray& proxy, const QByteArray& except)
    {
        for (const char* name : { "http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY" })
            qputenv(name, proxy);
        for (const char* name : { "no_proxy", "NO_PROXY" })
            qputenv(name, except);
    }
    ~ProxyEnvironment()
    {
        for (const char* name :
            { "http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "no_proxy", "NO_PROXY" })
            qunsetenv(name);
    }
    Q_DISABLE_COPY_MOVE(ProxyEnvironment)
};

} // namespace

class TestProxy : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void requestArrives_data() { kinds(); }
    void requestArrives();
    void changeLeavesOnce_data() { kinds(); }
    void changeLeavesOnce();
    void wrongPasswordIsExplained_data() { kinds(); }
    void wrongPasswordIsExplained();
    void wrongPasswordIsNotTriedAgainAndAgain();
    void missingProxyIsNamed_data() { kinds(); }
    void missingProxyIsNamed();
    void proxyLooksUpTheName_data() { kinds(); }
    void proxyLooksUpTheName();
    void plainHttpGoesDirectly();
    void aPasswordGoesToItsProxyOnly_data();
    void aPasswordGoesToItsProxyOnly();
    void systemProxy_data();
    void systemProxy();
    void systemProxyGetsNothingForThisMachine();
    void probeGoesTheSameWay_data() { kinds(); }
    void probeGoesTheSameWay();

private:
    void kinds();
    TransportOptions options(Proxy kind, quint16 port, const QString& password) const;

    Certificates m_certificates;
};

void TestProxy::initTestCase()
{
    const QString problem = m_certificates.make();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void TestProxy::kinds()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("CONNECT") << static_cast<int>(LocalProxy::Kind::Http);
    QTest::newRow("SOCKS5") << static_cast<int>(LocalProxy::Kind::Socks5);
}

TransportOptions TestProxy::options(Proxy kind, quint16 port, const QString& password) const
{
    return { .network = { .proxy = kind,
                 .proxyHost = u"127.0.0.1"_s,
                 .proxyPort = port,
                 .proxyUser = LocalProxy::user() },
        .proxyPassword = Secret(password),
        .extraCaPem = m_certificates.caPem() };
}

void TestProxy::requestArrives()
{
    QFETCH(int, kind);
    LocalProxy proxy;
    const QString problem = proxy.start(static_cast<LocalProxy::Kind>(kind));
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    ClosingServer server(answerEmpty);
    QVERIFY(server.listenTls(m_certificates.certificate(Certificates::Kind::Good),
        m_certificates.key(Certificates::Kind::Good)));
    QnamTransport transport(options(
        optionFor(static_cast<LocalProxy::Kind>(kind)), proxy.port(), LocalProxy::password()));
    const QList<WireRequest> requests { wireRead(server.address()),
        wireRead(server.address(), Lane::Bulk), wireChange(server.address()),
        wireSignIn(server.address()) };
    for (const WireRequest& request : requests) {
        const WireReply reply = wireAsk(transport, request);
        QVERIFY2(reply.failure == WireReply::Failure::None, qPrintable(reply.detail));
        QCOMPARE(reply.status, 200);
    }
    QCOMPARE(server.seen.size(), requests.size());
    for (const ClosingServer::Seen& seen : std::as_const(server.seen))
        QVERIFY(!seen.head.toLower().contains("proxy-authorization"));
    const QByteArray place = server.address().section(u"//"_s, 1).toLatin1();
    QByteArray log;
    QTRY_VERIFY2((log += proxy.log()).contains(place), log.constData());
}

void TestProxy::changeLeavesOnce()
{
    QFETCH(int, kind);
    LocalProxy proxy;
    QCOMPARE(proxy.start(static_cast<LocalProxy::Kind>(kind)), QString());
    ClosingServer server([](const ClosingServer::Seen& seen, QTcpSocket& socket) {
        if (seen.line.startsWith("GET"))
            ClosingServer::answer(socket, "200 OK", "[]");
        else
            socket.disconnectFromHost();
    });
    QVERIFY(server.listenTls(m_certificates.certificate(Certificates::Kind::Good),
        m_certificates.key(Certificates::Kind::Good)));
    QnamTransport transport(options(
        optionFor(static_cast<LocalProxy::Kind>(kind)), proxy.port(), LocalProxy::password()));
    QCOMPARE(wireAsk(transport, wireRead(server.address())).status, 200);
    const WireRequest change = wireChange(server.address());
    const ApiError error = wireErrorOf(change, wireAsk(transport, change));
    QCOMPARE(kindName(error.kind), u"OutcomeUnknown"_s);
    QTest::qWait(100); // a second one would arrive now
    QCOMPARE(server.seen.size(), 2);
}

void TestProxy::wrongPasswordIsExplained()
{
    QFETCH(int, kind);
    LocalProxy proxy;
    QCOMPARE(proxy.start(static_cast<LocalProxy::Kind>(kind)), QString());
    ClosingServer server(answerEmpty);
    QVERIFY(server.listenTls(m_certificates.certificate(Certificates::Kind::Good),
        m_certificates.key(Certificates::Kind::Good)));
    const QString wrong = u"wr0ng-passw0rd"_s;
    QnamTransport transport(
        options(optionFor(static_cast<LocalProxy::Kind>(kind)), proxy.port(), wrong));
    const WireRequest request = wireRead(server.address());
    const WireReply reply = wireAsk(transport, request);
    const ApiError error = wireErrorOf(request, reply);
    QCOMPARE(kindName(error.kind), u"Proxy"_s);
    QVERIFY2(error.title().contains(proxy.name()), qPrintable(error.title()));
    QVERIFY2(error.reason().contains(proxy.name()), qPrintable(error.reason()));
    QVERIFY(!error.details().contains(wrong));
    QVERIFY(!error.details().contains(LocalProxy::user()));
    QCOMPARE(server.connections, 0);
}

void TestProxy::wrongPasswordIsNotTriedAgainAndAgain()
{
    RefusingProxy proxy;
    QnamTransport transport(options(Proxy::Http, proxy.port(), u"wr0ng-passw0rd"_s));
    const WireRequest request = wireRead(u"https://tenant.invalid"_s);
    const WireReply reply = wireAsk(transport, request);
    const ApiError error = wireErrorOf(request, reply);
    QCOMPARE(kindName(error.kind), u"Proxy"_s);
    QCOMPARE(
        error.title(), u"The proxy 127.0.0.1:%1 refused: 407, sign-in needed."_s.arg(proxy.port()));
    QVERIFY(error.advice().contains(u"in Connection ▸ Network"_s));
    // Once to learn that a sign-in is wanted, once with it.
    QCOMPARE(proxy.wishes.size(), 2);
}

void TestProxy::missingProxyIsNamed()
{
    QFETCH(int, kind);
    const quint16 port = freePort();
    QnamTransport transport(
        options(optionFor(static_cast<LocalProxy::Kind>(kind)), port, LocalProxy::password()));
    const WireRequest request = wireRead(u"https://tenant.invalid"_s);
    const ApiError error = wireErrorOf(request, wireAsk(transport, request));
    QCOMPARE(kindName(error.kind), u"Proxy"_s);
    QCOMPARE(error.title(), u"No connection through the proxy 127.0.0.1:%1."_s.arg(port));
    QVERIFY(!error.details().contains(LocalProxy::password()));
    QVERIFY2(error.reason().contains(u"refused"_s), qPrintable(error.reason()));
}

void TestProxy::proxyLooksUpTheName()
{
    QFETCH(int, kind);
    RefusingProxy proxy;
    QnamTransport transport(options(
        optionFor(static_cast<LocalProxy::Kind>(kind)), proxy.port(), LocalProxy::password()));
    wireAsk(transport, wireRead(u"https://tenant.invalid"_s));
    QVERIFY(!proxy.wishes.isEmpty());
    QCOMPARE(proxy.wishes.first(), u"tenant.invalid:443"_s);
}

void TestProxy::plainHttpGoesDirectly()
{
    RefusingProxy proxy;
    ClosingServer server(answerEmpty);
    QVERIFY(server.listenPlain());
    for (const Proxy kind : { Proxy::Http, Proxy::Socks5, Proxy::None, Proxy::System }) {
        QnamTransport transport(options(kind, proxy.port(), LocalProxy::password()));
        QCOMPARE(wireAsk(transport, wireRead(server.address())).status, 200);
    }
    QVERIFY(proxy.wishes.isEmpty());
}

void TestProxy::aPasswordGoesToItsProxyOnly_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("isItsOwn");
    QTest::newRow("own") << static_cast<int>(Proxy::Http) << true;
    QTest::newRow("the system's") << static_cast<int>(Proxy::System) << false;
}

/// User and password stay in the options when the person goes over to the system's proxy.
void TestProxy::aPasswordGoesToItsProxyOnly()
{
    QFETCH(int, kind);
    QFETCH(bool, isItsOwn);
    RefusingProxy proxy;
    const ProxyEnvironment environment("http://127.0.0.1:" + QByteArray::number(proxy.port()), "");
    QnamTransport transport(
        options(static_cast<Proxy>(kind), proxy.port(), LocalProxy::password()));
    const WireRequest request = wireRead(u"https://tenant.invalid"_s);
    const ApiError error = wireErrorOf(request, wireAsk(transport, request));
    QCOMPARE(kindName(error.kind), u"Proxy"_s);
    QVERIFY(!proxy.wishes.isEmpty());
    const QByteArray both = (LocalProxy::user() + u':' + LocalProxy::password()).toUtf8();
    QCOMPARE(proxy.heard.contains(both.toBase64()), isItsOwn);
    QCOMPARE(proxy.heard.toLower().contains("proxy-authorization"), isItsOwn);
}

void TestProxy::systemProxy_data()
{
    QTest::addColumn<int>("option");
    QTest::addColumn<QByteArray>("except");
    QTest::addColumn<bool>("isUsed");
    QTest::newRow("system") << static_cast<int>(Proxy::System) << QByteArray() << true;
    QTest::newRow("system, not for this host")
        << static_cast<int>(Proxy::System) << QByteArray(NowhereName) << false;
    QTest::newRow("none") << static_cast<int>(Proxy::None) << QByteArray() << false;
}

void TestProxy::systemProxy()
{
    QFETCH(int, option);
    QFETCH(QByteArray, except);
    QFETCH(bool, isUsed);
    RefusingProxy proxy;
    const ProxyEnvironment environment(
        "http://127.0.0.1:" + QByteArray::number(proxy.port()), except);
    QnamTransport transport(options(static_cast<Proxy>(option), 0, LocalProxy::password()));
    const WireRequest request = wireRead(u"https://tenant.invalid"_s);
    const ApiError error = wireErrorOf(request, wireAsk(transport, request));
    QCOMPARE(!proxy.wishes.isEmpty(), isUsed);
    if (isUsed) {
        QCOMPARE(proxy.wishes.first(), u"tenant.invalid:443"_s);
        QCOMPARE(kindName(error.kind), u"Proxy"_s);
        QVERIFY(error.title().contains(u"127.0.0.1:%1"_s.arg(proxy.port())));
    } else {
        QCOMPARE(kindName(error.kind), u"HostNotFound"_s);
        QCOMPARE(error.title(), u"tenant.invalid was not found."_s);
    }
}

void TestProxy::systemProxyGetsNothingForThisMachine()
{
    RefusingProxy proxy;
    const ProxyEnvironment environment("http://127.0.0.1:" + QByteArray::number(proxy.port()), "");
    ClosingServer server(answerEmpty);
    QVERIFY(server.listenTls(m_certificates.certificate(Certificates::Kind::Good),
        m_certificates.key(Certificates::Kind::Good)));
    QnamTransport transport(options(Proxy::System, 0, {}));
    QCOMPARE(wireAsk(transport, wireRead(server.address())).status, 200);
    QVERIFY(proxy.wishes.isEmpty());
}

void TestProxy::probeGoesTheSameWay()
{
    QFETCH(int, kind);
    LocalProxy proxy;
    QCOMPARE(proxy.start(static_cast<LocalProxy::Kind>(kind)), QString());
    ClosingServer server(answerEmpty);
    QVERIFY(server.listenTls(m_certificates.certificate(Certificates::Kind::Good),
        m_certificates.key(Certificates::Kind::Good)));
    for (const bool isRight : { true, false }) {
        ReachabilityProbe probe(QUrl(server.address()),
            options(optionFor(static_cast<LocalProxy::Kind>(kind)), proxy.port(),
                isRight ? LocalProxy::password() : u"wr0ng-passw0rd"_s));
        QList<ReachabilityResult> results;
        probe.start([&results](const ReachabilityResult& result) { results += result; });
        QVERIFY(results.isEmpty());
        QTRY_COMPARE(results.size(), 2);
        QCOMPARE(results.at(0).state, ReachabilityResult::State::Passed);
        QCOMPARE(results.at(0).text,
            u"The proxy %1 is used for this host and looks the name up itself."_s.arg(
                proxy.name()));
        QCOMPARE(results.at(1).state,
            isRight ? ReachabilityResult::State::Passed : ReachabilityResult::State::Failed);
        QVERIFY2(results.at(1).text.contains(isRight ? u"Acme Test CA"_s : proxy.name()),
            qPrintable(results.at(1).text));
        QVERIFY(!results.at(1).text.contains(u"passw0rd"_s));
    }
}

QTEST_GUILESS_MAIN(TestProxy)
#include "tst_proxy.moc"
