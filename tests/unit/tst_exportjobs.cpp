// Exports and snapshots among the jobs: they run beside changes, stand still and go on, end in the
// audit whatever ends them, and never leave half a file.

#include "support/exportboard.h"
#include "support/operations.h"

#include "snapshot/snapshotfacts.h"

using namespace ic;
using namespace ic::test;

namespace {

void forEachFormat()
{
    QTest::addColumn<ExportFormat>("format");
    QTest::newRow("an export") << ExportFormat::Csv;
    QTest::newRow("a snapshot") << ExportFormat::Snapshot;
}

} // namespace

class TestExportJobs : public QObject
{
    Q_OBJECT

private slots:
    void isWrittenAndOnRecord();
    void runsBesideAChange();
    void standsStillAndGoesOn_data() { forEachFormat(); }
    void standsStillAndGoesOn();
    void cancelLeavesNoFile_data() { forEachFormat(); }
    void cancelLeavesNoFile();
    void aFailureSaysWhatAndWhy();
    void withoutAJournalNothingIsRead();
    void anEndIsWrittenDownLater();
    void whoQuitsLeavesNoFile_data();
    void whoQuitsLeavesNoFile();
    void whatIsBeingSavedIsSaved();
    void oneThatWasKilledIsInterrupted();
    void anotherProgramsIsSeen();
};

void TestExportJobs::isWrittenAndOnRecord()
{
    ExportBoard rig;
    const JobId id = rig.startExport();
    QCOMPARE(rig.stateOf(id), JobState::Running);
    QCOMPARE(rig.written(id).state, JobState::Running);
    rig.settle();
    QVERIFY(rig.waitFor(id, JobState::Done));
    QCOMPARE(rig.lines(), 601);
    QVERIFY(rig.ended.contains(id));
    const JobSnapshot job = rig.written(id);
    QVERIFY(!job.foreign && job.endedAt.isValid());
    QCOMPARE(job.state, JobState::Done);
    QCOMPARE(job.counts.succeeded, 600);
    QCOMPARE(job.actor, u"ada"_s);
    QCOMPARE(job.host, u"acme.test"_s);
    QCOMPARE(job.exported->filters, u"name sw \"P\""_s);
    QCOMPARE(job.exported->how.columns, QStringList({ u"id"_s, u"name"_s }));
    QCOMPARE(job.exported->path, rig.folder.filePath(u"out.csv"_s));
    QVERIFY2(summaryLine(job).startsWith(u"Wrote 600 rows of 600 expected"_s),
        qPrintable(summaryLine(job)));
    using enum JobFilter::Outcome;
    for (const JobQuery& query :
        { JobQuery { .text = u"export"_s }, JobQuery { .text = u"OUT.CSV"_s },
            JobQuery { .text = u"ada"_s }, JobQuery { .filter = { .outcome = AllSucceeded } },
            JobQuery { .filter = { .operation = QString(ExportRecord::Key) } } })
        QCOMPARE(rig.found(query).size(), 1);
    QCOMPARE(rig.found({ .filter = { .outcome = SomeFailed } }).size(), 0);
    rig.open(); // after a restart
    QCOMPARE(rig.stateOf(id), JobState::Done);
    QCOMPARE(summaryLine(rig.jobs.value(id)), summaryLine(job));
}

void TestExportJobs::runsBesideAChange()
{
    ExportBoard rig;
    const JobId first = rig.startExport();
    const JobId change = rig.start(rig.plan(&resetIdentity(), 30));
    const JobId second = rig.startExport(u"second.csv"_s);
    rig.settle();
    QVERIFY(rig.waitFor(first, JobState::Done) && rig.waitFor(second, JobState::Done));
    QCOMPARE(rig.stateOf(change), JobState::Done);
    QCOMPARE(rig.acts(), 30);
    QCOMPARE(rig.lines(), 601);
    QCOMPARE(rig.lines(u"second.csv"_s), 601);
}

