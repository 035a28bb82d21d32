// What this computer did to one identity, in the details of the real window.

#include "support/operationrig.h"
#include "support/operations.h"

#include "models/jobs/identityhistory.h"
#include "models/jobs/jobitemmodel.h"
#include "ui/details/valuelabel.h"
#include "ui/jobs/resultdialog.h"
#include "ui/parts/loadpages.h"
#include "ui/parts/theme.h"

#include <QClipboard>
#include <QStandardPaths>
#include <QTabBar>
#include <QTableView>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

constexpr int ActivityTabPlace = 5;

bool isActive(const demo::Directory& directory, quint32 ordinal)
{
    return directory.state(ordinal).status == demo::Status::Active;
}

struct Window
{
    OperationRig rig { 400 };
    QList<int> rows = rig.rowsWhere(isActive, 4);

    /// As if it had been confirmed in the window.
    bool run(const Operation* operation, const QList<int>& of)
    {
        const qsizetype before = rig.ended.size();
        BulkPlan plan { .operation = operation, .profile = u"acme-demo"_s, .actor = u"ada"_s };
        if (operation == &sendVerification())
            plan.parameters.options = { { u"via"_s, u"EMAIL_WORK"_s } };
        for (const int row : of)
            plan.targets += BulkTarget { IdentityId(rig.idOf(row)), u"Somebody"_s, u"some"_s };
        rig.console.jobs().start(plan);
        return rig.waitEnded(static_cast<int>(before) + 1);
    }
    void open(int row) { rig.console.clickCell(row, 1); }
    void showTab()
    {
        QTabBar* bar = rig.console.find<QTabWidget>(u"detailTabs"_s)->tabBar();
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(ActivityTabPlace).center());
    }
    QTreeView* view() { return rig.console.find<QTreeView>(u"activityOfIdentity"_s); }
    QString cell(int row, int column)
    {
        return view()->model()->index(row, column).data().toString();
    }
    bool waitFor(const QString& state)
    {
        return QTest::qWaitFor([&] {
            auto* pages = rig.console.find<LoadPages>(u"activityPages"_s);
            return pages != nullptr && pages->stateName() == state;
        });
    }
    bool waitForEntries(int count)
    {
        return QTest::qWaitFor([&] { return view()->model()->rowCount() == count; });
    }
};

} // namespace

class TestIdentityActivity : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        applyTheme(*qApp, ThemeMode::Light);
    }

    void tellsWhatWasDoneWhenAndByWhom()
    {
        Window window;
        ConsoleWindow& console = window.rig.console;
        window.open(window.rows[1]);
        const QString id = window.rig.idOf(window.rows[1]);
        console.tenant().faults().add(
            { .kind = demo::FaultKind::DropAfter, .count = 1, .pathContains = id });
        QVERIFY(window.run(&sendVerification(), window.rows));
        // Made when it is looked at: even the test's own find() would make it.
        const QObject& shown = console.window();
        QCOMPARE(shown.findChild<QTreeView*>(u"activityOfIdentity"_s), nullptr);
        window.showTab();
        QVERIFY(window.waitFor(u"content"_s));
        QCOMPARE(window.view()->model()->rowCount(), 1);
        QCOMPARE(window.cell(0, IdentityHistory::Operation), sendVerification().button);
        QCOMPARE(window.cell(0, IdentityHistory::Outcome), u"Unknown"_s);
        QVERIFY(!window.cell(0, IdentityHistory::Time).isEmpty());
        QVERIFY(console.find<QLabel>(u"activityNote"_s)->text().contains(u"from this computer"_s));
        QCOMPARE(console.find<ValueLabel>(u"activityBy"_s)->text(), u"ada"_s);
        QTest::mouseClick(
            console.button(u"Copy"_s, console.find<QWidget>(u"activityRecord"_s)), Qt::LeftButton);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(
            copied.contains(u"Unknown"_s) && copied.contains(u"By: ada"_s), qPrintable(copied));
    }

    void opensTheJobAtThePerson()
    {
        Window window;
        window.open(window.rows[2]);
        QVERIFY(window.run(&sendVerification(), window.rows));
        window.showTab();
        QVERIFY(window.waitFor(u"content"_s));
        window.view()->setFocus();
        QTest::keyClick(window.view(), Qt::Key_Return);
        auto* dialog = window.rig.console.find<ResultDialog>({});
        QVERIFY(dialog != nullptr && dialog->isVisible());
        auto* results = dialog->findChild<QTableView*>(u"results"_s);
        QTRY_COMPARE(results->currentIndex().row(), 2);
        // Also while only others are shown in it.
        results->setCurrentIndex({});
        QTRY_VERIFY(dialog->findChild<QToolButton*>(u"show-succeeded"_s)->isVisible());
        QTest::mouseClick(dialog->findChild<QToolButton*>(u"show-succeeded"_s), Qt::LeftButton);
        QTest::mouseClick(
            window.rig.console.find<QPushButton>(u"activityShowJob"_s), Qt::LeftButton);
        QCOMPARE(window.rig.console.window().findChildren<ResultDialog*>().size(), 1);
        QVERIFY(dialog->findChild<QToolButton*>(u"show-all"_s)->isChecked());
        QTRY_COMPARE(results->currentIndex().row(), 2);
    }

    void followsJobsAndThePerson()
    {
        Window window;
        window.open(window.rows[0]);
        window.showTab();
        QVERIFY(window.waitFor(u"Nothing was done to this identity from this computer"_s));
        QVERIFY(window.run(&sendVerification(), { window.rows[0] }));
        QVERIFY(window.waitFor(u"content"_s));
        QVERIFY(window.run(&processIdentities(), { window.rows[0], window.rows[1] }));
        QVERIFY(window.waitForEntries(2));
        QTRY_COMPARE(window.cell(0, IdentityHistory::Outcome), processIdentities().done);
        QCOMPARE(window.cell(0, IdentityHistory::Operation), processIdentities().button);
        // The one that was looked at is still the current one.
        QCOMPARE(window.view()->currentIndex().row(), 1);
        // Somebody else has a history of their own.
        window.open(window.rows[1]);
        QVERIFY(window.waitForEntries(1));
        window.open(window.rows[3]);
        QVERIFY(window.waitFor(u"Nothing was done to this identity from this computer"_s));
        // While another tab is shown nothing is read, and nothing is old afterwards.
        window.open(window.rows[0]);
        QVERIFY(window.waitForEntries(2));
        window.rig.console.find<QTabWidget>(u"detailTabs"_s)->setCurrentIndex(0);
        QVERIFY(window.run(&sendVerification(), { window.rows[0] }));
        QCOMPARE(window.view()->model()->rowCount(), 2);
        window.showTab();
        QVERIFY(window.waitForEntries(3));
    }
};

QTEST_MAIN(TestIdentityActivity)
#include "tst_identityactivity.moc"
