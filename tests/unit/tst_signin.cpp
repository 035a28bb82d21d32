// What the scheduler does when the sign-in is refused, when somebody signs in again, and when
// changes are locked and allowed while it runs.

#include "support/turnrig.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

const ApiError Refused { .kind = ApiError::Kind::Unauthorized,
    .operation = u"Sign in"_s,
    .serverText = u"Client authentication failed"_s };

SchedulerOptions waiting()
{
    return { .waitForSignIn = true };
}

} // namespace

class TestSignIn : public QObject
{
    Q_OBJECT

private slots:
    void readsWaitAndGoOn();
    void oneRefusalIsToldOnce();
    void aTokenThatEndsAndCannotBeRenewedKeepsEverythingWaiting();
    void turnsAreToldThatNothingWasDone();
    void aRefusedChangeIsSentAgainOnlyAfterSigningIn();
    void whatWaitsCanBeCancelled();
    void aTokenOfOldCredentialsIsNotUsed();
    void anOldTokenRefusedLateDoesNotAskAgain();
    void signingInNeedsNoRequest();
    void withoutTheOptionRequestsFail();
    void aSignInThatIsDownIsAskedRarely_data();
    void aSignInThatIsDownIsAskedRarely();
    void longReadsOutlastASignInThatIsDown();
    void tokensThatDoNotLastAreNotAskedForWithoutEnd();
    void theTenantSaysWhenToSignInAgain();
    void aRefusedRenewalIsSaidWhileTheOldTokenServes();
    void lateAnswersSayNothingOfTheSignIn();
    void lockingRefusesWhatIsNotOnItsWay();
    void allowingLetsChangesLeave();
    void aRunKeepsItsPermit();
    void aPermitEnds();
    void changesEndByThemselves_data();
    void changesEndByThemselves();
    void everyChangeKeepsThemAllowed();
    void lockedBetweenOfferAndGo();
};

