// Jobs over the real network client against the demo tenant.

#include "support/demosite.h"
#include "support/jobtruth.h"
#include "support/operations.h"

#include <QTest>

#include <numeric>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

class TestBulkTenant : public QObject
{
    Q_OBJECT

private slots:
    void everyVerb_data();
    void everyVerb();
    void deletionsSkipWhatIsProtectedByTheTenant();
    void expiringTokensLoseNothing();
    void pauseResumeAndRetry();
    void destroyedInTheMiddleAndResumed();
    void quittingAtOnceLeavesNothingUnknown();
    void whatWasSentIsReadAfterARestart();
    void jobsOfAnotherTenantAreNotTouched();
};

void TestBulkTenant::everyVerb_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QList<int>>("counts");
    QTest::newRow("v2024") << u"v2024"_s << QList { 1, 250, 251 };
    QTest::newRow("current") << u"current"_s << QList { 251 };
}

void TestBulkTenant::everyVerb()
{
    QFETCH(QString, version);
    QFETCH(QList<int>, counts);
    DemoSite site(DemoSite::config(9000), {}, version);
    struct Run
    {
        const Operation* operation;
        int count;
        JobId id;
    };
    QList<Run> runs; // all at once
    for (const int count : counts) {
        for (const Operation* operation : bulkOperations())
            runs.append({ operation, count, site.center->start(site.plan(operation, count)) });
    }
    for (const Run& run : runs) {
        const JobSnapshot job = site.finish(run.id);
        const QString name = run.operation->key;
        QVERIFY2(isEnded(job.state), qPrintable(name + summaryLine(job)));
        QCOMPARE(untruthOf(site.path(), job.id, site.tenant.activity()), QString());
        QCOMPARE(job.counts.unknown, 0);
        QCOMPARE(job.counts.settled(), run.count);
    }
    for (const Operation* operation : bulkOperations())
        QCOMPARE(site.tenant.activity().actsOf(tenantOperation(operation)),
            std::accumulate(counts.begin(), counts.end(), 0));
}

void TestBulkTenant::deletionsSkipWhatIsProtectedByTheTenant()
{
    DemoSite site(DemoSite::config(1000));
    const JobId id = site.center->start(site.plan(&deleteIdentity(), 300, true));
    const JobSnapshot job = site.finish(id);
    QCOMPARE(untruthOf(site.path(), id, site.tenant.activity()), QString());
    QVERIFY2(job.counts.skipped > 0 && job.counts.succeeded > 200, qPrintable(summaryLine(job)));
    QCOMPARE(job.counts.unknown, 0);
}

void TestBulkTenant::expiringTokensLoseNothing()
{
    DemoSite site(DemoSite::config(2000));
    const JobId id = site.center->start(site.plan(&resetIdentity(), 300));
    int expired = 0;
    connect(site.center.get(), &JobCenter::happened, this, [&](const JobEvent& event) {
        if (event.job.counts.succeeded > 60 * (expired + 1)) {
            site.tenant.expireTokens();
            ++expired;
        }
    });
    const JobSnapshot job = site.finish(id);
    QVERIFY(expired >= 1);
    QCOMPARE(job.counts, (JobCounts { .succeeded = 300 }));
    QCOMPARE(untruthOf(site.path(), id, site.tenant.activity()), QString());
}

