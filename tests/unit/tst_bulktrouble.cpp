// A tenant in trouble, or somebody else who answers in its place: a job stands, says so, loses
// nothing, burns little, and goes on by itself.

#include "support/operations.h"
#include "support/runnerrig.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

WireReply fault503()
{
    return { .status = 503,
        .headers = { { "content-type", "application/json" } },
        .body = R"({"detailCode":"503","messages":[{"text":"Busy"}]})" };
}

WireReply json(int status, const QByteArray& body, const QByteArray& trackingId = {})
{
    WireReply reply {
        .status = status, .headers = { { "content-type", "application/json" } }, .body = body
    };
    if (!trackingId.isEmpty())
        reply.headers.insert("slpt-request-id", trackingId);
    return reply;
}

} // namespace

class TestBulkTrouble : public QObject
{
    Q_OBJECT

private slots:
    void foreignAnswersProveNothing_data();
    void foreignAnswersProveNothing();
    void anotherStatusNeedsTheMarkOfIsc();
    void foreignRefusalsAreNobodysOwn_data();
    void foreignRefusalsAreNobodysOwn();
    void writesDownReadsUp_data();
    void writesDownReadsUp();
    void someBadAnswersChangeNothing();
    void theTrialIsOfOne();
    void resumingTriesAtOnce();
    void theLastCommitIsMadeUpFor();
    void everyWriteMayFail_data();
    void everyWriteMayFail();
};

void TestBulkTrouble::foreignAnswersProveNothing_data()
{
    QTest::addColumn<const Operation*>("operation");
    QTest::addColumn<WireReply>("reply");
    for (const Operation* operation :
        { &resetIdentity(), &sendVerification(), &synchronizeAttributes(), &processIdentities(),
            &inviteIdentities(), &deleteIdentity() }) {
        const QByteArray key = operation->key.toLatin1();
        const int documented = operation->accepted.status;
        for (const int status : { 200, documented })
            QTest::addRow("%s, web page %d", key.constData(), status)
                << operation << webPage(status);
        QTest::addRow("%s, a page without a type", key.constData())
            << operation << WireReply { .status = documented, .body = "<!doctype html><html>" };
        if (operation->accepted.body == Acceptance::Body::Empty)
            QTest::addRow("%s, object", key.constData()) << operation << json(200, "{}");
        else
            QTest::addRow("%s, list", key.constData()) << operation << json(documented, "[]");
    }
}

void TestBulkTrouble::foreignAnswersProveNothing()
{
    QFETCH(const Operation*, operation);
    QFETCH(WireReply, reply);
    RunnerRig rig;
    bool portal = true;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        if (!portal)
            return std::nullopt;
        return ScriptedTenant::isChange(request) ? reply : webPage(200);
    };
    const int count = operation->isBatched() ? 10'000 : 200;
    if (operation == &deleteIdentity()) { // what is owned was read before the portal came
        rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
            const bool owned = request.url.path().endsWith(u"ownership"_s);
            if (!portal || owned)
                return std::nullopt;
            return ScriptedTenant::isChange(request) ? reply : webPage(200);
        };
    }
    JobRunner& runner = rig.start(RunnerRig::plan(operation, count));
    rig.answerAll();
    for (int i = 0; i < 60; ++i) {
        rig.after(1000);
        rig.answerAll();
    }
    QCOMPARE(runner.snapshot().state, JobState::PausedOffline);
    QVERIFY(!runner.snapshot().reason.isEmpty());
    const JobCounts counts = rig.counts(runner);
    QCOMPARE(counts.succeeded + counts.failed + counts.skipped, 0);
    const int lost = counts.unknown + counts.following;
    QVERIFY2(lost > 0 && lost <= 16 * operation->batchSize, qPrintable(QString::number(lost)));
    portal = false;
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
    QCOMPARE(rig.counts(runner).succeeded, count - lost);
}

void TestBulkTrouble::anotherStatusNeedsTheMarkOfIsc()
{
    RunnerRig rig;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        if (!ScriptedTenant::isChange(request))
            return std::nullopt;
        rig.tenant.act(request);
        return json(200, "{}", "track-7");
    };
    JobRunner& runner = rig.start(RunnerRig::plan(&resetIdentity(), 2));
    QVERIFY(rig.finish());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 2 }));
    QCOMPARE(rig.items(runner).first().trackingId, u"track-7"_s);
    QCOMPARE(
        rig.items(runner).first().detail, u"Accepted. ISC answered 200 where 202 is documented."_s);
}

void TestBulkTrouble::foreignRefusalsAreNobodysOwn_data()
{
    QTest::addColumn<const Operation*>("operation");
    QTest::addColumn<WireReply>("reply");
    QTest::addColumn<bool>("isUnknown");
    for (const Operation* operation : { &resetIdentity(), &processIdentities() }) {
        const QByteArray key = operation->key.toLatin1();
        for (const int status : { 400, 403, 404, 405 })
            QTest::addRow("%s %d page", key.constData(), status)
                << operation << webPage(status) << false;
        for (const int status : { 301, 302, 307, 308 })
            QTest::addRow("%s %d", key.constData(), status)
                << operation << WireReply { .status = status } << false;
        QTest::addRow("%s 303", key.constData())
            << operation << WireReply { .status = 303 } << true;
        QTest::addRow("%s 404", key.constData())
            << operation << WireReply { .status = 404 } << false;
    }
}

