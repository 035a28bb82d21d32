// Snapshots without a window: taken, read by list and export, and grouped, all against what the
// tenant itself says; and what is left when something goes wrong.

#include "support/consolerun.h"
#include "support/programs.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace ic::test;

namespace {

/// A connection "acme" in folders of its own.
struct ConnectionRig
{
    ConnectionRig(const QString& path, QProcessEnvironment tenant)
        : folder(path)
        , address(tenant.value(u"SAIL_BASE_URL"_s))
        , client(tenant.value(u"SAIL_CLIENT_ID"_s))
        , environment(std::move(tenant))
    {
        for (const QString& name : { u"SAIL_BASE_URL"_s, u"SAIL_CLIENT_ID"_s })
            environment.remove(name);
        environment.insert(u"XDG_CONFIG_HOME"_s, folder.filePath(u"config"_s));
        environment.insert(u"XDG_DATA_HOME"_s, folder.filePath(u"data"_s));
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
    }
    /// `more`: another entry of the list of connections.
    bool keep(int days, const QJsonObject& more = {}) const
    {
        QJsonArray profiles { QJsonObject { { u"id"_s, u"one"_s }, { u"name"_s, u"acme"_s },
            { u"apiBase"_s, address }, { u"clientId"_s, client }, { u"snapshotDays"_s, days } } };
        if (!more.isEmpty())
            profiles += more;
        QFile file(folder.filePath(u"config/identity-console/profiles.json"_s));
        return folder.mkpath(u"config/identity-console"_s) && file.open(QIODevice::WriteOnly)
            && file.write(
                   QJsonDocument(QJsonObject { { u"version"_s, 1 }, { u"profiles"_s, profiles } })
                       .toJson())
            > 0;
    }
    /// All there are, of all connections.
    QStringList kept() const
    {
        QStringList paths;
        QDirIterator each(folder.filePath(u"data/identity-console/snapshots"_s),
            QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (each.hasNext())
            paths += each.next();
        return paths;
    }
    Run take() const { return console({ u"snapshot"_s, u"--profile"_s, u"ACME"_s }, environment); }
    Run readLatest() const
    {
        return console({ u"list"_s, u"--from-snapshot"_s, u"latest"_s, u"--profile"_s, u"acme"_s,
                           u"--group-by"_s, u"isManager"_s },
            environment);
    }

    const QDir folder;
    const QString address;
    const QString client;
    QProcessEnvironment environment;
};

} // namespace

class TestSnapshotCommand final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void everybodyIsInIt();
    void isReadWithFiltersOfItsOwn();
    void groupsAreCounted();
    void aFullDiskLeavesTheOneBefore();
    void whoStopsItLeavesNothing();
    void whoIsKilledWhileItIsReadLeavesNothing();
    void staysWithItsConnection();
    void whatWasToGoIsNotRead();
    void whatCannotBe_data();
    void whatCannotBe();

private:
    QString path() const { return m_dir->filePath(u"people.sqlite"_s); }
    QByteArray content(const QString& file) const
    {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray("none");
    }
    QStringList files() const { return QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden); }
    Run take(const QStringList& more = {}) const
    {
        return console(QStringList { u"snapshot"_s, u"--output"_s, path(), u"--all"_s } + more,
            m_tenant->environment());
    }
    static Run read(const QStringList& arguments) { return console(arguments); }

    std::unique_ptr<TenantProcess> m_tenant;
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestSnapshotCommand::initTestCase()
{
    m_tenant = std::make_unique<TenantProcess>(
        QStringList { u"--identities"_s, u"2000"_s, u"--rate-limit"_s, u"off"_s });
    QVERIFY(m_tenant->isReady());
}

void TestSnapshotCommand::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
}

void TestSnapshotCommand::everybodyIsInIt()
{
    const Run run = take();
    QCOMPARE(run.error, QString());
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.out.startsWith(u"Wrote 2,000 rows of 2,000 expected"), qPrintable(run.out));
    QCOMPARE(files(), QStringList { u"people.sqlite"_s });
    QCOMPARE(QFileInfo(path()).permissions()
            & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
        QFile::Permissions());
    const QString csv = m_dir->filePath(u"out.csv"_s);
    for (const bool all : { true, false }) {
        const Run exported = read(QStringList { u"export"_s, u"--from-snapshot"_s, path(),
                                      u"--no-formula-guard"_s, u"--output"_s, csv }
            + (all ? QStringList { u"--all"_s } : QStringList()));
        QCOMPARE(exported.error, QString());
        QCOMPARE(exported.exitCode, 0);
        QList<QStringList> rows = rowsOf(content(csv));
        rows.removeFirst();
        QList<QStringList> expected = rowsFor(
            m_tenant->identities(all ? "sorters=name,alias&defaultFilter=NONE"
                                     : "sorters=name,alias&defaultFilter=CORRELATED_ONLY"));
        std::ranges::sort(rows);
        std::ranges::sort(expected);
        QCOMPARE(rows, expected);
    }
}

