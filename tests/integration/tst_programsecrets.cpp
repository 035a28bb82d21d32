// The program itself, started as a person would, and what it leaves behind: nothing secret in its
// files, its log, its environment, its command line; no core file.

#include "support/consolerun.h"
#include "support/programs.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace ic::test;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestProgramSecrets : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void nothingIsLeft();
    void aCrashLeavesNoCore();
    void anUnknownConnectionIsSaid();
    void secretsOnTheCommandLineAreRefused();

private:
    QProcessEnvironment environment(const TenantProcess& tenant) const;
    /// Starts the window off screen and waits until it has asked the tenant for a list.
    bool startWindow(QProcess& process, const QStringList& arguments,
        const QProcessEnvironment& variables) const;

    std::unique_ptr<QTemporaryDir> m_home;
};

void TestProgramSecrets::init()
{
    m_home = std::make_unique<QTemporaryDir>();
}

QProcessEnvironment TestProgramSecrets::environment(const TenantProcess& tenant) const
{
    QProcessEnvironment variables = tenant.environment();
    variables.insert(u"HOME"_s, m_home->path());
    variables.insert(u"XDG_CONFIG_HOME"_s, m_home->filePath(u"config"_s));
    variables.insert(u"XDG_DATA_HOME"_s, m_home->filePath(u"data"_s));
    variables.insert(u"XDG_CACHE_HOME"_s, m_home->filePath(u"cache"_s));
    variables.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    variables.insert(u"QT_LOGGING_RULES"_s, u"*.debug=true"_s);
    variables.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
    variables.remove(u"DISPLAY"_s);
    return variables;
}

bool TestProgramSecrets::startWindow(
    QProcess& process, const QStringList& arguments, const QProcessEnvironment& variables) const
{
    process.setProcessEnvironment(variables);
    process.setWorkingDirectory(m_home->path());
    process.start(programBesideTest(u"identity-console"_s), arguments);
    // It has opened its journal once it has connected.
    return QTest::qWaitFor(
        [this] {
            return QFile::exists(m_home->filePath(u"data/identity-console/journal.sqlite"_s));
        },
        20'000);
}

void TestProgramSecrets::nothingIsLeft()
{
    TenantProcess tenant({ u"--identities"_s, u"300"_s });
    QVERIFY(tenant.isReady());
    const QByteArray secret = tenant.secret().toUtf8();
    QProcess process;
    QVERIFY(startWindow(process, {}, environment(tenant)));
    const QString state = u"/proc/%1/"_s.arg(process.processId());
    const QByteArray variables = contentOf(state + u"environ"_s);
    // Only root may look; others see nothing at all.
    QVERIFY(variables.isEmpty() || variables.contains("SAIL_BASE_URL"));
    QVERIFY(!variables.contains(secret));
    QVERIFY(!contentOf(state + u"cmdline"_s).contains(secret));
    const QByteArray limits = contentOf(state + u"limits"_s);
    const qsizetype core = limits.indexOf("Max core file size");
    QVERIFY(core >= 0);
    QCOMPARE(limits.mid(core, 80).simplified().split(' ').mid(4, 2), QByteArrayList({ "0", "0" }));
    QTest::qWait(500); // rows come and are logged
    process.terminate();
    QVERIFY(process.waitForFinished(10'000));
    const QByteArray log = process.readAllStandardError() + process.readAllStandardOutput();
    QVERIFY(!log.contains(secret));
    QVERIFY(!log.contains("eyJhbGciOiJFUzI1NiIs")); // how a token begins
    int files = 0;
    QDirIterator all(m_home->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QString path = all.next();
        const QByteArray content = contentOf(path);
        ++files;
        QVERIFY2(!content.contains(secret), qPrintable(path));
        QVERIFY2(!content.contains("eyJhbGciOiJFUzI1NiIs"), qPrintable(path));
        if (path.contains(u"identity-console/"_s)) {
            QVERIFY2(!QFile::permissions(path).testAnyFlags(QFile::ReadGroup | QFile::ReadOther
                         | QFile::WriteGroup | QFile::WriteOther),
                qPrintable(path));
        }
    }
    QVERIFY(files >= 1);
}

void TestProgramSecrets::aCrashLeavesNoCore()
{
    TenantProcess tenant({ u"--identities"_s, u"300"_s });
    QVERIFY(tenant.isReady());
    // The limit of this process, which the program inherits, would allow one.
    rlimit limit {};
    ::getrlimit(RLIMIT_CORE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_CORE, &limit);
    QProcess process;
    QVERIFY(startWindow(process, {}, environment(tenant)));
    // Not SIGSEGV: the sanitizers take that for theirs, and end the program with a code.
    ::kill(static_cast<pid_t>(process.processId()), SIGABRT);
    QVERIFY(process.waitForFinished(10'000));
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    QVERIFY(QDir(m_home->path()).entryList({ u"core*"_s }, QDir::Files).isEmpty());
}

void TestProgramSecrets::anUnknownConnectionIsSaid()
{
    const Run help = console({ u"--help"_s });
    QCOMPARE(help.exitCode, 0);
    QVERIFY(help.out.contains(u"--profile NAME"_s) && help.out.contains(u"--read-only"_s));
    const Run version = console({ u"--version"_s });
    QCOMPARE(version.exitCode, 0);
    QVERIFY(version.out.startsWith(u"identity-console "_s));
    const Run both = console({ u"--demo"_s, u"--profile"_s, u"acme"_s });
    QCOMPARE(both.exitCode, 2);
    QVERIFY(both.error.contains(u"--profile and --demo exclude each other"_s));
}

void TestProgramSecrets::secretsOnTheCommandLineAreRefused()
{
    for (const QString& option : { u"--client-secret=abc"_s, u"--secret=abc"_s, u"--token=abc"_s })
        QCOMPARE(console({ option }).exitCode, 2);
}

QTEST_GUILESS_MAIN(TestProgramSecrets)
#include "tst_programsecrets.moc"
