// What a program may do with the jobs in a journal: whose they are, under which lock, how long they
// are kept.

#include "support/boardrig.h"
#include "support/operations.h"

#include "jobs/journaldatabase.h"

#include <QDir>
#include <QFile>

using namespace ic;
using namespace ic::test;

namespace {

constexpr qint64 HourMs = 3'600'000;
constexpr qint64 RelockMs = 30 * 60'000;

QByteArray httpDate(const QDateTime& utc)
{
    return QLocale::c().toString(utc, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

} // namespace

class TestJobBoard : public QObject
{
    Q_OBJECT

private slots:
    void aPermitIsOfAJobThatRuns_data();
    void aPermitIsOfAJobThatRuns();
    void aRunningJobGoesOnUnderTheLock();
    void lidClosedOnProduction_data();
    void lidClosedOnProduction();
    void jobsBelongToATenant_data();
    void jobsBelongToATenant();
    void whatIsNotKnownIsNeverRun_data();
    void whatIsNotKnownIsNeverRun();
    void aLaterSchemaStopsARunningJob();
    void nobodyIsInTwoJobsOfAVerb();
    void onlyOneInvitesEverybody();
    void aJournalThatHealsIsTold();
    void aWriteThatHealsIsTold();
    void oldJobsAreForgottenByATrueClock_data();
    void oldJobsAreForgottenByATrueClock();
};

void TestJobBoard::aPermitIsOfAJobThatRuns_data()
{
    QTest::addColumn<QString>("cause");
    for (const auto* cause : { "by hand", "offline", "signed out", "journal" })
        QTest::newRow(cause) << QString::fromLatin1(cause);
}

void TestJobBoard::aPermitIsOfAJobThatRuns()
{
    QFETCH(QString, cause);
    BoardRig rig;
    const JobId id = rig.start(rig.plan(&resetIdentity(), 200));
    rig.answer();
    const int before = rig.acts();
    QVERIFY(before > 0 && rig.stateOf(id) == JobState::Running);
    if (cause == u"by hand") {
        rig.board->pause(id);
        rig.answer();
        QCOMPARE(rig.stateOf(id), JobState::PausedByPerson);
    } else if (cause == u"offline") {
        rig.answer(WireReply { .failure = WireReply::Failure::Unreachable });
        QCOMPARE(rig.stateOf(id), JobState::PausedOffline);
    } else if (cause == u"signed out") {
        rig.givesTokens = false;
        rig.answer(WireReply { .status = 401, .body = "{}" });
        rig.tokens.refuse({ .kind = ApiError::Kind::Unauthorized });
        rig.turn();
        QCOMPARE(rig.stateOf(id), JobState::PausedSignIn);
    } else {
        QVERIFY(rig.tamper(u"PRAGMA user_version=99"_s));
        rig.answer();
        QCOMPARE(rig.stateOf(id), JobState::PausedJournal);
    }
    const int paused = rig.acts();
    rig.scheduler.setReadOnly(true, RelockMs); // within half an hour, as by hand
    if (cause == u"by hand") {
        rig.resume(id);
    } else if (cause == u"signed out") {
        rig.givesTokens = true;
        rig.scheduler.signInAgain();
        rig.board->signedIn();
    } else if (cause == u"journal") {
        QVERIFY(rig.tamper(u"PRAGMA user_version=%1"_s.arg(JournalDatabase::SchemaVersion)));
    }
    rig.settle();
    QCOMPARE(rig.acts(), paused);
    QCOMPARE(rig.stateOf(id), JobState::PausedReadOnly);
    rig.scheduler.setReadOnly(false, RelockMs);
    rig.settle();
    QCOMPARE(rig.acts(), paused); // not by itself either
    rig.resume(id);
    rig.settle();
    QVERIFY(rig.ended.contains(id));
    for (const int count : std::as_const(rig.tenant.acts))
        QCOMPARE(count, 1);
}

void TestJobBoard::aRunningJobGoesOnUnderTheLock()
{
    BoardRig rig;
    const JobId id = rig.start(rig.plan(&resetIdentity(), 100));
    rig.answer();
    rig.scheduler.setReadOnly(true, RelockMs);
    rig.settle();
    QCOMPARE(rig.ended.value(id).counts, (JobCounts { .succeeded = 100 }));
}

void TestJobBoard::lidClosedOnProduction_data()
{
    QTest::addColumn<bool>("locked"); // by hand, while it ran
    QTest::addColumn<bool>("deletion");
    QTest::newRow("open") << false << false;
    QTest::newRow("closed by hand") << true << false;
    QTest::newRow("open, deletions") << false << true;
}

/// Nobody else has looked at the clock when the computer wakes up: no timer, no window.
void TestJobBoard::lidClosedOnProduction()
{
    QFETCH(bool, locked);
    QFETCH(bool, deletion);
    BoardRig rig;
    rig.scheduler.setReadOnly(false, RelockMs);
    const JobId id = rig.start(rig.plan(deletion ? &deleteIdentity() : &resetIdentity(), 200));
    rig.answer();
    rig.answer();
    QCOMPARE(rig.stateOf(id), JobState::Running);
    rig.scheduler.setReadOnly(locked, RelockMs);
    const auto changes
        = [&] { return std::ranges::count_if(rig.wire.started, ScriptedTenant::isChange); };
    const auto sent = changes();
    QVERIFY(sent > 0);
    rig.clock.sleep(9 * HourMs);
    rig.clock.advance(5 * 60'000);
    rig.settle();
    QCOMPARE(changes(), sent);
    QCOMPARE(rig.stateOf(id), JobState::PausedReadOnly);
    rig.scheduler.setReadOnly(true, RelockMs); // the window sees it, too
    rig.scheduler.setReadOnly(false, RelockMs); // and somebody types the name
    rig.resume(id);
    rig.settle();
    QVERIFY(rig.ended.contains(id));
    for (const int count : std::as_const(rig.tenant.acts))
        QCOMPARE(count, 1);
}

void TestJobBoard::jobsBelongToATenant_data()
{
    QTest::addColumn<QString>("written"); // in the journal
    QTest::addColumn<QString>("address"); // of the window
    QTest::addColumn<bool>("found");
    const auto row = [](const char* written, const char* address, bool found) {
        QTest::addRow("%s, %s", written, address)
            << QString::fromLatin1(written) << QString::fromLatin1(address) << found;
    };
    row("acme.test", "https://acme.test", true);
    row("acme.test", "https://ACME.test:443/", true);
    row("acme.test", "https://acme.test/v2025", true);
    row("acme.test:443", "https://acme.test", true); // as an earlier version wrote it
    row("acme.test:8443", "https://acme.test:8443", true);
    row("acme.test:8443/isc/prod", "https://acme.test:8443/isc/prod/v2024/", true);
    row("acme.test:8443", "https://acme.test", false);
    row("acme.test", "https://acme.test:8443", false); // an earlier version may have meant another
    row("acme.test", "https://acme.test/isc/prod", false);
    row("acme.test:443", "https://acme.test/isc/prod", false);
    row("acme.test/isc/test", "https://acme.test/isc/prod", false);
    row("acme.test/isc/prod", "https://acme.test", false);
    row("globex.test", "https://acme.test", false);
}

void TestJobBoard::jobsBelongToATenant()
{
    QFETCH(QString, written);
    QFETCH(QString, address);
    QFETCH(bool, found);
    BoardRig rig({}, written);
    const JobId id = rig.start(rig.plan(&resetIdentity(), 50));
    rig.answer();
    rig.board.reset(); // in the middle
    rig.answer(WireReply { .failure = WireReply::Failure::Dropped });
    const int before = rig.acts();
    QString problem;
    rig.open(ApiBase::fromText(address, &problem)->tenant());
    QCOMPARE(rig.jobs.contains(id), found);
    rig.resume(id);
    rig.settle();
    QCOMPARE(rig.ended.contains(id), found);
    QCOMPARE(rig.refused.contains(id), !found);
    QVERIFY((rig.acts() > before) == found);
}

void TestJobBoard::whatIsNotKnownIsNeverRun_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("word"); // in the reason
    QTest::newRow("operation") << u"UPDATE job SET operation='merge-identities'"_s
                               << u"merge-identities"_s;
    QTest::newRow("an operation that reads")
        << u"UPDATE job SET operation='get-identity'"_s << u"get-identity"_s;
    QTest::newRow("parameter") << u"UPDATE job SET parameters='{\"dryRun\":true}'"_s << u"dryRun"_s;
    QTest::newRow("kind of parameter")
        << u"UPDATE job SET parameters='{\"via\":[\"EMAIL\"]}'"_s << u"via"_s;
    QTest::newRow("parameters") << u"UPDATE job SET parameters='?'"_s << u"parameters"_s;
    QTest::newRow("state") << u"UPDATE job SET state='approved'"_s << u"approved"_s;
    QTest::newRow("state of an item")
        << u"UPDATE item SET state='queued' WHERE seq=49"_s << u"queued"_s;
}

void TestJobBoard::whatIsNotKnownIsNeverRun()
{
    QFETCH(QString, sql);
    QFETCH(QString, word);
    BoardRig rig;
    const JobId id = rig.start(rig.plan(&resetIdentity(), 50));
    rig.answer();
    rig.board.reset();
    rig.answer(WireReply { .failure = WireReply::Failure::Dropped });
    const int before = rig.acts();
    QVERIFY(rig.tamper(sql));
    QVERIFY(rig.tamper(u"UPDATE item SET state='sent' WHERE seq=48"_s));
    rig.open();
    const JobSnapshot job = rig.jobs.value(id);
    QCOMPARE(job.total, 50); // shown
    QVERIFY(job.foreign && !job.canBeTouched());
    QVERIFY2(job.reason.contains(word), qPrintable(job.reason));
    rig.resume(id);
    rig.board->cancel(id);
    rig.board->checkUnknown(id);
    rig.settle();
    QCOMPARE(rig.acts(), before);
    QVERIFY2(rig.refused.value(id).detail.contains(word), qPrintable(rig.refused.value(id).detail));
    QVERIFY(rig.tamper(u"UPDATE job SET operation='reset-identity', parameters='{}', "
                       "state='running'"_s));
    QCOMPARE(rig.items(id)[48].state, ItemState::Sent); // nothing was written to it
}

/// Another program of a later version opens the journal meanwhile.
void TestJobBoard::aLaterSchemaStopsARunningJob()
{
    BoardRig rig;
    const JobId id = rig.start(rig.plan(&resetIdentity(), 100));
    rig.answer();
    const int before = rig.acts();
    QVERIFY(rig.tamper(u"PRAGMA user_version=%1"_s.arg(JournalDatabase::SchemaVersion + 1)));
    const int under = rig.wire.openCount();
    rig.settle();
    QCOMPARE(rig.acts(), before + under); // what was on its way
    QCOMPARE(rig.stateOf(id), JobState::PausedJournal);
    QVERIFY(rig.jobs.value(id).reason.contains(u"newer version"_s));
    const JobId late = rig.start(rig.plan(&resetIdentity(), 1, 500));
    QVERIFY(rig.refused.contains(late));
}

void TestJobBoard::nobodyIsInTwoJobsOfAVerb()
{
    BoardRig first;
    const JobId a = first.start(first.plan(&resetIdentity(), 40));
    first.answer(); // some are done, some under way, some planned
    first.board->pause(a);
    BoardRig second(first.path);
    const JobId b = second.start(second.plan(&resetIdentity(), 40, 20));
    second.settle();
    QCOMPARE(second.ended.value(b).counts, (JobCounts { .succeeded = 20, .skipped = 20 }));
    for (const JobItem& item : second.items(b)) {
        const bool both = item.target.id.text().mid(2).toInt() < 40;
        QCOMPARE(item.skipReason == SkipReason::InAnotherJob, both);
        QCOMPARE(item.state, both ? ItemState::Skipped : ItemState::Succeeded);
    }
    // Another verb, another tenant.
    const JobId c = second.start(second.plan(&processIdentities(), 40));
    BoardRig elsewhere(first.path, u"globex.test"_s);
    const JobId d = elsewhere.start(elsewhere.plan(&resetIdentity(), 40));
    QCOMPARE(second.jobs.value(c).counts.skipped + elsewhere.jobs.value(d).counts.skipped, 0);
    // All of them; it ends, as a job that had nothing to do.
    const JobId none = second.start(second.plan(&resetIdentity(), 10));
    second.settle();
    QCOMPARE(second.ended.value(none).state, JobState::DoneWithSkips);
    QCOMPARE(second.ended.value(none).counts, (JobCounts { .skipped = 10 }));
    // Who was not acted on and will not be, is free; and everybody when the job has ended.
    first.board->cancel(a);
    first.settle();
    const JobCounts counts = first.ended.value(a).counts;
    QVERIFY(counts.cancelled > 0 && counts.succeeded > 0);
    const JobId later = second.start(second.plan(&resetIdentity(), 40));
    second.settle();
    QCOMPARE(second.ended.value(later).counts, (JobCounts { .succeeded = 40 }));
}

void TestJobBoard::onlyOneInvitesEverybody()
{
    BoardRig rig;
    BulkPlan everybody { .operation = &inviteIdentities(), .host = rig.host };
    everybody.parameters.allUninvited = true;
    const JobId a = rig.start(everybody);
    const JobId b = rig.start(everybody);
    QCOMPARE(rig.wire.openCount(), 1);
    rig.settle();
    QCOMPARE(rig.ended.value(a).counts, (JobCounts { .succeeded = 1 }));
    QCOMPARE(rig.ended.value(b).counts, (JobCounts { .skipped = 1 }));
    QCOMPARE(rig.tenant.tasks, 1);
}

void TestJobBoard::aJournalThatHealsIsTold()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"data/journal.sqlite"_s);
    QFile blocker(folder.filePath(u"data"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly)); // where a folder should be
    BoardRig rig(path);
    rig.turn();
    rig.turn();
    QCOMPARE(rig.openings, 0);
    QCOMPARE(rig.failures.size(), 1); // said once
    const JobId refused = rig.start(rig.plan(&resetIdentity(), 5));
    QVERIFY(rig.refused.contains(refused));
    QVERIFY(blocker.remove());
    rig.turn();
    QCOMPARE(rig.openings, 1);
    const JobId id = rig.start(rig.plan(&resetIdentity(), 5));
    rig.settle();
    QCOMPARE(rig.ended.value(id).counts, (JobCounts { .succeeded = 5 }));
    QCOMPARE(rig.openings, 1);
}

