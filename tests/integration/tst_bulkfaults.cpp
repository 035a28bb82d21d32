// All changes at once against a demo tenant that fails in every way it can.

#include "support/demosite.h"
#include "support/jobtruth.h"
#include "support/operations.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

class TestBulkFaults : public QObject
{
    Q_OBJECT

private slots:
    void everyVerbUnderFaults();
};

void TestBulkFaults::everyVerbUnderFaults()
{
    DemoSite site(DemoSite::config(14'000));
    QHash<const Operation*, JobId> jobs;
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
    // They ask for a token: also one that is not given for a while loses nothing. Three times is
    // when jobs are told; each further one takes longer.
    site.tenant.faults().add(
        { .kind = demo::FaultKind::RateLimited, .count = 3, .retryAfterSeconds = 0 });
    const auto countOf = [](const Operation* operation) {
        if (operation == &processIdentities())
            return 10'000;
        return operation == &inviteIdentities() ? 700 : 120;
    };
    for (const Operation* operation : bulkOperations()) {
        const BulkPlan plan = site.plan(operation, countOf(operation));
        QCOMPARE(plan.targets.size(), countOf(operation));
        jobs.insert(operation, site.center->start(plan));
    }
    for (const Operation* operation : bulkOperations()) {
        const JobSnapshot job = site.finish(jobs.value(operation));
        const QString words = operation->key + u' ' + jobStateKey(job.state) + u' '
            + summaryLine(job) + u' ' + job.reason;
        QVERIFY2(isEnded(job.state), qPrintable(words));
        QCOMPARE(untruthOf(site.path(), job.id, site.tenant.activity()), QString());
        QCOMPARE(job.counts.settled(), countOf(operation));
        QVERIFY2(job.counts.succeeded > 0, qPrintable(words));
    }
}

QTEST_GUILESS_MAIN(TestBulkFaults)
#include "tst_bulkfaults.moc"
