// What came of a job, in its own window.

#include "support/fakeclock.h"
#include "support/operationrig.h"
#include "support/operations.h"

#include "jobs/journal.h"
#include "ui/jobs/activityview.h"
#include "ui/jobs/resultdialog.h"

#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QRadioButton>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

using Asked = demo::Operation;

namespace {

bool isActive(const demo::Directory& directory, quint32 ordinal)
{
    return directory.state(ordinal).status == demo::Status::Active;
}

/// As a double click on the job in Activity does it.
void showResult(ConsoleWindow& console, const JobId& job)
{
    emit console.window().findChild<ActivityView*>()->itemsRequested(job);
}

/// A job run in the window, with whatever went wrong before.
struct Results
{
    OperationRig rig { 400 };
    FakeClock clock;

    bool run(const Operation* operation, const QStringList& ids)
    {
        BulkPlan plan { .operation = operation, .profile = u"acme-demo"_s };
        if (operation == &sendVerification())
            plan.parameters.options = { { u"via"_s, u"EMAIL_WORK"_s } };
        for (const QString& id : ids)
            plan.targets += BulkTarget { IdentityId(id), u"Name "_s + id.left(4), id.left(6) };
        plan.skipped += SkippedTarget { { IdentityId(u"skipped"_s), u"=Skipped"_s, u"sk"_s },
            SkipReason::NotRegistered, {} };
        rig.console.jobs().start(plan);
        return rig.waitEnded();
    }
    QStringList ids(int count)
    {
        QStringList list;
        for (const int row : rig.rowsWhere(isActive, count))
            list += rig.idOf(row);
        return list;
    }
    ResultDialog* open()
    {
        showResult(rig.console, rig.lastJob().id);
        return dialog() != nullptr && waitForRows() ? dialog() : nullptr;
    }
    /// Waits until what is shown is what is written down.
    bool waitForRows()
    {
        return QTest::qWaitFor([this] {
            const auto* model = qobject_cast<const JobItemModel*>(table()->model());
            return model->rowCount() > 0 && model->item(0) != nullptr && model->job();
        });
    }
    ResultDialog* dialog()
    {
        ResultDialog* newest = nullptr;
        for (auto* candidate : rig.console.window().findChildren<ResultDialog*>()) {
            if (candidate->isVisible())
                newest = candidate;
        }
        return newest;
    }
    QTableView* table() { return dialog()->findChild<QTableView*>(u"results"_s); }
    QString cell(int row, int column)
    {
        return table()->model()->index(row, column).data().toString();
    }
    QPushButton* button(const QString& name) { return dialog()->findChild<QPushButton*>(name); }
};

} // namespace

