// Requests that leave only after their owner has written down that they do.

#include "api/apiclient.h"
#include "support/turnrig.h"

#include <QCoreApplication>
#include <QTest>

#include <deque>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

class TestTurns : public QObject
{
    Q_OBJECT

private slots:
    void nothingLeavesBeforeGo();
    void noMoreIsOfferedThanCouldLeave();
    void anUnansweredOfferIsTakenBack();
    void aWithdrawnOfferFreesItsPlace();
    void refusedTurnsAreOfferedAgain_data();
    void refusedTurnsAreOfferedAgain();
    void aPauseBetweenOfferAndGoHoldsTheRequest();
    void aTokenThatEndedBetweenOfferAndGoHoldsTheRequest();
    void whatFailsWhileWaitingWasNeverOffered();
    void unreachableIsAnErrorOfTheTurn();
    void readOnlyNeverOffers();
    void refusalsDoNotNarrowTheWay();
    void runsTakeTurns();
    void anOwnLimitHoldsUpNobodyElse();
    void turnsUseTheWholeLimit_data();
    void turnsUseTheWholeLimit();
    void clientsShareNoIds();
    void aClientThatIsGoneIsNotCalled();
};

void TestTurns::nothingLeavesBeforeGo()
{
    TurnRig rig;
    const auto id = rig.turn(TurnRig::change());
    QVERIFY(rig.offered.isEmpty());
    rig.signIn();
    QCOMPARE(rig.offered, QList { id });
    QCOMPARE(rig.wire.started.size(), 0);
    QCOMPARE(rig.scheduler.status().used, 1); // the slot is kept
    rig.go(id);
    QCOMPARE(rig.wire.started.size(), 1);
    rig.wire.answer(rig.wire.oldest(), { .status = 202 });
    QCOMPARE(rig.answers.value(id).status, 202);
    QVERIFY(rig.returned.isEmpty());
}

void TestTurns::noMoreIsOfferedThanCouldLeave()
{
    TurnRig rig({ .pace = BulkPace::Full });
    for (int i = 0; i < 300; ++i)
        rig.turn(TurnRig::change());
    rig.signIn();
    QCOMPARE(rig.offered.size(), 16);
    int answered = 0;
    while (rig.wire.started.size() < 100 && answered < 1000) {
        const auto ids = rig.offers.keys();
        for (const auto id : ids)
            rig.go(id);
        for (const Transport::Id id : rig.wire.open()) {
            rig.wire.answer(id, { .status = 202 });
            ++answered;
        }
        rig.scheduler.pump();
    }
    QCOMPARE(answered, 100); // the window is full: nothing is offered before it opens again
    QCOMPARE(rig.offered.size(), 100);
    rig.after(9000);
    QCOMPARE(rig.offered.size(), 100);
    rig.after(1100);
    QCOMPARE(rig.offered.size(), 116);
}

void TestTurns::anUnansweredOfferIsTakenBack()
{
    TurnRig rig;
    const auto id = rig.turn(TurnRig::change());
    rig.signIn();
    const quint64 first = rig.offers.value(id);
    QVERIFY(rig.scheduler.nextWake() <= rig.clock.monotonicMs() + Scheduler::OfferLimitMs);
    rig.after(Scheduler::OfferLimitMs - 1);
    QVERIFY(rig.returned.isEmpty());
    rig.after(1);
    QCOMPARE(rig.returned, QList { id });
    QCOMPARE(rig.offered, (QList { id, id })); // and offered again, under another number
    QVERIFY(rig.offers.value(id) != first);
    rig.scheduler.go(id, first);
    QCOMPARE(rig.wire.started.size(), 0);
    rig.go(id);
    QCOMPARE(rig.wire.started.size(), 1);
    QCOMPARE(rig.scheduler.status().used, 1);
}

void TestTurns::aWithdrawnOfferFreesItsPlace()
{
    TurnRig rig({ .rateLimit = 3, .pace = BulkPace::Full });
    QList<Scheduler::Id> ids;
    for (int i = 0; i < 5; ++i)
        ids += rig.turn(TurnRig::change());
    rig.signIn();
    QCOMPARE(rig.offered.size(), 3);
    rig.scheduler.cancel(ids[0]);
    rig.scheduler.cancel(ids[4]); // never offered
    rig.scheduler.pump();
    QCOMPARE(rig.offered.size(), 4);
    QCOMPARE(rig.offered.last(), ids[3]);
    rig.scheduler.go(ids[0], 1);
    QCOMPARE(rig.wire.started.size(), 0);
    QVERIFY(rig.wire.aborted.isEmpty());
    QVERIFY(rig.returned.isEmpty());
}

void TestTurns::refusedTurnsAreOfferedAgain_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("429") << 429;
    QTest::newRow("401") << 401;
}

