// A real Secret Service: what is kept is there after a restart, can be seen by another program, and
// is gone when it is forgotten. Started by with-keychain.sh.

#include "support/programs.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic::test;

namespace {

struct Run
{
    int exitCode = -1;
    QByteArray output;
};

Run run(const QString& program, const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(30'000))
        process.kill();
    return { process.exitCode(), process.readAllStandardOutput() };
}

Run visit(const QString& verb, const QString& key, const QByteArray& input = {})
{
    return run(programBesideTest(u"keychainprogram"_s), { verb, key }, input);
}

} // namespace

class TestKeychain : public QObject
{
    Q_OBJECT

private slots:
    void keptBeyondTheProcess();
    void replacedAndForgotten();
    void longAndUnusualSecrets();
    void withoutAKeychainNothingIsWritten();
};

void TestKeychain::keptBeyondTheProcess()
{
    const QByteArray secret = "a+secret/of=the keychain";
    QCOMPARE(visit(u"keep"_s, u"one/client-secret"_s, secret + '\n').exitCode, 0);
    const Run found = visit(u"find"_s, u"one/client-secret"_s);
    QCOMPARE(found.exitCode, 0);
    QCOMPARE(found.output, secret);
    // An independent look: that it is in the Secret Service and nowhere else.
    const Run seen = run(u"secret-tool"_s,
        { u"lookup"_s, u"server"_s, u"identity-console"_s, u"user"_s, u"one/client-secret"_s });
    QCOMPARE(seen.output, secret);
}

void TestKeychain::replacedAndForgotten()
{
    const QString key = u"two/client-secret"_s;
    QCOMPARE(visit(u"keep"_s, key, "the first one\n").exitCode, 0);
    QCOMPARE(visit(u"keep"_s, key, "the second one\n").exitCode, 0);
    QCOMPARE(visit(u"find"_s, key).output, QByteArray("the second one"));
    QCOMPARE(visit(u"forget"_s, key).exitCode, 0);
    QCOMPARE(visit(u"find"_s, key).exitCode, 1);
    QVERIFY(
        run(u"secret-tool"_s, { u"lookup"_s, u"server"_s, u"identity-console"_s, u"user"_s, key })
            .output.isEmpty());
    QCOMPARE(visit(u"forget"_s, key).exitCode, 0); // once more is no mistake
}

void TestKeychain::longAndUnusualSecrets()
{
    const QByteArray secret = QByteArray(2000, 'x') + "äöü \xE2\x82\xAC \"'\\$`";
    QCOMPARE(visit(u"keep"_s, u"three"_s, secret + '\n').exitCode, 0);
    QCOMPARE(visit(u"find"_s, u"three"_s).output, secret);
}

void TestKeychain::withoutAKeychainNothingIsWritten()
{
    const QByteArray bus = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    const Run kept = visit(u"keep"_s, u"four"_s, "never-written-anywhere\n");
    const Run found = visit(u"find"_s, u"four"_s);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // then one is to be launched
    const Run without = visit(u"keep"_s, u"four"_s, "never-written-anywhere\n");
    qputenv("DBUS_SESSION_BUS_ADDRESS", bus);
    QCOMPARE(without.output, kept.output);
    QCOMPARE(kept.exitCode, 1);
    QCOMPARE(kept.output,
        QByteArray("There is no keychain on this system. The secret is kept in memory until you "
                   "quit."));
    QCOMPARE(found.exitCode, 1);
    QDirIterator files(
        qEnvironmentVariable("HOME"), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            QVERIFY2(!file.readAll().contains("never-written"), qPrintable(file.fileName()));
    }
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
