// Deletions: what is read before and after each, and what is made of it.

#include "support/operations.h"
#include "support/runnerrig.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

constexpr auto dropped = WireReply::Failure::Dropped;
const auto operation = &deleteIdentity();

} // namespace

class TestBulkDeletion : public QObject
{
    Q_OBJECT

private slots:
    void readsBeforeAndAfter();
    void ownersAreLeftAlone();
    void whoBecomesAnOwnerMeanwhileIsSkippedByTheTenantsWord();
    void whoIsGoneAlreadyIsSkipped();
    void a404ThatIsNotIscsSaysNothingOfAnybody_data();
    void a404ThatIsNotIscsSaysNothingOfAnybody();
    void a404OfAServiceThatServesNothingIsDoubted();
    void whatIsNotCheckedIsNotDeleted_data();
    void whatIsNotCheckedIsNotDeleted();
    void uncorrelatedIdentitiesAreDeleted();
    void whoIsListedLongAfterwardsIsUnknown();
    void copiesMayLagAndHoldUpNobody();
    void anUnansweredDeletionIsReadBack_data();
    void anUnansweredDeletionIsReadBack();
    void checkingAgainCanSettleWhatIsUnknown();
    void aReadThatNobodyAnswersLeavesItOpen();
};

void TestBulkDeletion::readsBeforeAndAfter()
{
    RunnerRig rig;
    JobRunner& runner = rig.start(RunnerRig::plan(operation, 1));
    rig.answerAll();
    QStringList asked;
    for (const WireRequest& request : rig.wire.started)
        asked += (request.verb == Verb::Delete ? u"DELETE "_s : u"GET "_s)
            + request.url.path().section(u'/', 3);
    const QString id = RunnerRig::idOf(0);
    QCOMPARE(
        asked, (QStringList { u"GET %1/ownership"_s.arg(id), u"DELETE "_s + id, u"GET "_s + id }));
    QCOMPARE(rig.items(runner).first().detail,
        u"Deleted. Read again: ISC does not know the identity any more."_s);
    QCOMPARE(rig.items(runner).first().httpStatus, 204);
    QCOMPARE(rig.affected, QList { IdentityId(id) });
    QCOMPARE(rig.gone, rig.affected); // the table need not ask, and nobody opens the journal for it
}

void TestBulkDeletion::ownersAreLeftAlone()
{
    RunnerRig rig;
    rig.tenant.owners = { RunnerRig::idOf(1) };
    JobRunner& runner = rig.start(RunnerRig::plan(operation, 3));
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 2, .skipped = 1 }));
    const JobItem item = rig.items(runner)[1];
    QCOMPARE(item.skipReason, SkipReason::OwnsObjects);
    QCOMPARE(item.detail, u"Owns Role 1 (ROLE_OWNER)"_s);
    QCOMPARE(item.attempt, 0);
    QCOMPARE(runner.snapshot().state, JobState::DoneWithSkips);
}

void TestBulkDeletion::whoBecomesAnOwnerMeanwhileIsSkippedByTheTenantsWord()
{
    RunnerRig rig;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        if (request.verb == Verb::Delete)
            rig.tenant.owners = { RunnerRig::idOf(0) };
        return std::nullopt;
    };
    JobRunner& runner = rig.start(RunnerRig::plan(operation, 1));
    QVERIFY(rig.finish());
    const JobItem item = rig.items(runner).first();
    QCOMPARE(item.state, ItemState::Skipped);
    QCOMPARE(item.skipReason, SkipReason::OwnsObjects);
    QVERIFY2(item.detail.contains(u"Role 1"_s), qPrintable(item.detail));
    QCOMPARE(item.httpStatus, 400);
}

void TestBulkDeletion::whoIsGoneAlreadyIsSkipped()
{
    for (const bool before : { true, false }) {
        RunnerRig rig;
        if (before)
            rig.tenant.gone = { RunnerRig::idOf(0) };
        rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
            if (request.verb == Verb::Delete)
                rig.tenant.gone = { RunnerRig::idOf(0) };
            return std::nullopt;
        };
        JobRunner& runner = rig.start(RunnerRig::plan(operation, 1));
        QVERIFY(rig.finish());
        QCOMPARE(rig.untruth(runner), QString());
        QCOMPARE(rig.items(runner).first().state, ItemState::Skipped);
        QCOMPARE(rig.items(runner).first().skipReason, SkipReason::NotFound);
        QCOMPARE(rig.items(runner).first().attempt, before ? 0 : 1);
    }
}

void TestBulkDeletion::a404ThatIsNotIscsSaysNothingOfAnybody_data()
{
    QTest::addColumn<WireReply>("reply");
    QTest::addColumn<QString>("where");
    const auto json = [](const QByteArray& body) {
        return WireReply {
            .status = 404, .headers = { { "content-type", "application/json" } }, .body = body
        };
    };
    const QList<std::pair<const char*, WireReply>> replies {
        { "bare", { .status = 404 } },
        { "web page", webPage(404) },
        { "gateway", json(R"({"status":404,"error":"Not Found","message":"No route"})") },
        { "empty object", json("{}") },
        { "gone version", { .status = 410 } },
    };
    for (const auto& [name, reply] : replies) {
        for (const QString& where : { u"ownership"_s, u"delete"_s, u"read-back"_s })
            QTest::addRow("%s, %s", name, qPrintable(where)) << reply << where;
    }
}