void TestTurns::refusedTurnsAreOfferedAgain()
{
    QFETCH(int, status);
    TurnRig rig;
    const auto id = rig.turn(TurnRig::change());
    rig.signIn();
    rig.go(id);
    rig.wire.answer(rig.wire.oldest(),
        { .status = status, .headers = { { "retry-after", "3" } }, .body = "{}" });
    QCOMPARE(rig.returned, QList { id }); // nothing was done
    rig.after(3100);
    if (rig.tokens.isWaiting())
        rig.tokens.give("token-2");
    rig.scheduler.pump();
    QCOMPARE(rig.offered.size(), 2);
    QCOMPARE(rig.wire.started.size(), 1);
    rig.go(id);
    QCOMPARE(rig.wire.started.size(), 2);
}

void TestTurns::aPauseBetweenOfferAndGoHoldsTheRequest()
{
    TurnRig rig;
    const auto first = rig.turn(TurnRig::change());
    const auto second = rig.turn(TurnRig::change());
    rig.signIn();
    rig.go(first);
    rig.wire.answer(
        rig.wire.oldest(), { .status = 429, .headers = { { "retry-after", "5" } }, .body = "{}" });
    rig.go(second);
    QCOMPARE(rig.wire.started.size(), 1);
    QCOMPARE(rig.returned, (QList { first, second }));
    rig.after(5100);
    QCOMPARE(rig.offered.size(), 4);
}

void TestTurns::aTokenThatEndedBetweenOfferAndGoHoldsTheRequest()
{
    TurnRig rig;
    const auto id = rig.turn(TurnRig::change());
    rig.scheduler.pump();
    rig.tokens.give("token-1", 1000);
    rig.scheduler.pump();
    QCOMPARE(rig.offered.size(), 1);
    rig.clock.advance(1500);
    rig.go(id);
    QCOMPARE(rig.wire.started.size(), 0);
    QCOMPARE(rig.returned, QList { id });
    rig.scheduler.pump();
    rig.tokens.give("token-2");
    rig.scheduler.pump();
    rig.go(id);
    QVERIFY(rig.wire.started.first().headers.contains({ "Authorization", "Bearer token-2" }));
}

void TestTurns::whatFailsWhileWaitingWasNeverOffered()
{
    TurnRig rig;
    const auto id = rig.turn(TurnRig::change());
    rig.scheduler.pump();
    rig.tokens.refuse({ .kind = ApiError::Kind::Unauthorized });
    QCOMPARE(rig.errors.value(id).kind, ApiError::Kind::Unauthorized);
    QVERIFY(rig.offered.isEmpty());
}

void TestTurns::unreachableIsAnErrorOfTheTurn()
{
    TurnRig rig;
    const auto id = rig.turn(TurnRig::change());
    rig.signIn();
    rig.go(id);
    rig.wire.answer(rig.wire.oldest(), { .failure = WireReply::Failure::Unreachable });
    QCOMPARE(rig.errors.value(id).kind, ApiError::Kind::Offline);
    QCOMPARE(rig.scheduler.status().used, 0);
    QVERIFY(rig.returned.isEmpty());
}

void TestTurns::readOnlyNeverOffers()
{
    TurnRig rig({ .readOnly = true });
    const auto id = rig.turn(TurnRig::change());
    rig.signIn();
    QCOMPARE(rig.errors.value(id).kind, ApiError::Kind::ReadOnly);
    QVERIFY(rig.offered.isEmpty());
}

void TestTurns::refusalsDoNotNarrowTheWay()
{
    for (const int status : { 404, 400, 403, 500 }) {
        TurnRig rig({ .rateLimit = 0, .pace = BulkPace::Full });
        for (int i = 0; i < 100; ++i)
            rig.turn(TurnRig::change());
        rig.signIn();
        for (int round = 0; round < 3; ++round) {
            const auto ids = rig.offers.keys();
            for (const auto id : ids)
                rig.go(id);
            for (const Transport::Id id : rig.wire.open())
                rig.wire.answer(id, status == 404 ? missing() : WireReply { .status = status });
            rig.scheduler.pump();
        }
        QCOMPARE(rig.offers.size(), status == 500 ? 2 : 16);
    }
}

void TestTurns::runsTakeTurns()
{
    TurnRig rig({ .rateLimit = 0, .pace = BulkPace::Full, .mostBulk = 4 });
    QHash<Scheduler::Id, quint64> flowOf;
    for (int i = 0; i < 100; ++i) { // the first run asked for everything before the others began
        const auto id = rig.turn(TurnRig::change(1));
        flowOf.insert(id, 1);
    }
    for (int i = 0; i < 10; ++i) {
        flowOf.insert(rig.turn(TurnRig::change(2)), 2);
        flowOf.insert(rig.turn(TurnRig::change(3)), 3);
    }
    rig.signIn();
    while (rig.offered.size() < 30) {
        const auto ids = rig.offers.keys();
        for (const auto id : ids)
            rig.go(id);
        for (const Transport::Id id : rig.wire.open())
            rig.wire.answer(id, { .status = 202 });
        rig.scheduler.pump();
    }
    QHash<quint64, int> served;
    for (int i = 0; i < 30; ++i)
        ++served[flowOf.value(rig.offered[i])];
    QCOMPARE(served, (QHash<quint64, int> { { 1, 10 }, { 2, 10 }, { 3, 10 } }));
}