void TestSignIn::readsWaitAndGoOn()
{
    TurnRig rig(waiting());
    const auto click = rig.ask(TurnRig::read());
    const auto bulk = rig.ask(TurnRig::read(Lane::Bulk));
    rig.scheduler.pump();
    rig.tokens.refuse(Refused);
    rig.after(60'000);
    QCOMPARE(rig.errors.size(), 0);
    QCOMPARE(rig.tokens.fetches, 1); // not tried again by itself: accounts get locked like that
    QCOMPARE(rig.scheduler.status().link, NetStatus::Link::SignInNeeded);
    QCOMPARE(rig.scheduler.nextWake(), -1);

    rig.scheduler.signInAgain();
    QCOMPARE(rig.scheduler.status().link, NetStatus::Link::SigningIn);
    rig.signIn();
    QCOMPARE(rig.tokens.fetches, 2);
    rig.wire.ok(rig.wire.oldest());
    rig.wire.ok(rig.wire.oldest());
    QVERIFY(rig.answers.contains(click));
    QVERIFY(rig.answers.contains(bulk));
    QCOMPARE(rig.scheduler.status().link, NetStatus::Link::Connected);
}

void TestSignIn::oneRefusalIsToldOnce()
{
    TurnRig rig(waiting());
    QSignalSpy told(&rig.scheduler, &Scheduler::signInRefused);
    QSignalSpy status(&rig.scheduler, &Scheduler::statusChanged);
    for (int i = 0; i < 3; ++i)
        rig.ask(TurnRig::read());
    rig.scheduler.pump();
    rig.tokens.refuse(Refused);
    rig.scheduler.pump(); // within the same millisecond
    QCOMPARE(status.last()[0].value<NetStatus>().link, NetStatus::Link::SignInNeeded);
    rig.ask(TurnRig::read());
    rig.after(10'000);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told[0][0].value<ApiError>().serverText, Refused.serverText);
    QCOMPARE(status.last()[0].value<NetStatus>().link, NetStatus::Link::SignInNeeded);
    rig.scheduler.signInAgain();
    rig.scheduler.pump();
    rig.tokens.refuse(Refused); // wrong again
    QCOMPARE(told.size(), 2);
}

void TestSignIn::aTokenThatEndsAndCannotBeRenewedKeepsEverythingWaiting()
{
    TurnRig rig(waiting());
    const auto id = rig.ask(TurnRig::read());
    rig.signIn();
    rig.wire.answer(rig.wire.oldest(), { .status = 401 });
    rig.scheduler.pump();
    rig.tokens.refuse(Refused); // the secret was withdrawn meanwhile
    QVERIFY(rig.errors.isEmpty());
    rig.scheduler.signInAgain();
    rig.signIn();
    // With the new token it is refused once more: then, too, it waits instead of failing.
    rig.wire.answer(rig.wire.oldest(), { .status = 401 });
    rig.signIn();
    rig.wire.answer(rig.wire.oldest(), { .status = 401 });
    rig.scheduler.pump();
    QVERIFY(rig.errors.isEmpty());
    QCOMPARE(rig.scheduler.status().link, NetStatus::Link::SignInNeeded);
    rig.scheduler.signInAgain();
    rig.signIn();
    rig.wire.ok(rig.wire.oldest());
    QVERIFY(rig.answers.contains(id));
}

void TestSignIn::turnsAreToldThatNothingWasDone()
{
    TurnRig rig(waiting());
    const auto id = rig.turn(TurnRig::change(1));
    rig.scheduler.pump();
    rig.tokens.refuse(Refused);
    QCOMPARE(rig.errors.value(id).kind, ApiError::Kind::Unauthorized);
    QCOMPARE(rig.errors.value(id).operation, u"Reset"_s);
    QVERIFY(rig.offered.isEmpty());
}

void TestSignIn::aRefusedChangeIsSentAgainOnlyAfterSigningIn()
{
    TurnRig rig(waiting());
    const auto id = rig.ask(TurnRig::change());
    rig.signIn();
    rig.wire.answer(rig.wire.oldest(), { .status = 401 });
    rig.signIn();
    rig.wire.answer(rig.wire.oldest(), { .status = 401 });
    QCOMPARE(rig.wire.started.size(), 2);
    rig.after(60'000);
    QCOMPARE(rig.wire.started.size(), 2);
    rig.scheduler.signInAgain();
    rig.signIn();
    QCOMPARE(rig.wire.started.size(), 3);
    rig.wire.ok(rig.wire.oldest());
    QVERIFY(rig.answers.contains(id));
}

void TestSignIn::whatWaitsCanBeCancelled()
{
    TurnRig rig(waiting());
    const auto id = rig.ask(TurnRig::read());
    rig.scheduler.pump();
    rig.tokens.refuse(Refused);
    rig.scheduler.cancel(id);
    rig.scheduler.signInAgain();
    rig.signIn();
    QCOMPARE(rig.wire.started.size(), 0);
}

void TestSignIn::aTokenOfOldCredentialsIsNotUsed()
{
    TurnRig rig(waiting());
    rig.ask(TurnRig::read());
    rig.scheduler.pump();
    rig.scheduler.signInAgain(); // while the first answer is still on its way
    rig.tokens.give("token-of-the-old-ones");
    rig.scheduler.pump();
    QCOMPARE(rig.tokens.fetches, 2);
    QCOMPARE(rig.wire.started.size(), 0);
    QVERIFY(rig.tokens.isWaiting());
    rig.tokens.give("token-of-the-new-ones");
    rig.scheduler.pump();
    QCOMPARE(rig.wire.started.size(), 1);
    QVERIFY(rig.wire.started[0].headers.contains(
        { QByteArray("Authorization"), QByteArray("Bearer token-of-the-new-ones") }));
}

void TestSignIn::anOldTokenRefusedLateDoesNotAskAgain()
{
    TurnRig rig(waiting());
    QSignalSpy told(&rig.scheduler, &Scheduler::signInRefused);
    const auto next = [&rig](const char* token) {
        rig.scheduler.pump();
        QVERIFY(rig.tokens.isWaiting());
        rig.tokens.give(token);
        rig.scheduler.pump();
    };
    const auto first = rig.ask(TurnRig::read());
    const auto second = rig.ask(TurnRig::read());
    next("token-1");
    rig.wire.answer(rig.wire.oldest(), { .status = 401 });
    rig.wire.answer(rig.wire.oldest(), { .status = 401 });
    next("token-2");
    rig.wire.answer(rig.wire.oldest(), { .status = 401 });
    QCOMPARE(told.size(), 1);
    rig.scheduler.signInAgain();
    next("token-3");
    rig.wire.answer(rig.wire.oldest(), { .status = 401 }); // the second one's, for token-2
    rig.scheduler.pump();
    QCOMPARE(told.size(), 1);
    QCOMPARE(rig.scheduler.status().link == NetStatus::Link::SignInNeeded, false);
    rig.wire.ok(rig.wire.oldest());
    rig.wire.ok(rig.wire.oldest());
    QVERIFY(rig.answers.contains(first));
    QVERIFY(rig.answers.contains(second));
}

void TestSignIn::signingInNeedsNoRequest()
{
    TurnRig rig(waiting());
    rig.turn(TurnRig::change(1));
    rig.scheduler.pump();
    rig.tokens.refuse(Refused); // the turn is told, and nothing waits any more
    rig.scheduler.signInAgain();
    QVERIFY(rig.tokens.isWaiting());
    rig.tokens.give("token-1");
    QCOMPARE(rig.scheduler.status().link, NetStatus::Link::Connected);
}

void TestSignIn::withoutTheOptionRequestsFail()
{
    TurnRig rig;
    const auto id = rig.ask(TurnRig::read());
    rig.scheduler.pump();
    rig.tokens.refuse(Refused);
    QCOMPARE(rig.errors.value(id).kind, ApiError::Kind::Unauthorized);
}

void TestSignIn::aSignInThatIsDownIsAskedRarely_data()
{
    QTest::addColumn<int>("kind");
    for (const auto kind : { ApiError::Kind::Offline, ApiError::Kind::HostNotFound,
             ApiError::Kind::ServerFault, ApiError::Kind::Redirected, ApiError::Kind::Malformed,
             ApiError::Kind::Timeout, ApiError::Kind::RateLimited, ApiError::Kind::Tls })
        QTest::addRow("%s", qPrintable(kindName(kind))) << static_cast<int>(kind);
}

void TestSignIn::aSignInThatIsDownIsAskedRarely()
{
    QFETCH(int, kind);
    TurnRig rig(waiting());
    QSignalSpy told(&rig.scheduler, &Scheduler::signInRefused);
    rig.ask(TurnRig::read());
    rig.signIn();
    rig.wire.answer(rig.wire.oldest(), { .status = 401 }); // the token ended
    QList<qint64> asked;
    const qint64 begin = rig.clock.monotonicMs();
    for (qint64 ms = 0; ms < 10 * 60'000; ms += 100) {
        if (ms % 500 == 0) { // jobs and a window go on asking
            rig.turn(TurnRig::change(1));
            rig.ask(TurnRig::read());
        }
        rig.after(100);
        if (rig.tokens.isWaiting()) {
            asked += rig.clock.monotonicMs() - begin;
            rig.tokens.refuse({ .kind = static_cast<ApiError::Kind>(kind) });
        }
        if (ms > 5000)
            QCOMPARE(rig.scheduler.status().link, NetStatus::Link::Offline);
    }
    for (const qint64 at : asked) {
        const auto inAMinute = std::count_if(asked.cbegin(), asked.cend(),
            [at](qint64 other) { return other >= at && other < at + 60'000; });
        QVERIFY2(inAMinute <= 6, qPrintable(u"%1 in a minute"_s.arg(inAMinute)));
    }
    QVERIFY(asked.size() >= 20); // and it is not given up
    QVERIFY(told.isEmpty()); // no other secret would help
    QVERIFY(rig.offered.isEmpty());
    for (const ApiError& error : std::as_const(rig.errors))
        QVERIFY(error.isPassing()); // a job pauses for that, and fails nobody

    rig.ask(TurnRig::read());
    rig.after(25'000);
    rig.signIn();
    rig.wire.ok(rig.wire.newest());
    QCOMPARE(rig.scheduler.status().link, NetStatus::Link::Connected);
}

void TestSignIn::longReadsOutlastASignInThatIsDown()
{
    TurnRig rig;
    const auto fail = [&rig](qint64 forMs) {
        for (qint64 ms = 0; ms < forMs; ms += 100) {
            rig.after(100);
            if (rig.tokens.isWaiting())
                rig.tokens.refuse({ .kind = ApiError::Kind::ServerFault });
        }
    };
    const auto wrong = rig.ask(TurnRig::read(Lane::Bulk));
    fail(10'000); // it never worked: an address, say, is wrong
    QVERIFY(rig.errors.contains(wrong));

    const auto first = rig.ask(TurnRig::read(Lane::Bulk));
    rig.after(60'000);
    rig.signIn();
    rig.wire.answer(rig.wire.oldest(), { .status = 401 });
    const auto click = rig.ask(TurnRig::read());
    fail(30'000);
    QVERIFY(rig.errors.contains(click));
    QVERIFY(!rig.errors.contains(first));
    rig.after(20'000);
    rig.signIn();
    rig.wire.ok(rig.wire.oldest());
    QVERIFY(rig.answers.contains(first));
    // And does not wait for ever.
    const auto last = rig.ask(TurnRig::read(Lane::Bulk));
    rig.signIn();
    rig.wire.answer(rig.wire.oldest(), { .status = 401 });
    fail(120'000);
    QVERIFY(rig.errors.contains(last));
}

void TestSignIn::tokensThatDoNotLastAreNotAskedForWithoutEnd()
{
    TurnRig rig;
    for (qint64 ms = 0; ms < 5 * 60'000; ms += 10) {
        if (ms % 100 == 0)
            rig.ask(TurnRig::read());
        rig.after(10);
        if (rig.tokens.isWaiting())
            rig.tokens.give("token-" + QByteArray::number(rig.tokens.fetches), 1);
    }
    QVERIFY2(rig.tokens.fetches <= 30, qPrintable(QString::number(rig.tokens.fetches)));
}

void TestSignIn::theTenantSaysWhenToSignInAgain()
{
    TurnRig rig;
    rig.ask(TurnRig::read());
    rig.scheduler.pump();
    rig.tokens.refuse({ .kind = ApiError::Kind::RateLimited, .retryAfterSeconds = 30 });
    rig.after(29'900);
    QVERIFY(!rig.tokens.isWaiting());
    rig.after(200);
    QVERIFY(rig.tokens.isWaiting());
}

void TestSignIn::aRefusedRenewalIsSaidWhileTheOldTokenServes()
{
    TurnRig rig(waiting());
    QSignalSpy told(&rig.scheduler, &Scheduler::signInRefused);
    rig.ask(TurnRig::read());
    rig.signIn();
    rig.wire.ok(rig.wire.oldest());
    rig.clock.advance(3'600'000 - 30'000);
    const auto id = rig.ask(TurnRig::read());
    rig.scheduler.pump();
    QVERIFY(rig.tokens.isWaiting());
    rig.tokens.refuse(Refused);
    QCOMPARE(told.size(), 1); // in good time
    rig.wire.ok(rig.wire.oldest());
    QVERIFY(rig.answers.contains(id));
    QCOMPARE(rig.scheduler.status().link, NetStatus::Link::SignInNeeded);
    const int fetches = rig.tokens.fetches;
    rig.after(60'000); // it has ended
    const auto read = rig.ask(TurnRig::read());
    const auto turn = rig.turn(TurnRig::change(1));
    rig.scheduler.pump();
    QCOMPARE(rig.errors.value(turn).kind, ApiError::Kind::Unauthorized);
    QVERIFY(!rig.errors.contains(read));
    QCOMPARE(rig.tokens.fetches, fetches); // accounts get locked like that
    QCOMPARE(told.size(), 1);
    rig.scheduler.signInAgain();
    rig.signIn();
    rig.wire.ok(rig.wire.oldest());
    QVERIFY(rig.answers.contains(read));
}

void TestSignIn::lateAnswersSayNothingOfTheSignIn()
{
    TurnRig rig(waiting());
    rig.ask(TurnRig::read());
    rig.ask(TurnRig::read());
    rig.ask(TurnRig::read());
    rig.signIn();
    rig.wire.answer(rig.wire.oldest(), { .status = 401 });
    rig.scheduler.pump();
    rig.tokens.refuse(Refused);
    rig.wire.ok(rig.wire.oldest()); // it was on its way before
    QCOMPARE(rig.scheduler.status().link, NetStatus::Link::SignInNeeded);
    rig.wire.answer(rig.wire.oldest(), { .failure = WireReply::Failure::Dropped });
    QCOMPARE(rig.scheduler.status().link, NetStatus::Link::SignInNeeded);
}

void TestSignIn::lockingRefusesWhatIsNotOnItsWay()
{
    TurnRig rig;
    const auto sent = rig.ask(TurnRig::change());
    rig.signIn();
    rig.scheduler.setReadOnly(true);
    const auto late = rig.ask(TurnRig::change());
    const auto read = rig.ask(TurnRig::read());
    rig.scheduler.pump();
    QCOMPARE(rig.errors.value(late).kind, ApiError::Kind::ReadOnly);
    QCOMPARE(rig.wire.started.size(), 2); // the first change and the read
    rig.wire.ok(rig.wire.oldest());
    rig.wire.ok(rig.wire.oldest());
    QVERIFY(rig.answers.contains(sent));
    QVERIFY(rig.answers.contains(read));
}

void TestSignIn::allowingLetsChangesLeave()
{
    TurnRig rig({ .readOnly = true });
    const auto refused = rig.ask(TurnRig::change());
    rig.signIn();
    QVERIFY(rig.errors.contains(refused));
    rig.scheduler.setReadOnly(false);
    rig.ask(TurnRig::change());
    rig.scheduler.pump();
    rig.signIn();
    QCOMPARE(rig.wire.started.size(), 1);
}

void TestSignIn::aRunKeepsItsPermit()
{
    TurnRig rig;
    const auto first = rig.turn(TurnRig::change(7));
    rig.signIn();
    rig.scheduler.setReadOnly(true);
    const auto second = rig.turn(TurnRig::change(7));
    const auto other = rig.turn(TurnRig::change(8));
    rig.scheduler.pump();
    QVERIFY(rig.offered.contains(first));
    QVERIFY(rig.offered.contains(second));
    QCOMPARE(rig.errors.value(other).kind, ApiError::Kind::ReadOnly);
    rig.go(second);
    QCOMPARE(rig.wire.started.size(), 1);
}

void TestSignIn::aPermitEnds()
{
    TurnRig rig;
    rig.turn(TurnRig::change(7));
    rig.signIn();
    rig.scheduler.setReadOnly(true);
    rig.scheduler.endPermit(7);
    const auto id = rig.turn(TurnRig::change(7));
    rig.scheduler.pump();
    QCOMPARE(rig.errors.value(id).kind, ApiError::Kind::ReadOnly);
}

void TestSignIn::changesEndByThemselves_data()
{
    QTest::addColumn<qint64>("awakeMs");
    QTest::addColumn<qint64>("asleepMs");
    QTest::addColumn<bool>("readOnly"); // by hand, meanwhile
    QTest::newRow("half an hour") << qint64(1'800'000) << qint64(0) << false;
    QTest::newRow("a night asleep") << qint64(300'000) << qint64(32'400'000) << false;
    QTest::newRow("the time of day set back") << qint64(1'800'000) << qint64(-32'400'000) << false;
    QTest::newRow("a permit, asleep") << qint64(300'000) << qint64(32'400'000) << true;
}

void TestSignIn::changesEndByThemselves()
{
    QFETCH(qint64, awakeMs);
    QFETCH(qint64, asleepMs);
    QFETCH(bool, readOnly);
    TurnRig rig;
    rig.scheduler.setReadOnly(false, 1'800'000);
    const auto first = rig.turn(TurnRig::change(7));
    const auto offered = rig.turn(TurnRig::change(7));
    rig.signIn();
    rig.go(first);
    QCOMPARE(rig.wire.started.size(), 1);
    rig.scheduler.setReadOnly(readOnly, 1'800'000);
    rig.clock.sleep(asleepMs);
    rig.clock.advance(awakeMs);
    rig.go(offered);
    const auto late = rig.turn(TurnRig::change(7));
    const auto other = rig.ask(TurnRig::change());
    rig.scheduler.pump();
    for (const auto id : { offered, late, other })
        QCOMPARE(rig.errors.value(id).kind, ApiError::Kind::ReadOnly);
    QCOMPARE(rig.wire.started.size(), 1);
    rig.scheduler.setReadOnly(true, 1'800'000);
    rig.scheduler.setReadOnly(false, 1'800'000);
    rig.ask(TurnRig::change());
    rig.signIn();
    QCOMPARE(rig.wire.started.size(), 2);
}

void TestSignIn::everyChangeKeepsThemAllowed()
{
    TurnRig rig;
    rig.clock.advance(3'600'000);
    rig.scheduler.setReadOnly(false, 1'800'000); // counts from now on
    for (int i = 0; i < 5; ++i) {
        rig.ask(TurnRig::change());
        rig.signIn();
        QCOMPARE(rig.wire.started.size(), i + 1);
        rig.wire.ok(rig.wire.oldest());
        rig.after(1'700'000);
    }
    rig.scheduler.setReadOnly(false, 0); // and not at all any more
    rig.after(3'600'000);
    rig.ask(TurnRig::change());
    rig.signIn();
    QCOMPARE(rig.wire.started.size(), 6);
}

/// The owner has written "sent" down, and the lock closes before go(): nothing leaves.
void TestSignIn::lockedBetweenOfferAndGo()
{
    TurnRig rig;
    const auto id = rig.turn(TurnRig::change());
    rig.signIn();
    QCOMPARE(rig.offered.size(), 1);
    rig.scheduler.setReadOnly(true);
    rig.go(id);
    rig.scheduler.pump();
    QCOMPARE(rig.returned, QList<Scheduler::Id> { id });
    QCOMPARE(rig.errors.value(id).kind, ApiError::Kind::ReadOnly);
    QCOMPARE(rig.wire.started.size(), 0);
}

QTEST_GUILESS_MAIN(TestSignIn)
#include "tst_signin.moc"