void TestBulkTenant::pauseResumeAndRetry()
{
    DemoSite site(DemoSite::config(2000));
    site.tenant.faults().set({ .latencyMs = 5 });
    BulkPlan plan = site.plan(&sendVerification(), 300);
    plan.targets.append({ IdentityId(u"0123456789abcdef0123456789abcdef"_s), u"Nobody"_s, {} });
    const JobId id = site.center->start(plan);
    QVERIFY(site.center->job(id).has_value());
    QVERIFY(QTest::qWaitFor([&] { return site.center->job(id)->counts.succeeded > 20; }, 10'000));
    site.center->pause(id);
    QVERIFY(QTest::qWaitFor(
        [&] {
            return site.center->job(id)->state == JobState::PausedByPerson
                && site.center->underWay() == 0;
        },
        10'000));
    const JobCounts paused = site.center->job(id)->counts;
    QVERIFY(paused.planned > 0 && paused.sent == 0);
    QCOMPARE(site.tenant.activity().actsOf(demo::Operation::SendIdentityVerificationAccountToken),
        paused.succeeded);
    // It is in hand: what somebody confirmed of it as a job of an earlier start is out of date.
    const EventSpy refused(*site.center, JobEvent::Kind::NotStarted);
    site.center->resume(id, ResumePlan { .confirmed = 301 });
    QVERIFY(refused.wait(1));
    QCOMPARE(site.center->job(id)->state, JobState::PausedByPerson);
    site.center->resume(id);
    const JobSnapshot job = site.finish(id);
    QCOMPARE(job.counts, (JobCounts { .succeeded = 300, .failed = 1 }));
    QVERIFY(job.resumptions.isEmpty());
    QCOMPARE(untruthOf(site.path(), id, site.tenant.activity()), QString());

    plan.targets = { plan.targets.last() };
    const JobId again = site.center->start(plan, id);
    const JobSnapshot retried = site.finish(again);
    QCOMPARE(retried.retryOf, id);
    QCOMPARE(retried.counts, (JobCounts { .failed = 1 }));
}

void TestBulkTenant::destroyedInTheMiddleAndResumed()
{
    DemoSite site(DemoSite::config(2000));
    site.tenant.faults().set({ .latencyMs = 20 });
    const JobId id = site.center->start(site.plan(&resetIdentity(), 300));
    QVERIFY(QTest::qWaitFor([&] { return site.center->job(id)->counts.succeeded > 20; }, 10'000));
    site.center.reset(); // with requests under way
    site.open();
    QVERIFY(QTest::qWaitFor([&] { return site.center->job(id).has_value(); }, 5000));
    const JobSnapshot interrupted = *site.center->job(id);
    QCOMPARE(interrupted.state, JobState::Interrupted);
    QCOMPARE(interrupted.counts.sent, 0);
    QVERIFY2(interrupted.counts.unknown <= 16, qPrintable(summaryLine(interrupted)));
    // Without a person who confirmed it anew it does not go on, and is still there.
    const EventSpy refused(*site.center, JobEvent::Kind::NotStarted);
    site.center->resume(id);
    QVERIFY(refused.wait(1));
    QCOMPARE(*site.center->job(id), interrupted);
    // Nor if fewer were confirmed than are planned.
    site.center->resume(id, ResumePlan { .confirmed = interrupted.counts.planned - 1 });
    QVERIFY(refused.wait(2));
    QCOMPARE(*site.center->job(id), interrupted);
    site.center->resume(
        id, ResumePlan { .by = u"grace"_s, .confirmed = interrupted.counts.planned });
    const JobSnapshot job = site.finish(id);
    QCOMPARE(job.counts.succeeded + job.counts.unknown, 300);
    QCOMPARE(job.counts.unknown, interrupted.counts.unknown);
    QCOMPARE(job.resumptions.size(), 1);
    QCOMPARE(job.resumptions.first().by, u"grace"_s);
    QCOMPARE(untruthOf(site.path(), id, site.tenant.activity()), QString());
}

void TestBulkTenant::quittingAtOnceLeavesNothingUnknown()
{
    DemoSite site(DemoSite::config(3000));
    site.tenant.faults().set({ .latencyMs = 30 });
    for (int round = 0; round < 8; ++round) {
        const JobId id = site.center->start(site.plan(&resetIdentity(), 60));
        // At every moment: before anything was heard of the job, and in the middle of it.
        for (int turn = 0; turn < round * 4; ++turn)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
        site.center->pauseAll();
        QVERIFY(QTest::qWaitFor([&] { return site.center->isAtRest(); }, 10'000));
        site.center.reset();
        const auto counts = *std::move(JournalReader::open(site.path())).value()->counts(id);
        QCOMPARE(counts.sent + counts.unknown, 0);
        QCOMPARE(counts.planned + counts.succeeded, 60);
        site.open();
    }
}

/// A job that has nothing left to send goes on by itself: reading changes nothing.
void TestBulkTenant::whatWasSentIsReadAfterARestart()
{
    demo::TenantConfig config = DemoSite::config(3000);
    config.taskTiming = { .startMs = 10, .completeMs = 1500 };
    DemoSite site(config);
    const JobId id = site.center->start(site.plan(&processIdentities(), 30));
    QVERIFY(QTest::qWaitFor(
        [&] { return site.center->job(id)->state == JobState::Following; }, 10'000));
    site.open(); // the program ends and is started again
    const JobSnapshot job = site.finish(id);
    QCOMPARE(job.state, JobState::Done);
    QCOMPARE(untruthOf(site.path(), id, site.tenant.activity()), QString());
}

void TestBulkTenant::jobsOfAnotherTenantAreNotTouched()
{
    DemoSite site(DemoSite::config(500));
    site.tenant.faults().set({ .latencyMs = 20 });
    const JobId id = site.center->start(site.plan(&resetIdentity(), 100));
    QVERIFY(QTest::qWaitFor([&] { return site.center->job(id)->counts.succeeded > 5; }, 10'000));
    site.center.reset();
    const auto acts = [&] { return site.tenant.activity().actsOf(demo::Operation::ResetIdentity); };
    site.open(u"globex.api.identitynow.com"_s);
    const EventSpy opened(*site.center, JobEvent::Kind::JournalOpened);
    QVERIFY(opened.wait(1));
    QVERIFY(!site.center->job(id).has_value()); // not even offered
    const auto before = acts();
    const EventSpy refused(*site.center, JobEvent::Kind::NotStarted);
    site.center->resume(id, ResumePlan { .confirmed = 100 });
    site.center->cancel(id);
    site.center->checkUnknown(id);
    QVERIFY(refused.wait(3));
    QVERIFY(refused.events.first().error.detail.contains(u"acme.api.identitynow.com"_s));
    QCOMPARE(acts(), before);
    site.open();
    QVERIFY(QTest::qWaitFor([&] { return site.center->job(id).has_value(); }, 5000));
    QCOMPARE(site.center->job(id)->state, JobState::Interrupted);
    site.center->resume(id, ResumePlan { .confirmed = 100 });
    const JobSnapshot job = site.finish(id);
    QCOMPARE(job.counts.succeeded + job.counts.unknown, 100);
    QCOMPARE(job.counts.cancelled, 0);
}

QTEST_GUILESS_MAIN(TestBulkTenant)
#include "tst_bulktenant.moc"