void TestExportJobs::standsStillAndGoesOn()
{
    QFETCH(ExportFormat, format);
    ExportBoard rig(20'000);
    const JobId id = rig.startExport(u"out.csv"_s, format);
    rig.answer();
    rig.board->pauseAll();
    QCOMPARE(rig.stateOf(id), JobState::PausedByPerson);
    rig.settle(); // what was asked is answered; nothing more is asked
    const int rows = rig.jobs.value(id).counts.succeeded;
    QVERIFY(rows > 0 && rows < 20'000);
    QCOMPARE(rig.stateOf(id), JobState::PausedByPerson);
    QCOMPARE(rig.wire.openCount(), 0);
    const QString path = rig.folder.filePath(u"out.csv"_s);
    QVERIFY(!QFile::exists(path));
    rig.board->resume(id, {});
    QCOMPARE(rig.stateOf(id), JobState::Running);
    rig.turn();
    rig.settle();
    QVERIFY(rig.waitFor(id, JobState::Done));
    if (format == ExportFormat::Snapshot)
        QCOMPARE(readSnapshotFacts(path)->count, 20'000);
    else
        QCOMPARE(rig.lines(), 20'001);
}

void TestExportJobs::cancelLeavesNoFile()
{
    QFETCH(ExportFormat, format);
    ExportBoard rig(20'000);
    const JobId id = rig.startExport(u"out.csv"_s, format);
    rig.answer();
    rig.board->cancel(id);
    rig.settle();
    QCOMPARE(rig.stateOf(id), JobState::Cancelled);
    rig.board->cancel(id); // as somebody does who has not seen that it has ended
    QVERIFY(!rig.refused.contains(id));
    QCOMPARE(rig.files(), QStringList());
    QCOMPARE(rig.written(id).state, JobState::Cancelled);
    QCOMPARE(summaryLine(rig.written(id)),
        format == ExportFormat::Snapshot ? u"No snapshot was taken."_s : u"No file was written."_s);
    QCOMPARE(rig.found({ .filter = { .outcome = JobFilter::Outcome::AllSucceeded } }).size(), 0);
}

void TestExportJobs::aFailureSaysWhatAndWhy()
{
    ExportBoard rig;
    rig.failsWith = 403;
    const JobId id = rig.startExport();
    rig.settle();
    QCOMPARE(rig.stateOf(id), JobState::Failed);
    QVERIFY(rig.ended.contains(id));
    const QString said = summaryLine(rig.written(id));
    QVERIFY2(said.startsWith(u"No file was written. Not allowed: "_s), qPrintable(said));
    QVERIFY2(said.endsWith(u"Tracking id track-7."_s), qPrintable(said));
    QCOMPARE(rig.files(), QStringList());
    QCOMPARE(rig.found({ .filter = { .outcome = JobFilter::Outcome::SomeFailed } }).size(), 1);
}

void TestExportJobs::withoutAJournalNothingIsRead()
{
    ExportBoard rig;
    QVERIFY(refuseWrites(rig.path, true));
    const JobId id = rig.startExport();
    QCOMPARE(rig.refused.value(id).kind, ApiError::Kind::Journal);
    QCOMPARE(rig.wire.started.size(), 0);
    QCOMPARE(rig.files(), QStringList());
}

void TestExportJobs::anEndIsWrittenDownLater()
{
    ExportBoard rig;
    const JobId id = rig.startExport();
    QVERIFY(rig.tamper(u"CREATE TRIGGER full BEFORE UPDATE ON job BEGIN "
                       "SELECT RAISE(ABORT, 'the disk is full'); END"_s));
    rig.settle();
    QVERIFY(rig.waitFor(id, JobState::Done)); // the file is there, whatever the journal says
    QCOMPARE(rig.lines(), 601);
    QVERIFY(!rig.failures.isEmpty());
    QCOMPARE(rig.written(id).state, JobState::Running);
    QVERIFY(rig.tamper(u"DROP TRIGGER full"_s));
    rig.turn();
    QCOMPARE(rig.written(id).state, JobState::Done);
    QCOMPARE(rig.written(id).counts.succeeded, 600);
}

void TestExportJobs::whoQuitsLeavesNoFile_data()
{
    QTest::addColumn<bool>("paused");
    QTest::newRow("running") << false;
    QTest::newRow("paused") << true;
}

void TestExportJobs::whoQuitsLeavesNoFile()
{
    QFETCH(bool, paused);
    ExportBoard rig(20'000);
    const JobId id = rig.startExport();
    rig.answer();
    if (paused)
        rig.board->pause(id);
    rig.board.reset();
    QCOMPARE(rig.files(), QStringList());
    const JobSnapshot job = rig.written(id);
    QCOMPARE(job.state, JobState::Abandoned);
    QVERIFY(summaryLine(job).contains(u"No file was written"_s));
    rig.open();
    QCOMPARE(rig.stateOf(id), JobState::Abandoned);
    rig.board->resume(id, ResumePlan { .confirmed = 1 });
    QVERIFY(rig.refused.contains(id)); // nothing is left to go on with
}

void TestExportJobs::whatIsBeingSavedIsSaved()
{
    ExportBoard rig;
    const JobId id = rig.startExport();
    QObject::connect(
        rig.board.get(), &JobBoard::happened, &rig.scheduler, [&rig](const JobEvent& event) {
            if (event.job.state == JobState::Following) // before anybody hears that it is saved
                QMetaObject::invokeMethod(
                    &rig.scheduler, [&rig] { rig.board.reset(); }, Qt::QueuedConnection);
        });
    for (const Transport::Id one : rig.wire.open())
        rig.wire.answer(one, rig.tenant.answer(rig.wire.request(one)));
    QVERIFY(QTest::qWaitFor([&] {
        for (const Transport::Id one : rig.wire.open())
            rig.wire.answer(one, rig.tenant.answer(rig.wire.request(one)));
        rig.scheduler.pump();
        return rig.board == nullptr;
    }));
    QCOMPARE(rig.lines(), 601);
    QCOMPARE(rig.written(id).state, JobState::Done);
}

void TestExportJobs::oneThatWasKilledIsInterrupted()
{
    ExportBoard rig;
    const JobId id = newJobId();
    rig.board.reset();
    { // as a program leaves it that is killed
        const auto journal = std::move(Journal::open(rig.path, rig.clock)).value();
        ExportPlan plan { .profile = u"Acme"_s, .host = rig.host };
        plan.record.path = rig.folder.filePath(u"killed.csv"_s);
        QVERIFY(journal->createExport(id, plan).hasValue());
    }
    rig.open();
    QCOMPARE(rig.stateOf(id), JobState::Abandoned);
    QVERIFY(rig.jobs.value(id).endedAt.isValid());
    QVERIFY2(summaryLine(rig.jobs.value(id)).contains(u"whole, or not at all"_s),
        qPrintable(summaryLine(rig.jobs.value(id))));
    QCOMPARE(rig.written(id).state, JobState::Abandoned);
}

void TestExportJobs::anotherProgramsIsSeen()
{
    ExportBoard rig(20'000);
    const JobId id = rig.startExport();
    rig.answer();
    BoardRig other(rig.path);
    QVERIFY(other.jobs.value(id).elsewhere);
    QVERIFY(other.jobs.value(id).exported.has_value());
    rig.settle();
    QVERIFY(rig.waitFor(id, JobState::Done));
    other.turn();
    QCOMPARE(other.stateOf(id), JobState::Done);
    QVERIFY(!other.jobs.value(id).elsewhere);
}

QTEST_GUILESS_MAIN(TestExportJobs)
#include "tst_exportjobs.moc"
