// Two programs of one person with two client ids, on one tenant and one journal, of which a third
// keeps the write lock for longer than either waits: twice, and once when all that is left to write
// is what the last answers were and that the job ended.

#include "demo/demotenant.h"
#include "jobs/journalreader.h"
#include "support/operations.h"

#include "support/memoryfolder.h"
#include "support/programs.h"

#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

constexpr int PatienceMs = 30'000;

/// A program that runs one job, and what it said last.
class Console
{
public:
    Console(const demo::DemoTenant& tenant, const demo::Client& client)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SAIL_BASE_URL"_s, tenant.baseUrl());
        environment.insert(u"SAIL_CLIENT_ID"_s, client.id);
        environment.insert(u"SAIL_CLIENT_SECRET"_s, client.secret);
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process, [this] {
            while (m_process.canReadLine()) {
                const QStringList words
                    = QString::fromLatin1(m_process.readLine()).trimmed().split(u' ');
                job = JobId(words.value(0));
                state = words.value(1);
                settled = words.value(2).toInt();
            }
        });
    }
    void start(const QString& journal, const QString& idsFile)
    {
        m_process.start(
            programBesideTest(u"jobprogram"_s), { journal, resetIdentity().key, idsFile });
    }
    bool hasEnded() const { return m_process.state() == QProcess::NotRunning; }
    int exitCode() const { return m_process.exitCode(); }
    bool standsForTheJournal() const { return state == jobStateKey(JobState::PausedJournal); }

    JobId job;
    QString state;
    int settled = 0;

private:
    QProcess m_process;
};

/// The journal's write lock, for as long as it lives.
class Holder
{
public:
    explicit Holder(const QString& journal)
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"holder"_s);
        database.setDatabaseName(journal);
        isHeld = database.open() && QSqlQuery(database).exec(u"BEGIN IMMEDIATE"_s);
    }
    ~Holder() { QSqlDatabase::removeDatabase(u"holder"_s); }
    Q_DISABLE_COPY_MOVE(Holder)

    bool isHeld = false;
};

} // namespace

class TestTwoConsoles : public QObject
{
    Q_OBJECT

private slots:
    void oneJournal();
};

void TestTwoConsoles::oneJournal()
{
    demo::TenantConfig config;
    config.identities = 2000;
    config.rateLimit = false;
    demo::DemoTenant tenant(config);
    QString problem;
    QVERIFY2(tenant.start(&problem), qPrintable(problem));
    const QTemporaryDir folder(memoryFolder());
    const QString journal = folder.filePath(u"journal.sqlite"_s);
    QStringList people;
    tenant.inspect([&](demo::Directory& directory) {
        for (quint32 i = 0; i < 600; ++i)
            people += QString::fromLatin1(directory.data().id(i));
    });
    const auto file = [&](const QString& name, const QStringList& ids) {
        QFile written(folder.filePath(name));
        if (written.open(QIODevice::WriteOnly))
            written.write(ids.join(u'\n').toLatin1());
        return written.fileName();
    };
    const auto acts = [&] { return tenant.activity().actsOf(demo::Operation::ResetIdentity); };

    // The middle third is in both lists. The first has begun when the second is started.
    Console first(tenant, tenant.mainClient());
    Console second(tenant, tenant.appClient());
    tenant.faults().set({ .latencyMs = 3000 });
    first.start(journal, file(u"first"_s, people.first(400)));
    QVERIFY(QTest::qWaitFor([&] { return acts() > 0; }, PatienceMs));
    second.start(journal, file(u"second"_s, people.last(400)));
    QVERIFY(QTest::qWaitFor([&] { return second.settled >= 200; }, PatienceMs)); // left out
    tenant.faults().set({ .latencyMs = 60 });
    QVERIFY(QTest::qWaitFor([&] { return acts() > 60; }, PatienceMs));

    {
        const Holder holder(journal);
        QVERIFY(holder.isHeld);
        QVERIFY(QTest::qWaitFor(
            [&] { return first.standsForTheJournal() && second.standsForTheJournal(); },
            PatienceMs));
        const int before = acts();
        QVERIFY(before < 600);
        QVERIFY(!QTest::qWaitFor([&] { return acts() > before; }, 500)); // not written, not sent
    }
    QVERIFY(QTest::qWaitFor([&] { return acts() > 560; }, PatienceMs));
    tenant.faults().set({ .latencyMs = 2500 });
    QVERIFY(QTest::qWaitFor([&] { return acts() == 600; }, PatienceMs));
    {
        const Holder holder(journal); // before the last answers are there
        QVERIFY(holder.isHeld);
        QVERIFY(!first.hasEnded() || !second.hasEnded());
        QVERIFY(QTest::qWaitFor(
            [&] {
                return (first.hasEnded() || first.standsForTheJournal())
                    && (second.hasEnded() || second.standsForTheJournal());
            },
            PatienceMs));
    }
    QVERIFY(QTest::qWaitFor([&] { return first.hasEnded() && second.hasEnded(); }, PatienceMs));
    QCOMPARE(first.exitCode(), 0);
    QCOMPARE(second.exitCode(), 0);

    const demo::Activity activity = tenant.activity();
    for (const QString& id : std::as_const(people))
        QCOMPARE(activity.actsOf(demo::Operation::ResetIdentity, id), 1);
    const auto reader = std::move(JournalReader::open(journal)).value();
    const JobSnapshot a = *reader->job(first.job);
    const JobSnapshot b = *reader->job(second.job);
    QCOMPARE(a.state, JobState::Done);
    QCOMPARE(a.counts, (JobCounts { .succeeded = 400 }));
    QCOMPARE(b.state, JobState::DoneWithSkips);
    QCOMPARE(b.counts, (JobCounts { .succeeded = 200, .skipped = 200 }));
    QVERIFY(a.endedAt.isValid() && b.endedAt.isValid());
    const QList<JobItem> items = *reader->items(second.job, { .limit = 1000 });
    for (const JobItem& item : items) {
        const bool shared = people.first(400).contains(item.target.id.text());
        QCOMPARE(item.skipReason == SkipReason::InAnotherJob, shared);
    }
}

QTEST_GUILESS_MAIN(TestTwoConsoles)
#include "tst_twoconsoles.moc"
