// The jobs dock and the audit log in the window: jobs are seen, stopped, taken up again, kept.

#include "support/fakeclock.h"
#include "support/fakewire.h"
#include "support/operationrig.h"
#include "support/operations.h"

#include "jobs/journal.h"
#include "jobs/journalreader.h"
#include "models/jobs/auditmodel.h"
#include "models/jobs/jobsmodel.h"
#include "ui/jobs/auditwindow.h"
#include "ui/jobs/resultdialog.h"
#include "ui/parts/theme.h"

#include <QComboBox>
#include <QDockWidget>
#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QMenu>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStandardPaths>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

/// A window whose jobs take their time.
struct JobRig
{
    explicit JobRig(int latencyMs = 60)
        : dock(rig.console.find<QDockWidget>(u"bottom"_s))
        , tree(rig.console.find<QTreeView>(u"jobs"_s))
    {
        rig.console.tenant().faults().set({ .latencyMs = latencyMs });
    }
    /// Starts one over the first rows, by clicks.
    bool start(const Operation* operation, int count)
    {
        for (int row = 0; row < count; ++row)
            rig.console.clickCell(row, 0);
        rig.openFromToolBar(operation);
        if (!rig.waitPrepared())
            return false;
        rig.press(rig.confirm());
        const int rows = tree->model()->rowCount();
        return QTest::qWaitFor([&] { return tree->model()->rowCount() > rows; }, 5000);
    }
    QString cell(int row, int column)
    {
        return tree->model()->index(row, column).data().toString();
    }
    QString state(int row = 0) { return cell(row, JobsModel::State); }
    bool waitForState(const QString& wanted)
    {
        return QTest::qWaitFor([&] { return state() == wanted; }, 20'000);
    }
    QToolButton* button(const QString& name) { return rig.console.find<QToolButton>(name); }
    void press(const QString& name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    QPushButton* answer(const QString& name)
    {
        QDialog* dialog = rig.console.dialog();
        return dialog == nullptr ? nullptr : dialog->findChild<QPushButton*>(name);
    }

    OperationRig rig;
    QDockWidget* dock;
    QTreeView* tree;
};

} // namespace

class TestActivity : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aJobOpensTheDockAndEndsThere();
    void pauseResumeCancel();
    void closingTheWindowPauses();
    void whatDidNotFinishIsOffered();
    void whatIsFollowedIsOfflineWithTheWindow();
    void whoIsResumedIsCheckedAnew();
    void aJobWithNobodyLeftEnds();
    void whatIsNotToBeSentNeedsNoConfirmation();
    void theChosenOneIsOffered();
    void unknownOnesAreRepeated();
    void whatDidNotFinishIsDiscarded();
    void pastJobsAreThereAfterARestart();
    void jobsOfAnotherWindowAreFollowed();
    void jobsOfAnotherVersionAreShown();
    void failedOnesRunAgain();
    void auditLogIsSearchedAndExported();
    void theUserIsNamed();
    void longJobsAreToldWhereNobodyLooks();
};

void TestActivity::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    applyTheme(*qApp, ThemeMode::Light);
}

void TestActivity::aJobOpensTheDockAndEndsThere()
{
    JobRig jobs(0);
    QVERIFY(jobs.rig.isReady);
    QVERIFY(!jobs.dock->isVisible());
    QVERIFY(jobs.start(&processIdentities(), 3));
    QVERIFY(jobs.dock->isVisible());
    jobs.rig.console.window().resize(1024, 700);
    QCOMPARE(jobs.cell(0, JobsModel::Operation), u"Process"_s);
    QVERIFY(jobs.waitForState(u"Done"_s));
    QCOMPARE(jobs.cell(0, JobsModel::Progress), u"3 of 3"_s);
    QVERIFY(jobs.cell(0, JobsModel::Result).startsWith(u"3 ok of 3 in "_s));
    QCOMPARE(
        jobs.tree->model()->index(0, JobsModel::Progress).data(Qt::AccessibleTextRole).toString(),
        u"Process on acme-demo, 3 of 3, 100 percent"_s);
    QVERIFY(!jobs.button(u"jobPauseAll"_s)->isEnabled());
    // Nothing has a rate any more, and what stands in the row can be read.
    QVERIFY(jobs.tree->isColumnHidden(JobsModel::Pace));
    for (int column = 0; column < JobsModel::ColumnCount; ++column) {
        const QModelIndex index = jobs.tree->model()->index(0, column);
        QVERIFY2(column == JobsModel::Pace
                || jobs.tree->columnWidth(column) >= jobs.tree->sizeHintForIndex(index).width(),
            qPrintable(index.data().toString()));
    }
    QVERIFY(jobs.tree->header()->length() <= jobs.tree->viewport()->width());
    const int wide = jobs.tree->columnWidth(JobsModel::State);
    jobs.press(u"jobClear"_s);
    QCOMPARE(jobs.tree->model()->rowCount(), 0);
    QVERIFY(jobs.tree->columnWidth(JobsModel::State) < wide);
    QVERIFY(!jobs.tree->isVisible()); // the page says that there are none
}