/// It was open, and a job could not be taken up.
void TestJobBoard::aWriteThatHealsIsTold()
{
    BoardRig rig;
    const JobId id = rig.start(rig.plan(&resetIdentity(), 50));
    rig.answer();
    rig.board.reset();
    rig.answer(WireReply { .failure = WireReply::Failure::Dropped });
    rig.open();
    const JobId other = rig.start(rig.plan(&processIdentities(), 5)); // runs all the time
    const int opened = rig.openings;
    QVERIFY(rig.tamper(u"CREATE TRIGGER full BEFORE UPDATE ON job BEGIN "
                       "SELECT RAISE(ABORT, 'the disk is full'); END"_s));
    rig.resume(id);
    QCOMPARE(rig.failures.size(), 1);
    QVERIFY(rig.failures.first().detail.contains(u"the disk is full"_s));
    QVERIFY(rig.tamper(u"DROP TRIGGER full"_s));
    rig.turn();
    QCOMPARE(rig.openings, opened + 1);
    QVERIFY(!rig.jobs.value(other).elsewhere); // it is in hand here
    rig.resume(id);
    rig.settle();
    QVERIFY(rig.ended.contains(id) && rig.ended.contains(other));
}

void TestJobBoard::oldJobsAreForgottenByATrueClock_data()
{
    QTest::addColumn<qint64>("tenantMs"); // how far the tenant's clock is ahead
    QTest::addColumn<bool>("forgotten");
    QTest::newRow("the same") << qint64(0) << true;
    QTest::newRow("some hours") << -20 * HourMs << true;
    QTest::newRow("this computer is a year ahead") << -365 * 24 * HourMs << false;
    QTest::newRow("this computer is a year behind") << 365 * 24 * HourMs << false;
}

