// What the scheduler is made of, each part by itself: the queue, the budget, the gate, the guard.

#include "net/changeguard.h"
#include "net/ratebudget.h"
#include "net/requestqueue.h"
#include "net/signingate.h"
#include "support/fakeclock.h"
#include "support/fakewire.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

RequestQueue::Request waiting(
    quint64 id, quint64 flow = 0, Lane lane = Lane::Bulk, qint64 notBefore = 0)
{
    return std::make_shared<PendingRequest>(PendingRequest {
        .id = id, .request = { .lane = lane, .flow = flow }, .notBefore = notBefore });
}

quint64 idOf(const RequestQueue::Request& request)
{
    return request ? request->id : 0;
}

ApiRequest change(quint64 flow = 0)
{
    return { .verb = Verb::Post, .repeat = Repeat::Never, .lane = Lane::Bulk, .flow = flow };
}

const ApiError Refused { .kind = ApiError::Kind::Unauthorized };
const ApiError Down { .kind = ApiError::Kind::ServerFault };

struct Gate
{
    explicit Gate(bool waitsForSignIn = false)
        : gate(tokens, clock, [] { return 0.5; }, waitsForSignIn,
            { .changed = [this] { ++changed; },
                .refused = [this](const ApiError&) { ++refused; },
                .failed =
                    [this](const ApiError&, bool longReads) {
                        ++failed;
                        failedLong += longReads ? 1 : 0;
                    } })
    {
    }

    bool open() { return gate.open(clock.monotonicMs()); }
    QByteArray token() const { return gate.token(clock.monotonicMs()).value_or(QByteArray()); }
    /// Turns the clock until a token is asked for.
    qint64 untilAsked()
    {
        const qint64 begin = clock.monotonicMs();
        while (!tokens.isWaiting() && clock.monotonicMs() - begin < 120'000) {
            clock.advance(100);
            (void)open();
        }
        return clock.monotonicMs() - begin;
    }

    FakeClock clock;
    FakeTokens tokens;
    int changed = 0;
    int refused = 0;
    int failed = 0;
    int failedLong = 0;
    SignInGate gate;
};

} // namespace

class TestSchedulerParts : public QObject
{
    Q_OBJECT

private slots:
    void runsTakeTurns();
    void whatMustWaitIsPassedBy();
    void takenIsGone();

    void lanesHaveRoomOfTheirOwn();
    void whatWasNotSentCostsNothing();
    void whatReachedNobodyCostsThePaceAlone();
    void bulkLeavesRoomForClicks();
    void troubleHalvesTheWidth();
    void aPauseHoldsBothLanes();

    void tokensAreRenewedAheadByAShare_data();
    void tokensAreRenewedAheadByAShare();
    void aRefusedTokenIsDiscardedOnce();
    void aSignInThatIsDownIsToldLate();
    void aRefusalClosesUntilSomebodySignsIn();
    void withoutWaitingARefusalFails();
    void roundsCountHowOftenSomebodySignedIn();

    void aRunKeepsItsPermitUntilItEnds();
    void changesCloseByThemselves();
};

void TestSchedulerParts::runsTakeTurns()
{
    RequestQueue queue;
    for (const quint64 id : { 11, 12, 13, 14 })
        queue.add(waiting(id, 1));
    for (const quint64 id : { 21, 22 })
        queue.add(waiting(id, 2));
    queue.add(waiting(31, 3, Lane::Interactive));
    QList<quint64> order;
    while (const RequestQueue::Request next = queue.takeNext(Lane::Bulk, 0))
        order += next->id;
    QCOMPARE(order, (QList<quint64> { 11, 21, 12, 22, 13, 14 }));
    QCOMPARE(queue.size(), 1);
    QCOMPARE(idOf(queue.takeNext(Lane::Interactive, 0)), 31);
}

void TestSchedulerParts::whatMustWaitIsPassedBy()
{
    RequestQueue queue;
    QVERIFY(!queue.nextAt(Lane::Bulk));
    queue.add(waiting(1, 1, Lane::Bulk, 500));
    queue.add(waiting(2, 1, Lane::Bulk, 300));
    QCOMPARE(queue.nextAt(Lane::Bulk).value_or(-1), 300);
    QCOMPARE(idOf(queue.takeNext(Lane::Bulk, 299)), 0);
    const RequestQueue::Request second = queue.takeNext(Lane::Bulk, 300);
    QCOMPARE(idOf(second), 2);
    queue.putBack(second); // before all others
    QCOMPARE(idOf(queue.takeNext(Lane::Bulk, 500)), 2);
    QCOMPARE(idOf(queue.takeNext(Lane::Bulk, 500)), 1);
}

void TestSchedulerParts::takenIsGone()
{
    RequestQueue queue;
    for (const quint64 id : { 1, 2, 3 })
        queue.add(waiting(id, 0, id == 2 ? Lane::Interactive : Lane::Bulk));
    const auto taken = queue.takeAll([](const PendingRequest& request) { return request.id > 1; });
    QCOMPARE(taken.size(), std::size_t(2));
    QCOMPARE(queue.size(), 1);
    QCOMPARE(idOf(queue.takeNext(Lane::Bulk, 0)), 1);
}

