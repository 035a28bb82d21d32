// A program is killed while it takes a snapshot, when it has one, and while it forgets them: there
// is no half file under the name of a whole one, and what was to go goes at the next start.

#include "demo/demotenant.h"
#include "jobs/journalreader.h"
#include "profile/connectionfolder.h"
#include "profile/profile.h"
#include "profile/snapshotplace.h"
#include "snapshot/snapshotfacts.h"

#include "support/memoryfolder.h"
#include "support/programs.h"

#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

constexpr int Identities = 20'000;

} // namespace

class TestSnapshotKill : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { m_folder = std::make_unique<QTemporaryDir>(memoryFolder()); }
    void whileItIsTaken();
    void whenItIsTaken();
    void whileAllAreForgotten();

private:
    QString root() const { return m_folder->filePath(u"snapshots"_s); }
    QString journal() const { return m_folder->filePath(u"journal.sqlite"_s); }
    QString tenant() const { return tenantFolder(root(), u"one"_s, { .host = u"acme.test"_s }); }
    std::unique_ptr<QProcess> run(const QStringList& arguments);
    /// Reads lines until one is as it is wanted; that one.
    QString readUntil(QProcess& process, const std::function<bool(const QString&)>& wanted);
    void kill(QProcess& process);
    /// As at a start.
    void removeLeft(int keepDays)
    {
        removeLeftSnapshots(root(), { { .id = ProfileId(u"one"_s), .snapshotDays = keepDays } },
            QDateTime::currentDateTimeUtc());
    }
    /// Whatever there is of all connections.
    QStringList files() const
    {
        QStringList found;
        QDirIterator each(root(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (each.hasNext())
            found += each.next();
        return found;
    }
    QStringList whole() const
    {
        return QDir(tenant()).entryList({ u"*.sqlite"_s }, QDir::Files | QDir::Hidden);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QProcessEnvironment m_environment;
    std::unique_ptr<demo::DemoTenant> m_tenant;
};

void TestSnapshotKill::initTestCase()
{
    demo::TenantConfig config;
    config.identities = Identities;
    config.rateLimit = false;
    m_tenant = std::make_unique<demo::DemoTenant>(config);
    QString problem;
    QVERIFY2(m_tenant->start(&problem), qPrintable(problem));
    m_environment = QProcessEnvironment::systemEnvironment();
    m_environment.insert(u"SAIL_BASE_URL"_s, m_tenant->baseUrl());
    m_environment.insert(u"SAIL_CLIENT_ID"_s, m_tenant->clientId());
    m_environment.insert(u"SAIL_CLIENT_SECRET"_s, m_tenant->clientSecret());
}

std::unique_ptr<QProcess> TestSnapshotKill::run(const QStringList& arguments)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(m_environment);
    process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process->start(programBesideTest(u"snapshotprogram"_s), QStringList { root() } + arguments);
    return process;
}

QString TestSnapshotKill::readUntil(
    QProcess& process, const std::function<bool(const QString&)>& wanted)
{
    for (;;) {
        while (process.canReadLine()) {
            const QString line = QString::fromLatin1(process.readLine()).trimmed();
            if (wanted(line))
                return line;
        }
        if (!process.waitForReadyRead(20'000))
            return {};
    }
}

void TestSnapshotKill::kill(QProcess& process)
{
    process.kill();
    QVERIFY(process.waitForFinished(20'000));
}

void TestSnapshotKill::whileItIsTaken()
{
    m_tenant->faults().set({ .latencyMs = 50 });
    const auto first = run({ u"take"_s, journal() });
    const QString line
        = readUntil(*first, [](const QString& one) { return one.section(u' ', 1, 1).toInt() > 0; });
    QVERIFY2(!line.isEmpty() && line.section(u' ', 1, 1).toInt() < Identities, qPrintable(line));
    kill(*first);
    QCOMPARE(whole(), QStringList());
    QVERIFY(!files().isEmpty()); // what is left of it
    m_tenant->faults().set({});
    const auto second = run({ u"take"_s, journal() }); // a start that finds it
    QVERIFY(
        !readUntil(*second, [](const QString& one) { return one.startsWith(u"done"); }).isEmpty());
    removeLeft(7);
    QCOMPARE(whole().size(), 1);
    QCOMPARE(files().size(), 2); // with the lock of the program, which lives
    const auto facts = readSnapshotFacts(QDir(tenant()).filePath(whole().constFirst()));
    QVERIFY(facts);
    QCOMPARE(facts->count, Identities);
    const auto reader = std::move(JournalReader::open(journal())).value();
    const QList<JobSnapshot> jobs = reader->jobs({})->jobs;
    QCOMPARE(jobs.size(), 2);
    QCOMPARE(jobs.last().state, JobState::Abandoned);
    kill(*second);
}

/// It had no time to remove what goes with its end.
void TestSnapshotKill::whenItIsTaken()
{
    const auto first = run({ u"take"_s, journal() });
    QVERIFY(
        !readUntil(*first, [](const QString& one) { return one.startsWith(u"done"); }).isEmpty());
    removeLeft(0);
    QCOMPARE(whole().size(), 1); // the program lives
    kill(*first);
    removeLeft(7);
    QCOMPARE(whole().size(), 1); // and it is kept for days
    QCOMPARE(files().size(), 1);
    removeLeft(0);
    QCOMPARE(files(), QStringList());
}

void TestSnapshotKill::whileAllAreForgotten()
{
    constexpr int Count = 3000;
    int inTheMiddle = 0;
    for (int round = 0; round < 40 && inTheMiddle < 3; ++round) {
        QVERIFY(QDir().mkpath(tenant()));
        const QString stem = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmsszzz"_s);
        for (int i = 0; i < Count; ++i) {
            QFile file(u"%1/%2-%3.sqlite"_s.arg(
                tenant(), stem, QString::number(i, 16).rightJustified(32, u'0')));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        const auto program = run({ u"forget"_s });
        QVERIFY(program->waitForStarted(20'000));
        // As soon as anything is seen of it.
        while (program->state() == QProcess::Running && whole().size() == Count)
            QCoreApplication::processEvents();
        kill(*program);
        const qsizetype left = whole().size();
        if (left == Count)
            continue; // too early
        inTheMiddle += left > 0 ? 1 : 0;
        removeLeft(7);
        QCOMPARE(files(), QStringList());
    }
    QVERIFY(inTheMiddle > 0);
}

QTEST_GUILESS_MAIN(TestSnapshotKill)
#include "tst_snapshotkill.moc"