void TestBulkTrouble::foreignRefusalsAreNobodysOwn()
{
    QFETCH(const Operation*, operation);
    QFETCH(WireReply, reply);
    QFETCH(bool, isUnknown);
    RunnerRig rig({ .rateLimit = 0, .pace = BulkPace::Full, .mostBulk = 1 });
    bool firewall = true;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        return firewall && ScriptedTenant::isChange(request) ? std::optional(reply) : std::nullopt;
    };
    const int count = operation->isBatched() ? 2000 : 20;
    JobRunner& runner = rig.start(RunnerRig::plan(operation, count));
    for (int i = 0; i < 600; ++i) {
        rig.answerAll();
        rig.after(1000);
    }
    QCOMPARE(runner.snapshot().state, JobState::PausedOffline);
    const JobCounts counts = rig.counts(runner);
    QCOMPARE(counts.failed, 0);
    QCOMPARE(counts.unknown > 0, isUnknown);
    QVERIFY(rig.tenant.requests.value(u"reset"_s) + rig.tenant.requests.value(u"process"_s) <= 6);
    firewall = false;
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
    QCOMPARE(rig.counts(runner).succeeded, count - counts.unknown);
}

void TestBulkTrouble::writesDownReadsUp_data()
{
    QTest::addColumn<WireReply>("reply");
    QTest::newRow("503") << fault503();
    QTest::newRow("dropped") << WireReply { .failure = WireReply::Failure::Dropped };
    QTest::newRow("web page") << webPage(200);
}

void TestBulkTrouble::writesDownReadsUp()
{
    QFETCH(WireReply, reply);
    RunnerRig rig;
    bool down = false;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        return down && ScriptedTenant::isChange(request) ? std::optional(reply) : std::nullopt;
    };
    JobRunner& runner = rig.start(RunnerRig::plan(&resetIdentity(), 5000));
    for (int i = 0; i < 10; ++i) {
        for (const Transport::Id id : rig.wire.open())
            rig.answer(id);
        rig.turn();
    }
    down = true;
    for (int second = 0; second < 600; ++second) {
        rig.answerAll();
        QCOMPARE(runner.snapshot().state, JobState::PausedOffline);
        rig.after(1000);
    }
    const JobCounts counts = rig.counts(runner);
    QVERIFY2(counts.unknown <= 21, qPrintable(QString::number(counts.unknown)));
    QVERIFY(counts.planned > 4500);
    down = false;
    QVERIFY(rig.finish()); // by itself
    QCOMPARE(rig.untruth(runner), QString());
    QCOMPARE(rig.counts(runner),
        (JobCounts { .succeeded = 5000 - counts.unknown, .unknown = counts.unknown }));
}

void TestBulkTrouble::someBadAnswersChangeNothing()
{
    RunnerRig rig;
    int requests = 0;
    int probes = 0;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        if (!ScriptedTenant::isChange(request)) {
            ++probes;
            return std::nullopt;
        }
        return ++requests % 20 == 0 ? std::optional(fault503()) : std::nullopt;
    };
    JobRunner& runner = rig.start(RunnerRig::plan(&resetIdentity(), 1000));
    QVERIFY(rig.finish());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 950, .unknown = 50 }));
    QCOMPARE(probes, 0);
}

void TestBulkTrouble::theTrialIsOfOne()
{
    RunnerRig rig({ .rateLimit = 0, .pace = BulkPace::Full, .mostBulk = 1 });
    bool down = true;
    QList<qsizetype> sizes;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        if (!ScriptedTenant::isChange(request))
            return std::nullopt;
        sizes += ScriptedTenant::idsIn(request).size();
        return down ? std::optional(webPage(200)) : std::nullopt;
    };
    JobRunner& runner = rig.start(RunnerRig::plan(&processIdentities(), 2000));
    for (int second = 0; second < 100; ++second) {
        rig.answerAll();
        rig.after(1000);
    }
    QCOMPARE(sizes, (QList<qsizetype> { 250, 1, 1, 1 })); // at once, after 15 s, after a minute
    QCOMPARE(runner.snapshot().state, JobState::PausedOffline);
    down = false;
    QVERIFY(rig.finish());
    QCOMPARE(sizes.value(4), 1);
    QCOMPARE(sizes.value(5), 250);
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 1747, .unknown = 253 }));
}

void TestBulkTrouble::resumingTriesAtOnce()
{
    RunnerRig rig({ .rateLimit = 0, .pace = BulkPace::Full, .mostBulk = 1 });
    bool down = true;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        return down && ScriptedTenant::isChange(request) ? std::optional(webPage(200))
                                                         : std::nullopt;
    };
    JobRunner& runner = rig.start(RunnerRig::plan(&resetIdentity(), 10));
    for (int second = 0; second < 100; ++second) {
        rig.answerAll();
        rig.after(1000);
    }
    QVERIFY(runner.snapshot().waitMs > 100'000);
    const int sent = rig.tenant.requests.value(u"reset"_s);
    down = false;
    runner.resume();
    rig.turn();
    rig.answerAll();
    QVERIFY(rig.finish());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 10 - sent, .unknown = sent }));
}

