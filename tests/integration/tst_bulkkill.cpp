// A program that runs a job is killed, again and again, and goes on: nobody is acted on twice, and
// the journal never says more than is true.

#include "demo/demotenant.h"
#include "jobs/journalreader.h"
#include "support/operations.h"

#include "support/jobtruth.h"
#include "support/memoryfolder.h"
#include "support/programs.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

class TestBulkKill : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void killedAgainAndAgain_data();
    void killedAgainAndAgain();
    void whatWasSentIsFollowedByItself();
    void oneJobRunsInOneProcess();
    void anExportLeavesNoPartOfAFile();

private:
    /// Starts the program; `job` becomes the job's id with its first line.
    std::unique_ptr<QProcess> run(const QStringList& arguments);
    /// Ids of so many, from the `first` one of the tenant on.
    QString idsFile(
        const demo::DemoTenant& tenant, const Operation* operation, int count, quint32 first = 0);

    QTemporaryDir m_folder { memoryFolder() };
    QProcessEnvironment m_environment;
    std::unique_ptr<demo::DemoTenant> m_tenant;
};

void TestBulkKill::initTestCase()
{
    demo::TenantConfig config;
    config.identities = 20'000;
    config.rateLimit = false;
    config.taskTiming = { .startMs = 10, .completeMs = 200 };
    m_tenant = std::make_unique<demo::DemoTenant>(config);
    QString problem;
    QVERIFY2(m_tenant->start(&problem), qPrintable(problem));
    m_tenant->faults().set({ .latencyMs = 20, .jitterMs = 40 });
    m_environment = QProcessEnvironment::systemEnvironment();
    m_environment.insert(u"SAIL_BASE_URL"_s, m_tenant->baseUrl());
    m_environment.insert(u"SAIL_CLIENT_ID"_s, m_tenant->clientId());
    m_environment.insert(u"SAIL_CLIENT_SECRET"_s, m_tenant->clientSecret());
}

std::unique_ptr<QProcess> TestBulkKill::run(const QStringList& arguments)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(m_environment);
    process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process->start(programBesideTest(u"jobprogram"_s), arguments);
    return process;
}