void TestSchedulerParts::lanesHaveRoomOfTheirOwn()
{
    RateBudget budget({ .pace = BulkPace::Full, .mostInteractive = 1, .mostBulk = 2 });
    auto click = budget.take(Lane::Interactive, 0);
    QVERIFY(click && !budget.mayStart(Lane::Interactive, 0));
    QVERIFY(!budget.nextStart(Lane::Interactive, 0)); // the end of one makes room, no time
    QVERIFY(budget.take(Lane::Bulk, 0) && budget.mayStart(Lane::Bulk, 0));
    QVERIFY(budget.take(Lane::Bulk, 0) && !budget.mayStart(Lane::Bulk, 0));
    budget.ended(*click, 10);
    QVERIFY(budget.mayStart(Lane::Interactive, 10));
    QCOMPARE(budget.used(10), 3); // the tenant may have counted it
}

void TestSchedulerParts::whatWasNotSentCostsNothing()
{
    RateBudget budget({ .rateLimit = 3, .pace = BulkPace::Full });
    for (int i = 0; i < 20; ++i) {
        auto slot = budget.take(Lane::Bulk, 0);
        QVERIFY(slot);
        budget.notSent(*slot);
    }
    QCOMPARE(budget.used(0), 0);
    QVERIFY(budget.mayStart(Lane::Bulk, 0));
}

void TestSchedulerParts::whatReachedNobodyCostsThePaceAlone()
{
    RateBudget budget({});
    int tried = 0;
    for (; tried < 50 && budget.mayStart(Lane::Bulk, 0); ++tried) {
        auto slot = budget.take(Lane::Bulk, 0);
        budget.notReached(*slot);
    }
    QCOMPARE(budget.used(0), 0);
    QCOMPARE(tried, 12); // and then not as fast as connections are refused
    const auto next = budget.nextStart(Lane::Bulk, 0);
    QVERIFY(next && *next > 0 && budget.mayStart(Lane::Bulk, *next));
}

