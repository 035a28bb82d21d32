#include "models/operations/changelock.h"

#include "support/fakeclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace ic;
using namespace ic::test;

using Kind = ChangeLock::Kind;

class TestChangeLock : public QObject
{
    Q_OBJECT

private slots:
    void aFreeOneOpensAndStaysOpen()
    {
        FakeClock clock;
        ChangeLock lock(clock, Kind::Free, true);
        QSignalSpy changed(&lock, &ChangeLock::changed);
        QVERIFY(lock.isLocked());
        lock.unlock();
        QVERIFY(!lock.isLocked());
        QCOMPARE(lock.minutesLeft(), -1);
        clock.advance(24 * 3'600'000);
        lock.check();
        QVERIFY(!lock.isLocked());
        lock.lock();
        lock.lock();
        QCOMPARE(changed.size(), 2);
    }

    void productionClosesAfterHalfAnHourWithoutAChange()
    {
        FakeClock clock;
        ChangeLock lock(clock, Kind::Production, true);
        lock.unlock();
        QCOMPARE(lock.minutesLeft(), 30);
        clock.advance(29 * 60'000);
        lock.check();
        QCOMPARE(lock.minutesLeft(), 1);
        lock.noteChange();
        QCOMPARE(lock.minutesLeft(), 30);
        clock.advance(ChangeLock::RelockMs - 1);
        lock.check();
        QVERIFY(!lock.isLocked());
        QSignalSpy changed(&lock, &ChangeLock::changed);
        clock.advance(1);
        lock.check();
        QVERIFY(lock.isLocked());
        QCOMPARE(changed.size(), 1);
    }

    void theMinutesAreToldAsTheyPass()
    {
        FakeClock clock;
        ChangeLock lock(clock, Kind::Production, true);
        lock.unlock();
        QSignalSpy changed(&lock, &ChangeLock::changed);
        for (int i = 0; i < 24; ++i) {
            clock.advance(5000);
            lock.check();
        }
        QCOMPARE(changed.size(), 2); // once a minute, not with every look
        QCOMPARE(lock.minutesLeft(), 28);
    }

    void sleepCountsAsTime()
    {
        FakeClock clock;
        ChangeLock lock(clock, Kind::Production, true);
        lock.unlock();
        clock.sleep(ChangeLock::RelockMs); // the monotonic clock stands still meanwhile
        lock.check();
        QVERIFY(lock.isLocked());
    }

    void aChangeToldAfterANightOpensNothing()
    {
        FakeClock clock;
        ChangeLock lock(clock, Kind::Production, true);
        lock.unlock();
        clock.sleep(9 * 3'600'000);
        lock.noteChange(); // it left before, or right after; told of before the timer's look
        QVERIFY(lock.isLocked());
        lock.noteChange();
        QVERIFY(lock.isLocked());
    }

    void theNetworkIsToldHowLongItStaysOpen()
    {
        FakeClock clock;
        ChangeLock free(clock, Kind::Free, false);
        QCOMPARE(free.closesAfterMs(), 0);
        free.lock();
        QCOMPARE(free.closesAfterMs(), 0);
        ChangeLock lock(clock, Kind::Production, false);
        QCOMPARE(lock.closesAfterMs(), 0); // as the connection says
        lock.lock();
        QCOMPARE(lock.closesAfterMs(), ChangeLock::RelockMs); // what still runs, too
        lock.unlock();
        QCOMPARE(lock.closesAfterMs(), ChangeLock::RelockMs);
        free.fix(QStringLiteral("Production now."));
        QCOMPARE(free.closesAfterMs(), ChangeLock::RelockMs);
    }

    void aProductionProfileWithoutTheSwitchStaysOpen()
    {
        FakeClock clock;
        ChangeLock lock(clock, Kind::Production, false);
        QVERIFY(!lock.isLocked());
        clock.advance(2 * ChangeLock::RelockMs);
        lock.check();
        QVERIFY(!lock.isLocked());
        lock.lock();
        lock.unlock(); // by hand: from now on it does
        clock.advance(ChangeLock::RelockMs);
        lock.check();
        QVERIFY(lock.isLocked());
    }

    void aFixedOneNeverOpens()
    {
        FakeClock clock;
        ChangeLock lock(clock, Kind::Fixed, false);
        QVERIFY(lock.isLocked());
        lock.unlock();
        QVERIFY(lock.isLocked());
        QVERIFY(lock.refusal().contains(QStringLiteral("--read-only")));
    }

    void anOpenOneCanBeFixed()
    {
        FakeClock clock;
        ChangeLock lock(clock, Kind::Free, false);
        QSignalSpy changed(&lock, &ChangeLock::changed);
        lock.fix(QStringLiteral("Connect again."));
        QCOMPARE(changed.size(), 1);
        QVERIFY(lock.isLocked());
        lock.unlock();
        QVERIFY(lock.isLocked());
        QCOMPARE(lock.refusal(), QStringLiteral("Connect again."));
    }
};

QTEST_GUILESS_MAIN(TestChangeLock)
#include "tst_changelock.moc"
