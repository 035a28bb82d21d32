#include "demo/options.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace ic::demo;

namespace {

struct Ended
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

Ended run(const QStringList& arguments)
{
    QProcess process;
    process.start(QString::fromUtf8(DEMO_TENANT), arguments);
    if (!process.waitForFinished(10'000))
        return {};
    return { process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError() };
}

} // namespace

/// The program demo-tenant: its command line and how it begins and ends.
class TestDemoProgram : public QObject
{
    Q_OBJECT

private slots:
    void readyLineAndEndWithStdin();
    void portInUse();
    void helpAndVersion();
    void options();
    void badOptions_data();
    void badOptions();
};

void TestDemoProgram::readyLineAndEndWithStdin()
{
    QProcess process;
    process.start(QString::fromUtf8(DEMO_TENANT),
        { u"--exit-with-stdin"_s, u"--identities"_s, u"100"_s, u"--rate-limit=off"_s });
    QVERIFY(process.waitForReadyRead(10'000));
    const QByteArray line = process.readAllStandardOutput();
    QCOMPARE(line.count('\n'), 1);
    QVERIFY(line.endsWith('\n'));
    const QJsonObject ready = QJsonDocument::fromJson(line).object();
    const QUrl base(ready[u"baseUrl"_s].toString());
    QCOMPARE(base.host(), u"127.0.0.1"_s);
    QCOMPARE(ready[u"clientId"_s].toString().size(), 32);
    QVERIFY(ready[u"clientSecret"_s].toString().size() >= 32);
    QVERIFY(ready[u"otherClients"_s][u"reader"_s][u"clientId"_s].isString());
    QVERIFY(ready[u"otherClients"_s][u"app"_s][u"clientSecret"_s].isString());
    QCOMPARE(ready[u"otherClients"_s][u"own"_s][u"redirectUri"_s].toString(),
        u"http://localhost:8250/callback"_s);

    QTcpSocket socket;
    socket.connectToHost(base.host(), quint16(base.port()));
    QVERIFY(socket.waitForConnected(2000));
    socket.write("GET /oauth/info HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(socket.waitForReadyRead(2000));
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 200"));
    // What is written to it does not matter, only the end of it.
    process.write("something\n");
    QVERIFY(!process.waitForFinished(100));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(5000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardOutput(), "");
    QCOMPARE(process.readAllStandardError(), "");
}

void TestDemoProgram::portInUse()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const Ended ended = run({ u"--port"_s, QString::number(other.serverPort()) });
    QCOMPARE(ended.code, 1);
    QCOMPARE(ended.out, "");
    QVERIFY(ended.err.contains(QByteArray::number(other.serverPort())));
    QVERIFY(ended.err.contains("in use"));
}

void TestDemoProgram::helpAndVersion()
{
    const Ended help = run({ u"--help"_s });
    QCOMPARE(help.code, 0);
    for (const char* name : { "--port", "--identities", "--seed", "--rate-limit", "--latency",
             "--jitter", "--fail-429", "--fail-5xx", "--drop-before", "--drop-after", "--drop-mid",
             "--truncate-json", "--wrong-json", "--html-error", "--token-lifetime", "--fault-seed",
             "--experimental-header", "--exit-with-stdin", "--churn-every", "--odd-records",
             "--names", "--refresh-lifetime", "--refreshes", "--refuse-sign-ins", "--own-redirect",
             "--help", "--version", "reader", "app" })
        QVERIFY2(help.out.contains(name), name);
    const Ended version = run({ u"--version"_s });
    QCOMPARE(version.code, 0);
    QVERIFY(version.out.startsWith("demo-tenant "));
}

void TestDemoProgram::options()
{
    QString error;
    const auto options = parseOptions(
        { u"demo-tenant"_s, u"--port"_s, u"8080"_s, u"--identities=7"_s, u"--seed"_s, u"12"_s,
            u"--rate-limit"_s, u"off"_s, u"--latency"_s, u"5"_s, u"--jitter"_s, u"6"_s,
            u"--fail-429"_s, u"1"_s, u"--fail-5xx"_s, u"2"_s, u"--drop-before"_s, u"3"_s,
            u"--drop-after"_s, u"4"_s, u"--drop-mid"_s, u"5"_s, u"--truncate-json"_s, u"6"_s,
            u"--wrong-json"_s, u"7"_s, u"--html-error"_s, u"8"_s, u"--token-lifetime"_s, u"15"_s,
            u"--fault-seed"_s, u"9"_s, u"--experimental-header"_s, u"spec"_s,
            u"--refresh-lifetime"_s, u"16"_s, u"--refreshes"_s, u"0"_s, u"--refuse-sign-ins"_s,
            u"--own-redirect"_s, u"http://127.0.0.1:9/x"_s, u"--exit-with-stdin"_s },
        &error);
    QVERIFY2(options, qPrintable(error));
    const TenantConfig& config = options->config;
    QCOMPARE(config.port, 8080);
    QCOMPARE(config.identities, 7u);
    QCOMPARE(config.seed, 12u);
    QCOMPARE(config.rateLimit, false);
    QCOMPARE(config.tokenLifetimeSeconds, 15);
    QCOMPARE(config.refreshLifetimeSeconds, 16);
    QCOMPARE(config.refreshes, 0);
    QVERIFY(config.refuseSignIns);
    QCOMPARE(config.ownRedirectUri, u"http://127.0.0.1:9/x"_s);
    QVERIFY(config.experimentalHeader == ExperimentalHeader::Spec);
    const Faults& faults = config.faults;
    QCOMPARE((QList<int> { faults.latencyMs, faults.jitterMs, faults.rateLimited,
                 faults.serverFault, faults.dropBefore, faults.dropAfter, faults.dropMidBody,
                 faults.truncatedJson, faults.wrongJson, faults.htmlError, int(faults.seed) }),
        (QList<int> { 5, 6, 1, 2, 3, 4, 5, 6, 7, 8, 9 }));
    QVERIFY(options->exitWithStdin);
    QVERIFY(options->wish == Options::Wish::Run);
    const auto plain = parseOptions({ u"demo-tenant"_s }, &error);
    QCOMPARE(plain->config.identities, 5000u);
    QCOMPARE(plain->config.rateLimit, true);
    QVERIFY(plain->config.experimentalHeader == ExperimentalHeader::All);
}

void TestDemoProgram::badOptions_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const QStringList& arguments) {
        QTest::newRow(qPrintable(arguments.join(u' '))) << arguments;
    };
    row({ u"--nonsense"_s });
    row({ u"stray"_s });
    row({ u"--port"_s });
    row({ u"--port"_s, u"65536"_s });
    row({ u"--port=x"_s });
    row({ u"--identities"_s, u"1000001"_s });
    row({ u"--identities"_s, u"-1"_s });
    row({ u"--rate-limit"_s, u"maybe"_s });
    row({ u"--fail-5xx"_s, u"101"_s });
    row({ u"--token-lifetime"_s, u"0"_s });
    row({ u"--refreshes"_s, u"-1"_s });
    row({ u"--own-redirect"_s, u"callback"_s });
    row({ u"--own-redirect"_s, u"http://localhost:8250/callback#here"_s });
    row({ u"--experimental-header"_s, u"none"_s });
    row({ u"--exit-with-stdin=yes"_s });
}

void TestDemoProgram::badOptions()
{
    QFETCH(QStringList, arguments);
    const Ended ended = run(arguments);
    QCOMPARE(ended.code, 2);
    QCOMPARE(ended.out, "");
    QVERIFY(ended.err.startsWith("demo-tenant: "));
    QVERIFY(ended.err.contains("--help"));
}

QTEST_GUILESS_MAIN(TestDemoProgram)
#include "tst_demoprogram.moc"
