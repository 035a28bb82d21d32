// What a job makes of every kind of answer, on a clock that stands still.

#include "support/operations.h"
#include "support/runnerrig.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

constexpr auto dropped = WireReply::Failure::Dropped;

WireReply refusal(int status, const QByteArray& text)
{
    return { .status = status,
        .headers = { { "content-type", "application/json" } },
        .body = R"({"detailCode":"x","trackingId":"track-1","messages":[{"locale":"en-US",)"
                R"("localeOrigin":"DEFAULT","text":")"
            + text + "\"}]}" };
}

} // namespace

class TestBulkRunner : public QObject
{
    Q_OBJECT

private slots:
    void everyVerbDoesItOnce_data();
    void everyVerbDoesItOnce();
    void sentIsCommittedForWhatLeavesAndNothingElse();
    void nothingLeavesBeforeItIsWrittenDown();
    void whatIsRefusedIsFailed();
    void whatGetsNoAnswerIsUnknownAndNotRepeated_data();
    void whatGetsNoAnswerIsUnknownAndNotRepeated();
    void whatNeverLeftIsSentLater();
    void manyLostAnswersAskBeforeGoingOn();
    void theLimitPutsItemsBack();
    void aLimitThatOthersUseUpIsWaitedOut();
    void lockingPausesAndLosesNothing();
    void signingInAgainGoesOn();
    void aRefusedSignInLosesNothing();
    void aTokenThatCannotBeFetchedLosesNothing_data();
    void aTokenThatCannotBeFetchedLosesNothing();
    void pausingSendsNothingMore();
    void cancellingEndsWithWhatIsUnderWay();
    void oneBadIdDoesNotSpoilItsBatch();
    void aBatchWithoutAGoodIdAsksBeforeTheNext();
    void aRefusalOfOneBatchCondemnsNoOther();
    void tasksDecide_data();
    void tasksDecide();
    void tasksAreFollowedForAsLongAsTheyRun();
    void tasksThatCannotBeReadAreAskedForAgain();
    void aTaskIdThatComesTwiceIsOneTask();
    void timeWithoutATenantDoesNotCount();
    void newTasksMayNotBeKnownYet();
    void warningsBelongToTheNamed();
    void everyoneUninvitedIsOneRequest();
    void anUnwritableJournalStopsBeforeTheNextRequest();
    void afterAKillTheJournalIsTrueAndTheJobGoesOn_data();
    void afterAKillTheJournalIsTrueAndTheJobGoesOn();
    void followingSurvivesARestart();
    void synchronizingKeepsItsDistance();
    void jobsTakeTurns();
    void changesAreAnnouncedSparingly();
    void noRateAndNoTimeLeftWhileItStands();
    void aSilentTenantIsNamed();
};

void TestBulkRunner::everyVerbDoesItOnce_data()
{
    QTest::addColumn<const Operation*>("operation");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("requests"); // changes
    for (const Operation* operation : { &processIdentities(), &inviteIdentities(),
             &synchronizeAttributes(), &sendVerification(), &resetIdentity(), &deleteIdentity() }) {
        const bool batched = operation->isBatched();
        for (const int count : { 1, 250, 251 }) {
            QTest::addRow("%s %d", qPrintable(operation->key), count)
                << operation << count << (batched ? (count + 249) / 250 : count);
        }
    }
}

void TestBulkRunner::everyVerbDoesItOnce()
{
    QFETCH(const Operation*, operation);
    QFETCH(int, count);
    QFETCH(int, requests);
    RunnerRig rig;
    JobRunner& runner = rig.start(RunnerRig::plan(operation, count));
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = count }));
    const JobSnapshot job = runner.snapshot();
    QCOMPARE(job.state, JobState::Done);
    QCOMPARE(rig.journal->job(job.id)->state, JobState::Done);
    QVERIFY(rig.journal->job(job.id)->endedAt.isValid());
    QCOMPARE(job.underWay, 0);
    QCOMPARE(
        std::count_if(rig.wire.started.begin(), rig.wire.started.end(), &ScriptedTenant::isChange),
        requests);
    QVERIFY(std::all_of(rig.wire.started.begin(), rig.wire.started.end(),
        [](const WireRequest& request) { return request.lane == Lane::Bulk; }));
    QSet<IdentityId> told(rig.affected.begin(), rig.affected.end());
    QCOMPARE(told.size(), count);
    const auto items = rig.items(runner);
    for (const JobItem& item : items) {
        QCOMPARE(item.attempt, 1);
        QVERIFY(item.sentAt.isValid() && item.settledAt.isValid() && item.request > 0);
        QVERIFY(!item.detail.isEmpty());
    }
}

void TestBulkRunner::sentIsCommittedForWhatLeavesAndNothingElse()
{
    RunnerRig rig;
    JobRunner& runner = rig.start(RunnerRig::plan(&resetIdentity(), 100));
    QCOMPARE(rig.wire.openCount(), 16);
    QCOMPARE(rig.counts(runner), (JobCounts { .planned = 84, .sent = 16 }));
    QCOMPARE(runner.snapshot().underWay, 16);
    QStringList open;
    for (const Transport::Id id : rig.wire.open())
        open += rig.wire.request(id).url.path().section(u'/', 3, 3);
    for (const JobItem& item : rig.items(runner))
        QCOMPARE(item.state == ItemState::Sent, open.contains(item.target.id.text()));
}