void TestBulkDeletion::a404ThatIsNotIscsSaysNothingOfAnybody()
{
    QFETCH(WireReply, reply);
    QFETCH(QString, where);
    RunnerRig rig;
    bool lost = true;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        const bool ownership = request.url.path().endsWith(u"ownership"_s);
        const bool isIt = where == u"ownership" ? ownership
            : where == u"delete"                ? request.verb == Verb::Delete
                                                : request.verb == Verb::Get && !ownership;
        return lost && isIt ? std::optional(reply) : std::nullopt;
    };
    JobRunner& runner = rig.start(RunnerRig::plan(operation, 5));
    rig.answerAll();
    QCOMPARE(runner.snapshot().state, JobState::PausedOffline);
    QVERIFY2(runner.snapshot().reason.contains(u"no longer serves"_s),
        qPrintable(runner.snapshot().reason));
    const JobCounts counts = rig.counts(runner);
    QCOMPARE(counts.skipped + counts.succeeded + counts.failed + counts.unknown, 0);
    lost = false;
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 5 }));
}

/// The form alone proves little: a version that is not served may answer in it, too.
void TestBulkDeletion::a404OfAServiceThatServesNothingIsDoubted()
{
    RunnerRig rig;
    const JobId id = newJobId();
    QVERIFY(rig.journal->create(id, RunnerRig::plan(operation, 4)).hasValue());
    QVERIFY(rig.journal
                ->write(id,
                    { .items = { { .seq = 0, .to = ItemState::Sent, .request = 1 },
                          { .seq = 1, .to = ItemState::Sent, .request = 2 } } })
                .hasValue());
    bool lost = true;
    rig.tenant.fault = [&](const WireRequest&) -> std::optional<WireReply> {
        return lost ? std::optional(missing()) : std::nullopt;
    };
    JobRunner& runner = rig.take(id);
    runner.start();
    for (int i = 0; i < 100; ++i) {
        rig.answerAll();
        rig.after(5000);
    }
    QCOMPARE(rig.counts(runner), (JobCounts { .planned = 2, .unknown = 2 }));
    QCOMPARE(runner.snapshot().state, JobState::PausedOffline);
    lost = false;
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 2, .failed = 2 }));
}

void TestBulkDeletion::whatIsNotCheckedIsNotDeleted_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("500") << 500 << QByteArray("rubbish");
    QTest::newRow("403") << 403 << QByteArray("rubbish");
    QTest::newRow("rubbish") << 200 << QByteArray("rubbish");
    QTest::newRow("nothing stated") << 200 << QByteArray("{}");
    QTest::newRow("null") << 200 << QByteArray(R"({"associationDetails":null})");
    QTest::newRow("renamed") << 200 << QByteArray(R"({"associations":[]})");
    QTest::newRow("an error") << 200
                              << QByteArray(R"({"detailCode":"500","messages":[{"text":"Oops"}]})");
    QTest::newRow("a list") << 200 << QByteArray("[]");
}

void TestBulkDeletion::whatIsNotCheckedIsNotDeleted()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    RunnerRig rig;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        if (request.url.path().endsWith(u"ownership"_s))
            return WireReply { .status = status, .body = body };
        return std::nullopt;
    };
    JobRunner& runner = rig.start(RunnerRig::plan(operation, 2));
    QVERIFY(rig.finish());
    QCOMPARE(rig.counts(runner), (JobCounts { .failed = 2 }));
    QVERIFY(rig.items(runner).first().detail.contains(u"not deleted"_s));
    QVERIFY(rig.tenant.acts.isEmpty());
}

void TestBulkDeletion::uncorrelatedIdentitiesAreDeleted()
{
    RunnerRig rig;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        if (request.url.path().endsWith(u"ownership"_s))
            return WireReply { .status = 200, .body = "OK" };
        return std::nullopt;
    };
    JobRunner& runner = rig.start(RunnerRig::plan(operation, 1));
    QVERIFY(rig.finish());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 1 }));
}

void TestBulkDeletion::whoIsListedLongAfterwardsIsUnknown()
{
    RunnerRig rig;
    rig.tenant.undeletable = { RunnerRig::idOf(0) };
    JobRunner& runner = rig.start(RunnerRig::plan(operation, 2));
    const JobId id = runner.snapshot().id;
    const qint64 begin = rig.clock.monotonicMs();
    rig.answerAll();
    QCOMPARE(rig.counts(runner), (JobCounts { .following = 1, .succeeded = 1 }));
    QVERIFY(rig.finish());
    const qint64 took = rig.clock.monotonicMs() - begin;
    QVERIFY2(took >= 120'000 && took <= 125'000, qPrintable(QString::number(took)));
    QCOMPARE(rig.items(runner).first().state, ItemState::Unknown); // never failed: it was accepted
    QVERIFY(rig.items(runner).first().detail.contains(u"still lists"_s));
    const int reads = rig.tenant.requests.value(RunnerRig::idOf(0)) - 1;
    QVERIFY2(reads >= 5 && reads <= 8, qPrintable(QString::number(reads)));
    rig.tenant.gone = { RunnerRig::idOf(0) };
    rig.runners.clear();
    rig.ended.clear();
    JobRunner& later = rig.take(id);
    later.checkUnknown();
    QVERIFY(rig.finish());
    QCOMPARE(rig.items(later).first().state, ItemState::Succeeded);
    QCOMPARE(rig.journal->job(id)->state, JobState::Done);
}