void TestActivity::pauseResumeCancel()
{
    JobRig jobs;
    QVERIFY(jobs.rig.isReady);
    QVERIFY(jobs.start(&synchronizeAttributes(), 25));
    QTRY_VERIFY(!jobs.tree->isColumnHidden(JobsModel::Pace)); // it has a rate
    QVERIFY(jobs.tree->columnWidth(JobsModel::Pace)
        >= jobs.tree->header()->sectionSizeHint(JobsModel::Pace));
    jobs.tree->setCurrentIndex(jobs.tree->model()->index(0, 0));
    jobs.press(u"jobPause"_s);
    QVERIFY(jobs.waitForState(u"Paused by you"_s));
    const QString settled = jobs.cell(0, JobsModel::Progress);
    QVERIFY(settled != u"25 of 25"_s);
    QCOMPARE(jobs.button(u"jobPause"_s)->text(), u"Resume"_s);
    jobs.press(u"jobCancel"_s);
    QVERIFY(jobs.answer(u"keep"_s) != nullptr && jobs.answer(u"keep"_s)->isDefault());
    QTest::mouseClick(jobs.answer(u"keep"_s), Qt::LeftButton);
    QCOMPARE(jobs.state(), u"Paused by you"_s);
    jobs.press(u"jobPause"_s);
    QVERIFY(QTest::qWaitFor([&] { return jobs.cell(0, JobsModel::Progress) != settled; }, 10'000));
    jobs.press(u"jobCancel"_s);
    QTest::mouseClick(jobs.answer(u"stop"_s), Qt::LeftButton);
    QVERIFY(jobs.waitForState(u"Cancelled"_s));
    const JobSnapshot job = jobs.rig.lastJob();
    QVERIFY(job.counts.cancelled > 0);
    QCOMPARE(job.counts.unknown, 0);
    QCOMPARE(job.counts.settled(), job.total);
    QCOMPARE(qint64(job.counts.succeeded),
        jobs.rig.console.tenant().activity().actsOf(
            demo::Operation::SynchronizeAttributesForIdentity));
    jobs.press(u"jobItems"_s);
    QVERIFY(jobs.rig.console.dialog() != nullptr);
    QCOMPARE(jobs.rig.console.dialog()->objectName(), u"resultDialog"_s);
}

void TestActivity::closingTheWindowPauses()
{
    JobRig jobs;
    QVERIFY(jobs.rig.isReady);
    QVERIFY(jobs.start(&synchronizeAttributes(), 25));
    TenantWindow& window = jobs.rig.console.window();
    QVERIFY(!window.close());
    QVERIFY(jobs.answer(u"stop"_s) != nullptr && jobs.answer(u"stop"_s)->isDefault());
    QTest::mouseClick(jobs.answer(u"keep"_s), Qt::LeftButton);
    QVERIFY(window.isVisible());
    QVERIFY(!window.close());
    QTest::mouseClick(jobs.answer(u"stop"_s), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return !window.isVisible(); }, 10'000));
    const QList<JobSnapshot> left = jobs.rig.console.jobs().jobs();
    QCOMPARE(left.size(), 1);
    QCOMPARE(left.first().state, JobState::PausedByPerson);
    QCOMPARE(left.first().counts.sent, 0); // nothing is unknown later
    QVERIFY(left.first().counts.planned > 0);
}

void TestActivity::whatDidNotFinishIsOffered()
{
    JobRig jobs;
    QVERIFY(jobs.rig.isReady);
    QWidget* panel = jobs.rig.console.find<QWidget>(u"unfinishedJobs"_s);
    QVERIFY(!panel->isVisible());
    QVERIFY(jobs.start(&synchronizeAttributes(), 25));
    jobs.tree->setCurrentIndex(jobs.tree->model()->index(0, 0));
    jobs.press(u"jobPause"_s);
    QVERIFY(jobs.waitForState(u"Paused by you"_s));
    // What is under way when the program ends is unknown afterwards.
    QVERIFY(QTest::qWaitFor([&] { return jobs.rig.console.jobs().underWay() == 0; }, 5000));
    const int planned = jobs.rig.console.jobs().jobs().first().counts.planned;
    QVERIFY(jobs.rig.console.restartJobs());
    panel = jobs.rig.console.find<QWidget>(u"unfinishedJobs"_s);
    jobs.tree = jobs.rig.console.find<QTreeView>(u"jobs"_s);
    QVERIFY(QTest::qWaitFor([&] { return panel->isVisible(); }, 5000));
    const QString said = jobs.rig.console.find<QLabel>(u"unfinishedText"_s)->text();
    QVERIFY2(
        said.startsWith(u"1 job did not finish: Synchronize attributes on acme-demo, started "_s),
        qPrintable(said));
    QVERIFY2(said.contains(u"%1 not started"_s.arg(planned)), qPrintable(said));
    auto* resume = jobs.rig.console.find<QPushButton>(u"unfinishedResume"_s);
    QCOMPARE(resume->text(), u"Resume %1…"_s.arg(planned));
    // The toolbar is about the chosen one, and offers the same.
    QTRY_COMPARE(jobs.tree->currentIndex().row(), 0);
    QCOMPARE(jobs.button(u"jobPause"_s)->text(), resume->text());
    QCOMPARE(jobs.button(u"jobCancel"_s)->text(), u"Discard…"_s);
    QVERIFY(jobs.button(u"jobPause"_s)->isVisible());
    QCOMPARE(jobs.button(u"jobPause"_s)->actions().size(), 1); // no menu
    jobs.press(u"jobPause"_s);
    QVERIFY(jobs.rig.waitPrepared());
    jobs.rig.press(jobs.rig.cancel());
    QTRY_VERIFY(jobs.rig.dialog() == nullptr);
    jobs.rig.console.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&jobs.rig.console.window()));
    // By keys alone: to the pane, back to the button, Enter.
    jobs.rig.console.table().setFocus();
    jobs.rig.console.find<QAction>(u"showActivity"_s)->trigger();
    QVERIFY(jobs.tree->hasFocus());
    QVERIFY(jobs.tree->selectionModel()->isRowSelected(0, {}));
    QTest::keyClick(jobs.tree, Qt::Key_F6);
    QVERIFY(!jobs.tree->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
    QVERIFY(jobs.tree->hasFocus());
    const auto* inMenu = jobs.rig.console.find<QAction>(u"jobResumeUnfinished"_s);
    QVERIFY(inMenu->isVisible() && inMenu->isEnabled());
    QTest::keyClick(jobs.tree, Qt::Key_Backtab, Qt::ShiftModifier);
    QVERIFY(resume->hasFocus());
    QTest::keyClick(resume, Qt::Key_Return);
    QVERIFY(jobs.rig.waitPrepared());
    QCOMPARE(jobs.state(), u"Not finished"_s); // asked first, as before every run
    QCOMPARE(jobs.rig.lead(), u"Synchronize %1 remaining identities on acme-demo"_s.arg(planned));
    QCOMPARE(jobs.rig.confirm()->text(), u"Synchronize %1"_s.arg(planned));
    jobs.rig.press(jobs.rig.confirm());
    QVERIFY2(jobs.waitForState(u"Done"_s),
        qPrintable(jobs.state() + u": "_s + jobs.cell(0, JobsModel::Result)));
    QVERIFY(!panel->isVisible());
    QCOMPARE(jobs.rig.console.tenant().activity().actsOf(
                 demo::Operation::SynchronizeAttributesForIdentity),
        25);
    const QString user = jobs.rig.console.tenant().mainClient().userName;
    const JobSnapshot job = jobs.rig.console.jobs().jobs().first();
    QCOMPARE(job.resumptions.size(), 1);
    QCOMPARE(job.resumptions.first().by, user);
    const AuditModel audit(jobs.rig.console.jobs().journalPath());
    QTRY_COMPARE(audit.rowCount(), 1);
    QCOMPARE(audit.index(0, AuditModel::By).data().toString(), u"%1, resumed by %1"_s.arg(user));
}

/// Whoever is out by now is left out, in the same job and with the reason; who was sent before is
/// nobody's business any more.
void TestActivity::whoIsResumedIsCheckedAnew()
{
    JobRig jobs;
    OperationRig& rig = jobs.rig;
    QVERIFY(rig.isReady);
    BulkPlan plan { .operation = &resetIdentity(), .profile = u"acme-demo"_s };
    const auto isActive = [](const demo::Directory& directory, quint32 ordinal) {
        return directory.state(ordinal).status == demo::Status::Active;
    };
    for (const int row : rig.rowsWhere(isActive, 25))
        plan.targets += BulkTarget { IdentityId(rig.idOf(row)), rig.console.cell(row, 1), {} };
    const QString self = rig.console.tenant().mainClient().identityId;
    plan.targets += BulkTarget { IdentityId(self), u"Self"_s, {} };
    QCOMPARE(plan.targets.size(), 26);
    const JobId id = rig.console.jobs().start(plan);
    QVERIFY(QTest::qWaitFor([&] { return rig.console.jobs().underWay() > 0; }, 5000));
    rig.console.jobs().pause(id);
    QVERIFY(jobs.waitForState(u"Paused by you"_s));
    QVERIFY(QTest::qWaitFor([&] { return rig.console.jobs().underWay() == 0; }, 5000));
    const JobCounts paused = rig.console.jobs().job(id)->counts;
    QVERIFY(paused.succeeded > 0 && paused.planned > 4);
    QVERIFY(rig.console.restartJobs());
    jobs.tree = rig.console.find<QTreeView>(u"jobs"_s);
    auto* resume = rig.console.find<QPushButton>(u"unfinishedResume"_s);
    QVERIFY(QTest::qWaitFor([&] { return resume->isVisible(); }, 5000));
    const auto items = [&](ItemState state) {
        const auto reader = JournalReader::open(rig.console.jobs().journalPath());
        return *(*reader)->items(id, { .states = { state } });
    };
    const QList<JobItem> planned = items(ItemState::Planned);
    QCOMPARE(planned.size(), paused.planned);
    QCOMPARE(planned.last().target.id.text(), self);
    // Meanwhile one is deleted, one registers no more, one who was done is deleted.
    const auto ordinalOf = [](const demo::Directory& directory, const JobItem& item) {
        return *directory.find(item.target.id.text().toLatin1());
    };
    const JobItem done = items(ItemState::Succeeded).first();
    rig.console.tenant().inspect([&](demo::Directory& directory) {
        directory.remove(ordinalOf(directory, planned.at(0)));
        directory.setStatus(ordinalOf(directory, planned.at(1)), demo::Status::Unregistered, 0);
        directory.remove(ordinalOf(directory, done));
    });
    rig.press(resume);
    QVERIFY(rig.waitPrepared());
    const int left = paused.planned - 3;
    QCOMPARE(rig.lead(),
        u"Reset %1 of %2 remaining identities on acme-demo"_s.arg(left).arg(paused.planned));
    const QString subtitle = rig.part<QLabel>(u"subtitle"_s)->text();
    QVERIFY2(subtitle.startsWith(u"Goes on with the job started at "_s), qPrintable(subtitle));
    QVERIFY(!rig.confirm()->isEnabled());
    rig.type(u"confirmText"_s, QString::number(left));
    QVERIFY(rig.confirm()->isEnabled());
    rig.press(rig.confirm());
    QVERIFY2(jobs.waitForState(u"Done with skips"_s), qPrintable(jobs.state()));
    QCOMPARE(rig.console.jobs().job(id)->counts,
        (JobCounts { .succeeded = paused.succeeded + left, .skipped = 3 }));
    QHash<QString, SkipReason> reasons;
    for (const JobItem& item : items(ItemState::Skipped))
        reasons.insert(item.target.id.text(), *item.skipReason);
    QCOMPARE(reasons,
        (QHash<QString, SkipReason> { { planned.at(0).target.id.text(), SkipReason::NotFound },
            { planned.at(1).target.id.text(), SkipReason::NotRegistered },
            { self, SkipReason::Yourself } }));
    const demo::Activity activity = rig.console.tenant().activity();
    QCOMPARE(activity.actsOf(demo::Operation::ResetIdentity), paused.succeeded + left);
    QCOMPARE(activity.actsOf(demo::Operation::ResetIdentity, self), 0);
}

/// Cancelling the confirmation leaves the job as it is; if nobody is left, it can only end.
void TestActivity::aJobWithNobodyLeftEnds()
{
    JobRig jobs;
    OperationRig& rig = jobs.rig;
    QVERIFY(rig.isReady);
    const SystemClock clock;
    const JobId id = newJobId();
    const QString self = rig.console.tenant().mainClient().identityId;
    {
        auto journal = std::move(Journal::open(rig.console.jobs().journalPath(), clock)).value();
        QVERIFY(journal
                    ->create(id,
                        { .operation = &resetIdentity(),
                            .profile = u"acme-demo"_s,
                            .host = rig.console.jobs().host(),
                            .actor = u"ada"_s,
                            .targets = { { .id = IdentityId(self), .name = u"Self"_s } } })
                    .hasValue());
    }
    QVERIFY(rig.console.restartJobs());
    jobs.tree = rig.console.find<QTreeView>(u"jobs"_s);
    auto* resume = rig.console.find<QPushButton>(u"unfinishedResume"_s);
    QVERIFY(QTest::qWaitFor([&] { return resume->isVisible(); }, 5000));
    rig.press(resume);
    QVERIFY(rig.waitPrepared());
    rig.press(rig.cancel());
    QCOMPARE(jobs.state(), u"Not finished"_s);
    rig.press(resume);
    QVERIFY(rig.waitPrepared());
    QCOMPARE(rig.confirm()->text(), u"End the job"_s);
    QVERIFY(rig.part<QLabel>(u"subtitle"_s)
                ->text()
                .startsWith(u"Goes on with the job that ada started at "_s));
    rig.press(rig.confirm());
    QVERIFY2(jobs.waitForState(u"Done with skips"_s), qPrintable(jobs.state()));
    QCOMPARE(rig.console.jobs().job(id)->counts, (JobCounts { .skipped = 1 }));
    QCOMPARE(rig.console.tenant().activity().actsOf(demo::Operation::ResetIdentity), 0);
}

/// Killed when everything was sent: nothing is left to be confirmed, or to be discarded.
void TestActivity::whatIsNotToBeSentNeedsNoConfirmation()
{
    JobRig jobs;
    OperationRig& rig = jobs.rig;
    QVERIFY(rig.isReady);
    const SystemClock clock;
    const JobId id = newJobId();
    {
        auto journal = std::move(Journal::open(rig.console.jobs().journalPath(), clock)).value();
        const BulkPlan plan { .operation = &resetIdentity(),
            .profile = u"acme-demo"_s,
            .host = rig.console.jobs().host(),
            .targets = { { .id = IdentityId(rig.idOf(0)), .name = u"Name"_s } } };
        QVERIFY(journal->create(id, plan).hasValue());
        QVERIFY(
            journal->write(id, { .items = { { .seq = 0, .to = ItemState::Sent } } }).hasValue());
    }
    QVERIFY(rig.console.restartJobs());
    jobs.tree = rig.console.find<QTreeView>(u"jobs"_s);
    QVERIFY2(jobs.waitForState(u"Done with errors"_s), qPrintable(jobs.state())); // by itself
    QVERIFY(!rig.console.find<QPushButton>(u"unfinishedResume"_s)->isVisible());
    const JobSnapshot job = *rig.console.jobs().job(id);
    QCOMPARE(job.counts, (JobCounts { .unknown = 1 }));
    QCOMPARE(job.resumptions.size(), 0);
    QCOMPARE(rig.console.tenant().activity().actsOf(demo::Operation::ResetIdentity), 0);
}

void TestActivity::theChosenOneIsOffered()
{
    JobRig jobs;
    OperationRig& rig = jobs.rig;
    QVERIFY(rig.isReady);
    FakeClock clock;
    {
        auto journal = std::move(Journal::open(rig.console.jobs().journalPath(), clock)).value();
        int people = 2;
        for (const Operation* operation : { &resetIdentity(), &processIdentities() }) {
            BulkPlan plan {
                .operation = operation, .profile = u"acme-demo"_s, .host = rig.console.jobs().host()
            };
            for (int row = 0; row < people; ++row)
                plan.targets += BulkTarget { IdentityId(rig.idOf(row)), {}, {} };
            QVERIFY(journal->create(newJobId(), plan).hasValue());
            clock.advance(1000); // one is the newer
            ++people;
        }
    }
    QVERIFY(rig.console.restartJobs());
    jobs.tree = rig.console.find<QTreeView>(u"jobs"_s);
    QVERIFY(QTest::qWaitFor([&] { return jobs.tree->model()->rowCount() == 2; }, 5000));
    auto* resume = rig.console.find<QPushButton>(u"unfinishedResume"_s);
    auto* said = rig.console.find<QLabel>(u"unfinishedText"_s);
    for (const int row : { 0, 1 }) {
        jobs.tree->setCurrentIndex(jobs.tree->model()->index(row, 0));
        QVERIFY2(said->text().startsWith(u"2 jobs did not finish. The chosen one: "_s
                     + jobs.cell(row, JobsModel::Operation)),
            qPrintable(said->text()));
        const int planned = rig.console.jobs().jobs().at(1 - row).counts.planned;
        QCOMPARE(resume->text(), u"Resume %1…"_s.arg(planned));
        // The menu of the row offers the same, and no other.
        emit jobs.tree->customContextMenuRequested({});
        auto* menu = rig.console.find<QMenu>(u"jobMenu"_s);
        QVERIFY(menu != nullptr);
        QStringList texts;
        for (const QAction* action : menu->actions())
            texts += action->text();
        QCOMPARE(texts.filter(u"Resume"_s), QStringList { resume->text() });
        delete menu;
    }
}

void TestActivity::unknownOnesAreRepeated()
{
    JobRig jobs(0);
    QVERIFY(jobs.rig.isReady);
    jobs.rig.console.tenant().faults().add({ .kind = demo::FaultKind::DropBefore,
        .count = 1,
        .pathContains = u"/synchronize-attributes"_s });
    QVERIFY(jobs.start(&synchronizeAttributes(), 3));
    QVERIFY(jobs.waitForState(u"Done with errors"_s));
    jobs.tree->setCurrentIndex(jobs.tree->model()->index(0, 0));
    auto* repeat = jobs.rig.console.find<QAction>(u"jobRepeatUnknown"_s);
    QCOMPARE(repeat->text(), u"Repeat unknown (1)…"_s);
    QVERIFY(repeat->isEnabled());
    repeat->trigger();
    QVERIFY(jobs.rig.waitPrepared());
    QVERIFY2(jobs.rig.part<QLabel>(u"subtitle"_s)->text().contains(u"it may be done twice"_s),
        qPrintable(jobs.rig.part<QLabel>(u"subtitle"_s)->text()));
    QCOMPARE(jobs.tree->model()->rowCount(), 1);
    jobs.rig.press(jobs.rig.confirm());
    QVERIFY(QTest::qWaitFor([&] { return jobs.tree->model()->rowCount() == 2; }, 5000));
    QVERIFY(QTest::qWaitFor([&] { return jobs.state(0) == u"Done"_s; }, 20'000));
    QCOMPARE(jobs.cell(0, JobsModel::Progress), u"1 of 1"_s);
}

void TestActivity::whatIsFollowedIsOfflineWithTheWindow()
{
    JobRig jobs;
    ConsoleWindow& console = jobs.rig.console;
    QVERIFY(jobs.rig.isReady);
    QVERIFY(console.waitForCounts());
    // Between two looks at its tasks a job does not know.
    emit console.jobs().happened({ .job = { .id = JobId(u"j1"_s),
                                       .profile = u"acme-demo"_s,
                                       .state = JobState::Following,
                                       .tasks = 3 } });
    QCOMPARE(jobs.state(), u"Following 3 tasks"_s);
    const auto waitFor = [&](const QString& link, const QString& state) {
        return QTest::qWaitFor(
            [&] {
                return console.find<QLabel>(u"connectionState"_s)->text() == link
                    && jobs.state() == state;
            },
            10'000);
    };
    console.tenant().stop();
    QTest::keyClick(&console.window(), Qt::Key_F5);
    QVERIFY2(waitFor(u"Offline"_s, u"Paused: offline"_s), qPrintable(jobs.state()));
    QString problem;
    QVERIFY2(console.restartTenant(&problem), qPrintable(problem));
    QTest::keyClick(&console.window(), Qt::Key_F5);
    QVERIFY2(waitFor(u"Connected"_s, u"Following 3 tasks"_s), qPrintable(jobs.state()));
    console.tenant().stop();
    QVERIFY2(console.restartTenant(&problem, u"another"_s), qPrintable(problem));
    QTest::keyClick(&console.window(), Qt::Key_F5); // its token is refused, and its secret, too
    QVERIFY2(waitFor(u"Sign-in needed"_s, u"Paused: signed out"_s), qPrintable(jobs.state()));
}

void TestActivity::whatDidNotFinishIsDiscarded()
{
    JobRig jobs;
    QVERIFY(jobs.rig.isReady);
    QVERIFY(jobs.start(&synchronizeAttributes(), 25));
    jobs.tree->setCurrentIndex(jobs.tree->model()->index(0, 0));
    jobs.press(u"jobPause"_s);
    QVERIFY(jobs.waitForState(u"Paused by you"_s));
    // What is under way when the program ends is unknown afterwards.
    QVERIFY(QTest::qWaitFor([&] { return jobs.rig.console.jobs().underWay() == 0; }, 5000));
    const int planned = jobs.rig.console.jobs().jobs().first().counts.planned;
    QVERIFY(jobs.rig.console.restartJobs());
    QWidget* panel = jobs.rig.console.find<QWidget>(u"unfinishedJobs"_s);
    QVERIFY(QTest::qWaitFor([&] { return panel->isVisible(); }, 5000));
    QTest::mouseClick(jobs.rig.console.find<QPushButton>(u"unfinishedDiscard"_s), Qt::LeftButton);
    QCOMPARE(jobs.answer(u"stop"_s)->text(), u"Discard %1"_s.arg(planned));
    QTest::mouseClick(jobs.answer(u"stop"_s), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return !panel->isVisible(); }, 5000));
    const JobSnapshot job = jobs.rig.console.jobs().jobs().first();
    QCOMPARE(job.state, JobState::Cancelled);
    QCOMPARE(job.counts.cancelled, planned);
}

void TestActivity::pastJobsAreThereAfterARestart()
{
    JobRig jobs(0);
    QVERIFY(jobs.rig.isReady);
    QVERIFY(jobs.start(&synchronizeAttributes(), 2));
    QVERIFY(jobs.waitForState(u"Done"_s));
    jobs.dock->hide();
    QVERIFY(jobs.rig.console.restartJobs());
    jobs.tree = jobs.rig.console.find<QTreeView>(u"jobs"_s);
    QVERIFY(QTest::qWaitFor([&] { return jobs.tree->model()->rowCount() == 1; }, 5000));
    QCOMPARE(jobs.state(), u"Done"_s);
    QVERIFY(jobs.cell(0, JobsModel::Result).startsWith(u"2 ok of 2"_s));
    QVERIFY(!jobs.rig.console.find<QDockWidget>(u"bottom"_s)->isVisible()); // nothing is new
}

void TestActivity::jobsOfAnotherWindowAreFollowed()
{
    JobRig jobs(100);
    QVERIFY(jobs.rig.isReady);
    QVERIFY(jobs.start(&synchronizeAttributes(), 20));
    const JobId id = jobs.rig.console.jobs().jobs().first().id;
    // Another program on the same journal and tenant.
    const SystemClock clock;
    FakeTransport wire;
    FakeTokens tokens;
    QString problem;
    Scheduler scheduler(*ApiBase::fromText(jobs.rig.console.tenant().baseUrl(), &problem), {}, wire,
        tokens, clock, [] { return 0.5; });
    JobCenter other(scheduler, clock,
        { .journalPath = jobs.rig.console.jobs().journalPath(),
            .host = jobs.rig.console.jobs().host() });
    QVERIFY(QTest::qWaitFor([&] { return other.job(id).has_value(); }, 5000));
    QVERIFY(other.job(id)->elsewhere);
    const int seen = other.job(id)->counts.succeeded;
    QVERIFY(QTest::qWaitFor([&] { return other.job(id)->counts.succeeded > seen; }, 10'000));
    QVERIFY(QTest::qWaitFor([&] { return other.job(id)->state == JobState::Done; }, 20'000));
    QVERIFY(!other.job(id)->elsewhere);
}

void TestActivity::jobsOfAnotherVersionAreShown()
{
    JobRig jobs(100);
    QVERIFY(jobs.rig.isReady);
    QVERIFY(jobs.start(&synchronizeAttributes(), 20));
    const QString path = jobs.rig.console.jobs().journalPath();
    jobs.rig.console.jobs().pauseAll();
    QVERIFY(jobs.waitForState(u"Paused by you"_s));
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"tamper"_s);
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QVERIFY(QSqlQuery(database).exec(u"UPDATE job SET operation='merge-identities'"_s));
    }
    QSqlDatabase::removeDatabase(u"tamper"_s);
    QVERIFY(jobs.rig.console.restartJobs());
    jobs.tree = jobs.rig.console.find<QTreeView>(u"jobs"_s);
    QTRY_COMPARE(jobs.tree->model()->rowCount(), 1);
    QCOMPARE(jobs.state(), u"Of another version"_s);
    QCOMPARE(jobs.cell(0, JobsModel::Operation), u"merge-identities"_s);
    QVERIFY(jobs.cell(0, JobsModel::Pace).contains(u"does not know the operation"_s));
    QVERIFY(!jobs.rig.console.find<QFrame>(u"unfinishedJobs"_s)->isVisible()); // not offered
    jobs.tree->setCurrentIndex(jobs.tree->model()->index(0, 0));
    for (const auto* name : { "jobPause", "jobCancel", "jobRetry" })
        QVERIFY2(!jobs.button(QString::fromLatin1(name))->isEnabled(), name);
    QVERIFY(jobs.button(u"jobPause"_s)
                ->toolTip()
                .contains(u"The job is of another version of this program."_s));
    QVERIFY(jobs.button(u"jobItems"_s)->isEnabled());
}

void TestActivity::failedOnesRunAgain()
{
    JobRig jobs(0);
    QVERIFY(jobs.rig.isReady);
    jobs.rig.console.tenant().faults().add({ .kind = demo::FaultKind::ServerFault,
        .count = 2,
        .pathContains = u"/synchronize-attributes"_s,
        .status = 400 });
    QVERIFY(jobs.start(&synchronizeAttributes(), 4));
    QVERIFY(jobs.waitForState(u"Done with errors"_s));
    jobs.tree->setCurrentIndex(jobs.tree->model()->index(0, 0));
    QCOMPARE(jobs.button(u"jobRetry"_s)->text(), u"Retry failed (2)"_s);
    jobs.press(u"jobRetry"_s);
    QVERIFY(jobs.rig.waitPrepared()); // asked first, as before every run
    jobs.rig.press(jobs.rig.confirm());
    QVERIFY(QTest::qWaitFor([&] { return jobs.tree->model()->rowCount() == 2; }, 5000));
    QVERIFY(QTest::qWaitFor([&] { return jobs.state(0) == u"Done"_s; }, 20'000));
    QCOMPARE(jobs.cell(0, JobsModel::Operation), u"Synchronize attributes (repeated)"_s);
    QCOMPARE(jobs.cell(0, JobsModel::Progress), u"2 of 2"_s);
}

void TestActivity::auditLogIsSearchedAndExported()
{
    JobRig jobs(0);
    QVERIFY(jobs.rig.isReady);
    const QString id = jobs.rig.idOf(1);
    QVERIFY(jobs.start(&synchronizeAttributes(), 2));
    QVERIFY(jobs.waitForState(u"Done"_s) && jobs.rig.waitEnded());
    jobs.press(u"jobAudit"_s);
    auto* window = jobs.rig.console.window().findChild<AuditWindow*>();
    QVERIFY(window != nullptr && window->isVisible());
    auto* table = window->findChild<QTableView*>(u"auditJobs"_s);
    auto* search = window->findChild<QLineEdit*>(u"auditSearch"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QVERIFY(window->width() <= 1024 && window->height() <= 700);
    QVERIFY(window->minimumSizeHint().width() <= 1024);
    QTest::keyClicks(search, u"nobody of this name"_s);
    QTRY_COMPARE(table->model()->rowCount(), 0); // when the typing pauses
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(window->isVisible()); // Enter searched and did nothing else
    QVERIFY(!table->isVisible());
    search->clear();
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->setFocus(Qt::TabFocusReason); // the only row is marked, so that Enter opens it
    QVERIFY(table->selectionModel()->isRowSelected(0, {}));
    search->setFocus();
    QTest::keyClicks(search, id.left(12).toUpper());
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_COMPARE(window->findChild<QLabel*>(u"auditCount"_s)->text(), u"1 job"_s);
    QCOMPARE(table->model()->rowCount(), 1); // found by an identity in it
    QVERIFY(!(table->model()->flags(table->model()->index(0, 0)) & Qt::ItemIsEditable));
    QCOMPARE(table->model()->index(0, AuditModel::By).data().toString(),
        jobs.rig.console.tenant().mainClient().userName);

    // By keys: Down goes to what was found, Tab gets there past the choices.
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window));
    search->setFocus();
    QTest::keyClick(search, Qt::Key_Down);
    QVERIFY(table->hasFocus());
    QCOMPARE(table->currentIndex().row(), 0);
    // Whoever was looked for is who the results show; where it was the job, they show all.
    for (const QString& text : { id, u"Synchronize"_s }) {
        search->setText(text);
        QTest::keyClick(search, Qt::Key_Return);
        QTRY_COMPARE(table->model()->rowCount(), 1);
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        auto* results = jobs.rig.console.window().findChild<ResultDialog*>();
        QVERIFY(results != nullptr && results->isVisible());
        const auto* people = results->findChild<QTableView*>(u"results"_s);
        QTRY_COMPARE(people->model()->rowCount(), text == id ? 1 : 2);
        QTRY_COMPARE(
            results->findChild<QLineEdit*>(u"resultSearch"_s)->text(), text == id ? id : QString());
        delete results;
    }
    search->setText(id);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window));
    auto* last = window->findChild<QComboBox*>(u"auditTenant"_s);
    last->setFocus();
    QTest::keyClick(last, Qt::Key_Tab);
    QVERIFY(table->hasFocus());
    table->clearSelection(); // all are exported

    const QTemporaryDir folder;
    const QString path = folder.filePath(u"audit.csv"_s);
    QTest::mouseClick(window->findChild<QPushButton*>(u"auditExport"_s), Qt::LeftButton);
    auto* chooser = window->findChild<QFileDialog*>();
    QVERIFY(chooser != nullptr);
    emit chooser->fileSelected(path);
    chooser->close();
    QFile file(path);
    QTRY_VERIFY(file.isOpen() || file.open(QIODevice::ReadOnly));
    const QStringList lines
        = QString::fromUtf8(file.readAll()).split(u"\r\n"_s, Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.at(0).startsWith(u"job,operation,"_s));
    QCOMPARE(lines.filter(id).size(), 1);
    QVERIFY(lines.filter(id).first().contains(u",succeeded,"_s));
    // The tenant's own number of each request is on record, of those that succeed, too.
    const auto reader = JournalReader::open(jobs.rig.console.jobs().journalPath());
    QVERIFY(reader.hasValue());
    const Expected<QList<JobItem>> items = (*reader)->items(jobs.rig.lastJob().id);
    QVERIFY(items.hasValue());
    QCOMPARE(items->size(), 2);
    for (const JobItem& item : *items)
        QCOMPARE(item.trackingId.size(), 32);
    QVERIFY(!lines.join(u' ').contains(jobs.rig.console.tenant().clientSecret()));

    // By what, when, with which outcome, and where.
    search->clear();
    const auto* count = window->findChild<QLabel*>(u"auditCount"_s);
    const auto choose = [&](const QString& name, const QString& text) {
        auto* box = window->findChild<QComboBox*>(name);
        box->setCurrentIndex(box->findText(text));
        emit box->activated(box->currentIndex());
    };
    const QString all = u"1 job"_s;
    QTRY_COMPARE(count->text(), all);
    choose(u"auditOutcome"_s, u"Something failed"_s);
    QTRY_COMPARE(count->text(), u"0 jobs"_s);
    choose(u"auditOutcome"_s, u"All succeeded"_s);
    QTRY_COMPARE(count->text(), all);
    choose(u"auditOperation"_s, u"Delete"_s);
    QTRY_COMPARE(count->text(), u"0 jobs"_s);
    choose(u"auditOperation"_s, u"Every operation"_s);
    choose(u"auditSince"_s, u"Today"_s);
    choose(u"auditTenant"_s, u"acme-demo"_s);
    QTRY_COMPARE(count->text(), all);
}

void TestActivity::theUserIsNamed()
{
    JobRig jobs(0);
    QVERIFY(jobs.rig.isReady);
    const QString user = jobs.rig.console.tenant().mainClient().userName;
    QVERIFY(!user.isEmpty());
    const auto isNamed = [&] {
        for (const QWidget* band :
            jobs.rig.console.window().findChildren<QWidget*>(u"tenantBand"_s)) {
            if (band->accessibleName().contains(u"signed in as "_s + user))
                return true;
        }
        return false;
    };
    QVERIFY(QTest::qWaitFor(isNamed));
}

void TestActivity::longJobsAreToldWhereNobodyLooks()
{
    JobRig jobs(0);
    QVERIFY(jobs.rig.isReady);
    const QDateTime start(QDate(2026, 11, 23), QTime(14, 0), Utc);
    JobSnapshot job { .id = JobId(u"1"_s),
        .operation = &processIdentities(),
        .profile = u"acme"_s,
        .state = JobState::Done,
        .counts = { .succeeded = 312 },
        .total = 312,
        .startedAt = start,
        .endedAt = start.addSecs(102) };
    TenantWindow& window = jobs.rig.console.window();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    emit jobs.rig.console.jobs().happened({ .kind = JobEvent::Kind::Ended, .job = job });
    QCOMPARE(jobs.rig.console.notifications(), QStringList()); // somebody looks
    QWidget other;
    other.show();
    other.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&other));
    emit jobs.rig.console.jobs().happened({ .kind = JobEvent::Kind::Ended, .job = job });
    QCOMPARE(jobs.rig.console.notifications(),
        QStringList { u"Process on acme: 312 ok of 312 in 1:42"_s });
    job.endedAt = start.addSecs(30);
    emit jobs.rig.console.jobs().happened({ .kind = JobEvent::Kind::Ended, .job = job });
    QCOMPARE(jobs.rig.console.notifications().size(), 1); // short ones are not worth it
}

QTEST_MAIN(TestActivity)
#include "tst_activity.moc"