void TestBulkRunner::nothingLeavesBeforeItIsWrittenDown()
{
    RunnerRig rig;
    const JobId id = newJobId();
    QVERIFY(rig.journal->create(id, RunnerRig::plan(&resetIdentity(), 40)).hasValue());
    QStringList notWritten;
    rig.wire.onStart = [&](const WireRequest& request) {
        const QString identity = request.url.path().section(u'/', 3, 3);
        const auto events = *rig.reader->history(IdentityId(identity));
        if (events.size() != 1 || events.first().item.state != ItemState::Sent)
            notWritten += identity;
    };
    JobRunner& runner = rig.take(id);
    QVERIFY(refuseWrites(rig.path, true));
    runner.start();
    rig.turn();
    QCOMPARE(rig.wire.started.size(), 0);
    QCOMPARE(runner.snapshot().state, JobState::PausedJournal);
    QVERIFY(refuseWrites(rig.path, false));
    QVERIFY(rig.finish());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 40 }));
    QCOMPARE(notWritten, QStringList());
}

void TestBulkRunner::whatIsRefusedIsFailed()
{
    RunnerRig rig;
    rig.tenant.fault = [](const WireRequest& request) -> std::optional<WireReply> {
        if (request.url.path().contains(RunnerRig::idOf(3)))
            return refusal(403, "You may not");
        return std::nullopt;
    };
    JobRunner& runner = rig.start(RunnerRig::plan(&sendVerification(), 10));
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 9, .failed = 1 }));
    QCOMPARE(runner.snapshot().state, JobState::DoneWithErrors);
    const JobItem item = rig.items(runner)[3];
    QCOMPARE(item.httpStatus, 403);
    QCOMPARE(item.errorKind, u"Forbidden"_s);
    QCOMPARE(item.detail, u"You may not"_s);
    QCOMPARE(item.trackingId, u"track-1"_s);
    QCOMPARE(summaryLine(runner.snapshot()), u"9 ok · 1 failed of 10 in 0:00"_s);
}

void TestBulkRunner::whatGetsNoAnswerIsUnknownAndNotRepeated_data()
{
    QTest::addColumn<const Operation*>("operation");
    QTest::addColumn<int>("status"); // 0: dropped
    QTest::addColumn<bool>("acted");
    for (const Operation* operation : { &processIdentities(), &inviteIdentities(),
             &synchronizeAttributes(), &sendVerification(), &resetIdentity() }) {
        for (const bool acted : { false, true }) {
            for (const int status : { 0, 500, 502, 503 }) {
                QTest::addRow(
                    "%s %d %s", qPrintable(operation->key), status, acted ? "acted" : "did not act")
                    << operation << status << acted;
            }
        }
    }
}

void TestBulkRunner::whatGetsNoAnswerIsUnknownAndNotRepeated()
{
    QFETCH(const Operation*, operation);
    QFETCH(int, status);
    QFETCH(bool, acted);
    RunnerRig rig;
    int faults = 0;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        if (!ScriptedTenant::isChange(request) || faults++ > 0)
            return std::nullopt;
        if (acted)
            rig.tenant.act(request);
        return status == 0 ? WireReply { .failure = dropped } : refusal(status, "Oops");
    };
    JobRunner& runner = rig.start(RunnerRig::plan(operation, 3));
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
    const int lost = operation->isBatched() ? 3 : 1;
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 3 - lost, .unknown = lost }));
    QCOMPARE(rig.items(runner).first().state, ItemState::Unknown);
    QCOMPARE(rig.items(runner).first().attempt, 1);
    runner.checkUnknown(); // nothing can tell
    rig.turn();
    QCOMPARE(rig.wire.openCount(), 0);
    QCOMPARE(rig.counts(runner).unknown, lost);
}

void TestBulkRunner::whatNeverLeftIsSentLater()
{
    RunnerRig rig;
    JobRunner& runner = rig.start(RunnerRig::plan(&resetIdentity(), 40));
    bool online = false;
    rig.tenant.fault = [&](const WireRequest&) -> std::optional<WireReply> {
        if (online)
            return std::nullopt;
        return WireReply { .failure = WireReply::Failure::Unreachable, .detail = u"gone"_s };
    };
    for (const Transport::Id id : rig.wire.open())
        rig.answer(id);
    rig.turn();
    QCOMPARE(runner.snapshot().state, JobState::PausedOffline);
    QVERIFY(runner.snapshot().reason.contains(u"acme.test"_s));
    QVERIFY(runner.snapshot().waitMs > 0);
    QCOMPARE(rig.counts(runner), (JobCounts { .planned = 40 })); // provably nothing was done
    qsizetype changes = 0;
    for (int i = 0; i < 120; ++i) {
        rig.after(1000);
        for (const Transport::Id id : rig.wire.open()) {
            changes += ScriptedTenant::isChange(rig.wire.request(id)) ? 1 : 0;
            rig.answer(id);
        }
    }
    QCOMPARE(changes, 0); // only small reads look for the tenant
    QCOMPARE(rig.counts(runner), (JobCounts { .planned = 40 }));
    online = true;
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 40 }));
}

