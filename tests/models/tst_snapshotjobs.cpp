// A snapshot among the jobs: it ends in the audit whatever ends it, and never leaves half a file.
// Whoever reads of it reads whom it is of, and not where it lies. See tst_exportjobs, too.

#include "support/exportboard.h"

#include "models/jobs/auditmodel.h"
#include "models/jobs/jobsmodel.h"
#include "snapshot/snapshotfacts.h"

using namespace ic;
using namespace ic::test;

namespace {

struct SnapshotBoard : ExportBoard
{
    using ExportBoard::ExportBoard;

    JobId take() { return startExport(u"one.sqlite"_s, ExportFormat::Snapshot); }
    Expected<SnapshotFacts> facts() const
    {
        return readSnapshotFacts(folder.filePath(u"one.sqlite"_s));
    }
};

} // namespace

class TestSnapshotJobs : public QObject
{
    Q_OBJECT

private slots:
    void isTakenAndOnRecord();
    void saysWhatTheTenantChanged();
    void aFailureLeavesTheOneBefore();
    void whoQuitsLeavesNothing();
    void oneThatWasKilledIsInterrupted();
};

void TestSnapshotJobs::isTakenAndOnRecord()
{
    SnapshotBoard rig;
    const QDateTime begun = rig.clock.utcNow();
    const JobId id = rig.take();
    rig.settle();
    QVERIFY(rig.waitFor(id, JobState::Done));
    const Expected<SnapshotFacts> facts = rig.facts();
    QVERIFY(facts);
    QCOMPARE(facts->count, 600);
    QCOMPARE(facts->takenAt, begun);
    QCOMPARE(facts->filters, u"name sw \"P\""_s);
    QVERIFY(facts->correlatedOnly && facts->remarks.isEmpty());
    QCOMPARE(rig.files(), QStringList { u"one.sqlite"_s });
    QCOMPARE(QFileInfo(rig.folder.filePath(u"one.sqlite"_s)).permissions()
            & (QFile::ReadGroup | QFile::ReadOther),
        QFile::Permissions());

    const JobSnapshot job = rig.written(id);
    QCOMPARE(rig.ended.value(id).exported->path, rig.folder.filePath(u"one.sqlite"_s));
    QCOMPARE(job.counts.succeeded, 600);
    QCOMPARE(jobTitle(job), u"Snapshot"_s);
    QCOMPARE(job.operationKey(), u"snapshot"_s);
    QCOMPARE(parametersText(job), u"Correlated: Name begins with \"P\""_s);
    QVERIFY2(summaryLine(job).startsWith(u"Wrote 600 rows of 600 expected"_s),
        qPrintable(summaryLine(job)));
    QVERIFY(!summaryLine(job).contains(u"sqlite"));
    for (const QString& text : { u"snapshot"_s, u"begins with"_s, u"ada"_s })
        QCOMPARE(rig.found({ .text = text }).size(), 1);
    QCOMPARE(rig.found({ .text = u"one.sqlite"_s }).size(), 0);
    QCOMPARE(rig.found({ .text = u"export"_s }).size(), 0);
    for (const auto& [key, jobs] :
        { std::pair(ExportRecord::SnapshotKey, 1), std::pair(ExportRecord::Key, 0) })
        QCOMPARE(rig.found({ .filter = { .operation = QString(key) } }).size(), jobs);
    rig.open(); // after a restart
    QVERIFY(rig.jobs.value(id).exported->isSnapshot() && !rig.jobs.value(id).foreign);
}

void TestSnapshotJobs::saysWhatTheTenantChanged()
{
    SnapshotBoard rig(20'000);
    const JobId id = rig.take();
    rig.answer();
    rig.identities = 19'990;
    rig.settle();
    QVERIFY(rig.waitFor(id, JobState::DoneWithErrors));
    const Expected<SnapshotFacts> facts = rig.facts();
    QVERIFY(facts);
    QCOMPARE(facts->count, 19'990);
    QVERIFY2(facts->remarks.value(0).contains(u"The tenant changed meanwhile"),
        qPrintable(facts->remarks.join(u'|')));
    QVERIFY(summaryLine(rig.written(id)).contains(facts->remarks.constFirst()));
    QCOMPARE(jobStateText(rig.written(id)), u"Done, with remarks"_s);
}

void TestSnapshotJobs::aFailureLeavesTheOneBefore()
{
    SnapshotBoard rig;
    const JobId first = rig.take();
    rig.settle();
    QVERIFY(rig.waitFor(first, JobState::Done));
    rig.failsWith = 403;
    const JobId second = rig.startExport(u"two.sqlite"_s, ExportFormat::Snapshot);
    rig.settle();
    QCOMPARE(rig.stateOf(second), JobState::Failed);
    const QString said = summaryLine(rig.written(second));
    QVERIFY2(said.startsWith(u"No snapshot was taken. Not allowed: "_s), qPrintable(said));
    const JobId third = rig.startExport(u"no such folder/x"_s, ExportFormat::Snapshot);
    rig.turn();
    QCOMPARE(rig.stateOf(third), JobState::Failed);
    QCOMPARE(rig.files(), QStringList { u"one.sqlite"_s });
    QCOMPARE(rig.facts()->count, 600);
}

void TestSnapshotJobs::whoQuitsLeavesNothing()
{
    SnapshotBoard rig(20'000);
    const JobId id = rig.take();
    rig.answer();
    rig.board.reset();
    QCOMPARE(rig.files(), QStringList());
    const JobSnapshot job = rig.written(id);
    QCOMPARE(job.state, JobState::Abandoned);
    QCOMPARE(summaryLine(job), u"The program was quit before the snapshot was taken."_s);
}

void TestSnapshotJobs::oneThatWasKilledIsInterrupted()
{
    SnapshotBoard rig;
    const JobId id = rig.take();
    rig.settle();
    QVERIFY(rig.waitFor(id, JobState::Done));
    QVERIFY(rig.tamper(u"UPDATE job SET state='running', ended=NULL, "
                       "parameters=json_remove(parameters, '$.outcome')"_s));
    rig.open();
    QCOMPARE(rig.stateOf(id), JobState::Abandoned);
    QCOMPARE(jobStateText(rig.jobs.value(id)), u"Interrupted"_s);
    QCOMPARE(
        summaryLine(rig.jobs.value(id)), u"The program ended before the snapshot was taken."_s);
    rig.board->resume(id, ResumePlan { .confirmed = 1 });
    QVERIFY(rig.refused.contains(id));
}

QTEST_GUILESS_MAIN(TestSnapshotJobs)
#include "tst_snapshotjobs.moc"
