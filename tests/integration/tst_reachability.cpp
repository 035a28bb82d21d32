// How far the way to a tenant goes, step by step.

#include "net/reachability.h"

#include "support/certificates.h"
#include "support/closingserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

using Kind = Certificates::Kind;
using Result = ReachabilityResult;

} // namespace

class TestReachability : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void certificateIsNamed_data();
    void certificateIsNamed();
    void unknownNameIsSaid();
    void nobodyListens();
    void plainHttpHasNoTls();
    void silenceEndsAtTheDeadline();
    void deletingEndsIt();

private:
    /// Everything the probe reports until its last step.
    QList<Result> probe(const QUrl& url, const TransportOptions& options);

    Certificates m_certificates;
};

void TestReachability::initTestCase()
{
    const QString problem = m_certificates.make();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

QList<Result> TestReachability::probe(const QUrl& url, const TransportOptions& options)
{
    ReachabilityProbe probe(url, options);
    QList<Result> results;
    probe.start([&results](const Result& result) { results += result; });
    const bool isQuiet = results.isEmpty();
    [[maybe_unused]] const bool ended = QTest::qWaitFor([&results] {
        return !results.isEmpty()
            && (results.last().step == Result::Step::Tls
                || results.last().state == Result::State::Failed);
    });
    return isQuiet ? results : QList<Result>();
}

void TestReachability::certificateIsNamed_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("withCa");
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("says");
    QTest::addColumn<QString>("advises");
    const auto row = [](const char* name, Kind kind, bool withCa, Result::State state,
                         const QString& says, const QString& advises) {
        QTest::newRow(name) << static_cast<int>(kind) << withCa << static_cast<int>(state) << says
                            << advises;
    };
    row("good", Kind::Good, true, Result::State::Passed,
        u"Certificate by Acme Test CA, valid until "_s, {});
    row("ends soon", Kind::EndsSoon, true, Result::State::Warning,
        u"Certificate by Acme Test CA, valid until "_s, u"ends soon"_s);
    row("unknown issuer", Kind::Good, false, Result::State::Failed,
        u"issued by “Acme Test CA”, which is not known here"_s, u"CA file"_s);
    row("expired", Kind::Expired, true, Result::State::Failed, u"ended on 1 Feb 2021"_s,
        u"clock"_s);
    row("wrong name", Kind::WrongName, true, Result::State::Failed, u"“other.example”"_s,
        u"tenant address"_s);
}

void TestReachability::certificateIsNamed()
{
    QFETCH(int, kind);
    QFETCH(bool, withCa);
    QFETCH(int, state);
    QFETCH(QString, says);
    QFETCH(QString, advises);
    ClosingServer server([](const ClosingServer::Seen&, QTcpSocket&) {});
    QVERIFY(server.listenTls(m_certificates.certificate(static_cast<Kind>(kind)),
        m_certificates.key(static_cast<Kind>(kind))));
    const auto results = probe(
        QUrl(server.address()), { .extraCaPem = withCa ? m_certificates.caPem() : QByteArray() });
    QCOMPARE(results.size(), 2);
    QCOMPARE(results.at(0).state, Result::State::Passed);
    QCOMPARE(results.at(0).text, u"127.0.0.1 is an address; no name is looked up."_s);
    QCOMPARE(results.at(1).step, Result::Step::Tls);
    QCOMPARE(static_cast<int>(results.at(1).state), state);
    QVERIFY2(results.at(1).text.contains(says), qPrintable(results.at(1).text));
    QVERIFY2(results.at(1).advice.contains(advises), qPrintable(results.at(1).advice));
    QVERIFY(server.seen.isEmpty());
}

void TestReachability::unknownNameIsSaid()
{
    const auto results = probe(
        QUrl(u"https://tenant.invalid"_s), { .network = { .proxy = NetworkOptions::Proxy::None } });
    QCOMPARE(results.size(), 1);
    QCOMPARE(results.at(0).step, Result::Step::Name);
    QCOMPARE(results.at(0).state, Result::State::Failed);
    QVERIFY2(results.at(0).text.startsWith(u"tenant.invalid was not found"_s),
        qPrintable(results.at(0).text));
    QVERIFY(!results.at(0).advice.isEmpty());
}

void TestReachability::nobodyListens()
{
    QTcpServer gone;
    QVERIFY(gone.listen(QHostAddress::LocalHost));
    const QUrl url(u"https://127.0.0.1:%1"_s.arg(gone.serverPort()));
    gone.close();
    const auto results = probe(url, {});
    QCOMPARE(results.size(), 2);
    QCOMPARE(results.at(1).state, Result::State::Failed);
    QVERIFY2(results.at(1).text.contains(u"refused"_s), qPrintable(results.at(1).text));
}

void TestReachability::plainHttpHasNoTls()
{
    const auto results = probe(QUrl(u"http://localhost:1"_s), {});
    QCOMPARE(results.size(), 2);
    QVERIFY(results.at(0).text.startsWith(u"localhost was found at "_s));
    QCOMPARE(results.at(1).state, Result::State::Skipped);
}

void TestReachability::silenceEndsAtTheDeadline()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const auto results = probe(QUrl(u"https://127.0.0.1:%1"_s.arg(silent.serverPort())),
        { .network = { .timeoutSeconds = 1 } });
    QCOMPARE(results.size(), 2);
    QCOMPARE(results.at(1).state, Result::State::Failed);
    QCOMPARE(results.at(1).text, u"No answer within 1 s."_s);
}

void TestReachability::deletingEndsIt()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const QUrl url(u"https://127.0.0.1:%1"_s.arg(silent.serverPort()));
    int reports = 0;
    const auto count = [&reports](const Result&) { ++reports; };
    {
        ReachabilityProbe probe(url, {});
        probe.start(count);
    }
    QCoreApplication::processEvents();
    QCOMPARE(reports, 0);

    auto probe = std::make_unique<ReachabilityProbe>(url, TransportOptions());
    probe->start(count);
    QTRY_VERIFY(silent.hasPendingConnections());
    const QTcpSocket* const caller = silent.nextPendingConnection();
    probe.reset();
    QTRY_COMPARE(caller->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(reports, 1);

    // In the last report of all.
    probe = std::make_unique<ReachabilityProbe>(QUrl(u"http://localhost:1"_s), TransportOptions());
    bool isGone = false;
    probe->start([&](const Result& result) {
        if (result.step == Result::Step::Tls) {
            probe.reset();
            isGone = true;
        }
    });
    QTRY_VERIFY(isGone);
}

QTEST_GUILESS_MAIN(TestReachability)
#include "tst_reachability.moc"