void TestSnapshotCommand::isReadWithFiltersOfItsOwn()
{
    QCOMPARE(take().exitCode, 0);
    const Run run = read({ u"list"_s, u"--from-snapshot"_s, path(), u"--all"_s, u"--filter"_s,
        u"attributes.department co \"SAL\" and cloudStatus ne \"ACTIVE\""_s, u"--sort"_s,
        u"-created"_s, u"--columns"_s, u"id,created"_s });
    QCOMPARE(run.error, QString());
    QCOMPARE(run.exitCode, 0);
    QStringList found;
    QString last;
    for (const QString& line : run.out.split(u'\n', Qt::SkipEmptyParts)) {
        const QJsonObject one = QJsonDocument::fromJson(line.toUtf8()).object();
        const QString created = one[u"created"].toString();
        QVERIFY(last.isEmpty() || created <= last);
        last = created;
        found += one[u"id"].toString();
    }
    QStringList expected;
    for (const QJsonValue value : m_tenant->identities("sorters=name&defaultFilter=NONE")) {
        const QString department = value[u"attributes"][u"department"].toString();
        if (department.contains(u"sal", Qt::CaseInsensitive)
            && value[u"identityStatus"].toString() != u"ACTIVE")
            expected += value[u"id"].toString();
    }
    QVERIFY(!expected.isEmpty());
    found.sort();
    expected.sort();
    QCOMPARE(found, expected);
    const Run wrong = read({ u"list"_s, u"--from-snapshot"_s, path(), u"--filter"_s,
        u"attributes.department ?? \"x\""_s });
    QCOMPARE(wrong.exitCode, 2);
    QVERIFY2(wrong.error.contains(u"--filter, character"), qPrintable(wrong.error));
}

void TestSnapshotCommand::groupsAreCounted()
{
    QCOMPARE(take().exitCode, 0);
    const Run run = read({ u"list"_s, u"--from-snapshot"_s, path(), u"--all"_s, u"--group-by"_s,
        u"attributes.department, identityStatus"_s });
    QCOMPARE(run.exitCode, 0);
    QList<QStringList> rows = rowsOf(run.out.toUtf8());
    QCOMPARE(rows.takeFirst(),
        (QStringList { u"attributes.department"_s, u"identityStatus"_s, u"count"_s }));
    QMap<QStringList, int> expected;
    for (const QJsonValue value : m_tenant->identities("sorters=name&defaultFilter=NONE"))
        ++expected[{
            value[u"attributes"][u"department"].toString(), value[u"identityStatus"].toString() }];
    QCOMPARE(rows.size(), expected.size());
    int last = std::numeric_limits<int>::max();
    for (const QStringList& row : std::as_const(rows)) {
        QCOMPARE(row[2].toInt(), expected.value({ row[0], row[1] }));
        QVERIFY(row[2].toInt() <= last);
        last = row[2].toInt();
    }
}

/// A real write error: no file of the process may grow beyond 200 blocks of 512 bytes.
void TestSnapshotCommand::aFullDiskLeavesTheOneBefore()
{
    QCOMPARE(take({ u"--filter"_s, u"cloudStatus eq \"LOCKED\""_s }).exitCode, 0);
    const QByteArray before = content(path());
    QProcess process;
    process.setProcessEnvironment(m_tenant->environment());
    process.start(u"/bin/sh"_s,
        { u"-c"_s, u"trap '' XFSZ; ulimit -f 200; exec \"$0\" \"$@\""_s,
            programBesideTest(u"identity-console"_s), u"snapshot"_s, u"--output"_s, path() });
    const Run run = finished(process);
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.error.contains(path()), qPrintable(run.error));
    QCOMPARE(files(), QStringList { u"people.sqlite"_s });
    QCOMPARE(content(path()), before);
}

