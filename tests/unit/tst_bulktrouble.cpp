// A tenant in trouble, or somebody else who answers in its place: a job stands, says so, loses
// nothing, burns little, and goes on by itself.

#include "support/runnerrig.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;
using Op = OperationId;

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
    void everyCommitMayFail_data();
    void everyCommitMayFail();
};

void TestBulkTrouble::foreignAnswersProveNothing_data()
{
    QTest::addColumn<Op>("operation");
    QTest::addColumn<WireReply>("reply");
    for (const Op operation : { Op::ResetIdentity, Op::SendVerification, Op::SynchronizeAttributes,
             Op::ProcessIdentities, Op::InviteIdentities, Op::DeleteIdentity }) {
        const QByteArray key = operationInfo(operation).journalKey.toLatin1();
        const int documented = operationInfo(operation).accepted->status;
        for (const int status : { 200, documented })
            QTest::addRow("%s, web page %d", key.constData(), status)
                << operation << webPage(status);
        QTest::addRow("%s, a page without a type", key.constData())
            << operation << WireReply { .status = documented, .body = "<!doctype html><html>" };
        if (operationInfo(operation).accepted->body == Acceptance::Body::Empty)
            QTest::addRow("%s, object", key.constData()) << operation << json(200, "{}");
        else
            QTest::addRow("%s, list", key.constData()) << operation << json(documented, "[]");
    }
}

void TestBulkTrouble::foreignAnswersProveNothing()
{
    QFETCH(Op, operation);
    QFETCH(WireReply, reply);
    RunnerRig rig;
    bool portal = true;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        if (!portal)
            return std::nullopt;
        return ScriptedTenant::isChange(request) ? reply : webPage(200);
    };
    const int count = operationInfo(operation).isBatched() ? 10'000 : 200;
    if (operation == Op::DeleteIdentity) { // what is owned was read before the portal came
        rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
            const bool owned = request.url.path().endsWith(u"ownership"_s);
            if (!portal || owned)
                return std::nullopt;
            return ScriptedTenant::isChange(request) ? reply : webPage(200);
        };
    }
    BulkRunner& runner = rig.start(RunnerRig::plan(operation, count));
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
    QVERIFY2(lost > 0 && lost <= 16 * operationInfo(operation).batchSize,
        qPrintable(QString::number(lost)));
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
    BulkRunner& runner = rig.start(RunnerRig::plan(Op::ResetIdentity, 2));
    QVERIFY(rig.finish());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 2 }));
    QCOMPARE(rig.items(runner).first().trackingId, u"track-7"_s);
    QCOMPARE(
        rig.items(runner).first().detail, u"Accepted. ISC answered 200 where 202 is documented."_s);
}

