// A laptop on production is closed while a job runs, and opened the next morning.

#include "auth/clientcredentials.h"
#include "demo/demotenant.h"
#include "jobs/jobcenter.h"
#include "models/operations/changelock.h"
#include "net/qnamtransport.h"
#include "net/scheduler.h"
#include "support/operations.h"

#include "support/memoryfolder.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

/// The real clocks of a computer that may sleep.
class SleepingClock final : public Clock
{
public:
    qint64 monotonicMs() const override { return m_real.monotonicMs() + m_awakeMs; }
    QDateTime utcNow() const override { return m_real.utcNow().addMSecs(m_passedMs); }
    /// `awakeMs`: how much of it the monotonic clock has seen.
    void sleep(qint64 ms, qint64 awakeMs)
    {
        m_passedMs += ms;
        m_awakeMs += awakeMs;
    }

private:
    SystemClock m_real;
    std::atomic<qint64> m_passedMs = 0;
    std::atomic<qint64> m_awakeMs = 0;
};

/// Counts the changes that leave.
class CountingTransport final : public Transport
{
public:
    explicit CountingTransport(Transport& real)
        : m_real(real)
    {
    }
    Id start(const WireRequest& request, Done done) override
    {
        changes += request.verb != Verb::Get && !request.url.path().endsWith(u"/token"_s) ? 1 : 0;
        return m_real.start(request, std::move(done));
    }
    void abort(Id id) override { m_real.abort(id); }
    void giveUp(Id id) override { m_real.giveUp(id); }

    int changes = 0;

private:
    Transport& m_real;
};

} // namespace

class TestLidClosed : public QObject
{
    Q_OBJECT

private slots:
    void lidClosedOnProduction_data();
    void lidClosedOnProduction();
};

void TestLidClosed::lidClosedOnProduction_data()
{
    QTest::addColumn<bool>("offline"); // the job is paused when the lid is closed
    QTest::newRow("running") << false;
    QTest::newRow("offline") << true;
}

void TestLidClosed::lidClosedOnProduction()
{
    QFETCH(bool, offline);
    demo::TenantConfig config;
    config.identities = 1000;
    config.rateLimit = false;
    demo::DemoTenant tenant(config);
    QString problem;
    QVERIFY2(tenant.start(&problem), qPrintable(problem));
    tenant.faults().set({ .latencyMs = 20 });
    const ApiBase base = *ApiBase::fromText(tenant.baseUrl(), &problem);
    SleepingClock clock;
    QnamTransport network;
    CountingTransport wire(network);
    ClientCredentials credentials(base, tenant.clientId(), Secret(tenant.clientSecret()), wire);
    Scheduler scheduler(base, { .rateLimit = 0, .pace = BulkPace::Full, .readOnly = true }, wire,
        credentials, clock, [] { return 0.1; });
    ChangeLock lock(clock, ChangeLock::Kind::Production, true);
    connect(&lock, &ChangeLock::changed, &scheduler,
        [&] { scheduler.setReadOnly(lock.isLocked(), lock.closesAfterMs()); });
    const QTemporaryDir folder(memoryFolder());
    JobCenter center(scheduler, clock,
        { .journalPath = folder.filePath(u"journal.sqlite"_s), .host = base.tenant() });

    BulkPlan plan { .operation = &resetIdentity() };
    tenant.inspect([&](demo::Directory& directory) {
        for (quint32 i = 0; i < 400; ++i)
            plan.targets.append(
                { IdentityId(QString::fromLatin1(directory.data().id(i))), {}, {} });
    });
    lock.unlock(); // the name was typed
    const JobId id = center.start(plan);
    const auto state = [&] { return center.job(id)->state; };
    QVERIFY(QTest::qWaitFor([&] { return center.job(id)->counts.succeeded > 40; }, 20'000));
    if (offline) {
        tenant.faults().set({ .dropBefore = 100 });
        QVERIFY(QTest::qWaitFor([&] { return state() == JobState::PausedOffline; }, 20'000));
    }

    const int sent = wire.changes; // nothing leaves but from this thread
    clock.sleep(9 * 3'600'000, 5 * 60'000);
    tenant.faults().set({ .latencyMs = 20 });
    QVERIFY(QTest::qWaitFor([&] { return state() == JobState::PausedReadOnly; }, 20'000));
    QCOMPARE(wire.changes, sent);
    lock.check(); // at its next look
    QVERIFY(lock.isLocked());
    center.resume(id);
    QVERIFY(!QTest::qWaitFor([&] { return wire.changes > sent; }, 300));

    lock.unlock(); // the name is typed again
    center.resume(id);
    QVERIFY(QTest::qWaitFor([&] { return isEnded(state()); }, 30'000));
    QVERIFY(wire.changes > sent);
    const JobCounts counts = center.job(id)->counts;
    QCOMPARE(counts.succeeded + counts.unknown, 400);
    QVERIFY2(counts.unknown <= 16, qPrintable(summaryLine(*center.job(id))));
    const demo::Activity activity = tenant.activity();
    int acts = 0;
    for (const BulkTarget& target : std::as_const(plan.targets)) {
        const int ofOne = activity.actsOf(demo::Operation::ResetIdentity, target.id.text());
        QVERIFY2(ofOne <= 1, qPrintable(target.id.text()));
        acts += ofOne;
    }
    QVERIFY(acts >= counts.succeeded);
}

QTEST_GUILESS_MAIN(TestLidClosed)
#include "tst_lidclosed.moc"
