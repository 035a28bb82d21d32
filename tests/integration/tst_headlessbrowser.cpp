// Commands on a connection that signs in with the browser: they use the refresh token that a real
// keychain has, and keep what the tenant gives in its place. Started by with-keychain.sh.

#include "demo/demotenant.h"
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
    void whoIsNotSignedInIsToldSo();

private:
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

void TestHeadlessBrowser::initTestCase()
{
    QString problem;
    QVERIFY2(m_tenant.start(&problem), qPrintable(problem));
    m_environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.path());
    m_environment.insert(u"XDG_DATA_HOME"_s, m_folder.path());
    QVERIFY(QDir(m_folder.path()).mkpath(u"identity-console"_s));
    QFile file(m_folder.filePath(u"identity-console/profiles.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"version":1,"profiles":[{"id":"one","name":"acme","signIn":"browser",)"
               R"("environment":"test","apiBase":")"
        + m_tenant.baseUrl().toUtf8() + R"("}]})");
}

void TestHeadlessBrowser::theKeptSignInIsUsedAndReplaced()
{
    // As the window does it.
    demo::DemoClient browser(m_tenant);
    const demo::DemoSignIn signIn;
    static const QRegularExpression person(u"name=\"person\" value=\"([^\"]+)\""_s);
    const demo::Reply page = browser.get(signIn.target());
    const QByteArray who = person.match(QString::fromUtf8(page.body)).captured(1).toUtf8();
    const QByteArray code
        = demo::sentWith(demo::post(browser, demo::clickForm(page, who)), u"code"_s);
    const demo::Reply tokens
        = browser.post("/oauth/token", signIn.form(code), "application/x-www-form-urlencoded");
    const QByteArray first = tokens.object()[u"refresh_token"].toString().toUtf8();
    QVERIFY2(!first.isEmpty(), tokens.body.constData());
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