void TestJobBoard::oldJobsAreForgottenByATrueClock()
{
    QFETCH(qint64, tenantMs);
    QFETCH(bool, forgotten);
    BoardRig rig;
    const JobId old = rig.start(rig.plan(&resetIdentity(), 1));
    rig.settle();
    QVERIFY(rig.ended.contains(old));
    for (int i = 0; i < Journal::NewestKept - 1; ++i) // still one of the newest
        QVERIFY(Journal::open(rig.path, rig.clock)
                    .value()
                    ->create(newJobId(), rig.plan(&resetIdentity(), 1))
                    .hasValue());
    rig.clock.advance(400 * 24 * HourMs);
    const auto there
        = [&] { return std::move(JournalReader::open(rig.path)).value()->job(old).hasValue(); };
    const auto read = [&] {
        rig.clock.advance(2 * HourMs);
        rig.scheduler.submit(rig.scheduler.newId(), { .path = { u"identities"_s } },
            [](const Expected<ApiResponse>&) {});
        rig.turn();
        const QDateTime tenantTime = rig.clock.utcNow().addMSecs(tenantMs);
        rig.answer(WireReply { .status = 200,
            .headers = { { "content-type", "application/json" }, { "date", httpDate(tenantTime) } },
            .body = "[]" });
    };
    rig.open();
    read();
    QVERIFY(there()); // whatever the clock says
    QVERIFY(Journal::open(rig.path, rig.clock)
                .value()
                ->create(newJobId(), rig.plan(&resetIdentity(), 1))
                .hasValue());
    rig.open();
    QVERIFY(there()); // not before the tenant has told the time
    read();
    QCOMPARE(there(), !forgotten);
}

QTEST_GUILESS_MAIN(TestJobBoard)
#include "tst_jobboard.moc"