void TestBulkRunner::manyLostAnswersAskBeforeGoingOn()
{
    RunnerRig rig({ .rateLimit = 0, .pace = BulkPace::Full, .mostBulk = 1 });
    bool silent = true;
    rig.tenant.fault = [&](const WireRequest&) -> std::optional<WireReply> {
        return silent ? std::optional(WireReply { .failure = dropped }) : std::nullopt;
    };
    JobRunner& runner = rig.start(RunnerRig::plan(&resetIdentity(), 50));
    for (int i = 0; i < 60; ++i) {
        rig.answerAll();
        rig.after(1000);
    }
    QCOMPARE(runner.snapshot().state, JobState::PausedOffline);
    const int lost = rig.counts(runner).unknown;
    QVERIFY2(lost <= 5, qPrintable(QString::number(lost))); // not all fifty
    silent = false;
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 50 - lost, .unknown = lost }));
}

void TestBulkRunner::theLimitPutsItemsBack()
{
    RunnerRig rig;
    int refused = 0;
    rig.tenant.fault = [&](const WireRequest&) -> std::optional<WireReply> {
        if (refused++ >= 5)
            return std::nullopt;
        return WireReply { .status = 429, .headers = { { "retry-after", "20" } } };
    };
    JobRunner& runner = rig.start(RunnerRig::plan(&resetIdentity(), 5));
    QCOMPARE(rig.counts(runner).sent, 5);
    for (const Transport::Id id : rig.wire.open())
        rig.answer(id);
    rig.turn();
    runner.setTenantWait(20'000);
    QCOMPARE(rig.counts(runner), (JobCounts { .planned = 5 })); // a kill now loses nothing
    QCOMPARE(runner.snapshot().state, JobState::Waiting);
    QCOMPARE(runner.snapshot().waitMs, 20'000);
    rig.after(19'000);
    QCOMPARE(rig.wire.openCount(), 0);
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 5 }));
    QCOMPARE(rig.items(runner).first().attempt, 2);
}

void TestBulkRunner::aLimitThatOthersUseUpIsWaitedOut()
{
    for (const int refusals : { 20, 1000 }) { // the scheduler alone gives up after six
        RunnerRig rig;
        int left = refusals;
        rig.tenant.fault = [&](const WireRequest&) -> std::optional<WireReply> {
            if (left-- <= 0)
                return std::nullopt;
            return WireReply { .status = 429, .headers = { { "retry-after", "10" } } };
        };
        JobRunner& runner = rig.start(RunnerRig::plan(&resetIdentity(), 1));
        QVERIFY(rig.finish());
        QCOMPARE(rig.untruth(runner), QString());
        QCOMPARE(rig.items(runner).first().state,
            refusals == 20 ? ItemState::Succeeded : ItemState::Failed);
    }
}

/// Locked while a job runs that has no permit: it stands where it is, and nobody is called failed.
void TestBulkRunner::lockingPausesAndLosesNothing()
{
    RunnerRig rig({ .readOnly = true });
    JobRunner& runner = rig.start(RunnerRig::plan(&resetIdentity(), 30));
    rig.answerAll();
    QCOMPARE(runner.snapshot().state, JobState::PausedReadOnly);
    QVERIFY(runner.snapshot().reason.contains(u"Allow changes"_s));
    QCOMPARE(rig.counts(runner), (JobCounts { .planned = 30 }));
    QCOMPARE(rig.tenant.acts.size(), 0);
    rig.after(60'000);
    QCOMPARE(rig.wire.openCount(), 0);
    runner.resume(); // still locked
    rig.turn();
    QCOMPARE(runner.snapshot().state, JobState::PausedReadOnly);
    rig.scheduler.setReadOnly(false);
    rig.after(60'000);
    QCOMPARE(rig.tenant.acts.size(), 0); // not by itself
    runner.resume();
    rig.turn();
    QVERIFY(rig.finish());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 30 }));
}

void TestBulkRunner::signingInAgainGoesOn()
{
    RunnerRig rig({ .waitForSignIn = true });
    bool refuse = true;
    rig.tenant.fault = [&](const WireRequest&) -> std::optional<WireReply> {
        return refuse ? std::optional(refusal(401, "expired")) : std::nullopt;
    };
    JobRunner& runner = rig.start(RunnerRig::plan(&resetIdentity(), 30));
    rig.answerAll();
    rig.after(1000); // the same requests once more, at the pace of bulk work
    rig.answerAll();
    QCOMPARE(runner.snapshot().state, JobState::PausedSignIn);
    refuse = false;
    rig.scheduler.signInAgain();
    runner.signedIn();
    rig.turn();
    QVERIFY(rig.finish());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 30 }));
    for (const int acts : std::as_const(rig.tenant.acts))
        QCOMPARE(acts, 1);
}

void TestBulkRunner::aRefusedSignInLosesNothing()
{
    RunnerRig rig;
    bool refuse = true;
    rig.tenant.fault = [&](const WireRequest&) -> std::optional<WireReply> {
        return refuse ? std::optional(refusal(401, "expired")) : std::nullopt;
    };
    JobRunner& runner = rig.start(RunnerRig::plan(&resetIdentity(), 30));
    rig.answerAll();
    QCOMPARE(runner.snapshot().state, JobState::PausedSignIn);
    QVERIFY(!runner.snapshot().reason.isEmpty());
    QCOMPARE(rig.counts(runner), (JobCounts { .planned = 30 }));
    rig.after(60'000);
    QCOMPARE(rig.wire.openCount(), 0); // not before the person says so
    refuse = false;
    runner.resume();
    rig.turn();
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 30 }));
}