void TestTurns::anOwnLimitHoldsUpNobodyElse()
{
    TurnRig rig;
    ApiRequest own = TurnRig::change();
    own.ownLimit = true;
    const auto limited = rig.turn(own);
    rig.signIn();
    rig.go(limited);
    rig.wire.answer(
        rig.wire.oldest(), { .status = 429, .headers = { { "retry-after", "8" } }, .body = "{}" });
    QCOMPARE(rig.returned, QList { limited });
    const auto other = rig.turn(TurnRig::change());
    rig.scheduler.pump();
    QCOMPARE(rig.offered, (QList { limited, other }));
    QCOMPARE(rig.scheduler.status().waitMs, 0);
    rig.scheduler.cancel(other);
    rig.after(7900);
    QCOMPARE(rig.offered.size(), 2);
    rig.after(101);
    QCOMPARE(rig.offered.last(), limited);
}

void TestTurns::turnsUseTheWholeLimit_data()
{
    QTest::addColumn<int>("ownerMs"); // between offer and go
    QTest::addColumn<bool>("considerate");
    QTest::newRow("prompt owner, considerate") << 5 << true;
    QTest::newRow("prompt owner, full") << 5 << false;
    QTest::newRow("slow disk, considerate") << 80 << true;
}

void TestTurns::turnsUseTheWholeLimit()
{
    QFETCH(int, ownerMs);
    QFETCH(bool, considerate);
    TurnRig rig({ .pace = considerate ? BulkPace::Considerate : BulkPace::Full });
    for (int i = 0; i < 1200; ++i)
        rig.turn(TurnRig::change());
    rig.signIn();
    QHash<Scheduler::Id, qint64> goAt;
    QHash<Transport::Id, qint64> answerAt;
    std::deque<qint64> arrived;
    int refused = 0;
    int done = 0;
    int doneAtStart = 0;
    const qint64 begin = rig.clock.monotonicMs();
    for (qint64 ms = 0; ms < 80'000; ms += 5) {
        rig.clock.set(begin + ms);
        const qint64 now = rig.clock.monotonicMs();
        const auto ids = rig.offers.keys();
        for (const auto id : ids) {
            if (!goAt.contains(id))
                goAt.insert(id, now + ownerMs);
            else if (goAt.value(id) <= now)
                rig.go(id);
        }
        for (const Transport::Id id : rig.wire.open()) {
            if (!answerAt.contains(id)) {
                while (!arrived.empty() && arrived.front() + 10'000 <= now)
                    arrived.pop_front();
                refused += arrived.size() >= 100 ? 1 : 0;
                arrived.push_back(now);
                answerAt.insert(id, now + 200);
            } else if (answerAt.value(id) <= now) {
                rig.wire.answer(id, { .status = 202 });
                ++done;
            }
        }
        rig.scheduler.pump();
        if (ms == 20'000)
            doneAtStart = done;
    }
    QCOMPARE(refused, 0);
    QVERIFY(rig.returned.isEmpty());
    QVERIFY2(done - doneAtStart >= 582, qPrintable(u"%1 a minute"_s.arg(done - doneAtStart)));
}

void TestTurns::clientsShareNoIds()
{
    TurnRig rig;
    ApiClient one(rig.scheduler);
    ApiClient two(rig.scheduler);
    QList<int> answered;
    const std::function<Expected<int>(const ApiResponse&)> reader
        = [](const ApiResponse& response) { return response.body.toInt(); };
    const auto ask = [&](ApiClient& client) {
        return client.read<int>({ .path = { u"identities"_s } }, reader, this,
            [&](const Expected<int>& result) { answered += *result; });
    };
    const auto first = ask(one);
    const auto second = ask(two);
    QVERIFY(first != second);
    QCoreApplication::processEvents();
    rig.signIn();
    two.cancel(second);
    QCoreApplication::processEvents();
    QCOMPARE(rig.wire.openCount(), 1);
    rig.wire.ok(rig.wire.oldest(), "7");
    QCoreApplication::processEvents();
    QCOMPARE(answered, QList { 7 });
}

void TestTurns::aClientThatIsGoneIsNotCalled()
{
    TurnRig rig;
    int calls = 0;
    {
        ApiClient client(rig.scheduler);
        client.readTurn<int>(TurnRig::change(), [](const ApiResponse&) { return Expected<int>(1); },
            this,
            { .offered = [&] { ++calls; },
                .returned = [&] { ++calls; },
                .done = [&](const Expected<int>&) { ++calls; } });
        QCoreApplication::processEvents();
    }
    rig.signIn();
    QCoreApplication::processEvents();
    rig.after(Scheduler::OfferLimitMs);
    QCoreApplication::processEvents();
    QCOMPARE(calls, 0);
    QCOMPARE(rig.wire.started.size(), 0); // nobody said go
}

QTEST_GUILESS_MAIN(TestTurns)
#include "tst_turns.moc"
