#include "base/qtversion.h"
#include "net/ratebucket.h"
#include "net/retrypolicy.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

/// One request that is answered at once.
void send(RateBucket& bucket, qint64 now)
{
    auto slot = bucket.take(now, Lane::Bulk);
    QVERIFY(slot);
    bucket.answered(*slot, now, now, u"List"_s);
}

} // namespace

class TestRateBucket : public QObject
{
    Q_OBJECT

private slots:
    void neverMoreThanTheLimitInAnyWindow();
    void delaysOnTheWayBringNoTwoWindowsTogether_data();
    void delaysOnTheWayBringNoTwoWindowsTogether();
    void whatIsUnderWayKeepsItsPlace();
    void aRequestThatNeverLeftIsNotCounted();
    void saysWhenEnoughIsFree();
    void marginWidensAndShrinks();
    void zeroSwitchesOff();
    void programsShareThePlaces();
    void aFileOfAnotherTimeDoesNoHarm();
    void withoutAFileItCountsAlone_data();
    void withoutAFileItCountsAlone();
    void filesThatAreOverGo();
    void retryAfter_data();
    void retryAfter();
    void repeatsOnlyWhatIsSafe_data();
    void repeatsOnlyWhatIsSafe();
    void backoffGrowsAndIsBounded();
};