void TestBulkRunner::aTokenThatCannotBeFetchedLosesNothing_data()
{
    QTest::addColumn<int>("kind");
    using Kind = ApiError::Kind;
    for (const Kind kind : { Kind::Offline, Kind::HostNotFound, Kind::Tls, Kind::Proxy,
             Kind::Timeout, Kind::Redirected, Kind::Malformed, Kind::TooLarge, Kind::ServerFault,
             Kind::RateLimited })
        QTest::addRow("%s", qPrintable(kindName(kind))) << static_cast<int>(kind);
}

void TestBulkRunner::aTokenThatCannotBeFetchedLosesNothing()
{
    QFETCH(int, kind);
    RunnerRig rig;
    JobRunner& runner = rig.start(RunnerRig::plan(&resetIdentity(), 300));
    for (int round = 0; round < 3; ++round) {
        for (const Transport::Id id : rig.wire.open())
            rig.answer(id);
        rig.turn();
    }
    const int succeeded = rig.counts(runner).succeeded;
    QVERIFY(succeeded > 0 && succeeded < 300);
    rig.givesTokens = false;
    for (const Transport::Id id : rig.wire.open())
        rig.wire.answer(id, { .status = 401 }); // the token ended, and nothing was done
    const int fetches = rig.tokens.fetches;
    for (int i = 0; i < 1200; ++i) { // 10 minutes
        rig.after(500);
        if (rig.tokens.isWaiting()) {
            rig.tokens.refuse(
                { .kind = static_cast<ApiError::Kind>(kind), .host = u"acme.test"_s });
        }
        if (i == 100)
            QCOMPARE(runner.snapshot().state, JobState::PausedOffline);
    }
    QVERIFY2(rig.tokens.fetches - fetches <= 60, qPrintable(QString::number(rig.tokens.fetches)));
    QCOMPARE(runner.snapshot().state, JobState::PausedOffline);
    QCOMPARE(
        rig.counts(runner), (JobCounts { .planned = 300 - succeeded, .succeeded = succeeded }));
    rig.givesTokens = true;
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 300 }));
}

void TestBulkRunner::pausingSendsNothingMore()
{
    RunnerRig rig;
    JobRunner& runner = rig.start(RunnerRig::plan(&resetIdentity(), 100));
    runner.pause();
    rig.turn();
    QCOMPARE(runner.snapshot().state, JobState::PausedByPerson);
    QCOMPARE(runner.snapshot().underWay, 16);
    rig.answerAll();
    QCOMPARE(rig.wire.started.size(), 16);
    QCOMPARE(rig.counts(runner), (JobCounts { .planned = 84, .succeeded = 16 }));
    QCOMPARE(rig.journal->job(runner.snapshot().id)->state, JobState::PausedByPerson);
    rig.after(600'000);
    QCOMPARE(rig.wire.started.size(), 16);
    runner.resume();
    rig.turn();
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 100 }));
    // In the order of the plan, also after the pause.
    QStringList paths;
    for (const WireRequest& request : rig.wire.started)
        paths += request.url.path();
    QVERIFY(std::is_sorted(paths.begin(), paths.end()));
}

void TestBulkRunner::cancellingEndsWithWhatIsUnderWay()
{
    RunnerRig rig;
    JobRunner& runner = rig.start(RunnerRig::plan(&processIdentities(), 250 * 20));
    QCOMPARE(rig.wire.openCount(), 16);
    runner.cancel();
    rig.turn();
    QCOMPARE(rig.counts(runner), (JobCounts { .sent = 4000, .cancelled = 1000 }));
    QVERIFY(rig.ended.isEmpty());
    const auto open = rig.wire.open();
    rig.wire.answer(open[0], { .status = 429, .headers = { { "retry-after", "1" } } });
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
    // The tasks of the others were seen to their end; what the limit put back was not sent again.
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 3750, .cancelled = 1250 }));
    QCOMPARE(runner.snapshot().state, JobState::Cancelled);
}

void TestBulkRunner::oneBadIdDoesNotSpoilItsBatch()
{
    RunnerRig rig;
    const QString bad = RunnerRig::idOf(137);
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        if (ScriptedTenant::idsIn(request).contains(bad))
            return refusal(400, "No such identity");
        return std::nullopt;
    };
    JobRunner& runner = rig.start(RunnerRig::plan(&processIdentities(), 500));
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 499, .failed = 1 }));
    QCOMPARE(rig.items(runner)[137].state, ItemState::Failed);
    QCOMPARE(rig.items(runner)[137].detail, u"No such identity"_s);
    QVERIFY(rig.tenant.requests.value(u"process"_s) <= 18);
}

void TestBulkRunner::aBatchWithoutAGoodIdAsksBeforeTheNext()
{
    RunnerRig rig({ .rateLimit = 0, .pace = BulkPace::Full, .mostBulk = 1 });
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        return ScriptedTenant::isChange(request)
            ? std::optional(refusal(400, "Switched off for this tenant"))
            : std::nullopt;
    };
    JobRunner& runner = rig.start(RunnerRig::plan(&processIdentities(), 1000));
    for (int batch = 1; batch < 4; ++batch) {
        rig.answerAll();
        rig.after(60'000);
        QCOMPARE(runner.snapshot().state, JobState::PausedByPerson);
        QVERIFY2(runner.snapshot().reason.contains(u"all 250"_s)
                && runner.snapshot().reason.contains(u"Switched off for this tenant"_s),
            qPrintable(runner.snapshot().reason));
        QCOMPARE(rig.counts(runner),
            (JobCounts { .planned = 1000 - 250 * batch, .failed = 250 * batch }));
        // One is taken apart; the others that were on their way wait for what that shows.
        QVERIFY(rig.tenant.requests.value(u"process"_s) <= 502 * batch);
        runner.resume();
        rig.turn();
    }
    QVERIFY(rig.finish()); // there is nobody left to ask about
    QCOMPARE(rig.counts(runner), (JobCounts { .failed = 1000 }));
    QCOMPARE(rig.untruth(runner), QString());
}