class TestResults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        applyTheme(*qApp, ThemeMode::Light);
    }

    void somebodyIsFoundAmongMany()
    {
        Results results;
        QVERIFY(results.rig.isReady);
        QStringList ids;
        for (int i = 0; i < 2500; ++i)
            ids += u"%1-nobody"_s.arg(i, 4, 10, QChar(u'0'));
        // Nobody is sent anything: it is not started.
        JobId job;
        {
            const auto journal
                = std::move(Journal::open(results.rig.console.jobs().journalPath(), results.clock))
                      .value();
            BulkPlan plan { .operation = &deleteIdentity(),
                .profile = u"acme-demo"_s,
                .host = results.rig.console.jobs().host() };
            for (const QString& id : std::as_const(ids))
                plan.targets += BulkTarget { IdentityId(id), u"Name "_s + id.left(4), id };
            job = newJobId();
            QVERIFY(journal->create(job, plan).hasValue());
        }
        showResult(results.rig.console, job);
        QVERIFY(results.dialog() != nullptr && results.waitForRows());
        QCOMPARE(results.table()->model()->rowCount(), 2500);
        auto* search = results.dialog()->findChild<QLineEdit*>(u"resultSearch"_s);
        const auto* found = results.dialog()->findChild<QLabel*>(u"resultsFound"_s);
        QTest::keyClick(results.dialog(), Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, u"NAME 2"_s);
        QTRY_COMPARE(found->text(), u"500 found"_s);
        QTest::keyClicks(search, u"345"_s);
        QTRY_COMPARE(found->text(), u"1 found"_s);
        QCOMPARE(results.cell(0, JobItemModel::NameColumn), u"Name 2345"_s);
        QTest::keyClick(search, Qt::Key_Down);
        QVERIFY(results.table()->hasFocus());
        QCOMPARE(results.table()->currentIndex().row(), 0);
        search->setFocus();
        QTest::keyClicks(search, u"x"_s);
        QTRY_COMPARE(found->text(), u"Nobody in this list."_s);
        // Whoever comes from the history of somebody sees them, whatever was searched.
        results.dialog()->showItem(2100);
        QTRY_COMPARE(results.table()->currentIndex().row(), 2100);
        QCOMPARE(found->text(), QString());
    }

    void showsEveryOutcome()
    {
        Results results;
        QVERIFY(results.rig.isReady);
        const QStringList ids = results.ids(3);
        results.rig.console.tenant().faults().add(
            { .kind = demo::FaultKind::DropAfter, .count = 1, .pathContains = ids.at(1) });
        QVERIFY(results.run(&sendVerification(), ids + QStringList { QString(32, u'0') }));
        QVERIFY(results.open() != nullptr);
        QVERIFY(!results.dialog()->isModal());
        const QString figure = results.dialog()->findChild<QLabel*>(u"lead"_s)->text();
        QVERIFY2(figure.startsWith(u"Send password-reset email: 2 ok · 1 skipped · 1 failed · "
                                   "1 unknown of 5"_s),
            qPrintable(figure));
        QCOMPARE(results.table()->model()->rowCount(), 5);
        QCOMPARE(results.cell(0, JobItemModel::OutcomeColumn), u"Succeeded"_s);
        QCOMPARE(results.cell(0, JobItemModel::HttpColumn), u"200"_s);
        QCOMPARE(results.cell(1, JobItemModel::OutcomeColumn), u"Unknown"_s);
        QVERIFY(results.cell(1, JobItemModel::DetailColumn)
                    .startsWith(u"Sent, no answer. Check the identity before you repeat it."_s));
        QCOMPARE(results.cell(3, JobItemModel::OutcomeColumn), u"Failed"_s);
        QCOMPARE(results.cell(3, JobItemModel::HttpColumn), u"404"_s);
        QCOMPARE(results.cell(4, JobItemModel::DetailColumn), u"Not registered"_s);

        // The sentence has the room that is left, and is whole in its tooltip.
        QHeaderView* header = results.table()->horizontalHeader();
        QCOMPARE(header->sectionResizeMode(JobItemModel::DetailColumn), QHeaderView::Stretch);
        const int before = header->sectionSize(JobItemModel::DetailColumn);
        results.dialog()->resize(results.dialog()->width() + 200, results.dialog()->height());
        QTRY_COMPARE(header->sectionSize(JobItemModel::DetailColumn), before + 200);
        const QModelIndex unknown = results.table()->model()->index(1, JobItemModel::DetailColumn);
        QVERIFY(unknown.data(Qt::ToolTipRole)
                    .toString()
                    .contains(unknown.data().toString().toHtmlEscaped()));

        // Whoever has no mouse reads it below the table.
        const auto* detail = results.dialog()->findChild<QLabel*>(u"resultDetail"_s);
        results.table()->setFocus();
        results.table()->selectRow(0);
        QTest::keyClick(results.table(), Qt::Key_Down);
        QTRY_COMPARE(detail->text(), unknown.data().toString());

        auto* failed = results.dialog()->findChild<QToolButton*>(u"show-failed"_s);
        QCOMPARE(failed->text(), u"Failed (1)"_s);
        results.rig.press(failed);
        QTRY_COMPARE(results.table()->model()->rowCount(), 1);
        QVERIFY(!results.dialog()->findChild<QToolButton*>(u"show-cancelled"_s)->isVisible());
        results.rig.press(results.dialog()->findChild<QToolButton*>(u"show-all"_s));
        QTRY_COMPARE(results.table()->model()->rowCount(), 5);
        // Of a message nobody can say afterwards whether it was sent.
        QVERIFY(!results.button(u"checkNow"_s)->isVisible());
        const QString people = results.dialog()->findChild<QLabel*>(u"subtitle"_s)->text();
        QVERIFY2(people.startsWith(u"Started "_s), qPrintable(people));
    }

    void unknownOnesAreNoDeadEnd_data()
    {
        QTest::addColumn<const Operation*>("operation");
        for (const Operation* operation :
            { &synchronizeAttributes(), &sendVerification(), &resetIdentity() })
            QTest::newRow(qPrintable(operation->key)) << operation;
    }

    /// They are looked at, selected, and repeated by a person who was told what that means.
    void unknownOnesAreNoDeadEnd()
    {
        QFETCH(const Operation*, operation);
        Results results;
        OperationRig& rig = results.rig;
        QVERIFY(rig.isReady);
        const QStringList ids = results.ids(3);
        rig.console.tenant().faults().add({ .kind = demo::FaultKind::DropBefore,
            .count = 1,
            .pathContains = ids.at(1),
            .verb = "POST" });
        QVERIFY(results.run(operation, ids));
        const JobSnapshot first = rig.lastJob();
        QCOMPARE(first.counts.unknown, 1);
        QVERIFY(results.open() != nullptr);
        QVERIFY(results.dialog()->findChild<QWidget*>(u"unknown"_s)->isVisible());
        QVERIFY(!results.button(u"checkNow"_s)->isVisible());

        results.rig.press(results.button(u"selectUnknown"_s));
        QTRY_COMPARE(
            rig.console.find<QLabel>(u"selectionCount"_s)->text().left(10), u"1 selected"_s);
        // Enter opens the person and leaves the window as it is.
        results.table()->setCurrentIndex(results.table()->model()->index(1, 0));
        results.table()->setFocus();
        QTest::keyClick(results.table(), Qt::Key_Return);
        QTRY_COMPARE(rig.console.find<QLabel>(u"value3"_s)->text(), ids.at(1));
        QVERIFY(results.dialog() != nullptr);

        QPushButton* repeat = results.button(u"repeatUnknown"_s);
        QCOMPARE(repeat->text(), u"Repeat 1…"_s);
        rig.press(repeat);
        QVERIFY(rig.waitPrepared());
        QCOMPARE(rig.ended.count(), 1); // nothing is sent before it is confirmed
        const QString subtitle = rig.part<QLabel>(u"subtitle"_s)->text();
        QVERIFY2(subtitle.contains(u"it was sent, and what came of it is not known. It may have "
                                   "been done; repeated, it may be done twice."_s),
            qPrintable(subtitle));
        const auto facts = rig.dialog()->findChildren<QLabel*>(u"fact"_s);
        QVERIFY(std::ranges::any_of(facts, [](const QLabel* fact) {
            return fact->text() == u"May do a second time what was done already."_s;
        }));
        if (operation == &resetIdentity()) {
            QVERIFY(!rig.confirm()->isEnabled());
            rig.type(u"confirmText"_s,
                rig.part<QTableView>(u"targets"_s)->model()->index(0, 0).data().toString());
        }
        QVERIFY(rig.confirm()->isEnabled());
        rig.press(rig.confirm());
        QVERIFY(rig.waitEnded(2));
        QCOMPARE(rig.lastJob().retryOf, first.id);
        QCOMPARE(rig.lastJob().counts, (JobCounts { .succeeded = 1 }));
        // What is not known of the first time stays on record as it is.
        QCOMPARE(rig.console.jobs().job(first.id)->counts.unknown, 1);
    }

    void whatATaskWasStartedForIsChecked_data()
    {
        QTest::addColumn<QString>("task");
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("text");
        const QString one
            = u"1 unknown: it may have been done or not. Look at the identity before you repeat it."_s;
        QTest::newRow("its id is known") << u"task"_s << 1 << one;
        QTest::newRow("no id") << QString() << 1 << one;
        QTest::newRow("several")
            << u"task"_s << 2
            << u"2 unknown: each may have been done or not. Look at them before you repeat them."_s;
    }

    void whatATaskWasStartedForIsChecked()
    {
        QFETCH(QString, task);
        QFETCH(int, count);
        QFETCH(QString, text);
        Results results;
        OperationRig& rig = results.rig;
        QVERIFY(rig.isReady);
        // A job of an earlier time, as it is in the journal.
        const SystemClock clock;
        auto journal = std::move(Journal::open(rig.console.jobs().journalPath(), clock)).value();
        const JobId id = newJobId();
        BulkPlan plan { .operation = &processIdentities(),
            .profile = u"acme-demo"_s,
            .host = rig.console.jobs().host() };
        JournalEntry sent;
        JournalEntry unknown { .state = JobState::DoneWithErrors };
        for (int i = 0; i < count; ++i) {
            plan.targets += BulkTarget { IdentityId(rig.idOf(i)), u"Name"_s, {} };
            sent.items += { .seq = i, .to = ItemState::Sent };
            unknown.items += { .seq = i, .to = ItemState::Unknown, .task = TaskId(task) };
        }
        QVERIFY(journal->create(id, plan).hasValue());
        QVERIFY(journal->write(id, sent).hasValue());
        QVERIFY(journal->write(id, unknown).hasValue());
        showResult(rig.console, id);
        QVERIFY(results.dialog() != nullptr && results.waitForRows());
        QCOMPARE(results.button(u"checkNow"_s)->isVisible(), !task.isEmpty());
        QVERIFY(results.button(u"repeatUnknown"_s)->isEnabled());
        QCOMPARE(results.dialog()->findChild<QLabel*>(u"unknownText"_s)->text(), text);
    }

    void whatIsFollowedIsChecked_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("text");
        QTest::newRow("one") << 1
                             << u"1 followed: ISC accepted it and has not said that it is done."_s;
        QTest::newRow("several")
            << 2 << u"2 followed: ISC accepted them and has not said that they are done."_s;
    }

    /// A task may take hours: nobody has to wait for the next look.
    void whatIsFollowedIsChecked()
    {
        QFETCH(int, count);
        QFETCH(QString, text);
        OperationRig rig(400, {}, {}, { .startMs = 1, .completeMs = 3'600'000 });
        QVERIFY(rig.isReady);
        BulkPlan plan { .operation = &processIdentities(), .profile = u"acme-demo"_s };
        for (int i = 0; i < count; ++i)
            plan.targets += BulkTarget { IdentityId(rig.idOf(i)), u"Name"_s, {} };
        const JobId id = rig.console.jobs().start(plan);
        QVERIFY(QTest::qWaitFor(
            [&] { return rig.console.jobs().job(id)->state == JobState::Following; }, 10'000));
        showResult(rig.console, id);
        auto* dialog = rig.console.window().findChild<ResultDialog*>();
        QVERIFY(dialog != nullptr);
        auto* check = dialog->findChild<QPushButton*>(u"checkNow"_s);
        QTRY_VERIFY(check->isVisible() && check->isEnabled());
        QVERIFY(!dialog->findChild<QPushButton*>(u"repeatUnknown"_s)->isVisible());
        QCOMPARE(dialog->findChild<QLabel*>(u"unknownText"_s)->text(), text);
    }

    void invitingEverybodyIsRepeated()
    {
        Results results;
        OperationRig& rig = results.rig;
        QVERIFY(rig.isReady);
        rig.console.tenant().faults().add({ .kind = demo::FaultKind::ServerFault,
            .count = 1,
            .pathContains = u"/identities/invite"_s,
            .status = 400 });
        BulkPlan plan { .operation = &inviteIdentities(), .profile = u"acme-demo"_s };
        plan.parameters.allUninvited = true;
        rig.console.jobs().start(plan);
        QVERIFY(rig.waitEnded());
        QCOMPARE(rig.lastJob().counts, (JobCounts { .failed = 1 }));
        QVERIFY(results.open() != nullptr);
        rig.press(results.button(u"retryFailed"_s));
        QVERIFY(rig.waitPrepared());
        QCOMPARE(rig.lead(), u"Invite all uninvited people on acme-demo"_s);
        QVERIFY(rig.part<QRadioButton>(u"tenantsChoice"_s)->isChecked());
        QVERIFY(!rig.part<QRadioButton>(u"chosenOnes"_s)->isEnabled());
        QVERIFY(!rig.confirm()->isEnabled());
        rig.type(u"confirmTenant"_s, u"acme-demo"_s);
        QVERIFY(rig.confirm()->isEnabled());
        rig.press(rig.confirm());
        QVERIFY(rig.waitEnded(2));
        QVERIFY(rig.lastJob().parameters.allUninvited);
        QCOMPARE(rig.lastJob().counts, (JobCounts { .succeeded = 1 }));
        QVERIFY(rig.console.tenant().activity().actsOf(Asked::StartIdentitiesInvite) > 1);
    }

    void retryRepeatsTheFailedOnly()
    {
        Results results;
        QVERIFY(results.rig.isReady);
        const QStringList ids = results.ids(3);
        // One is done without an answer, which is unknown; one is refused, so nothing was done.
        results.rig.console.tenant().faults().add(
            { .kind = demo::FaultKind::DropAfter, .count = 1, .pathContains = ids.at(0) });
        results.rig.console.tenant().faults().add({ .kind = demo::FaultKind::ServerFault,
            .count = 1,
            .pathContains = ids.at(1) + u"/verification"_s,
            .status = 400 });
        QVERIFY(results.run(&sendVerification(), ids));
        QVERIFY(results.open() != nullptr);
        QCOMPARE(results.button(u"retryFailed"_s)->text(), u"Retry failed (1)"_s);
        results.rig.press(results.button(u"retryFailed"_s));
        // Nothing is sent before it is confirmed; what was chosen then is chosen again.
        QVERIFY(results.rig.waitPrepared());
        QCOMPARE(results.rig.tabTexts().constFirst(), u"Will run (1)"_s);
        QVERIFY(results.rig.confirm()->isEnabled());
        QCOMPARE(results.rig.ended.count(), 1);
        results.rig.press(results.rig.confirm());
        QVERIFY(results.rig.waitEnded(2));
        QCOMPARE(results.rig.lastJob().total, 1);
        QVERIFY(!results.rig.lastJob().retryOf.isEmpty());
        const demo::Activity activity = results.rig.console.tenant().activity();
        for (const QString& id : ids)
            QCOMPARE(activity.actsOf(Asked::SendIdentityVerificationAccountToken, id), 1);
    }

    void failedOnesAreSelected()
    {
        Results results;
        QVERIFY(results.rig.isReady);
        results.rig.tick({ 1, 2 });
        const QString gone = QString(32, u'0');
        QVERIFY(results.run(&sendVerification(), results.ids(1) + QStringList { gone }));
        QVERIFY(results.open() != nullptr);
        results.rig.press(results.button(u"selectFailed"_s));
        QTRY_COMPARE(results.rig.console.find<QLabel>(u"selectionCount"_s)->text().left(10),
            u"1 selected"_s);
    }

    void unknownDeletionsAreChecked()
    {
        Results results;
        QVERIFY(results.rig.isReady);
        const QList<int> rows = results.rig.rowsWhere(
            [](const demo::Directory& directory, quint32 ordinal) {
                return !directory.data().isOwner(ordinal) && !directory.state(ordinal).isProtected;
            },
            1);
        const QString id = results.rig.idOf(rows.first());
        // Of an earlier start, in which it could not be read whether it is gone.
        const JobId job = newJobId();
        {
            const SystemClock clock;
            JobCenter& jobs = results.rig.console.jobs();
            auto journal = std::move(Journal::open(jobs.journalPath(), clock)).value();
            const BulkPlan plan { .operation = &deleteIdentity(),
                .profile = u"acme-demo"_s,
                .host = jobs.host(),
                .targets = { { .id = IdentityId(id), .name = u"Name"_s } } };
            QVERIFY(journal->create(job, plan).hasValue());
            for (const ItemState state : { ItemState::Sent, ItemState::Unknown })
                QVERIFY(journal->write(job, { .items = { { .seq = 0, .to = state } } }).hasValue());
            QVERIFY(journal->write(job, { .state = JobState::DoneWithErrors }).hasValue());
        }
        QVERIFY(results.rig.console.restartJobs());
        QTRY_COMPARE(results.rig.console.jobs().jobs().size(), 1);
        showResult(results.rig.console, job);
        QVERIFY(results.dialog() != nullptr && results.waitForRows());
        QVERIFY(results.button(u"checkNow"_s)->isVisible());
        QVERIFY(!results.button(u"retryFailed"_s)->isEnabled()); // unknown is not failed
        results.rig.console.tenant().inspect(
            [&](demo::Directory& directory) { directory.remove(*directory.find(id.toLatin1())); });
        results.rig.press(results.button(u"checkNow"_s));
        QTRY_COMPARE_WITH_TIMEOUT(
            results.cell(0, JobItemModel::OutcomeColumn), u"Deleted"_s, 10'000);
        QTRY_VERIFY(!results.button(u"checkNow"_s)->isVisible());
    }

    void exportAndSummary()
    {
        const QTemporaryDir folder;
        Results results;
        QVERIFY(results.rig.isReady);
        QVERIFY(results.run(&sendVerification(), results.ids(2)));
        QVERIFY(results.open() != nullptr);
        results.rig.press(results.button(u"exportResults"_s));
        auto* chooser = results.dialog()->findChild<QFileDialog*>();
        QVERIFY(chooser != nullptr);
        emit chooser->fileSelected(folder.filePath(u"results.csv"_s));
        chooser->reject();
        QFile file(folder.filePath(u"results.csv"_s));
        QTRY_VERIFY(file.isOpen() || file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QCOMPARE(text.count("\r\n"), 4);
        QCOMPARE(text.count(",succeeded,200,"), 2);
        QVERIFY2(text.contains("'=Skipped"), text.constData());
        // The audit log has the file; it was no job, and Activity does not show it.
        const auto journal = JournalReader::open(results.rig.console.jobs().journalPath());
        QVERIFY(journal.hasValue());
        const auto exports = [&journal] {
            const auto found = (*journal)->jobs({ .filter = { .operation = u"export"_s } });
            return found ? found->jobs : QList<JobSnapshot>();
        };
        QTRY_COMPARE(exports().size(), 1);
        QTRY_COMPARE(exports().constFirst().state, JobState::Done);
        const JobSnapshot written = exports().constFirst();
        QCOMPARE(written.total, 3);
        QCOMPARE(written.exported->path, file.fileName());
        QCOMPARE(written.exported->outcome, u"Wrote 3 rows to results.csv."_s);
        QVERIFY2(written.exported->words().startsWith(u"Results of “"_s),
            qPrintable(written.exported->words()));
        QCOMPARE(written.actor, results.rig.console.tenant().mainClient().userName);
        QCOMPARE(results.rig.ended.size(), 1);
        results.rig.press(results.button(u"copySummary"_s));
        QVERIFY(QApplication::clipboard()->text().contains(u"2 ok · 1 skipped of 3"_s));
        // The same job opens no second window.
        QCOMPARE(results.open(), results.dialog());
        QCOMPARE(results.rig.console.window().findChildren<ResultDialog*>().size(), 1);
    }

    void theLastResultIsInTheMenu()
    {
        Results results;
        QVERIFY(results.rig.isReady);
        auto* last = results.rig.console.find<QAction>(u"lastResult"_s);
        QVERIFY(!last->isEnabled());
        QVERIFY(results.run(&sendVerification(), results.ids(1)));
        QTRY_VERIFY(last->isEnabled());
        last->trigger();
        QVERIFY(results.dialog() != nullptr);
        QCOMPARE(results.dialog()->job(), results.rig.lastJob().id);
    }
};

QTEST_MAIN(TestResults)
#include "tst_results.moc"