void TestBulkTrouble::foreignRefusalsAreNobodysOwn_data()
{
    QTest::addColumn<Op>("operation");
    QTest::addColumn<WireReply>("reply");
    QTest::addColumn<bool>("isUnknown");
    for (const Op operation : { Op::ResetIdentity, Op::ProcessIdentities }) {
        const QByteArray key = operationInfo(operation).journalKey.toLatin1();
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
    QFETCH(Op, operation);
    QFETCH(WireReply, reply);
    QFETCH(bool, isUnknown);
    RunnerRig rig({ .rateLimit = 0, .pace = BulkPace::Full, .mostBulk = 1 });
    bool firewall = true;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        return firewall && ScriptedTenant::isChange(request) ? std::optional(reply) : std::nullopt;
    };
    const int count = operationInfo(operation).isBatched() ? 2000 : 20;
    BulkRunner& runner = rig.start(RunnerRig::plan(operation, count));
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
    BulkRunner& runner = rig.start(RunnerRig::plan(Op::ResetIdentity, 5000));
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
    BulkRunner& runner = rig.start(RunnerRig::plan(Op::ResetIdentity, 1000));
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
    BulkRunner& runner = rig.start(RunnerRig::plan(Op::ProcessIdentities, 2000));
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
    BulkRunner& runner = rig.start(RunnerRig::plan(Op::ResetIdentity, 10));
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
    for (const Op operation : { Op::ResetIdentity, Op::DeleteIdentity, Op::ProcessIdentities }) {
        RunnerRig rig;
        BulkRunner& runner = rig.start(RunnerRig::plan(operation, 3));
        int ends = 0;
        QObject::connect(&runner, &BulkRunner::ended, &runner, [&] { ++ends; });
        // The items are settled; what cannot be written is that the job has ended.
        int commits = 0;
        rig.journal->onWrite([&](const JournalEntry& entry) {
            const bool isEnd = entry.state && isEnded(*entry.state);
            rig.journal->refuseWrites(isEnd && ++commits < 4);
        });
        QVERIFY(rig.finish());
        QCOMPARE(commits, 4);
        QCOMPARE(ends, 1);
        QCOMPARE(runner.snapshot().state, JobState::Done);
        QCOMPARE(rig.journal->job(runner.snapshot().id)->state, JobState::Done);
        rig.after(60'000);
        QCOMPARE(ends, 1);
    }
}

void TestBulkTrouble::everyCommitMayFail_data()
{
    QTest::addColumn<Op>("operation");
    QTest::addColumn<bool>("isFull"); // else another program writes
    for (const Op operation : { Op::ResetIdentity, Op::SendVerification, Op::SynchronizeAttributes,
             Op::ProcessIdentities, Op::InviteIdentities, Op::DeleteIdentity }) {
        for (const bool isFull : { true, false })
            QTest::addRow(
                "%s, %s", qPrintable(operationInfo(operation).journalKey), isFull ? "full" : "busy")
                << operation << isFull;
    }
}

void TestBulkTrouble::everyCommitMayFail()
{
    QFETCH(Op, operation);
    QFETCH(bool, isFull);
    for (int which = 1;; ++which) {
        RunnerRig rig({ .rateLimit = 0, .pace = BulkPace::Full, .mostBulk = 2 });
        const JobId id = newJobId();
        QVERIFY(rig.journal->create(id, RunnerRig::plan(operation, 4)).hasValue());
        rig.journal->setPatience(0);
        int commits = 0;
        {
            QSqlDatabase other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
            other.setDatabaseName(rig.path);
            QVERIFY(other.open());
            QSqlQuery query(other);
            // Every write needs pages that a full disk does not have.
            QVERIFY(query.exec(u"CREATE TABLE filler(x)"_s));
            for (const QString& table : { u"item"_s, u"job"_s }) {
                QVERIFY(query.exec(u"CREATE TRIGGER fill_%1 AFTER UPDATE ON %1 BEGIN INSERT INTO "
                                   "filler VALUES(zeroblob(99999)); END"_s.arg(table)));
            }
            bool locked = false;
            rig.journal->onWrite([&](const JournalEntry&) {
                const bool fails = ++commits == which;
                if (isFull) {
                    rig.journal->limitPages(fails ? 1 : 0); // no more than there are
                } else if (fails != locked) {
                    QVERIFY(query.exec(fails ? u"BEGIN IMMEDIATE"_s : u"ROLLBACK"_s));
                    locked = fails;
                }
            });
            BulkRunner& runner = rig.take(id);
            int ends = 0;
            QObject::connect(&runner, &BulkRunner::ended, &runner, [&] { ++ends; });
            runner.start();
            rig.turn();
            QVERIFY(rig.finish());
            QCOMPARE(ends, 1);
            QCOMPARE(rig.untruth(runner), QString());
            QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 4 }));
            QCOMPARE(rig.journal->job(id)->state, JobState::Done);
            rig.runners.clear();
            other.close();
        }
        QSqlDatabase::removeDatabase(u"other"_s);
        if (commits < which) // all of them had their turn
            return;
    }
}

QTEST_GUILESS_MAIN(TestBulkTrouble)
#include "tst_bulktrouble.moc"