void TestBulkRunner::aRefusalOfOneBatchCondemnsNoOther()
{
    for (const Operation* operation : { &processIdentities(), &inviteIdentities() }) {
        RunnerRig rig;
        QSet<QString> bad;
        for (int i = 0; i < 250; ++i)
            bad.insert(RunnerRig::idOf(i)); // a whole batch of an old list, …
        bad.insert(RunnerRig::idOf(600)); // … and one more
        rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
            const QStringList ids = ScriptedTenant::idsIn(request);
            const bool refused
                = std::ranges::any_of(ids, [&](const QString& id) { return bad.contains(id); });
            return refused ? std::optional(missing()) : std::nullopt; // documented: about the ids
        };
        JobRunner& runner = rig.start(RunnerRig::plan(operation, 1000));
        rig.answerAll();
        QCOMPARE(runner.snapshot().state, JobState::PausedByPerson);
        runner.resume();
        rig.turn();
        QVERIFY(rig.finish());
        QCOMPARE(rig.untruth(runner), QString());
        QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 749, .failed = 251 }));
        QCOMPARE(rig.items(runner)[600].errorKind, u"NotFound"_s);
    }
}

void TestBulkRunner::tasksDecide_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<ItemState>("state");
    QTest::addColumn<QString>("word");
    QTest::newRow("success") << QByteArray("\"SUCCESS\"") << ItemState::Succeeded << u"success"_s;
    QTest::newRow("lower case") << QByteArray("\"Success\"") << ItemState::Succeeded
                                << u"success"_s;
    QTest::newRow("warning") << QByteArray("\"WARNING\"") << ItemState::Succeeded << u"Beware"_s;
    QTest::newRow("error") << QByteArray("\"ERROR\"") << ItemState::Failed << u"Beware"_s;
    QTest::newRow("terminated") << QByteArray("\"TERMINATED\"") << ItemState::Failed
                                << u"terminated"_s;
    QTest::newRow("temporary") << QByteArray("\"TEMPERROR\"") << ItemState::Failed
                               << u"temporary"_s;
    QTest::newRow("new word") << QByteArray("\"FROZEN\"") << ItemState::Unknown << u"FROZEN"_s;
    QTest::newRow("a date and no word") << QByteArray("null,\"completed\":\"2026-01-01T00:00:00Z\"")
                                        << ItemState::Unknown << u"no completion status"_s;
}

void TestBulkRunner::tasksDecide()
{
    QFETCH(QByteArray, status);
    QFETCH(ItemState, state);
    QFETCH(QString, word);
    RunnerRig rig;
    rig.tenant.taskStatus = status;
    rig.tenant.taskMessages = R"([{"type":"WARN","key":"k","localizedText":{"message":"Beware"}}])";
    JobRunner& runner = rig.start(RunnerRig::plan(&inviteIdentities(), 2));
    rig.answerAll();
    QCOMPARE(rig.counts(runner), (JobCounts { .following = 2 }));
    QCOMPARE(runner.snapshot().state, JobState::Following);
    QCOMPARE(runner.snapshot().tasks, 1);
    QVERIFY(rig.finish());
    for (const JobItem& item : rig.items(runner)) {
        QCOMPARE(item.state, state);
        QVERIFY2(item.detail.contains(word), qPrintable(item.detail));
        QVERIFY2(
            item.detail.startsWith(u"The task "_s), qPrintable(item.detail)); // no id before why
        QCOMPARE(item.task, TaskId(u"task1"_s));
        QCOMPARE(item.httpStatus, 202);
    }
    const auto tasks = *rig.reader->tasks(runner.snapshot().id);
    QCOMPARE(tasks.size(), 1);
    QCOMPARE(tasks[0].message, u"Beware"_s);
    QCOMPARE(tasks[0].polls, 1);
}

