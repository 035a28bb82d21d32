// A hostile person behind a hostile proxy: real programs, a real proxy, a real keychain. Nothing
// secret goes anywhere else than to whom it was entered for, and the file that is written harms
// nobody. Started by with-keychain.sh.

#include "support/certificates.h"
#include "support/consolerun.h"
#include "support/localproxy.h"
#include "support/programs.h"
#include "support/tamperingrelay.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic::test;

namespace {

const QStringList& hostileNames()
{
    static const QStringList names { u"user1605\u202Egnp.exe"_s, u"Ma\0ria"_s,
        u"=HYPERLINK(\"http://evil.test\")"_s, u"x;=1+1"_s, u"x\t@SUM(A1)"_s, u"x\n=1+1;\"\r+2"_s,
        u"\";\"=1+1"_s, QString(10'000, u'x') + u",-1"_s, u" "_s, u"</td><script>"_s };
    return names;
}

/// Everybody keeps the name they have got.
QByteArray withHostileNames(const QByteArray& answer)
{
    return withEachIdentity(answer, [](QJsonObject& identity) {
        const QStringList& names = hostileNames();
        const size_t turn = qHash(identity.value(u"id").toString(), 0);
        identity.insert(u"name"_s, names.at(static_cast<qsizetype>(turn % names.size())));
    });
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Waits for a run while this process plays the tenant.
Run runConsole(const QStringList& arguments, const QProcessEnvironment& environment)
{
    QProcess process;
    startConsole(process, arguments, environment);
    if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 60'000))
        return {};
    return { process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
        QString::fromUtf8(process.readAllStandardError()) };
}

bool keep(const QString& key, const QString& secret)
{
    QProcess process;
    process.start(programBesideTest(u"keychainprogram"_s), { u"keep"_s, key });
    process.write(secret.toUtf8() + '\n');
    process.closeWriteChannel();
    return process.waitForFinished(30'000) && process.exitCode() == 0;
}

} // namespace

class TestHostileProxy : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void theFileIsHarmlessAndNothingLeaks();
    void aProxyThatMisleadsLearnsNothing();
    void anEditedFileSendsNothing();
    void cleanup();

private:
    /// A connection "hostile" that leads to the relay by the proxy on this port.
    void writeProfile(quint16 proxyPort, const QString& caFile) const;
    QString apiHost() const { return m_relay->server.address().section(u"//"_s, 1); }
    QProcessEnvironment environment(bool withSecret) const;
    Run runExport(bool withSecret) const;

    Certificates m_certificates;
    std::unique_ptr<TenantProcess> m_tenant;
    std::unique_ptr<TamperingRelay> m_relay;
    QTemporaryDir m_folder;
    QString m_file;
};

void TestHostileProxy::initTestCase()
{
    const QString problem = m_certificates.make();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    m_tenant = std::make_unique<TenantProcess>(QStringList { u"--identities"_s, u"600"_s });
    QVERIFY(m_tenant->isReady());
}

void TestHostileProxy::init()
{
    m_file = m_folder.filePath(u"out.csv"_s);
    QFile::remove(m_file);
    m_relay = std::make_unique<TamperingRelay>(withHostileNames);
    m_relay->setTenant(m_tenant->environment().value(u"SAIL_BASE_URL"_s));
    QVERIFY(m_relay->server.listenTls(m_certificates.certificate(Certificates::Kind::Good),
        m_certificates.key(Certificates::Kind::Good)));
}

/// Whatever a test did: no secret, in no spelling, in what was written on this computer.
void TestHostileProxy::cleanup()
{
    const QByteArray signIn = (LocalProxy::user() + u':' + LocalProxy::password()).toUtf8();
    const QByteArrayList secrets { LocalProxy::password().toUtf8(), signIn.toBase64(),
        m_tenant->secret().toUtf8(), QUrl::toPercentEncoding(m_tenant->secret()) };
    QStringList places { m_file };
    QDirIterator home(
        qEnvironmentVariable("HOME"), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (home.hasNext()) {
        if (const QString place = home.next(); !place.contains(u"/keyrings/"_s))
            places += place;
    }
    for (const QByteArray& secret : secrets) {
        for (const QString& place : std::as_const(places))
            QVERIFY2(!contentOf(place).contains(secret), qPrintable(place));
    }
    for (const ClosingServer::Seen& seen : std::as_const(m_relay->server.seen))
        QVERIFY(!seen.head.toLower().contains("proxy-authorization"));
}

void TestHostileProxy::writeProfile(quint16 proxyPort, const QString& caFile) const
{
    const QJsonObject network { { u"proxy"_s, u"http"_s }, { u"proxyHost"_s, u"127.0.0.1"_s },
        { u"proxyPort"_s, proxyPort }, { u"proxyUser"_s, LocalProxy::user() },
        { u"caFile"_s, caFile } };
    const QJsonObject profile { { u"id"_s, u"acme"_s }, { u"name"_s, u"hostile"_s },
        { u"apiBase"_s, m_relay->server.address() }, { u"environment"_s, u"sandbox"_s },
        { u"clientId"_s, m_tenant->environment().value(u"SAIL_CLIENT_ID"_s) },
        { u"network"_s, network } };
    const QString folder = qEnvironmentVariable("XDG_CONFIG_HOME") + u"/identity-console"_s;
    QVERIFY(QDir().mkpath(folder));
    QFile file(folder + u"/profiles.json"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(
        QJsonObject { { u"version"_s, 1 }, { u"profiles"_s, QJsonArray { profile } } })
                   .toJson());
}

QProcessEnvironment TestHostileProxy::environment(bool withSecret) const
{
    QProcessEnvironment variables = withoutTenant();
    variables.insert(u"QT_LOGGING_RULES"_s, u"*.debug=true"_s); // whatever Qt has to say
    if (withSecret)
        variables.insert(u"SAIL_CLIENT_SECRET"_s, m_tenant->secret());
    return variables;
}

Run TestHostileProxy::runExport(bool withSecret) const
{
    const Run run = runConsole({ u"export"_s, u"--profile"_s, u"hostile"_s, u"--output"_s, m_file },
        environment(withSecret));
    const QByteArray signIn = (LocalProxy::user() + u':' + LocalProxy::password()).toUtf8();
    for (const QString& secret :
        { LocalProxy::password(), m_tenant->secret(), QString::fromLatin1(signIn.toBase64()) }) {
        if ((run.out + run.error).contains(secret))
            return { .exitCode = -3, .error = u"a secret was said"_s };
    }
    return run;
}

void TestHostileProxy::theFileIsHarmlessAndNothingLeaks()
{
    LocalProxy proxy;
    QCOMPARE(proxy.start(LocalProxy::Kind::Http), QString());
    QVERIFY(keep(u"acme/proxy-password/"_s + proxy.name(), LocalProxy::password()));
    writeProfile(proxy.port(), m_certificates.caFile());
    const Run run = runExport(true);
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    // It went by the proxy, which let nobody through without the password.
    QByteArray log;
    QTRY_VERIFY2((log += proxy.log()).contains(apiHost().toLatin1()), log.constData());
    const QByteArray bytes = contentOf(m_file);
    const QList<QStringList> rows = rowsOf(bytes);
    QVERIFY(rows.size() > 300);
    QStringList names;
    for (const QStringList& row : rows.mid(1))
        names += row.at(1);
    QVERIFY(names.contains(u"user1605\u202Egnp.exe"_s)); // a file holds what the tenant said
    QVERIFY(names.contains(QString(10'000, u'x') + u",'-1"_s));
    // However somebody takes the file apart, no cell begins like a formula.
    static const QRegularExpression cells(u"[,;|\t\r\n]"_s);
    for (const QString& cell : QString::fromUtf8(bytes).split(cells)) {
        const QString bare = QString(cell).remove(u'"').trimmed();
        QVERIFY2(bare.isEmpty() || !u"=+-@"_s.contains(bare.front()), qPrintable(cell));
    }
}

/// It takes the sign-in that is meant for it and leads to a server of its own instead.
void TestHostileProxy::aProxyThatMisleadsLearnsNothing()
{
    ClosingServer thief([](const ClosingServer::Seen&, QTcpSocket& socket) {
        ClosingServer::answer(socket, "200 OK", "{}");
    });
    QVERIFY(thief.listenTls(m_certificates.certificate(Certificates::Kind::SelfSigned),
        m_certificates.key(Certificates::Kind::SelfSigned)));
    MisleadingProxy proxy(static_cast<quint16>(QUrl(thief.address()).port()));
    const QString place = u"127.0.0.1:%1"_s.arg(proxy.port());
    QVERIFY(keep(u"acme/proxy-password/"_s + place, LocalProxy::password()));
    writeProfile(proxy.port(), m_certificates.caFile());
    const Run run = runExport(true);
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.error.contains(u"signed by itself"_s), qPrintable(run.error));
    QVERIFY(proxy.heard.toLower().contains("proxy-authorization: basic")); // it is its own
    QVERIFY(thief.seen.isEmpty());
    QVERIFY(m_relay->server.seen.isEmpty());
    QVERIFY(!QFile::exists(m_file));
}

/// The file of connections was changed by somebody else: a proxy and an authority of theirs.
void TestHostileProxy::anEditedFileSendsNothing()
{
    LocalProxy honest;
    QCOMPARE(honest.start(LocalProxy::Kind::Http), QString());
    ClosingServer thief([](const ClosingServer::Seen&, QTcpSocket& socket) {
        ClosingServer::answer(socket, "200 OK", "{}");
    });
    QVERIFY(thief.listenTls(m_certificates.certificate(Certificates::Kind::Good),
        m_certificates.key(Certificates::Kind::Good)));
    QVERIFY(keep(u"acme/client-secret/"_s + apiHost(), m_tenant->secret()));
    QVERIFY(keep(u"acme/proxy-password/"_s + honest.name(), LocalProxy::password()));
    MisleadingProxy proxy(static_cast<quint16>(QUrl(thief.address()).port()));
    writeProfile(proxy.port(), m_certificates.caFile());
    const Run run = runExport(false);
    QCOMPARE(run.exitCode, 4);
    QVERIFY2(run.error.contains(u"not the one its client secret was entered for"_s),
        qPrintable(run.error));
    QVERIFY(proxy.heard.isEmpty());
    QVERIFY(thief.seen.isEmpty());
    // Who gives the secret all the same has not given the password of another proxy by that.
    const Run insisting = runExport(true);
    QVERIFY(insisting.exitCode != 0);
    const QByteArray both = (LocalProxy::user() + u':' + LocalProxy::password()).toUtf8();
    QVERIFY(!proxy.heard.contains(both.toBase64()));
}

QTEST_GUILESS_MAIN(TestHostileProxy)
#include "tst_hostileproxy.moc"