void TestSchedulerParts::bulkLeavesRoomForClicks()
{
    RateBudget budget({ .rateLimit = 5, .mostBulk = 16 });
    const auto runBulk = [&budget](qint64 now) {
        int started = 0;
        for (; budget.mayStart(Lane::Bulk, now); ++started) {
            auto slot = budget.take(Lane::Bulk, now);
            budget.answered(*slot, now, now, { .operation = u"List"_s });
        }
        return started;
    };
    auto click = budget.take(Lane::Interactive, 0);
    budget.answered(*click, 0, 0, { .operation = u"Get"_s });
    QCOMPARE(runBulk(0), 2); // of the four that are left
    QVERIFY(budget.mayStart(Lane::Interactive, 0));
    // Nobody has clicked for a whole window: all of it is for whoever works.
    QCOMPARE(runBulk(30'000), 5);
}

void TestSchedulerParts::troubleHalvesTheWidth()
{
    RateBudget budget({ .rateLimit = 0, .pace = BulkPace::Full, .mostBulk = 8 });
    budget.noteTrouble(Lane::Interactive); // says nothing of bulk work
    budget.noteTrouble(Lane::Bulk);
    int started = 0;
    for (; budget.mayStart(Lane::Bulk, 0); ++started)
        QVERIFY(budget.take(Lane::Bulk, 0));
    QCOMPARE(started, 4);
    budget.noteServed(Lane::Bulk, 100); // the width is what binds
    QVERIFY(budget.mayStart(Lane::Bulk, 0));
    QCOMPARE(budget.medianLatencyMs(), 100);
}

void TestSchedulerParts::aPauseHoldsBothLanes()
{
    RateBudget budget({});
    budget.pause(0, 3000);
    for (const Lane lane : { Lane::Interactive, Lane::Bulk }) {
        QVERIFY(!budget.mayStart(lane, 2999));
        QCOMPARE(budget.nextStart(lane, 0).value_or(-1), 3000);
        QVERIFY(budget.mayStart(lane, 3000));
    }
}

void TestSchedulerParts::tokensAreRenewedAheadByAShare_data()
{
    QTest::addColumn<qint64>("lifetimeMs");
    QTest::addColumn<qint64>("renewAt");
    QTest::newRow("15 s") << qint64(15'000) << qint64(12'000);
    QTest::newRow("749 s") << qint64(749'000) << qint64(689'000);
    QTest::newRow("12 h") << qint64(43'200'000) << qint64(43'140'000);
}

void TestSchedulerParts::tokensAreRenewedAheadByAShare()
{
    QFETCH(qint64, lifetimeMs);
    QFETCH(qint64, renewAt);
    Gate rig;
    QVERIFY(!rig.open());
    QVERIFY(!rig.open()); // one fetch for all
    QCOMPARE(rig.tokens.fetches, 1);
    rig.tokens.give("token", lifetimeMs);
    QCOMPARE(rig.changed, 1);
    rig.clock.advance(renewAt - 1);
    QVERIFY(rig.open() && !rig.tokens.isWaiting());
    rig.clock.advance(1);
    QVERIFY(rig.open() && rig.tokens.isWaiting()); // and nobody waits for it
    rig.clock.advance(lifetimeMs - renewAt);
    QVERIFY(!rig.open());
}

void TestSchedulerParts::aRefusedTokenIsDiscardedOnce()
{
    Gate rig;
    (void)rig.open();
    rig.tokens.give("new");
    rig.gate.discard("old");
    QCOMPARE(rig.token(), QByteArray("new"));
    rig.gate.discard("new");
    QCOMPARE(rig.token(), QByteArray());
    QVERIFY(!rig.open() && rig.tokens.isWaiting());
}

void TestSchedulerParts::aSignInThatIsDownIsToldLate()
{
    Gate rig;
    (void)rig.open();
    rig.tokens.give("token");
    rig.gate.discard("token");
    QList<qint64> waits;
    for (int i = 0; i < 6; ++i) {
        waits += rig.untilAsked();
        rig.tokens.refuse(Down);
        QCOMPARE(rig.failed, i < 2 ? 0 : i - 1); // told from the third on
        QCOMPARE(rig.failedLong, i < 5 ? 0 : 1);
    }
    QVERIFY(std::is_sorted(waits.begin() + 1, waits.end()));
    QCOMPARE(rig.gate.link(rig.clock.monotonicMs()), NetStatus::Link::Offline);

    Gate never; // it never worked: the long reads are told with the others
    for (int i = 0; i < 3; ++i) {
        never.untilAsked();
        never.tokens.refuse(Down);
    }
    QCOMPARE(never.failedLong, 1);
}

void TestSchedulerParts::aRefusalClosesUntilSomebodySignsIn()
{
    Gate rig(true);
    (void)rig.open();
    rig.tokens.refuse(Refused);
    QCOMPARE(rig.refused, 1);
    QCOMPARE(rig.failed, 0);
    QVERIFY(rig.gate.refusal() && !rig.gate.nextTry(0));
    rig.clock.advance(600'000);
    QVERIFY(!rig.open());
    QCOMPARE(rig.tokens.fetches, 1); // accounts get locked like that
    QCOMPARE(rig.gate.link(rig.clock.monotonicMs()), NetStatus::Link::SignInNeeded);
    rig.gate.signInAgain();
    QVERIFY(rig.tokens.isWaiting());
    rig.gate.signInAgain(); // once more, while the first answer is on its way
    rig.tokens.give("of the credentials before");
    QCOMPARE(rig.token(), QByteArray());
    rig.tokens.give("token");
    QVERIFY(rig.open());
    QCOMPARE(rig.gate.link(rig.clock.monotonicMs()), NetStatus::Link::Connected);
}

void TestSchedulerParts::withoutWaitingARefusalFails()
{
    Gate rig;
    (void)rig.open();
    rig.tokens.refuse(Refused);
    QCOMPARE(rig.refused, 0);
    QCOMPARE(rig.failedLong, 1);
    QVERIFY(!rig.gate.refusal());
}

void TestSchedulerParts::roundsCountHowOftenSomebodySignedIn()
{
    Gate rig(true);
    (void)rig.open();
    rig.tokens.give("token");
    const int first = rig.gate.round();
    rig.gate.discard("token");
    (void)rig.open();
    rig.tokens.give("renewed");
    QCOMPARE(rig.gate.round(), first);
    rig.gate.refuse(Refused);
    rig.gate.signInAgain();
    QVERIFY(rig.gate.round() != first);
}

void TestSchedulerParts::aRunKeepsItsPermitUntilItEnds()
{
    FakeClock clock;
    ChangeGuard guard(clock, false);
    guard.accept(change(7));
    guard.setReadOnly(true, 0);
    guard.accept(change(8)); // too late
    QVERIFY(guard.mayLeave(change(7)));
    QVERIFY(!guard.mayLeave(change(8)));
    QVERIFY(!guard.mayLeave(change()));
    QVERIFY(guard.mayLeave({})); // it reads
    guard.endPermit(7);
    QVERIFY(!guard.mayLeave(change(7)));
}

void TestSchedulerParts::changesCloseByThemselves()
{
    FakeClock clock;
    ChangeGuard guard(clock, true);
    guard.setReadOnly(false, 1000);
    guard.accept(change(7));
    clock.advance(900);
    guard.hasLeft({}); // a read keeps nothing open
    QVERIFY(guard.mayLeave(change(7)));
    guard.hasLeft(change(7));
    clock.advance(900);
    QVERIFY(guard.mayLeave(change()));
    clock.sleep(200); // asleep, the monotonic clock stands still
    QVERIFY(!guard.mayLeave(change()));
    QVERIFY(!guard.mayLeave(change(7)));
    QVERIFY(guard.mayLeave({}));
}

QTEST_GUILESS_MAIN(TestSchedulerParts)
#include "tst_schedulerparts.moc"