void TestBulkRunner::tasksAreFollowedForAsLongAsTheyRun()
{
    RunnerRig rig;
    rig.tenant.taskStatus = "null";
    JobRunner& first = rig.start(RunnerRig::plan(&processIdentities(), 2));
    const JobId id = first.snapshot().id;
    const auto hours = [&rig](int count) {
        for (int minute = 0; minute < 60 * count; ++minute) {
            rig.answerAll();
            rig.after(60'000);
        }
    };
    hours(9); // a queue of the tenant
    QCOMPARE(first.snapshot().state, JobState::Following);
    QCOMPARE(rig.counts(first), (JobCounts { .following = 2 }));
    const int polls = rig.tenant.requests.value(u"task1"_s);
    QVERIFY2(polls >= 9 * 12 && polls <= 9 * 12 + 20, qPrintable(QString::number(polls)));
    rig.runners.clear(); // the program ends and is started again
    JobRunner& second = rig.take(id);
    second.start();
    rig.turn();
    hours(3);
    QCOMPARE(rig.counts(second), (JobCounts { .following = 2 }));
    rig.tenant.taskStatus = "\"SUCCESS\"";
    rig.after(1000);
    second.checkUnknown(); // nobody wants to wait for the next five minutes
    rig.turn();
    rig.answerAll();
    QCOMPARE(rig.counts(second), (JobCounts { .succeeded = 2 }));
    QCOMPARE(rig.untruth(second), QString());
}

void TestBulkRunner::tasksThatCannotBeReadAreAskedForAgain()
{
    for (const Operation* operation : { &processIdentities(), &inviteIdentities() }) {
        RunnerRig rig;
        bool unreadable = true;
        rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
            const bool poll = request.url.path().contains(u"task-status"_s);
            return poll && unreadable ? std::optional(refusal(500, "Broken")) : std::nullopt;
        };
        const JobId id = rig.start(RunnerRig::plan(operation, 2)).snapshot().id;
        QVERIFY(rig.finish());
        QCOMPARE(rig.journal->job(id)->counts, (JobCounts { .unknown = 2 }));
        unreadable = false;
        rig.runners.clear();
        rig.ended.clear();
        JobRunner& runner = rig.take(id);
        QCOMPARE(*rig.reader->checkableCount(id), 2);
        runner.checkUnknown();
        QVERIFY(rig.finish());
        QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 2 }));
        QCOMPARE(rig.journal->job(id)->state, JobState::Done);
        QCOMPARE(rig.tenant.tasks, 1); // asked, and nothing sent
        const JobTask task = rig.reader->tasks(id)->first();
        QVERIFY(task.acceptedAt.isValid()); // kept from the first time
        QCOMPARE(task.status, u"SUCCESS"_s);
    }
}

void TestBulkRunner::aTaskIdThatComesTwiceIsOneTask()
{
    RunnerRig rig;
    rig.tenant.taskStatus = "null";
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        if (!ScriptedTenant::isChange(request))
            return std::nullopt;
        rig.tenant.act(request);
        return WireReply { .status = 202,
            .headers = { { "content-type", "application/json" } },
            .body = R"({"type":"TASK_RESULT","id":"same"})" };
    };
    JobRunner& runner = rig.start(RunnerRig::plan(&processIdentities(), 500));
    const auto open = rig.wire.open();
    QCOMPARE(open.size(), 2);
    rig.answer(open[0]);
    rig.turn();
    rig.after(2500); // the task is being asked for, …
    rig.answer(open[1]); // … when it is named again
    rig.turn();
    rig.tenant.taskStatus = "\"SUCCESS\"";
    QVERIFY(rig.finish());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 500 }));
}

void TestBulkRunner::timeWithoutATenantDoesNotCount()
{
    for (const bool signIn : { false, true }) {
        RunnerRig rig;
        rig.tenant.taskStatus = "null";
        bool away = false;
        rig.tenant.fault = [&](const WireRequest&) -> std::optional<WireReply> {
            if (!away)
                return std::nullopt;
            return signIn ? refusal(401, "expired")
                          : WireReply { .failure = WireReply::Failure::Unreachable };
        };
        JobRunner& runner = rig.start(RunnerRig::plan(&processIdentities(), 2));
        rig.answerAll();
        away = true;
        for (int second = 0; second < 1800; ++second) {
            rig.after(1000);
            rig.answerAll();
        }
        QCOMPARE(rig.counts(runner), (JobCounts { .following = 2 }));
        QCOMPARE(
            runner.snapshot().state, signIn ? JobState::PausedSignIn : JobState::PausedOffline);
        away = false;
        rig.tenant.taskStatus = "\"SUCCESS\"";
        runner.resume();
        rig.turn();
        QVERIFY(rig.finish());
        QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 2 }));
    }
}

void TestBulkRunner::newTasksMayNotBeKnownYet()
{
    for (const int missing : { 3, 1000 }) {
        RunnerRig rig;
        int left = missing;
        rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
            if (request.url.path().contains(u"task-status"_s) && left-- > 0)
                return WireReply { .status = 404 }; // documented without a body
            return std::nullopt;
        };
        JobRunner& runner = rig.start(RunnerRig::plan(&processIdentities(), 1));
        QVERIFY(rig.finish());
        QCOMPARE(rig.items(runner).first().state,
            missing == 3 ? ItemState::Succeeded : ItemState::Unknown);
    }
}

void TestBulkRunner::warningsBelongToTheNamed()
{
    RunnerRig rig;
    rig.tenant.taskStatus = "\"WARNING\"";
    rig.tenant.taskMessages = R"([{"type":"WARN","key":"k","parameters":[],"localizedText":)"
                              R"({"message":"Identity not found: )"
        + RunnerRig::idOf(1).toUtf8() + R"("}},{"type":"INFO","key":")"
        + RunnerRig::idOf(0).toUtf8()
        + R"("},{"type":"WARN","key":"","parameters":[],)"
          R"("localizedText":{"message":"A rule is slow"}}])";
    JobRunner& runner = rig.start(RunnerRig::plan(&processIdentities(), 3));
    QVERIFY(rig.finish());
    const auto items = rig.items(runner);
    QCOMPARE(items[0].state, ItemState::Succeeded);
    QCOMPARE(items[1].state, ItemState::Failed);
    QVERIFY(items[1].detail.startsWith(u"Identity not found"_s));
    QVERIFY(items[1].detail.endsWith(u"(said by task task1)"_s));
    QCOMPARE(items[2].state, ItemState::Succeeded);
    QCOMPARE(items[2].detail, u"The task ended with warnings: A rule is slow (task task1)"_s);
    QVERIFY(!items[2].detail.contains(u"not found"_s));
}

