// Jobs over the real network client against the demo tenant, with everything that can go wrong.

#include "auth/clientcredentials.h"
#include "bulk/jobcenter.h"
#include "demo/demotenant.h"
#include "net/qnamtransport.h"
#include "net/scheduler.h"

#include "support/jobtruth.h"
#include "support/memoryfolder.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;
using Op = OperationId;
using demo::DemoTenant;
using demo::Faults;

namespace {

const QList<Op> changes { Op::ProcessIdentities, Op::InviteIdentities, Op::SynchronizeAttributes,
    Op::SendVerification, Op::ResetIdentity, Op::DeleteIdentity };

/// A tenant and the whole way to it.
struct Site
{
    explicit Site(const demo::TenantConfig& config)
        : tenant(config)
    {
        QString problem;
        if (!tenant.start(&problem))
            qFatal("%s", qPrintable(problem));
        const ApiBase base = *ApiBase::fromText(tenant.baseUrl(), &problem);
        credentials = std::make_unique<ClientCredentials>(
            base, tenant.clientId(), tenant.clientSecret(), transport);
        scheduler = std::make_unique<Scheduler>(base,
            SchedulerOptions { .rateLimit = 0, .pace = BulkPace::Full, .bulkDeadlineMs = 3000 },
            transport, *credentials, clock, [] { return 0.1; });
        open();
    }
    void open()
    {
        center = std::make_unique<JobCenter>(
            *scheduler, clock, JobCenterOptions { .journalPath = path() });
    }
    QString path() const { return folder.filePath(u"journal.sqlite"_s); }
    static demo::TenantConfig config(quint32 identities)
    {
        demo::TenantConfig config;
        config.identities = identities;
        config.rateLimit = false;
        config.taskTiming = { .startMs = 10, .completeMs = 100 };
        return config;
    }
    /// Identities that no other plan has.
    BulkPlan plan(Op operation, int count, bool owners = false)
    {
        BulkPlan plan { .operation = operation, .profile = u"Demo"_s };
        plan.parameters.via = u"EMAIL_WORK"_s;
        tenant.inspect([&](demo::Directory& directory) {
            const demo::DemoData& data = directory.data();
            for (quint32 i = 0; i < data.count() && plan.targets.size() < count; ++i) {
                const quint32 ordinal = data.unsorted(i);
                const demo::LiveState& state = directory.state(ordinal);
                const IdentityId id(QString::fromLatin1(data.id(ordinal)));
                const bool unregistered = state.status == demo::Status::Unregistered;
                const bool fits
                    = !used.contains(id) && (operation == Op::InviteIdentities) == unregistered;
                if (!fits || (!owners && (state.isProtected || data.isOwner(ordinal))))
                    continue;
                used.insert(id);
                plan.targets.append({ id, {}, {} });
            }
        });
        return plan;
    }
    /// Waits for the end.
    JobSnapshot finish(const JobId& id)
    {
        const auto hasEnded = [&] { return center->job(id) && isEnded(center->job(id)->state); };
        (void)QTest::qWaitFor(hasEnded, 30'000);
        return center->job(id).value_or(JobSnapshot());
    }

    DemoTenant tenant;
    SystemClock clock;
    QnamTransport transport;
    std::unique_ptr<ClientCredentials> credentials;
    std::unique_ptr<Scheduler> scheduler;
    QTemporaryDir folder { memoryFolder() };
    QSet<IdentityId> used; ///< by plans
    std::unique_ptr<JobCenter> center;
};

} // namespace

class TestBulkTenant : public QObject
{
    Q_OBJECT

private slots:
    void everyVerb_data();
    void everyVerb();
    void everyVerbUnderFaults();
    void deletionsSkipWhatIsProtectedByTheTenant();
    void expiringTokensLoseNothing();
    void pauseResumeAndRetry();
    void destroyedInTheMiddleAndResumed();
};

void TestBulkTenant::everyVerb_data()
{
    QTest::addColumn<int>("count");
    QTest::newRow("1") << 1;
    QTest::newRow("250") << 250;
    QTest::newRow("251") << 251;
}

void TestBulkTenant::everyVerb()
{
    QFETCH(int, count);
    Site site(Site::config(5000));
    QHash<Op, JobId> jobs; // all at once
    for (const Op operation : changes)
        jobs.insert(operation, site.center->start(site.plan(operation, count)));
    for (const Op operation : changes) {
        const JobSnapshot job = site.finish(jobs.value(operation));
        const QString name = operationInfo(operation).journalKey;
        QVERIFY2(isEnded(job.state), qPrintable(name + summaryLine(job)));
        const demo::Activity activity = site.tenant.activity();
        QCOMPARE(untruthOf(site.path(), job.id, activity), QString());
        QCOMPARE(activity.actsOf(tenantOperation(operation)), count);
        QCOMPARE(job.counts.unknown, 0);
        QCOMPARE(job.counts.settled(), count);
    }
}

void TestBulkTenant::everyVerbUnderFaults()
{
    Site site(Site::config(14'000));
    QHash<Op, JobId> jobs;
    site.tenant.faults().set({ .latencyMs = 2,
        .jitterMs = 8,
        .serverFault = 3,
        .dropBefore = 3,
        .dropAfter = 3,
        .dropMidBody = 3,
        .truncatedJson = 2,
        .wrongJson = 2,
        .htmlError = 2,
        .seed = 7 });
    // The first three ask for a token: also a token that is refused for a while loses nothing.
    site.tenant.faults().add(
        { .kind = demo::FaultKind::RateLimited, .count = 6, .retryAfterSeconds = 0 });
    const auto countOf = [](Op operation) {
        if (operation == Op::ProcessIdentities)
            return 10'000;
        return operation == Op::InviteIdentities ? 700 : 250;
    };
    for (const Op operation : changes) {
        const BulkPlan plan = site.plan(operation, countOf(operation));
        QCOMPARE(plan.targets.size(), countOf(operation));
        jobs.insert(operation, site.center->start(plan));
    }
    for (const Op operation : changes) {
        const JobSnapshot job = site.finish(jobs.value(operation));
        const QString words = operationInfo(operation).journalKey + u' ' + jobStateKey(job.state)
            + u' ' + summaryLine(job) + u' ' + job.reason;
        QVERIFY2(isEnded(job.state), qPrintable(words));
        QCOMPARE(untruthOf(site.path(), job.id, site.tenant.activity()), QString());
        QCOMPARE(job.counts.settled(), countOf(operation));
        QVERIFY2(job.counts.succeeded > 0, qPrintable(words));
    }
}

void TestBulkTenant::deletionsSkipWhatIsProtectedByTheTenant()
{
    Site site(Site::config(1000));
    const JobId id = site.center->start(site.plan(Op::DeleteIdentity, 300, true));
    const JobSnapshot job = site.finish(id);
    QCOMPARE(untruthOf(site.path(), id, site.tenant.activity()), QString());
    QVERIFY2(job.counts.skipped > 0 && job.counts.succeeded > 200, qPrintable(summaryLine(job)));
    QCOMPARE(job.counts.unknown, 0);
}

void TestBulkTenant::expiringTokensLoseNothing()
{
    Site site(Site::config(2000));
    const JobId id = site.center->start(site.plan(Op::ResetIdentity, 300));
    int expired = 0;
    connect(site.center.get(), &JobCenter::jobChanged, this, [&](const JobSnapshot& job) {
        if (job.counts.succeeded > 60 * (expired + 1)) {
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
    Site site(Site::config(2000));
    site.tenant.faults().set({ .latencyMs = 5 });
    BulkPlan plan = site.plan(Op::SendVerification, 300);
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
    site.center->resume(id);
    const JobSnapshot job = site.finish(id);
    QCOMPARE(job.counts, (JobCounts { .succeeded = 300, .failed = 1 }));
    QCOMPARE(untruthOf(site.path(), id, site.tenant.activity()), QString());

    const JobId again = site.center->retryFailed(id);
    const JobSnapshot retried = site.finish(again);
    QCOMPARE(retried.retryOf, id);
    QCOMPARE(retried.counts, (JobCounts { .failed = 1 }));
    QSignalSpy notStarted(site.center.get(), &JobCenter::notStarted);
    (void)site.center->retryFailed(JobId(u"none"_s));
    QVERIFY(notStarted.wait(5000));
}

void TestBulkTenant::destroyedInTheMiddleAndResumed()
{
    Site site(Site::config(2000));
    site.tenant.faults().set({ .latencyMs = 20 });
    const JobId id = site.center->start(site.plan(Op::ResetIdentity, 300));
    QVERIFY(QTest::qWaitFor([&] { return site.center->job(id)->counts.succeeded > 20; }, 10'000));
    site.center.reset(); // with requests under way
    site.open();
    QVERIFY(QTest::qWaitFor([&] { return site.center->job(id).has_value(); }, 5000));
    const JobSnapshot interrupted = *site.center->job(id);
    QCOMPARE(interrupted.state, JobState::Interrupted);
    QCOMPARE(interrupted.counts.sent, 0);
    QVERIFY(interrupted.counts.unknown > 0 && interrupted.counts.unknown <= 16);
    site.center->resume(id);
    const JobSnapshot job = site.finish(id);
    QCOMPARE(job.counts.succeeded + job.counts.unknown, 300);
    QCOMPARE(job.counts.unknown, interrupted.counts.unknown);
    QCOMPARE(untruthOf(site.path(), id, site.tenant.activity()), QString());
}

QTEST_GUILESS_MAIN(TestBulkTenant)
#include "tst_bulktenant.moc"