void TestRateBucket::neverMoreThanTheLimitInAnyWindow()
{
    RateBucket bucket(100, 10'000);
    QList<qint64> left;
    for (qint64 now = 0; now < 60'000; now += 7) {
        while (bucket.free(now) > 0) {
            send(bucket, now);
            left += now;
        }
    }
    QVERIFY(left.size() > 550);
    for (qsizetype i = 100; i < left.size(); ++i)
        QVERIFY2(left[i] - left[i - 100] > 10'000, "more than 100 in one window");
}

void TestRateBucket::delaysOnTheWayBringNoTwoWindowsTogether_data()
{
    QTest::addColumn<int>("longestDelayMs");
    QTest::addColumn<int>("atLeast"); // requests in 5 minutes
    QTest::newRow("none") << 0 << 2950;
    QTest::newRow("a little") << 100 << 2930;
    QTest::newRow("much") << 2000 << 2500;
}

void TestRateBucket::delaysOnTheWayBringNoTwoWindowsTogether()
{
    QFETCH(int, longestDelayMs);
    QFETCH(int, atLeast);
    struct Open
    {
        RateBucket::Slot slot;
        qint64 leftAt;
        qint64 answeredAt;
    };
    RateBucket bucket(100, 10'000);
    QRandomGenerator random(7);
    std::vector<Open> open;
    std::vector<qint64> arrived;
    for (qint64 now = 0; now < 300'000; now += 5) {
        for (auto one = open.begin(); one != open.end();) {
            if (one->answeredAt > now) {
                bucket.keep(one->slot, now);
                ++one;
                continue;
            }
            bucket.answered(one->slot, one->leftAt, now, u"List"_s);
            one = open.erase(one);
        }
        while (const auto slot = bucket.take(now, Lane::Bulk)) {
            // Now and then everything is late, and what comes after it is not.
            const bool isLate = now / 1000 % 7 == 0;
            const qint64 delay = isLate ? random.bounded(longestDelayMs + 1) : 0;
            arrived.push_back(now + 20 + delay);
            open.push_back({ *slot, now, now + 100 + delay });
        }
    }
    std::sort(arrived.begin(), arrived.end());
    for (std::size_t i = 100; i < arrived.size(); ++i)
        QVERIFY2(arrived[i] - arrived[i - 100] >= 10'000, "more than 100 in one window");
    QVERIFY2(int(arrived.size()) >= atLeast, qPrintable(QString::number(arrived.size())));
}

void TestRateBucket::whatIsUnderWayKeepsItsPlace()
{
    RateBucket bucket(2, 10'000);
    auto slot = *bucket.take(0, Lane::Bulk);
    auto forgotten = *bucket.take(0, Lane::Bulk);
    for (qint64 now = 0; now <= 50'000; now += 250)
        bucket.keep(slot, now);
    QCOMPARE(bucket.free(50'000), 1); // of a program that ended meanwhile nothing is under way
    bucket.ended(slot, 50'000);
    QCOMPARE(bucket.free(60'000 + bucket.marginMs() - 1), 1);
    QCOMPARE(bucket.free(60'000 + bucket.marginMs()), 2);
    // Whoever stood still for so long does not touch what is another's now.
    const auto another = bucket.take(61'000, Lane::Bulk);
    QVERIFY(bucket.take(61'000, Lane::Bulk) && another);
    bucket.giveBack(forgotten);
    QCOMPARE(bucket.free(61'000), 0);
}

void TestRateBucket::aRequestThatNeverLeftIsNotCounted()
{
    RateBucket bucket(1, 10'000);
    auto slot = *bucket.take(0, Lane::Interactive);
    QVERIFY(!bucket.take(0, Lane::Interactive));
    bucket.giveBack(slot);
    QCOMPARE(bucket.free(0), 1);
}

void TestRateBucket::saysWhenEnoughIsFree()
{
    RateBucket bucket(3, 10'000);
    for (qint64 now : { 0, 100, 200 })
        send(bucket, now);
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
            send(bucket, now);
    }
    QCOMPARE(bucket.marginMs(), before);
}

void TestRateBucket::zeroSwitchesOff()
{
    RateBucket bucket(0, 10'000);
    for (int i = 0; i < 1000; ++i)
        send(bucket, 0);
    QVERIFY(bucket.free(0) > 1000);
    QCOMPARE(bucket.whenFree(5, 2), 5);
}

void TestRateBucket::programsShareThePlaces()
{
    const QTemporaryDir folder;
    const QString file = RatePlaces::fileFor(folder.filePath(u"a/b"_s), u"acme"_s, u"id"_s);
    const QString other = RatePlaces::fileFor(folder.filePath(u"a/b"_s), u"acme"_s, u"id 2"_s);
    QVERIFY(!file.contains(u"acme"_s) && file != other);
    RateBucket first(100, 10'000, file);
    QVERIFY(first.isAlone());
    RateBucket stranger(100, 10'000, other);
    auto second = std::make_unique<RateBucket>(100, 10'000, file);
    QVERIFY(!first.isAlone() && !second->isAlone() && stranger.isAlone());

    QList<qint64> left;
    int ofSecond = 0;
    for (qint64 now = 0; now < 60'000; now += 7) {
        for (RateBucket* bucket : { &first, second.get() }) {
            if (bucket->free(now) == 0)
                continue;
            send(*bucket, now);
            left += now;
            ofSecond += bucket == second.get() ? 1 : 0;
        }
    }
    QVERIFY(left.size() > 550 && ofSecond > 200);
    for (qsizetype i = 100; i < left.size(); ++i)
        QVERIFY2(left[i] - left[i - 100] > 10'000, "more than 100 in one window");
    QCOMPARE(first.bulkSharers(59'999), 2);
    first.pause(60'000, 63'000);
    QCOMPARE(second->pausedUntil(60'000), 63'000);
    QCOMPARE(second->pausedUntil(63'000), 0);
    QCOMPARE(stranger.used(59'999), 0);

    // What it sent counts after its end, and then no more; so it does when nobody is left.
    const int used = first.used(59'999);
    second.reset();
    QVERIFY(first.isAlone());
    QCOMPARE(first.used(59'999), used);
    {
        RateBucket restarted(100, 10'000, file);
        QCOMPARE(restarted.used(59'999), used);
        QCOMPARE(restarted.used(59'999 + 10'000 + restarted.marginMs()), 0);
    }
    QCOMPARE(QFileInfo(file).permissions()
            & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
        QFile::Permissions());
}

void TestRateBucket::aFileOfAnotherTimeDoesNoHarm()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"places"_s);
    {
        RateBucket earlier(100, 10'000, path);
        while (earlier.take(900'000'000, Lane::Bulk)) { } // of a computer that runs for long
        earlier.pause(900'000'000, 900'060'000);
    }
    RateBucket bucket(100, 10'000, path);
    QCOMPARE(bucket.used(5000), 0);
    QCOMPARE(bucket.pausedUntil(5000), 0);
    QVERIFY(bucket.take(5000, Lane::Bulk));
}

void TestRateBucket::withoutAFileItCountsAlone_data()
{
    QTest::addColumn<bool>("isFile"); // else its folder cannot be made
    QTest::newRow("no folder") << false;
    QTest::newRow("not its file") << true;
}

void TestRateBucket::withoutAFileItCountsAlone()
{
    QFETCH(bool, isFile);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("something else");
    file.close();
    RateBucket bucket(1, 10'000, isFile ? file.fileName() : file.fileName() + u"/places"_s);
    QVERIFY(bucket.isAlone());
    send(bucket, 0);
    QCOMPARE(bucket.free(5000), 0);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("something else"));
}

void TestRateBucket::filesThatAreOverGo()
{
    const QTemporaryDir folder;
    const auto path = [&folder](const QString& name) { return folder.filePath(name); };
    const auto age = [](const QString& name) {
        QFile file(name);
        return file.open(QIODevice::ReadWrite)
            && file.setFileTime(
                QDateTime::currentDateTimeUtc().addDays(-1), QFileDevice::FileModificationTime);
    };
    const RateBucket open(1, 10'000, path(u"open"_s));
    {
        const RateBucket over(1, 10'000, path(u"over"_s));
        const RateBucket fresh(1, 10'000, path(u"fresh"_s));
    }
    QVERIFY(age(path(u"open"_s)) && age(path(u"over"_s)));
    const RateBucket next(1, 10'000, path(u"next"_s));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files),
        QStringList({ u"fresh"_s, u"next"_s, u"open"_s }));
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
    const QDateTime now(QDate(2026, 11, 23), QTime(13, 0), Utc);
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
    row("no name", ApiError::Kind::HostNotFound, true, false);
    row("proxy", ApiError::Kind::Proxy, true, false);
    row("tls", ApiError::Kind::Tls, true, false);
    row("a portal's redirection", ApiError::Kind::Redirected, true, false);
    row("malformed", ApiError::Kind::Malformed, true, false);
    row("too large", ApiError::Kind::TooLarge, true, false);
    row("410", ApiError::Kind::VersionGone, false, false);
    row("400", ApiError::Kind::BadRequest, false, false);
    row("403", ApiError::Kind::Forbidden, false, false);
    row("404", ApiError::Kind::NotFound, false, false);
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

QTEST_GUILESS_MAIN(TestRateBucket)
#include "tst_ratebucket.moc"