void TestBulkRunner::everyoneUninvitedIsOneRequest()
{
    RunnerRig rig;
    BulkPlan plan { .operation = &inviteIdentities() };
    plan.parameters.allUninvited = true;
    JobRunner& runner = rig.start(plan);
    QCOMPARE(rig.wire.started.size(), 1);
    QCOMPARE(rig.wire.started.first().body.value_or(""), QByteArray("{\"uninvited\":true}"));
    QVERIFY(rig.finish());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 1 }));
}

void TestBulkRunner::anUnwritableJournalStopsBeforeTheNextRequest()
{
    RunnerRig rig;
    JobRunner& runner = rig.start(RunnerRig::plan(&resetIdentity(), 60));
    QCOMPARE(rig.wire.openCount(), 16);
    QVERIFY(refuseWrites(rig.path, true));
    rig.answerAll();
    QCOMPARE(rig.wire.started.size(), 16); // nothing leaves that cannot be written down
    QCOMPARE(runner.snapshot().state, JobState::PausedJournal);
    QVERIFY(!runner.snapshot().reason.isEmpty());
    QCOMPARE(runner.snapshot().counts.succeeded, 16); // known, if not written
    QCOMPARE(rig.counts(runner).sent, 16);
    rig.after(60'000);
    QCOMPARE(rig.wire.started.size(), 16);
    QVERIFY(refuseWrites(rig.path, false));
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 60 }));
}

void TestBulkRunner::afterAKillTheJournalIsTrueAndTheJobGoesOn_data()
{
    QTest::addColumn<const Operation*>("operation");
    QTest::newRow("process") << &processIdentities();
    QTest::newRow("reset") << &resetIdentity();
    QTest::newRow("delete") << &deleteIdentity();
}

void TestBulkRunner::afterAKillTheJournalIsTrueAndTheJobGoesOn()
{
    QFETCH(const Operation*, operation);
    for (int steps = 0; steps < 12; ++steps) {
        RunnerRig rig({ .rateLimit = 0, .pace = BulkPace::Full, .mostBulk = 3 });
        const int count = operation == &processIdentities() ? 2000 : 20;
        const JobId id = rig.start(RunnerRig::plan(operation, count)).snapshot().id;
        for (int i = 0; i < steps; ++i) {
            for (const Transport::Id open : rig.wire.open())
                rig.answer(open);
            rig.turn();
        }
        for (const Transport::Id open : rig.wire.open()) // acts, and nobody hears of it
            rig.tenant.answer(rig.wire.request(open));
        rig.kill();
        JobRunner& runner = rig.take(id);
        QCOMPARE(rig.untruth(runner), QString());
        QVERIFY(rig.journal->job(id)->state == JobState::Interrupted
            || (steps > 3 && isEnded(runner.snapshot().state)));
        runner.start();
        QVERIFY(rig.finish());
        QCOMPARE(rig.untruth(runner), QString());
        const JobCounts counts = rig.counts(runner);
        QCOMPARE(counts.succeeded + counts.unknown, count);
        if (operation == &deleteIdentity())
            QCOMPARE(counts.unknown, 0); // a read has told
    }
}

void TestBulkRunner::followingSurvivesARestart()
{
    RunnerRig rig;
    rig.tenant.taskStatus = "null";
    const JobId id = rig.start(RunnerRig::plan(&processIdentities(), 300)).snapshot().id;
    rig.answerAll();
    rig.after(3000);
    rig.kill();
    const qsizetype before = rig.wire.started.size();
    JobRunner& runner = rig.take(id);
    QCOMPARE(rig.counts(runner), (JobCounts { .following = 300 }));
    rig.tenant.taskStatus = "\"SUCCESS\"";
    runner.start();
    QVERIFY(rig.finish());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 300 }));
    QVERIFY(std::none_of(
        rig.wire.started.begin() + before, rig.wire.started.end(), &ScriptedTenant::isChange));
}

void TestBulkRunner::synchronizingKeepsItsDistance()
{
    RunnerRig rig;
    rig.start(RunnerRig::plan(&synchronizeAttributes(), 5));
    rig.answerAll();
    JobRunner& second = rig.start(RunnerRig::plan(&synchronizeAttributes(), 5, 3));
    rig.answerAll();
    QCOMPARE(rig.counts(second), (JobCounts { .planned = 2, .succeeded = 3 }));
    QCOMPARE(second.snapshot().state, JobState::Waiting);
    QVERIFY(second.snapshot().waitMs > 9000);
    rig.after(9900);
    QCOMPARE(rig.wire.openCount(), 0);
    rig.after(400);
    QCOMPARE(rig.wire.openCount(), 2);
    QVERIFY(rig.finish());
    QCOMPARE(rig.counts(second), (JobCounts { .succeeded = 5 }));
}

