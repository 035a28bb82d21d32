// Deleting: nobody is deleted who was not checked, who owns objects or who is protected.

#include "profile/snapshotplace.h"
#include "support/operationrig.h"
#include "support/operations.h"

#include "jobs/journalreader.h"
#include "ui/operations/operationdesk.h"

#include <QCheckBox>
#include <QFile>
#include <QFileDialog>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

using Asked = demo::Operation;

namespace {

bool isOwner(const demo::Directory& directory, quint32 ordinal)
{
    return directory.data().isOwner(ordinal) && !directory.state(ordinal).isProtected;
}

bool isProtected(const demo::Directory& directory, quint32 ordinal)
{
    return directory.state(ordinal).isProtected;
}

bool isPlain(const demo::Directory& directory, quint32 ordinal)
{
    return !directory.data().isOwner(ordinal) && !directory.state(ordinal).isProtected;
}

} // namespace

class TestDeletion : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        applyTheme(*qApp, ThemeMode::Light);
    }

    void ownersAndProtectedStay()
    {
        OperationRig rig(1500);
        QVERIFY(rig.isReady);
        const QStringList owners = rig.tick(rig.rowsWhere(isOwner, 1));
        const QStringList kept = rig.tick(rig.rowsWhere(isProtected, 1));
        const QStringList plain = rig.tick(rig.rowsWhere(isPlain, 2));
        QCOMPARE(owners.size() + kept.size() + plain.size(), 4);
        QVERIFY(rig.openFromToolBar(&deleteIdentity()) != nullptr);
        QVERIFY(!rig.confirm()->isEnabled());
        const auto top = [&rig] {
            const QWidget* page = rig.part<QLabel>(u"preparationText"_s)->parentWidget();
            return page->parentWidget()->mapTo(rig.dialog(), QPoint()).y();
        };
        QVERIFY(!rig.part<QLabel>(u"subtitle"_s)->isVisible());
        const int place = top();
        QVERIFY(rig.waitPrepared());
        QVERIFY(rig.part<QLabel>(u"subtitle"_s)->text().startsWith(u"Left out: "_s));
        QCOMPARE(top(), place); // what was found out has its place
        QCOMPARE(rig.tabTexts(),
            (QStringList { u"Can be deleted (2)"_s, u"Own objects (1)"_s, u"Protected (1)"_s,
                u"Not checked (0)"_s }));
        QCOMPARE(rig.lead(), u"Delete 2 of 4 selected identities on acme-demo"_s);
        QCOMPARE(rig.confirm()->text(), u"Delete 2"_s);
        // Who will be gone is what is read first.
        QVERIFY(rig.part<QWidget>(u"deletable"_s)->isVisible());
        rig.tabs()->setCurrentIndex(1);
        // Person, way of owning, object: all opened, and in sight.
        auto* tree = rig.part<QTreeView>(u"owners"_s);
        QVERIFY(tree->isVisible());
        const QModelIndex person = tree->model()->index(0, 0);
        QCOMPARE(tree->model()->index(0, 2).data().toString(), owners.first());
        QString account;
        rig.console.tenant().inspect([&](demo::Directory& directory) {
            account = directory.data().naming().alias(*directory.find(owners.first().toLatin1()));
        });
        QVERIFY2(person.data().toString().endsWith(u" · "_s + account),
            qPrintable(person.data().toString()));
        const QModelIndex way = tree->model()->index(0, 0, person);
        QVERIFY(tree->isExpanded(person) && tree->isExpanded(way));
        QVERIFY(tree->model()->rowCount(way) > 0);
        // Protected ones are not even asked what they own.
        QCOMPARE(
            rig.console.tenant().activity().calls.value(Asked::GetIdentityOwnershipDetails), 3);
        // Enter leads to the button, and does not press it.
        rig.type(u"confirmText"_s, u"2"_s);
        QTest::keyClick(rig.part<QLineEdit>(u"confirmText"_s), Qt::Key_Return);
        QTRY_COMPARE(rig.dialog()->focusWidget(), rig.confirm());
        QVERIFY(rig.console.jobs().jobs().isEmpty());
        QTest::keyClick(rig.confirm(), Qt::Key_Return);
        QVERIFY(rig.waitEnded());
        const demo::Activity activity = rig.console.tenant().activity();
        for (const QString& id : plain)
            QCOMPARE(activity.actsOf(Asked::DeleteIdentity, id), 1);
        QCOMPARE(activity.calls.value(Asked::DeleteIdentity), 2);
        QCOMPARE(rig.lastJob().counts.skipped, 2);
    }

    void theChecklistIsGuarded()
    {
        const QTemporaryDir folder;
        OperationRig rig(1500);
        QVERIFY(rig.isReady);
        rig.tick(rig.rowsWhere(isOwner, 2));
        QVERIFY(rig.openFromToolBar(&deleteIdentity()) != nullptr);
        QVERIFY(rig.waitPrepared());
        QVERIFY(!rig.confirm()->isEnabled());
        const auto save = [&](const QString& button, const QString& name) {
            rig.press(rig.part<QPushButton>(button));
            QFileDialog* chooser = nullptr;
            for (auto* candidate : rig.dialog()->findChildren<QFileDialog*>())
                chooser = candidate->isVisible() ? candidate : chooser;
            if (chooser == nullptr)
                return QByteArray("no chooser");
            emit chooser->fileSelected(folder.filePath(name));
            chooser->reject();
            QFile file(folder.filePath(name));
            (void)QTest::qWaitFor(
                [&] { return file.exists() && rig.console.statusText().contains(name); });
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
        };
        const QByteArray objects = save(u"exportChecklist"_s, u"objects.csv"_s);
        QVERIFY2(
            objects.startsWith("Owner,Account name,Owner id,Owned as,Object,Type,Object id\r\n"),
            objects.constData());
        QVERIFY(objects.count("\r\n") > 2);
        QVERIFY2(
            rig.console.statusText().startsWith(u"Wrote "_s), qPrintable(rig.console.statusText()));
        const QByteArray list = save(u"exportList"_s, u"list.csv"_s);
        QCOMPARE(list.count("\r\n"), 3);
        QCOMPARE(list.count(",skipped,"), 2);
        QVERIFY(!list.contains("\r\n=") && !list.contains(",="));
    }

    void notCheckedIsNotDeleted()
    {
        OperationRig rig(1500);
        QVERIFY(rig.isReady);
        const QStringList ids = rig.tick(rig.rowsWhere(isPlain, 3));
        rig.console.tenant().faults().add({ .kind = demo::FaultKind::ServerFault,
            .count = 1,
            .pathContains = ids.at(1) + u"/ownership"_s,
            .status = 403 });
        QVERIFY(rig.openFromToolBar(&deleteIdentity()) != nullptr);
        QVERIFY(rig.waitPrepared());
        QCOMPARE(rig.tabTexts().at(0), u"Can be deleted (2)"_s);
        QCOMPARE(rig.tabTexts().at(3), u"Not checked (1)"_s);
        QCOMPARE(rig.confirm()->text(), u"Delete 2"_s);
        rig.tabs()->setCurrentIndex(3);
        QVERIFY(rig.part<QLabel>(u"notCheckedWhy"_s)->isVisible());
        QVERIFY(!rig.part<QLabel>(u"notCheckedWhy"_s)->text().isEmpty());
        rig.type(u"confirmText"_s, u"2"_s);
        QVERIFY(rig.confirm()->isEnabled());
        // Retry finds the third; the number that was typed is not the number any more.
        rig.press(rig.part<QPushButton>(u"retryChecks"_s));
        QTRY_COMPARE(rig.confirm()->text(), u"Delete 3"_s);
        QVERIFY(!rig.confirm()->isEnabled());
        QCOMPARE(rig.tabTexts().at(3), u"Not checked (0)"_s);
        rig.press(rig.cancel());

        // The same again, and confirmed without the third.
        rig.console.tenant().faults().add({ .kind = demo::FaultKind::ServerFault,
            .count = 1,
            .pathContains = ids.at(1) + u"/ownership"_s,
            .status = 403 });
        QVERIFY(rig.openFromToolBar(&deleteIdentity()) != nullptr);
        QVERIFY(rig.waitPrepared());
        rig.type(u"confirmText"_s, u"2"_s);
        rig.press(rig.confirm());
        QVERIFY(rig.waitEnded());
        const demo::Activity activity = rig.console.tenant().activity();
        QCOMPARE(activity.actsOf(Asked::DeleteIdentity, ids.at(0)), 1);
        QCOMPARE(activity.actsOf(Asked::DeleteIdentity, ids.at(1)), 0);
        QCOMPARE(activity.actsOf(Asked::DeleteIdentity, ids.at(2)), 1);
        // Everybody who was selected is in the record, with what came of them.
        QCOMPARE(rig.lastJob().total, 3);
        QCOMPARE(rig.lastJob().counts, (JobCounts { .succeeded = 2, .skipped = 1 }));
        const auto reader = JournalReader::open(rig.console.jobs().journalPath());
        QVERIFY(reader.hasValue());
        const Expected<QList<JobItem>> skipped
            = (*reader)->items(rig.lastJob().id, { .states = { ItemState::Skipped } });
        QVERIFY(skipped && skipped->size() == 1);
        QCOMPARE(skipped->first().target.id.text(), ids.at(1));
        QCOMPARE(skipped->first().skipReason, SkipReason::NotChecked);
        QVERIFY2(skipped->first().detail.startsWith(u"What it owns could not be read. "_s),
            qPrintable(skipped->first().detail));
    }

    void checkAgainFollowsTheTenant()
    {
        OperationRig rig(1500);
        QVERIFY(rig.isReady);
        const QStringList owners = rig.tick(rig.rowsWhere(isOwner, 2));
        QCOMPARE(owners.size(), 2);
        QVERIFY(rig.openFromToolBar(&deleteIdentity()) != nullptr);
        QVERIFY(rig.waitPrepared());
        QCOMPARE(rig.tabTexts().at(1), u"Own objects (2)"_s);
        QVERIFY2(rig.part<QLabel>(u"subtitle"_s)->text().startsWith(u"Nothing to do."_s),
            qPrintable(rig.part<QLabel>(u"subtitle"_s)->text()));
        // Somebody deletes one of them meanwhile.
        rig.console.tenant().inspect([&](demo::Directory& directory) {
            directory.remove(*directory.find(owners.first().toLatin1()));
        });
        rig.press(rig.part<QPushButton>(u"checkAgain"_s));
        QTRY_COMPARE(rig.tabTexts().at(1), u"Own objects (1)"_s);
        QCOMPARE(rig.tabTexts().last(), u"Left out (1)"_s);
        QVERIFY(!rig.confirm()->isEnabled());
    }

    void whoIsGoneIsTickedNoMore()
    {
        OperationRig rig(1500);
        QVERIFY(rig.isReady);
        const QStringList plain = rig.tick(rig.rowsWhere(isPlain, 12));
        const QStringList owners = rig.tick(rig.rowsWhere(isOwner, 1));
        // Ticked, and then not to be seen: the view shows others.
        rig.console.search(u"zz"_s);
        QVERIFY(QTest::qWaitFor([&] { return rig.console.rows() == 0; }));
        QVERIFY(rig.openFromToolBar(&deleteIdentity()) != nullptr);
        QVERIFY(rig.waitPrepared());
        rig.type(u"confirmText"_s, QString::number(plain.size()));
        rig.press(rig.confirm());
        QVERIFY(rig.waitEnded());
        QCOMPARE(rig.lastJob().counts.succeeded, plain.size());
        auto* count = rig.console.find<QLabel>(u"selectionCount"_s);
        QVERIFY2(QTest::qWaitFor(
                     [&] { return count->text().startsWith(u"%1 selected"_s.arg(owners.size())); }),
            qPrintable(count->text()));
    }

    void nobodyDeletesThemselves()
    {
        OperationRig rig(300);
        QVERIFY(rig.isReady);
        const QString self = rig.console.tenant().mainClient().identityId;
        QVERIFY(!self.isEmpty());
        for (const Operation* operation : { &deleteIdentity(), &resetIdentity() }) {
            auto* desk = rig.console.window().findChild<OperationDesk*>();
            desk->open(*operation, Identity { .id = IdentityId(self), .name = u"Self"_s });
            QVERIFY(rig.waitPrepared());
            QCOMPARE(rig.part<QLabel>(u"subtitle"_s)->text(),
                u"Nothing to do. It is skipped: yourself."_s);
            QVERIFY(!rig.confirm()->isEnabled());
            rig.press(rig.cancel());
        }
        rig.tick(rig.rowsWhere(isPlain, 1));
        QVERIFY(rig.openFromToolBar(&processIdentities()) != nullptr);
        QVERIFY(rig.waitPrepared());
        rig.press(rig.confirm());
        QVERIFY(rig.waitEnded());
        QCOMPARE(rig.lastJob().actor, rig.console.tenant().mainClient().userName);
    }

    void whoIsNotKnownHasToLook()
    {
        OperationRig rig(300);
        QVERIFY(rig.isReady);
        const QList<int> rows = rig.rowsWhere(
            [](const demo::Directory& directory, quint32 ordinal) {
                return isPlain(directory, ordinal)
                    && directory.state(ordinal).status == demo::Status::Active;
            },
            1);
        const QStringList ids = rig.tick(rows);
        const SystemClock clock;
        ConnectionStatus nobody; // as with a token that says nothing of its owner
        Settings settings(rig.console.folder() + u"/none.ini"_s);
        SnapshotPlace nowhere({}, clock);
        const UiServices services { .client = rig.console.client(),
            .clock = clock,
            .status = nobody,
            .apiLog = rig.console.apiLog(),
            .settings = settings,
            .lock = rig.console.lock(),
            .tenant = { .name = u"acme-demo"_s, .environment = Environment::Sandbox },
            .jobs = rig.console.jobs(),
            .snapshots = nowhere,
            .notices = rig.console.notices(),
            .signIn = [](const Secret&) {},
            .useVersion = [](const QString&) {},
            .desktop = {} };
        for (const Operation* operation : { &deleteIdentity(), &resetIdentity() }) {
            OperationDialog dialog(services, *operation,
                subjectOf(Identity { .id = IdentityId(ids.first()), .name = u"Ann"_s }), 0,
                static_cast<IdentityTableModel&>(*rig.console.table().model()));
            auto* look = dialog.findChild<QCheckBox*>(u"secondLook"_s);
            auto* confirm = dialog.findChild<QPushButton*>(u"confirm"_s);
            auto* text = dialog.findChild<QLineEdit*>(u"confirmText"_s);
            QVERIFY(look != nullptr && !look->isChecked());
            dialog.open();
            QTRY_VERIFY_WITH_TIMEOUT(confirm->text().endsWith(u" 1"_s), 10'000);
            QVERIFY(look->isVisible());
            QCOMPARE(dialog.findChild<QLabel*>(u"secondLookWhy"_s)->text(),
                u"The tenant does not say whose token this is, so the console cannot leave you "
                "out."_s);
            QTest::keyClicks(text, rig.console.cell(rows.first(), 1));
            QVERIFY(!confirm->isEnabled());
            look->click();
            QVERIFY(confirm->isEnabled());
            look->click();
            QVERIFY(!confirm->isEnabled());
        }
        OperationDialog harmless(services, processIdentities(),
            subjectOf(Identity { .id = IdentityId(ids.first()), .name = u"Ann"_s }), 0,
            static_cast<IdentityTableModel&>(*rig.console.table().model()));
        QVERIFY(harmless.findChild<QCheckBox*>(u"secondLook"_s) == nullptr);
        QVERIFY(rig.openFromToolBar(&deleteIdentity()) != nullptr); // known: not asked
        QVERIFY(rig.part<QCheckBox>(u"secondLook"_s) == nullptr);
    }

    void waitingIsSaid()
    {
        OperationRig rig(300);
        QVERIFY(rig.isReady);
        rig.tick(rig.rowsWhere(isPlain, 1));
        rig.console.tenant().stop();
        QVERIFY(rig.openFromToolBar(&deleteIdentity()) != nullptr);
        auto* waiting = rig.part<QLabel>(u"preparationWaiting"_s);
        QTRY_COMPARE_WITH_TIMEOUT(
            waiting->text(), u"No connection. It is tried again by itself."_s, 10'000);
        QVERIFY(!rig.confirm()->isEnabled());
        QString problem;
        QVERIFY2(rig.console.restartTenant(&problem), qPrintable(problem));
        QTRY_COMPARE_WITH_TIMEOUT(rig.confirm()->text(), u"Delete 1"_s, 30'000);
        QVERIFY(waiting->text().isEmpty());
    }

    /// From the click to the row's end: what is asked, and how often.
    void oneDeletionAsksAsOftenAsItSays()
    {
        OperationRig rig(400);
        QVERIFY(rig.isReady);
        QVERIFY(rig.console.waitForCounts());
        const QList<int> rows = rig.rowsWhere(isPlain, 1);
        const QString name = rig.console.cell(rows.first(), 1);
        const QString id = rig.tick(rows).first();
        const int before = rig.console.rows();
        const ApiLogModel& log = rig.console.apiLog();
        QSet<quint64> known;
        for (int row = 0; row < log.rowCount(); ++row)
            known.insert(log.call(row).request);
        QVERIFY(rig.openFromToolBar(&deleteIdentity()) != nullptr);
        QVERIFY(rig.waitPrepared());
        QVERIFY2(rig.part<QLabel>(u"cost"_s)->text().startsWith(u"3 requests"_s),
            qPrintable(rig.part<QLabel>(u"cost"_s)->text()));
        rig.type(u"confirmText"_s, name);
        rig.press(rig.confirm());
        QVERIFY(rig.waitEnded());
        QTRY_COMPARE(rig.console.rows(), before - 1);
        // Whatever else the deletion would make the window ask comes before the next search.
        rig.console.search(u"zz"_s);
        QTRY_COMPARE(rig.console.rows(), 0);
        QStringList about; // this identity
        int lists = 0; // what moved up, and how many are left
        for (int row = log.rowCount() - 1; row >= 0; --row) {
            const ApiCall& call = log.call(row);
            if (known.contains(call.request))
                continue;
            if (call.url.contains(u"zz"_s))
                break;
            QString path = call.url.section(u"/identities"_s, 1).section(u'?', 0, 0);
            if (call.url.contains(id))
                about += QString::fromLatin1(call.method) + path.remove(id);
            else if (!call.url.contains(u"limit=0"_s)) // the views are counted again
                ++lists;
        }
        const QStringList job = { u"GET//ownership"_s, u"DELETE/"_s, u"GET/"_s };
        QCOMPARE(about.last(3), job);
        QVERIFY2(about.size() == 5, qPrintable(about.join(u' '))); // with list and check before
        QCOMPARE(lists, 1);
    }
};

QTEST_MAIN(TestDeletion)
#include "tst_deletion.moc"