QString TestBulkKill::idsFile(
    const demo::DemoTenant& tenant, const Operation* operation, int count, quint32 first)
{
    const QString path = m_folder.filePath(operation->key + u".ids"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    tenant.inspect([&](demo::Directory& directory) {
        const demo::DemoData& data = directory.data();
        int found = 0;
        for (quint32 i = first; i < data.count() && found < count; ++i) {
            const quint32 ordinal = data.unsorted(i);
            const demo::LiveState& state = directory.state(ordinal);
            if (state.deleted || state.isProtected || data.isOwner(ordinal)
                || (operation == &inviteIdentities() && state.status != demo::Status::Unregistered))
                continue;
            file.write(data.id(ordinal) + '\n');
            ++found;
        }
    });
    return path;
}

void TestBulkKill::killedAgainAndAgain_data()
{
    QTest::addColumn<const Operation*>("operation");
    QTest::addColumn<int>("count");
    QTest::newRow("process") << &processIdentities() << 8000;
    QTest::newRow("invite") << &inviteIdentities() << 1500;
    QTest::newRow("send") << &sendVerification() << 400;
    QTest::newRow("reset") << &resetIdentity() << 300;
    QTest::newRow("synchronize") << &synchronizeAttributes() << 300;
    QTest::newRow("delete") << &deleteIdentity() << 150;
}

void TestBulkKill::killedAgainAndAgain()
{
    QFETCH(const Operation*, operation);
    QFETCH(int, count);
    const QString journal = m_folder.filePath(operation->key + u"/journal.sqlite"_s);
    QRandomGenerator random { quint32(count) };
    QString job;
    int kills = 0;
    bool ended = false;
    for (int round = 0; round < 60 && !ended; ++round) {
        const auto process = job.isEmpty()
            ? run({ journal, operation->key, idsFile(*m_tenant, operation, count) })
            : run({ journal, u"--resume"_s, job });
        // Killed after some lines of progress: the moment is the program's, not the clock's.
        int lines = round < 2 ? 1 : round < 12 ? 1 + random.bounded(2) : 1'000'000;
        while (lines > 0 && process->waitForReadyRead(20'000)) {
            while (process->canReadLine()) {
                job = QString::fromLatin1(process->readLine()).section(u' ', 0, 0);
                --lines;
            }
        }
        if (process->state() == QProcess::Running && lines <= 0) {
            process->kill();
            ++kills;
        }
        QVERIFY(process->state() == QProcess::NotRunning || process->waitForFinished(20'000));
        ended = process->exitStatus() == QProcess::NormalExit && process->exitCode() == 0;
        if (ended)
            break;
        // What the journal says of a job nobody runs is true at every moment.
        const auto reader = std::move(JournalReader::open(journal)).value();
        const demo::Activity activity = m_tenant->activity();
        const auto items = *reader->items(JobId(job), { .limit = 1'000'000 });
        QCOMPARE(items.size(), count);
        for (const JobItem& item : items) {
            const int acts = activity.actsOf(tenantOperation(operation), item.target.id.text());
            QVERIFY2(acts <= 1, qPrintable(item.target.id.text()));
            if (item.state == ItemState::Planned)
                QCOMPARE(acts, 0);
            if (item.state == ItemState::Following || item.state == ItemState::Succeeded)
                QCOMPARE(acts, 1);
        }
    }
    QVERIFY(ended);
    QVERIFY2(kills >= 2, qPrintable(QString::number(kills)));
    const demo::Activity activity = m_tenant->activity();
    QCOMPARE(untruthOf(journal, JobId(job), activity), QString());
    const auto counts = *std::move(JournalReader::open(journal)).value()->counts(JobId(job));
    QCOMPARE(counts.total(), count);
    QCOMPARE(counts.planned + counts.sent + counts.following, 0);
}

/// Killed when everything was sent and only the task is followed: after a restart that goes on
/// before anybody can ask for it, and asking for it as well does no harm.
void TestBulkKill::whatWasSentIsFollowedByItself()
{
    m_tenant->faults().set({});
    const QString journal = m_folder.filePath(u"followed/journal.sqlite"_s);
    const auto first = run(
        { journal, processIdentities().key, idsFile(*m_tenant, &processIdentities(), 5, 12'000) });
    QString job;
    QString state;
    while (state != jobStateKey(JobState::Following) && first->waitForReadyRead(20'000)) {
        while (first->canReadLine()) {
            const QString line = QString::fromLatin1(first->readLine());
            job = line.section(u' ', 0, 0);
            state = line.section(u' ', 1, 1);
        }
    }
    QCOMPARE(state, jobStateKey(JobState::Following));
    first->kill();
    QVERIFY(first->waitForFinished(20'000));
    const auto second = run({ journal, u"--resume"_s, job });
    QVERIFY(second->state() == QProcess::NotRunning || second->waitForFinished(20'000));
    QCOMPARE(second->exitStatus(), QProcess::NormalExit);
    QCOMPARE(second->exitCode(), 0);
    QCOMPARE(untruthOf(journal, JobId(job), m_tenant->activity()), QString());
}

void TestBulkKill::oneJobRunsInOneProcess()
{
    m_tenant->faults().set({ .latencyMs = 300 });
    const QString journal = m_folder.filePath(u"two/journal.sqlite"_s);
    const auto first
        = run({ journal, resetIdentity().key, idsFile(*m_tenant, &resetIdentity(), 400, 10'000) });
    QVERIFY(first->waitForReadyRead(20'000));
    const QString job = QString::fromLatin1(first->readLine()).section(u' ', 0, 0);
    const auto second = run({ journal, u"--resume"_s, job });
    QVERIFY(second->state() == QProcess::NotRunning || second->waitForFinished(20'000));
    QCOMPARE(second->exitCode(), 3); // it belongs to the first
    QCOMPARE(first->state(), QProcess::Running);
    first->kill();
    QVERIFY(first->waitForFinished(20'000));
    m_tenant->faults().set({});
    const auto third = run({ journal, u"--resume"_s, job }); // and is free when that is gone
    third->waitForReadyRead(20'000);
    QVERIFY(third->state() == QProcess::NotRunning || third->waitForFinished(20'000));
    QCOMPARE(third->exitCode(), 0);
    QCOMPARE(untruthOf(journal, JobId(job), m_tenant->activity()), QString());
}

void TestBulkKill::anExportLeavesNoPartOfAFile()
{
    m_tenant->faults().set({ .latencyMs = 50 });
    const QString journal = m_folder.filePath(u"export/journal.sqlite"_s);
    const QTemporaryDir target;
    const QString path = target.filePath(u"people.csv"_s);
    const auto first = run({ journal, QString(ExportRecord::Key), path });
    QString job;
    int rows = 0;
    while (rows == 0 && first->waitForReadyRead(20'000)) {
        while (first->canReadLine()) {
            const QString line = QString::fromLatin1(first->readLine());
            job = line.section(u' ', 0, 0);
            rows = line.section(u' ', 2, 2).toInt();
        }
    }
    QVERIFY(rows > 0 && rows < 20'000);
    first->kill();
    QVERIFY(first->waitForFinished(20'000));
    QCOMPARE(QDir(target.path()).entryList(QDir::Files | QDir::Hidden), QStringList());
    const auto second = run({ journal, u"--check"_s, job }); // a start that finds it
    QVERIFY(second->state() == QProcess::NotRunning || second->waitForFinished(20'000));
    const JobSnapshot left = *std::move(JournalReader::open(journal)).value()->job(JobId(job));
    QCOMPARE(left.state, JobState::Abandoned);
    QVERIFY(left.endedAt.isValid() && left.exported);
}

QTEST_GUILESS_MAIN(TestBulkKill)
#include "tst_bulkkill.moc"