void TestBulkRunner::jobsTakeTurns()
{
    RunnerRig rig({ .rateLimit = 0, .pace = BulkPace::Full, .mostBulk = 2 });
    JobRunner& first = rig.start(RunnerRig::plan(&resetIdentity(), 200));
    JobRunner& second = rig.start(RunnerRig::plan(&sendVerification(), 200, 1000));
    for (int i = 0; i < 50; ++i) {
        for (const Transport::Id id : rig.wire.open())
            rig.answer(id);
        rig.turn();
    }
    const int one = first.snapshot().counts.succeeded;
    const int other = second.snapshot().counts.succeeded;
    QVERIFY2(qAbs(one - other) <= 4, qPrintable(u"%1 and %2"_s.arg(one).arg(other)));
    QVERIFY(one >= 40);
    QVERIFY(rig.finish());
}

void TestBulkRunner::changesAreAnnouncedSparingly()
{
    RunnerRig rig({ .pace = BulkPace::Full });
    const JobId id = newJobId();
    QVERIFY(rig.journal->create(id, RunnerRig::plan(&resetIdentity(), 90)).hasValue());
    JobRunner& runner = rig.take(id);
    QList<JobSnapshot> told;
    int itemsTold = 0;
    QObject::connect(&runner, &JobRunner::happened, &runner, [&](const JobEvent& event) {
        told += event.job;
        itemsTold += event.itemsChanged ? 1 : 0;
    });
    runner.start();
    const qint64 begin = rig.clock.monotonicMs();
    while (rig.ended.isEmpty()) {
        rig.after(10);
        if (!rig.wire.open().isEmpty())
            rig.answer(rig.wire.oldest());
    }
    const qint64 took = rig.clock.monotonicMs() - begin;
    QVERIFY2(
        told.size() <= took / 100 + 4, qPrintable(u"%1 in %2 ms"_s.arg(told.size()).arg(took)));
    QVERIFY(told.size() >= took / 100 - 2);
    QVERIFY(itemsTold <= took / 1000 + 2 && itemsTold >= 1);
    QCOMPARE(told.last().state, JobState::Done);
    QCOMPARE(told.last().counts.succeeded, 90);
    QVERIFY(told[told.size() / 2].ratePerSecond > 0);
}

void TestBulkRunner::noRateAndNoTimeLeftWhileItStands()
{
    RunnerRig rig;
    JobRunner& runner = rig.start(RunnerRig::plan(&processIdentities(), 250 * 40));
    const auto answerOne = [&] {
        rig.after(500);
        rig.answer(rig.wire.oldest());
        rig.turn();
    };
    const auto stands = [&] {
        const JobSnapshot job = runner.snapshot();
        return job.ratePerSecond == 0 && job.etaMs == -1;
    };
    answerOne();
    QCOMPARE(runner.snapshot().etaMs, -1); // too early to tell
    for (int i = 0; i < 7; ++i)
        answerOne();
    QCOMPARE(runner.snapshot().state, JobState::Running);
    QVERIFY(runner.snapshot().etaMs > 0);
    runner.pause();
    rig.turn();
    QCOMPARE(runner.snapshot().state, JobState::PausedByPerson);
    QVERIFY(stands());
    rig.after(3'600'000);
    QVERIFY(stands());
    // The hour of the pause does not count as an hour of work.
    runner.resume();
    rig.turn();
    rig.answerAll();
    QCOMPARE(runner.snapshot().state, JobState::Following);
    QVERIFY(stands()); // nothing is planned
    QVERIFY(rig.finish());

    RunnerRig resumed;
    JobRunner& again = resumed.start(RunnerRig::plan(&resetIdentity(), 100));
    const auto answerSome = [&](int count) {
        for (int i = 0; i < count; ++i)
            resumed.answer(resumed.wire.oldest());
        resumed.turn();
    };
    answerSome(10);
    again.pause();
    resumed.answerAll();
    resumed.after(3'600'000);
    again.resume();
    resumed.after(1000);
    answerSome(10);
    QCOMPARE(again.snapshot().ratePerSecond, 10.0); // over one second, not over ten
}

void TestBulkRunner::aSilentTenantIsNamed()
{
    RunnerRig rig;
    JobRunner& runner = rig.start(RunnerRig::plan(&resetIdentity(), 100));
    QList<JobSnapshot> told;
    QObject::connect(
        &runner, &JobRunner::happened, &runner, [&](const JobEvent& event) { told += event.job; });
    rig.after(4999);
    QCOMPARE(runner.snapshot().state, JobState::Running);
    QVERIFY(told.isEmpty() || told.last().state == JobState::Running);
    for (int i = 0; i < 300; ++i)
        rig.after(10); // nobody but its own timer wakes it
    QCOMPARE(told.last().state, JobState::Waiting);
    QCOMPARE(told.last().reason, u"The tenant has not answered for 7 s."_s);
    QCOMPARE(told.last().ratePerSecond, 0.0);
    QCOMPARE(told.last().etaMs, -1);
    QVERIFY2(told.size() <= 6, qPrintable(QString::number(told.size()))); // once a second
    QCOMPARE(rig.journal->job(runner.snapshot().id)->state, JobState::Running);
    rig.wire.answer(rig.wire.oldest(), { .failure = dropped }); // is no answer
    rig.after(1000);
    QCOMPARE(runner.snapshot().reason, u"The tenant has not answered for 8 s."_s);
    rig.answer(rig.wire.oldest());
    rig.turn();
    QCOMPARE(told.last().state, JobState::Running);
    QVERIFY(told.last().reason.isEmpty());
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
}

QTEST_GUILESS_MAIN(TestBulkRunner)
#include "tst_bulkrunner.moc"
