// Large jobs against a tenant that fails in every way by chance, and at the tenant's limit.

#include "support/operations.h"
#include "support/runnerrig.h"

#include <QRandomGenerator>
#include <QTest>

#include <deque>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

class TestBulkStress : public QObject
{
    Q_OBJECT

private slots:
    void everyItemEndsInOneTrueState_data();
    void everyItemEndsInOneTrueState();
    void theWholeLimitIsUsedAndNeverExceeded_data();
    void theWholeLimitIsUsedAndNeverExceeded();
};

void TestBulkStress::everyItemEndsInOneTrueState_data()
{
    QTest::addColumn<const Operation*>("operation");
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("kills");
    QTest::newRow("process 10,000") << &processIdentities() << 10'000 << false;
    QTest::newRow("process 50,000") << &processIdentities() << 50'000 << false;
    QTest::newRow("reset 10,000") << &resetIdentity() << 10'000 << false;
    QTest::newRow("process with kills") << &processIdentities() << 10'000 << true;
    QTest::newRow("reset with kills") << &resetIdentity() << 1500 << true;
    QTest::newRow("delete with kills") << &deleteIdentity() << 800 << true;
    QTest::newRow("synchronize with kills") << &synchronizeAttributes() << 800 << true;
}

void TestBulkStress::everyItemEndsInOneTrueState()
{
    QFETCH(const Operation*, operation);
    QFETCH(int, count);
    QFETCH(bool, kills);
    RunnerRig rig;
    QRandomGenerator random(11);
    using Failure = WireReply::Failure;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        switch (random.bounded(40)) {
        case 0:
            return WireReply { .status = 429, .headers = { { "retry-after", "1" } } };
        case 1:
            return WireReply { .status = 500 };
        case 2:
            return WireReply { .failure = Failure::Dropped };
        case 3: // did it, and nobody hears of it
            rig.tenant.act(request);
            return WireReply { .failure = Failure::Dropped };
        case 4:
            return WireReply { .failure = Failure::Unreachable };
        case 5:
            return WireReply { .status = 401, .body = "{\"error\":\"expired\"}" };
        default:
            return std::nullopt;
        }
    };
    JobId id = rig.start(RunnerRig::plan(operation, count)).snapshot().id;
    for (int round = 0; rig.ended.isEmpty(); ++round) {
        QVERIFY(round < 60'000);
        const QList<Transport::Id> open = rig.wire.open();
        for (const Transport::Id one : open) {
            if (random.bounded(4) > 0)
                rig.answer(one);
        }
        rig.turn();
        rig.after(open.isEmpty() ? 500 : 10);
        JobRunner& runner = *rig.runners.back();
        if (runner.snapshot().state == JobState::PausedSignIn)
            runner.resume();
        if (kills && rig.ended.isEmpty() && round % 60 == 59 && round < 600) {
            for (const Transport::Id lost : rig.wire.open())
                rig.tenant.answer(rig.wire.request(lost));
            rig.kill();
            rig.take(id).start();
        }
    }
    const JobRunner& runner = *rig.runners.back();
    QCOMPARE(rig.untruth(runner), QString());
    const JobCounts counts = rig.counts(runner);
    QCOMPARE(counts.settled(), count);
    QVERIFY2(counts.succeeded > count / 2, qPrintable(summaryLine(runner.snapshot())));
    // The faults did happen; of deletions it is known in the end that they were not done.
    QVERIFY(counts.unknown + counts.failed > 0);
}

void TestBulkStress::theWholeLimitIsUsedAndNeverExceeded_data()
{
    QTest::addColumn<const Operation*>("operation");
    QTest::addColumn<bool>("considerate");
    QTest::addColumn<int>("perItem"); // requests
    QTest::newRow("reset, considerate") << &resetIdentity() << true << 1;
    QTest::newRow("reset, full") << &resetIdentity() << false << 1;
    QTest::newRow("delete, considerate") << &deleteIdentity() << true << 3;
}

void TestBulkStress::theWholeLimitIsUsedAndNeverExceeded()
{
    QFETCH(const Operation*, operation);
    QFETCH(bool, considerate);
    QFETCH(int, perItem);
    RunnerRig rig({ .pace = considerate ? BulkPace::Considerate : BulkPace::Full });
    JobRunner& runner = rig.start(RunnerRig::plan(operation, 900 / perItem));
    QHash<Transport::Id, qint64> answerAt;
    std::deque<qint64> arrived;
    int refused = 0;
    int requests = 0;
    int early = 0;
    const qint64 begin = rig.clock.monotonicMs();
    for (qint64 ms = 0; ms < 80'000; ms += 20) {
        rig.clock.set(begin + ms);
        rig.turn();
        const qint64 now = rig.clock.monotonicMs();
        for (const Transport::Id id : rig.wire.open()) {
            if (!answerAt.contains(id)) {
                while (!arrived.empty() && arrived.front() + 10'000 <= now)
                    arrived.pop_front();
                refused += arrived.size() >= 100 ? 1 : 0;
                arrived.push_back(now);
                answerAt.insert(id, now + 300);
                ++requests;
            } else if (answerAt.value(id) <= now) {
                rig.answer(id);
            }
        }
        if (ms == 20'000)
            early = requests;
    }
    QCOMPARE(refused, 0);
    QVERIFY2(requests - early >= 582, qPrintable(u"%1 a minute"_s.arg(requests - early)));
    if (perItem == 1)
        QVERIFY(std::abs(runner.snapshot().ratePerSecond - 10) < 1.5);
}

QTEST_GUILESS_MAIN(TestBulkStress)
#include "tst_bulkstress.moc"