void TestSnapshotCommand::whoStopsItLeavesNothing()
{
    const TenantProcess slow({ u"--identities"_s, u"50000"_s });
    QProcess process;
    startConsole(process, { u"snapshot"_s, u"--output"_s, path() }, slow.environment());
    QVERIFY(process.waitForStarted());
    const qint64 id = process.processId();
    QTRY_VERIFY_WITH_TIMEOUT(!files().isEmpty(), 20'000);
    QCOMPARE(::kill(static_cast<pid_t>(id), SIGINT), 0);
    const Run run = finished(process);
    QCOMPARE(run.exitCode, 130);
    QCOMPARE(files(), QStringList());
}

/// What is searched is kept in a file that has no name.
void TestSnapshotCommand::whoIsKilledWhileItIsReadLeavesNothing()
{
    QCOMPARE(take().exitCode, 0);
    QProcess process;
    startConsole(process,
        { u"list"_s, u"--from-snapshot"_s, path(), u"--all"_s, u"--filter"_s,
            u"anyField co \"a\""_s, u"--sort"_s, u"-created"_s });
    QVERIFY(process.waitForReadyRead(20'000)); // nobody reads on, so it waits in the middle
    const QDir open(u"/proc/%1/fd"_s.arg(process.processId()));
    const QStringList names = open.entryList(QDir::Files | QDir::System);
    QVERIFY(std::ranges::any_of(names, [&](const QString& name) {
        const QString target = QFile::symLinkTarget(open.filePath(name));
        return target.startsWith(m_dir->path()) && target.endsWith(u" (deleted)");
    }));
    process.kill();
    QVERIFY(process.waitForFinished(20'000));
    QCOMPARE(files(), QStringList { u"people.sqlite"_s });
}

void TestSnapshotCommand::staysWithItsConnection()
{
    const ConnectionRig rig(m_dir->path(), m_tenant->environment());
    QVERIFY(rig.keep(0));
    const Run refused = rig.take();
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.error.contains(u"go when the program ends"), qPrintable(refused.error));
    QVERIFY(rig.keep(7));
    QCOMPARE(rig.readLatest().exitCode, 2); // there is none yet
    for (int i = 0; i < 3; ++i) {
        const Run run = rig.take();
        QCOMPARE(run.error, QString());
        QCOMPARE(run.exitCode, 0);
    }
    QCOMPARE(rig.kept().size(), 2); // and no lock
    const Run run = rig.readLatest();
    QCOMPARE(run.exitCode, 0);
    int all = 0;
    for (const QStringList& row : rowsOf(run.out.toUtf8()).mid(1))
        all += row.last().toInt();
    QCOMPARE(all, m_tenant->identities("sorters=name&defaultFilter=CORRELATED_ONLY").size());
}

/// As a program leaves it that was killed, when its days are over.
void TestSnapshotCommand::whatWasToGoIsNotRead()
{
    const ConnectionRig rig(m_dir->path(), m_tenant->environment());
    QVERIFY(rig.keep(7));
    QCOMPARE(rig.take().exitCode, 0);
    QCOMPARE(rig.readLatest().exitCode, 0);
    const QString path = rig.kept().constFirst();
    const QString name = QFileInfo(path).fileName();
    const QString old = u"20200101T000000000"_s + name.mid(name.indexOf(u'-'));
    QVERIFY(QFile::rename(path, QFileInfo(path).dir().filePath(old)));
    QVERIFY(rig.folder.mkpath(u"data/identity-console/snapshots/another/tenant"_s));
    const QString others
        = rig.folder.filePath(u"data/identity-console/snapshots/another/tenant/"_s + name);
    QVERIFY(QFile(others).open(QIODevice::WriteOnly));
    QVERIFY(rig.keep(7, { { u"name"_s, u"it makes no sense"_s } }));
    QVERIFY(rig.readLatest().error.isEmpty());
    QVERIFY(rig.kept().contains(others)); // nobody knows who keeps it
    QVERIFY(rig.keep(7));
    const Run none = rig.readLatest();
    QCOMPARE(none.exitCode, 2);
    QVERIFY2(none.error.contains(u"No snapshot of it is kept"), qPrintable(none.error));
    QCOMPARE(rig.kept(), QStringList());
}

void TestSnapshotCommand::whatCannotBe_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    const QStringList list { u"list"_s, u"--from-snapshot"_s };
    QTest::newRow("no place") << QStringList { u"snapshot"_s, u"--demo"_s }
                              << u"Only a connection has a place"_s;
    QTest::newRow("no connection") << QStringList { u"snapshot"_s, u"--profile"_s, u"none of it"_s }
                                   << u"no connection \"none of it\""_s;
    QTest::newRow("no folder") << QStringList { u"snapshot"_s, u"--demo"_s, u"--output"_s,
        u"/no/such/folder/x"_s }
                               << u"/no/such/folder"_s;
    QTest::newRow("no file") << list + QStringList { u"/no/such/file"_s } << u"/no/such/file"_s;
    QTest::newRow("no snapshot") << list + QStringList { u"/bin/sh"_s } << u"/bin/sh"_s;
    QTest::newRow("groups of the tenant")
        << QStringList { u"list"_s, u"--group-by"_s, u"name"_s } << u"needs --from-snapshot"_s;
    QTest::newRow("two tenants") << list + QStringList { u"/x"_s, u"--demo"_s }
                                 << u"leave out --profile and --demo"_s;
}

void TestSnapshotCommand::whatCannotBe()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const Run run = console(arguments);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.error.contains(says), qPrintable(run.error));
    QCOMPARE(run.out, QString());
}

QTEST_GUILESS_MAIN(TestSnapshotCommand)
#include "tst_snapshotcommand.moc"