void TestBulkDeletion::copiesMayLagAndHoldUpNobody()
{
    RunnerRig rig({ .rateLimit = 0, .pace = BulkPace::Full, .mostBulk = 2 });
    for (int i = 0; i < 20; ++i)
        rig.tenant.undeletable.insert(RunnerRig::idOf(i)); // a copy does not know yet
    JobRunner& runner = rig.start(RunnerRig::plan(operation, 60));
    rig.answerAll();
    QCOMPARE(rig.counts(runner), (JobCounts { .following = 20, .succeeded = 40 }));
    rig.after(100'000);
    rig.answerAll();
    for (int i = 0; i < 20; ++i)
        rig.tenant.gone.insert(RunnerRig::idOf(i));
    QVERIFY(rig.finish());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 60 }));
}

void TestBulkDeletion::anUnansweredDeletionIsReadBack_data()
{
    QTest::addColumn<int>("status"); // 0: dropped
    QTest::addColumn<bool>("acted");
    for (const int status : { 0, 500, 504 }) {
        QTest::addRow("%d acted", status) << status << true;
        QTest::addRow("%d did not act", status) << status << false;
    }
}

void TestBulkDeletion::anUnansweredDeletionIsReadBack()
{
    QFETCH(int, status);
    QFETCH(bool, acted);
    RunnerRig rig;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        if (request.verb != Verb::Delete)
            return std::nullopt;
        if (acted)
            rig.tenant.act(request);
        return WireReply { .failure = status == 0 ? dropped : WireReply::Failure::None,
            .status = status };
    };
    JobRunner& runner = rig.start(RunnerRig::plan(operation, 1));
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
    const JobItem item = rig.items(runner).first();
    // Two minutes later whoever is still there was not deleted, and may be tried again.
    QCOMPARE(item.state, acted ? ItemState::Succeeded : ItemState::Failed);
    QVERIFY2(item.detail.contains(acted ? u"Gone"_s : u"not deleted"_s), qPrintable(item.detail));
    QCOMPARE(item.attempt, 1);
}

void TestBulkDeletion::checkingAgainCanSettleWhatIsUnknown()
{
    RunnerRig rig;
    bool readable = false;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        if (request.verb == Verb::Delete)
            return WireReply { .failure = dropped };
        const bool readBack = request.url.path().section(u'/', 4).isEmpty()
            && request.url.path().contains(u"id0"_s);
        return readBack && !readable ? std::optional(WireReply { .status = 500 }) : std::nullopt;
    };
    const JobId id = rig.start(RunnerRig::plan(operation, 2)).snapshot().id;
    QVERIFY(rig.finish());
    QCOMPARE(rig.journal->job(id)->counts, (JobCounts { .unknown = 2 }));
    QCOMPARE(rig.journal->job(id)->state, JobState::DoneWithErrors);
    const QDateTime end = rig.journal->job(id)->endedAt;

    readable = true;
    rig.tenant.gone = { RunnerRig::idOf(0) }; // it was done after all, only late
    rig.runners.clear();
    rig.ended.clear();
    rig.after(180'000);
    JobRunner& runner = rig.take(id);
    runner.checkUnknown();
    rig.turn();
    rig.answerAll(); // at once: the two minutes are over
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 1, .failed = 1 }));
    QCOMPARE(rig.tenant.acts.value(RunnerRig::idOf(1)), 0); // read, never sent again
    QCOMPARE(rig.journal->job(id)->endedAt, end);
    QCOMPARE(rig.journal->job(id)->state, JobState::DoneWithErrors);
}

void TestBulkDeletion::aReadThatNobodyAnswersLeavesItOpen()
{
    RunnerRig rig;
    bool silent = true;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        if (request.verb == Verb::Get && !request.url.path().endsWith(u"ownership"_s) && silent)
            return WireReply { .failure = WireReply::Failure::Unreachable };
        return std::nullopt;
    };
    JobRunner& runner = rig.start(RunnerRig::plan(operation, 1));
    for (int i = 0; i < 60; ++i) {
        rig.answerAll();
        rig.after(1000);
    }
    QCOMPARE(rig.counts(runner), (JobCounts { .following = 1 }));
    QCOMPARE(runner.snapshot().state, JobState::PausedOffline);
    silent = false;
    QVERIFY(rig.finish());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 1 }));
}

QTEST_GUILESS_MAIN(TestBulkDeletion)
#include "tst_bulkdeletion.moc"
