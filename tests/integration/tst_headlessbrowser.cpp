// Commands on a connection that signs in with the browser: they use the refresh token that a real
// keychain has, and keep what the tenant gives in its place. Started by with-keychain.sh.

#include "demo/demotenant.h"
#include "support/certificates.h"
#include "support/consolerun.h"
#include "support/demosignin.h"
#include "support/programs.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

class TestHeadlessBrowser : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theKeptSignInIsUsedAndReplaced();
    void anotherCaFileIsNotGivenTheSignIn();
    void whoIsNotSignedInIsToldSo();

private:
    /// The file of connections, as somebody edits it.
    bool writeConnection(const QByteArray& more = {}) const;
    QString key() const { return u"one/browser-sign-in/127.0.0.1:%1"_s.arg(m_tenant.port()); }
    QByteArray visit(const QString& verb, const QByteArray& input = {}) const
    {
        QProcess process;
        process.start(programBesideTest(u"keychainprogram"_s), { verb, key() });
        process.write(input);
        process.closeWriteChannel();
        return process.waitForFinished(30'000) ? process.readAllStandardOutput() : "no end";
    }

    QTemporaryDir m_folder;
    demo::DemoTenant m_tenant { demo::TenantConfig { .identities = 50 } };
    QProcessEnvironment m_environment = withoutTenant();
};

bool TestHeadlessBrowser::writeConnection(const QByteArray& more) const
{
    QFile file(m_folder.filePath(u"identity-console/profiles.json"_s));
    const QByteArray text
        = R"({"version":1,"profiles":[{"id":"one","name":"acme","signIn":"browser",)"
          R"("environment":"test","apiBase":")"
        + m_tenant.baseUrl().toUtf8() + '"' + more + "}]}";
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

void TestHeadlessBrowser::initTestCase()
{
    QString problem;
    QVERIFY2(m_tenant.start(&problem), qPrintable(problem));
    m_environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.path());
    m_environment.insert(u"XDG_DATA_HOME"_s, m_folder.path());
    QVERIFY(QDir(m_folder.path()).mkpath(u"identity-console"_s));
    QVERIFY(writeConnection());
}

void TestHeadlessBrowser::theKeptSignInIsUsedAndReplaced()
{
    // As the window does it.
    const QByteArray first = refreshTokenOf(m_tenant, "demo.admin").toUtf8();
    QVERIFY(!first.isEmpty());
    visit(u"keep"_s, first + '\n');

    QByteArray before = first;
    for (int i = 0; i < 3; ++i) {
        // A secret that is handed over is no refresh token, and is not taken for one.
        QProcessEnvironment environment = m_environment;
        environment.insert(u"SAIL_CLIENT_SECRET"_s, u"a-secret-of-something-else"_s);
        const Run run = console({ u"list"_s, u"--all"_s, u"--profile"_s, u"acme"_s }, environment);
        QVERIFY2(run.exitCode == 0, qPrintable(run.error));
        QCOMPARE(run.out.count(u'\n'), 50);
        const QByteArray now = visit(u"find"_s);
        QVERIFY(!now.isEmpty());
        QVERIFY(now != before);
        QVERIFY(!run.error.contains(QString::fromUtf8(now)));
        before = now;
    }
}

/// Whoever edits the file of connections has the token sent nowhere by that.
void TestHeadlessBrowser::anotherCaFileIsNotGivenTheSignIn()
{
    const QByteArray token = refreshTokenOf(m_tenant, "demo.admin").toUtf8();
    visit(u"keep"_s, token + '\n');
    Certificates certificates;
    QCOMPARE(certificates.make(), QString());
    const QByteArray network
        = R"(,"network":{"caFile":")" + certificates.caFile().toUtf8() + R"("})";
    QVERIFY(writeConnection(network));
    const int asked = m_tenant.activity().tokenRequests;
    const Run run = console({ u"list"_s, u"--profile"_s, u"acme"_s }, m_environment);
    QCOMPARE(run.exitCode, 4);
    QVERIFY2(run.error.contains(u"proxy or the CA file of “acme” is not the one"_s),
        qPrintable(run.error));
    QCOMPARE(m_tenant.activity().tokenRequests, asked);
    // It is still there, and good for once, when the connection is again what it was.
    QCOMPARE(visit(u"find"_s).trimmed(), token);
    QVERIFY(writeConnection());
    QCOMPARE(console({ u"list"_s, u"--profile"_s, u"acme"_s }, m_environment).exitCode, 0);
}

void TestHeadlessBrowser::whoIsNotSignedInIsToldSo()
{
    visit(u"forget"_s);
    Run run = console({ u"list"_s, u"--profile"_s, u"acme"_s }, m_environment);
    QCOMPARE(run.exitCode, 4);
    QVERIFY2(run.error.contains(u"Sign in once in the window"_s), qPrintable(run.error));
    visit(u"keep"_s, "a-token-that-was-replaced\n");
    run = console({ u"list"_s, u"--profile"_s, u"acme"_s }, m_environment);
    QCOMPARE(run.exitCode, 4);
    QVERIFY2(run.error.contains(u"replaced by another"_s), qPrintable(run.error));
    QVERIFY(!run.error.contains(u"secret"_s));
    QVERIFY(!run.error.contains(u"a-token-that-was-replaced"_s));
}

QTEST_GUILESS_MAIN(TestHeadlessBrowser)
#include "tst_headlessbrowser.moc"
