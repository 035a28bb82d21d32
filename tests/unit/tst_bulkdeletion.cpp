// Deletions: what is read before and after each, and what is made of it.

#include "support/runnerrig.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

constexpr auto dropped = WireReply::Failure::Dropped;
const auto operation = OperationId::DeleteIdentity;

} // namespace

class TestBulkDeletion : public QObject
{
    Q_OBJECT

private slots:
    void readsBeforeAndAfter();
    void ownersAreLeftAlone();
    void whoBecomesAnOwnerMeanwhileIsSkippedByTheTenantsWord();
    void whoIsGoneAlreadyIsSkipped();
    void whatIsNotCheckedIsNotDeleted();
    void uncorrelatedIdentitiesAreDeleted();
    void whoIsStillThereWasNotDeleted();
    void anUnansweredDeletionIsReadBack_data();
    void anUnansweredDeletionIsReadBack();
    void checkingAgainCanSettleWhatIsUnknown();
    void aReadThatNobodyAnswersLeavesItOpen();
};

void TestBulkDeletion::readsBeforeAndAfter()
{
    RunnerRig rig;
    BulkRunner& runner = rig.start(RunnerRig::plan(operation, 1));
    rig.answerAll();
    QStringList asked;
    for (const WireRequest& request : rig.wire.started)
        asked += (request.verb == Verb::Delete ? u"DELETE "_s : u"GET "_s)
            + request.url.path().section(u'/', 3);
    const QString id = RunnerRig::idOf(0);
    QCOMPARE(
        asked, (QStringList { u"GET %1/ownership"_s.arg(id), u"DELETE "_s + id, u"GET "_s + id }));
    QCOMPARE(rig.items(runner).first().detail, u"Deleted. Read again: ISC does not know the identity any more."_s);
    QCOMPARE(rig.items(runner).first().httpStatus, 204);
    QCOMPARE(rig.affected, QList { IdentityId(id) });
}

void TestBulkDeletion::ownersAreLeftAlone()
{
    RunnerRig rig;
    rig.tenant.owners = { RunnerRig::idOf(1) };
    BulkRunner& runner = rig.start(RunnerRig::plan(operation, 3));
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
    BulkRunner& runner = rig.start(RunnerRig::plan(operation, 1));
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
        BulkRunner& runner = rig.start(RunnerRig::plan(operation, 1));
        QVERIFY(rig.finish());
        QCOMPARE(rig.untruth(runner), QString());
        QCOMPARE(rig.items(runner).first().state, ItemState::Skipped);
        QCOMPARE(rig.items(runner).first().skipReason, SkipReason::NotFound);
        QCOMPARE(rig.items(runner).first().attempt, before ? 0 : 1);
    }
}

void TestBulkDeletion::whatIsNotCheckedIsNotDeleted()
{
    for (const int status : { 500, 403, 200 }) {
        RunnerRig rig;
        rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
            if (request.url.path().endsWith(u"ownership"_s))
                return WireReply { .status = status, .body = "rubbish" };
            return std::nullopt;
        };
        BulkRunner& runner = rig.start(RunnerRig::plan(operation, 2));
        QVERIFY(rig.finish());
        QCOMPARE(rig.counts(runner), (JobCounts { .failed = 2 }));
        QVERIFY(rig.items(runner).first().detail.contains(u"not deleted"_s));
        QVERIFY(rig.tenant.acts.isEmpty());
    }
}

void TestBulkDeletion::uncorrelatedIdentitiesAreDeleted()
{
    RunnerRig rig;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        if (request.url.path().endsWith(u"ownership"_s))
            return WireReply { .status = 200, .body = "OK" };
        return std::nullopt;
    };
    BulkRunner& runner = rig.start(RunnerRig::plan(operation, 1));
    QVERIFY(rig.finish());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 1 }));
}

void TestBulkDeletion::whoIsStillThereWasNotDeleted()
{
    RunnerRig rig;
    rig.tenant.undeletable = { RunnerRig::idOf(0) };
    BulkRunner& runner = rig.start(RunnerRig::plan(operation, 2));
    rig.answerAll();
    QCOMPARE(rig.counts(runner), (JobCounts { .following = 1, .succeeded = 1 })); // copies may lag
    QVERIFY(rig.finish());
    QCOMPARE(rig.items(runner).first().state, ItemState::Failed);
    QVERIFY(rig.items(runner).first().detail.contains(u"still there"_s));
    QCOMPARE(rig.tenant.requests.value(RunnerRig::idOf(0)), 1 + 3);
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
    BulkRunner& runner = rig.start(RunnerRig::plan(operation, 1));
    QVERIFY(rig.finish());
    QCOMPARE(rig.untruth(runner), QString());
    const JobItem item = rig.items(runner).first();
    QCOMPARE(item.state, acted ? ItemState::Succeeded : ItemState::Unknown);
    QVERIFY2(item.detail.contains(acted ? u"Gone"_s : u"still there"_s), qPrintable(item.detail));
    QCOMPARE(item.attempt, 1);
}

void TestBulkDeletion::checkingAgainCanSettleWhatIsUnknown()
{
    RunnerRig rig;
    rig.tenant.fault = [&](const WireRequest& request) -> std::optional<WireReply> {
        if (request.verb == Verb::Delete)
            return WireReply { .failure = dropped };
        return std::nullopt;
    };
    const JobId id = rig.start(RunnerRig::plan(operation, 2)).snapshot().id;
    QVERIFY(rig.finish());
    QCOMPARE(rig.journal->job(id)->counts, (JobCounts { .unknown = 2 }));
    QCOMPARE(rig.journal->job(id)->state, JobState::DoneWithErrors);
    const QDateTime end = rig.journal->job(id)->endedAt;

    rig.tenant.gone = { RunnerRig::idOf(0) }; // it was done after all, only late
    rig.runners.clear();
    rig.ended.clear();
    rig.after(60'000);
    BulkRunner& runner = rig.take(id);
    runner.checkUnknown();
    QVERIFY(rig.finish());
    QCOMPARE(rig.counts(runner), (JobCounts { .succeeded = 1, .unknown = 1 }));
    QCOMPARE(rig.tenant.acts.value(RunnerRig::idOf(1)), 0); // read, never sent again
    QCOMPARE(rig.journal->job(id)->endedAt, end);
    rig.tenant.gone += RunnerRig::idOf(1);
    runner.checkUnknown();
    rig.ended.clear();
    QVERIFY(rig.finish());
    QCOMPARE(rig.journal->job(id)->state, JobState::Done);
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
    BulkRunner& runner = rig.start(RunnerRig::plan(operation, 1));
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