void TestBulkTrouble::theLastCommitIsMadeUpFor()
{
    for (const Operation* operation :
        { &resetIdentity(), &deleteIdentity(), &processIdentities() }) {
        RunnerRig rig;
        JobRunner& runner = rig.start(RunnerRig::plan(operation, 3));
        // The items are settled; what cannot be written is that the job has ended.
        QVERIFY(OtherWriter(rig.path).run(
            u"CREATE TRIGGER stop BEFORE UPDATE ON job WHEN NEW.state LIKE 'done%' "
            "BEGIN SELECT RAISE(ABORT, 'not yet'); END"_s));
        for (int second = 0; second < 60; ++second) {
            rig.answerAll();
            rig.after(1000);
        }
        QCOMPARE(runner.snapshot().state, JobState::PausedJournal);
        QVERIFY2(
            runner.snapshot().reason.contains(u"not yet"_s), qPrintable(runner.snapshot().reason));
        QCOMPARE(runner.snapshot().counts, (JobCounts { .succeeded = 3 }));
        QCOMPARE(rig.ends, 0);
        QVERIFY(OtherWriter(rig.path).run(u"DROP TRIGGER stop"_s));
        QVERIFY(rig.finish());
        QCOMPARE(rig.ends, 1);
        QCOMPARE(runner.snapshot().state, JobState::Done);
        QCOMPARE(rig.journal->job(runner.snapshot().id)->state, JobState::Done);
        rig.after(60'000);
        QCOMPARE(rig.ends, 1);
    }
}

void TestBulkTrouble::everyWriteMayFail_data()
{
    QTest::addColumn<const Operation*>("operation");
    QTest::addColumn<bool>("isLocked"); // by another program; else the row is refused
    for (const Operation* operation :
        { &resetIdentity(), &sendVerification(), &synchronizeAttributes(), &processIdentities(),
            &inviteIdentities(), &deleteIdentity() }) {
        for (const bool isLocked : { false, true })
            QTest::addRow("%s, %s", qPrintable(operation->key), isLocked ? "locked" : "refused")
                << operation << isLocked;
    }
}

/// The n-th row that a job writes is refused in the middle of its commit, or the file is locked
/// when the n-th answer comes; until somebody has seen it.
void TestBulkTrouble::everyWriteMayFail()
{
    QFETCH(const Operation*, operation);
    QFETCH(bool, isLocked);
    for (int which = 1;; ++which) {
        RunnerRig rig({ .rateLimit = 0, .pace = BulkPace::Full, .mostBulk = 2 });
        const JobId id = newJobId();
        QVERIFY(rig.journal->create(id, RunnerRig::plan(operation, 4)).hasValue());
        QVERIFY(onJournal(rig.path, u"PRAGMA busy_timeout=0"_s));
        const OtherWriter other(rig.path);
        QVERIFY(other.run(u"CREATE TABLE written(x)"_s));
        for (const QString& table : { u"item"_s, u"job"_s }) {
            if (isLocked)
                break;
            QVERIFY(other.run(
                u"CREATE TRIGGER count_%1 AFTER UPDATE ON %1 BEGIN "
                "SELECT CASE WHEN (SELECT COUNT(*) FROM written)=%2 THEN RAISE(ABORT, 'full') END; "
                "INSERT INTO written VALUES(1); END"_s.arg(table)
                    .arg(which - 1)));
        }
        int answers = 0;
        bool locked = isLocked && which == 1;
        QVERIFY(!locked || other.run(u"BEGIN IMMEDIATE"_s));
        rig.tenant.fault = [&](const WireRequest&) -> std::optional<WireReply> {
            if (isLocked && ++answers == which - 1)
                locked = other.run(u"BEGIN IMMEDIATE"_s);
            return std::nullopt;
        };
        JobRunner& runner = rig.take(id);
        runner.start();
        rig.turn();
        bool failed = false;
        for (int second = 0; second < 100 && rig.ends == 0; ++second) {
            rig.answerAll();
            rig.after(1000);
            if (runner.snapshot().state != JobState::PausedJournal)
                continue;
            failed = true;
            if (std::exchange(locked, false))
                QVERIFY(other.run(u"ROLLBACK"_s));
            else if (!isLocked)
                QVERIFY(other.run(u"DROP TRIGGER IF EXISTS count_item"_s)
                    && other.run(u"DROP TRIGGER IF EXISTS count_job"_s));
        }
        QVERIFY(rig.finish());
        QCOMPARE(rig.ends, 1);
        QCOMPARE(rig.untruth(runner), QString());
        QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 4 }));
        QCOMPARE(rig.journal->job(id)->state, JobState::Done);
        if (!failed) { // all of them had their turn
            QVERIFY(which > 3);
            return;
        }
    }
}

QTEST_GUILESS_MAIN(TestBulkTrouble)
#include "tst_bulktrouble.moc"
