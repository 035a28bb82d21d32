#include "program/processsecrets.h"
#include "program/startoptions.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/prctl.h>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace ic;

class TestStartOptions : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void aCredentialIsHandedOver();
    void theEnvironmentKeepsNoSecret();
    void noCoreIsLeft();
};

void TestStartOptions::reads_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<StartOptions>("options");
    using Wish = StartOptions::Wish;
    QTest::newRow("nothing") << QStringList() << StartOptions();
    QTest::newRow("demo") << QStringList { u"--demo"_s, u"--demo-identities"_s, u"1000000"_s }
                          << StartOptions { .demo = true, .demoIdentities = 1'000'000 };
    QTest::newRow("demo with the browser") << QStringList { u"--demo"_s,
        u"--demo-browser"_s } << StartOptions { .demo = true, .demoSignIn = SignInKind::Browser };
    QTest::newRow("profile") << QStringList { u"--profile"_s, u"acme sandbox"_s }
                             << StartOptions { .profile = u"acme sandbox"_s };
    QTest::newRow("profile with =") << QStringList { u"--profile=acme"_s, u"--read-only"_s }
                                    << StartOptions { .profile = u"acme"_s, .readOnly = true };
    QTest::newRow("help") << QStringList { u"--help"_s } << StartOptions { .wish = Wish::Help };
    QTest::newRow("h") << QStringList { u"-h"_s } << StartOptions { .wish = Wish::Help };
    QTest::newRow("version") << QStringList { u"--version"_s }
                             << StartOptions { .wish = Wish::Version };
    QTest::newRow("version as JSON") << QStringList { u"--version"_s, u"--json"_s }
                                     << StartOptions { .wish = Wish::VersionJson };
}

void TestStartOptions::reads()
{
    QFETCH(QStringList, arguments);
    QFETCH(StartOptions, options);
    QString problem;
    const auto read = parseStartOptions(arguments, &problem);
    QVERIFY2(read.has_value(), qPrintable(problem));
    QVERIFY(*read == options);
}

void TestStartOptions::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("why");
    QTest::newRow("json of nothing") << QStringList { u"--json"_s } << u"needs --version"_s;
    QTest::newRow("a switch") << QStringList { u"--profil"_s, u"x"_s } << u"profil"_s;
    QTest::newRow("no number") << QStringList { u"--demo-identities"_s, u"many"_s } << u"number"_s;
    QTest::newRow("negative") << QStringList { u"--demo-identities=-1"_s } << u"number"_s;
    QTest::newRow("beyond") << QStringList { u"--demo-identities=1000001"_s } << u"number"_s;
    QTest::newRow("no demo") << QStringList { u"--demo-browser"_s } << u"needs --demo"_s;
    QTest::newRow("two tenants") << QStringList { u"--demo"_s, u"--profile=a"_s }
                                 << u"exclude each other"_s;
    QTest::newRow("no name") << QStringList { u"--profile= "_s } << u"NAME"_s;
    // A secret on the command line could be read by every user of the computer.
    QTest::newRow("secret") << QStringList { u"--client-secret=x"_s } << u"client-secret"_s;
}

void TestStartOptions::refuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, why);
    QString problem;
    QVERIFY(!parseStartOptions(arguments, &problem));
    QVERIFY2(problem.contains(why), qPrintable(problem));
}

void TestStartOptions::theEnvironmentKeepsNoSecret()
{
    qputenv("SAIL_CLIENT_SECRET", "a-secret-of-the-environment");
    const char* const stood = std::getenv("SAIL_CLIENT_SECRET");
    QCOMPARE(takeSecretFromEnvironment().reveal(), u"a-secret-of-the-environment"_s);
    QVERIFY(!qEnvironmentVariableIsSet("SAIL_CLIENT_SECRET"));
    QCOMPARE(stood[0], '\0'); // glibc keeps the place of a variable that was set
    QVERIFY(takeSecretFromEnvironment().isEmpty());
}

/// As systemd's LoadCredential= does it.
void TestStartOptions::aCredentialIsHandedOver()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"client-secret"_s));
    const auto taken = [&](const QByteArray& text, QString* problem) {
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            return QString();
        file.close();
        return takeGivenSecret(problem).reveal();
    };
    QString problem;
    qunsetenv("CREDENTIALS_DIRECTORY");
    QVERIFY(takeGivenSecret(&problem).isEmpty() && problem.isEmpty());
    qputenv("CREDENTIALS_DIRECTORY", folder.path().toLocal8Bit());
    QVERIFY(takeGivenSecret(&problem).isEmpty() && problem.isEmpty()); // others are there
    QCOMPARE(taken("a-secret-of-systemd\n", &problem), u"a-secret-of-systemd"_s);
    QVERIFY(problem.isEmpty());
    for (const QByteArray& wrong :
        { QByteArray(), QByteArray("\n"), QByteArray("two\nlines\n"), QByteArray(5000, 'x') }) {
        QCOMPARE(taken(wrong, &problem), QString());
        QVERIFY2(problem.contains(u"one line"_s), wrong.constData());
    }
    qputenv("SAIL_CLIENT_SECRET", "that-of-the-environment");
    QCOMPARE(taken("a-secret-of-systemd\n", &problem), u"that-of-the-environment"_s);
    QVERIFY(problem.isEmpty());
    qunsetenv("CREDENTIALS_DIRECTORY");
}

void TestStartOptions::noCoreIsLeft()
{
    forbidCoreDumps();
    rlimit limit {};
    QCOMPARE(::getrlimit(RLIMIT_CORE, &limit), 0);
    QCOMPARE(limit.rlim_cur, rlim_t(0));
    QCOMPARE(limit.rlim_max, rlim_t(0));
    QCOMPARE(::prctl(PR_GET_DUMPABLE), 0);
    // It can still do what saving a file needs.
    QVERIFY(QFile::exists(u"/proc/self/fd"_s));
    ::prctl(PR_SET_DUMPABLE, 1);
}

QTEST_APPLESS_MAIN(TestStartOptions)
#include "tst_startoptions.moc"
