#include "net/ratebucket.h"
#include "net/retrypolicy.h"
#include "net/tokenkeeper.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

class TestRateBucket : public QObject
{
    Q_OBJECT

private slots:
    void neverMoreThanTheLimitInAnyWindow();
    void aSlotOnItsWayIsUsed();
    void aSlotThatNeverLeftIsFree();
    void saysWhenEnoughIsFree();
    void marginWidensAndShrinks();
    void zeroSwitchesOff();
    void retryAfter_data();
    void retryAfter();
    void repeatsOnlyWhatIsSafe_data();
    void repeatsOnlyWhatIsSafe();
    void backoffGrowsAndIsBounded();
    void tokensAreRenewedAheadByAShare_data();
    void tokensAreRenewedAheadByAShare();
    void aRefusedTokenIsDiscardedOnce();
};

void TestRateBucket::neverMoreThanTheLimitInAnyWindow()
{
    RateBucket bucket(100, 10'000);
    QList<qint64> left;
    for (qint64 now = 0; now < 60'000; now += 7) {
        while (bucket.free(now) > 0) {
            bucket.stamp(bucket.take(now), now);
            left += now;
        }
    }
    QVERIFY(left.size() > 550);
    for (qsizetype i = 100; i < left.size(); ++i)
        QVERIFY2(left[i] - left[i - 100] > 10'000, "more than 100 in one window");
}

void TestRateBucket::aSlotOnItsWayIsUsed()
{
    RateBucket bucket(2, 10'000);
    const auto slot = bucket.take(0);
    bucket.take(0);
    QCOMPARE(bucket.free(50'000), 0); // not stamped: still counts, however long it takes
    bucket.stamp(slot, 50'000);
    QCOMPARE(bucket.free(60'000 + bucket.marginMs() - 1), 0);
    QCOMPARE(bucket.free(60'000 + bucket.marginMs()), 1);
}

void TestRateBucket::aSlotThatNeverLeftIsFree()
{
    RateBucket bucket(1, 10'000);
    bucket.giveBack(bucket.take(0));
    QCOMPARE(bucket.free(0), 1);
}

void TestRateBucket::saysWhenEnoughIsFree()
{
    RateBucket bucket(3, 10'000);
    for (qint64 now : { 0, 100, 200 })
        bucket.stamp(bucket.take(now), now);
    QCOMPARE(bucket.whenFree(300, 0), 10'000 + bucket.marginMs());
    QCOMPARE(bucket.whenFree(300, 1), 10'100 + bucket.marginMs());
    QCOMPARE(bucket.whenFree(300, 2), 10'200 + bucket.marginMs());
    QCOMPARE(bucket.whenFree(20'000, 2), 20'000);
}

void TestRateBucket::marginWidensAndShrinks()
{
    RateBucket bucket(100, 10'000);
    const qint64 before = bucket.marginMs();
    bucket.widenMargin();
    QCOMPARE(bucket.marginMs(), 2 * before);
    for (int i = 0; i < 20; ++i)
        bucket.widenMargin();
    QCOMPARE(bucket.marginMs(), 1000);
    for (qint64 now = 0; now < 400'000; now += 100) {
        if (bucket.free(now) > 0)
            bucket.stamp(bucket.take(now), now);
    }
    QCOMPARE(bucket.marginMs(), before);
}

void TestRateBucket::zeroSwitchesOff()
{
    RateBucket bucket(0, 10'000);
    for (int i = 0; i < 1000; ++i)
        bucket.stamp(bucket.take(0), 0);
    QVERIFY(bucket.free(0) > 1000);
    QCOMPARE(bucket.whenFree(5, 2), 5);
}

void TestRateBucket::retryAfter_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<qint64>("ms"); // -1 = not understood
    QTest::newRow("seconds") << QByteArray("3") << qint64(3000);
    QTest::newRow("spaces") << QByteArray(" 3 ") << qint64(3000);
    QTest::newRow("fraction") << QByteArray("1.5") << qint64(1500);
    QTest::newRow("zero") << QByteArray("0") << qint64(0);
    QTest::newRow("date") << QByteArray("Mon, 23 Nov 2026 13:00:05 GMT") << qint64(5000);
    QTest::newRow("past date") << QByteArray("Mon, 23 Nov 2026 12:00:05 GMT") << qint64(0);
    QTest::newRow("an hour is capped") << QByteArray("3600") << qint64(60'000);
    QTest::newRow("a far date is capped")
        << QByteArray("Wed, 23 Dec 2026 13:00:05 GMT") << qint64(60'000);
    QTest::newRow("negative") << QByteArray("-3") << qint64(-1);
    QTest::newRow("nan") << QByteArray("nan") << qint64(-1);
    QTest::newRow("words") << QByteArray("soon") << qint64(-1);
    QTest::newRow("empty") << QByteArray() << qint64(-1);
}

void TestRateBucket::retryAfter()
{
    QFETCH(QByteArray, header);
    QFETCH(qint64, ms);
    const QDateTime now(QDate(2026, 11, 23), QTime(13, 0), Qt::UTC);
    QCOMPARE(retryAfterMs(header, now).value_or(-1), ms);
}

void TestRateBucket::repeatsOnlyWhatIsSafe_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("read");
    QTest::addColumn<bool>("change");
    const auto row = [](const char* name, ApiError::Kind kind, bool read, bool change) {
        QTest::newRow(name) << static_cast<int>(kind) << read << change;
    };
    row("429 was not done", ApiError::Kind::RateLimited, true, true);
    row("5xx", ApiError::Kind::ServerFault, true, false);
    row("offline", ApiError::Kind::Offline, true, false);
    row("timeout", ApiError::Kind::Timeout, true, false);
    row("unknown", ApiError::Kind::OutcomeUnknown, false, false);
    row("400", ApiError::Kind::BadRequest, false, false);
    row("403", ApiError::Kind::Forbidden, false, false);
    row("404", ApiError::Kind::NotFound, false, false);
    row("tls", ApiError::Kind::Tls, false, false);
    row("malformed", ApiError::Kind::Malformed, true, false);
    row("sent elsewhere", ApiError::Kind::Redirected, true, false);
    row("too large", ApiError::Kind::TooLarge, true, false);
}

void TestRateBucket::repeatsOnlyWhatIsSafe()
{
    QFETCH(int, kind);
    QFETCH(bool, read);
    QFETCH(bool, change);
    const ApiError error { .kind = static_cast<ApiError::Kind>(kind) };
    const ApiRequest get { .verb = Verb::Get, .repeat = Repeat::Safe };
    const ApiRequest post { .verb = Verb::Post, .repeat = Repeat::Never };
    QCOMPARE(RetryPolicy::mayRepeat(get, error, 1), read);
    QCOMPARE(RetryPolicy::mayRepeat(post, error, 1), change);
    QVERIFY(!RetryPolicy::mayRepeat(get, error, 6));
    QVERIFY(!RetryPolicy::mayRepeat(post, error, 6));
}

void TestRateBucket::backoffGrowsAndIsBounded()
{
    QCOMPARE(RetryPolicy::backoffMs(Lane::Interactive, 1, 0.0), 200);
    QVERIFY(RetryPolicy::backoffMs(Lane::Interactive, 2, 0.5)
        > RetryPolicy::backoffMs(Lane::Interactive, 1, 0.5));
    QVERIFY(RetryPolicy::backoffMs(Lane::Interactive, 50, 0.999) <= 5000);
    // Bulk reads outlast the restart of a gateway, and still end.
    qint64 together = 0;
    const ApiRequest bulk { .lane = Lane::Bulk };
    int attempts = 1;
    for (; RetryPolicy::mayRepeat(bulk, { .kind = ApiError::Kind::Offline }, attempts); ++attempts)
        together += RetryPolicy::backoffMs(Lane::Bulk, attempts, 0.5);
    QCOMPARE(attempts, RetryPolicy::MostBulkAttempts);
    QVERIFY2(together > 25'000 && together < 60'000, qPrintable(QString::number(together)));
}

void TestRateBucket::tokensAreRenewedAheadByAShare_data()
{
    QTest::addColumn<qint64>("lifetimeMs");
    QTest::addColumn<qint64>("renewAt");
    QTest::newRow("15 s") << qint64(15'000) << qint64(12'000);
    QTest::newRow("749 s") << qint64(749'000) << qint64(689'000);
    QTest::newRow("12 h") << qint64(43'200'000) << qint64(43'140'000);
}

void TestRateBucket::tokensAreRenewedAheadByAShare()
{
    QFETCH(qint64, lifetimeMs);
    QFETCH(qint64, renewAt);
    TokenKeeper keeper;
    QVERIFY(keeper.wantsRenewal(0));
    QVERIFY(!keeper.usable(0));
    keeper.store({ "token", lifetimeMs }, 0);
    QVERIFY(!keeper.wantsRenewal(renewAt - 1));
    QVERIFY(keeper.wantsRenewal(renewAt));
    QVERIFY(keeper.usable(lifetimeMs - 1));
    QVERIFY(!keeper.usable(lifetimeMs));
}

void TestRateBucket::aRefusedTokenIsDiscardedOnce()
{
    TokenKeeper keeper;
    keeper.store({ "new", 60'000 }, 0);
    keeper.discard("old");
    QCOMPARE(keeper.usable(1).value_or(QByteArray()), QByteArray("new"));
    keeper.discard("new");
    QVERIFY(!keeper.usable(1));
    QVERIFY(keeper.wantsRenewal(1));
}

QTEST_GUILESS_MAIN(TestRateBucket)
#include "tst_ratebucket.moc"
