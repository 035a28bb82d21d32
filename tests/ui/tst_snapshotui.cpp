// A snapshot in the window: its rows in the table, what only it can answer, and that it is never
// taken for the tenant as it is now. Clicked on the demo tenant.

#include "support/operations.h"
#include "support/snapshotfile.h"
#include "support/snapshotrig.h"

using namespace ic;
using namespace ic::test;

class TestSnapshotUi : public QObject
{
    Q_OBJECT

private slots:
    void theTableShowsItAndSaysSo();
    void anyColumnSortsAndAnyFieldFilters();
    void groupsFilterAndSelect();
    void duplicatesStandTogether();
    void twoSnapshotsAreCompared();
    void onlyTheSamePeopleAreCompared();
    void whatIsDoneIsReadAnew();
    void theWayBackIsLive();
    void anOldOneSaysSo();
    void aDamagedOneSaysSo();
    void forgettingLeavesNothingOnTheScreen();
};

void TestSnapshotUi::theTableShowsItAndSaysSo()
{
    SnapshotRig shot;
    QVERIFY(shot.isReady);
    QVERIFY(!shot.isOpen());
    const int live = shot.console.rows();
    shot.console.clickCell(3, 1);
    const auto asOf = [&shot] { return shot.console.find<QLabel>(u"detailAsOf"_s)->text(); };
    QTRY_VERIFY(asOf().startsWith(u"As of "));
    const QString open = shot.console.find<QLabel>(u"detailTitle"_s)->text();
    QVERIFY(shot.take());
    QVERIFY(shot.time().startsWith(u"As of "));
    QCOMPARE(shot.console.find<QLabel>(u"snapshotText"_s)->text(), u"400 identities"_s);
    QTRY_COMPARE(shot.console.rows(), live); // scope and filter are the same
    QVERIFY(shot.console.waitForLoadedScreen());
    // Whoever was open, read from the tenant, stays open.
    QVERIFY(shot.console.find<QLabel>(u"detailTitle"_s)->isVisible());
    QCOMPARE(shot.console.find<QLabel>(u"detailTitle"_s)->text(), open);
    QVERIFY(asOf().startsWith(u"As of "));
    // The details are of then, too, until they are read anew.
    shot.console.clickCell(2, 1);
    QTRY_VERIFY(asOf().startsWith(u"Snapshot of "));
    shot.click(u"reload"_s);
    QTRY_VERIFY(asOf().startsWith(u"As of "));
}

void TestSnapshotUi::anyColumnSortsAndAnyFieldFilters()
{
    SnapshotRig shot;
    QVERIFY(shot.isReady);
    QVERIFY(shot.take());
    QVERIFY(shot.console.waitForCounts());
    const int before = shot.requests();
    QVERIFY(shot.showFilter(u"pr attributes.department"_s));
    const int filled = shot.console.rows();
    QVERIFY(filled > 0);
    QVERIFY(shot.showFilter(u"attributes.department isnull"_s));
    QCOMPARE(filled + shot.console.rows(), 400);
    QVERIFY(shot.showFilter(QString()));
    const int column = shot.model().columnOfKey(u"lastRefresh"_s);
    shot.console.clickHeader(column);
    QTRY_COMPARE(shot.model().query().sorters, QStringList { u"lastRefresh"_s });
    QTRY_VERIFY(shot.model().identityAt(19) != nullptr);
    for (int row = 1; row < 20; ++row)
        QVERIFY(shot.model().identityAt(row - 1)->lastRefresh
            <= shot.model().identityAt(row)->lastRefresh);
    QCOMPARE(shot.requests(), before); // all of it without one
}

void TestSnapshotUi::groupsFilterAndSelect()
{
    SnapshotRig shot;
    QVERIFY(shot.isReady);
    QVERIFY(!shot.console.find<QAction>(u"groups"_s)->isEnabled());
    QVERIFY(shot.take());
    QVERIFY(shot.showFilter(QString()));
    shot.console.find<QAction>(u"groups"_s)->trigger();
    QVERIFY(shot.waitForGroups());
    const int groups = shot.groups().model()->rowCount();
    qint64 sum = 0;
    for (int row = 0; row < groups; ++row)
        sum += shot.groupCell(row, GroupModel::CountColumn).toInt();
    QCOMPARE(sum, 400); // nobody is missing
    const QString name = shot.groupCell(0, GroupModel::ValueColumn);
    const int count = shot.groupCell(0, GroupModel::CountColumn).toInt();
    shot.clickGroup(0, GroupModel::ValueColumn);
    QVERIFY(shot.waitForFilter(u"attributes.department eq \"%1\""_s.arg(name)));
    QCOMPARE(shot.console.rows(), count);
    QVERIFY(shot.waitForGroups());
    QCOMPARE(shot.groups().model()->rowCount(), groups); // its own condition is left out
    QVERIFY(shot.console.find<QLabel>(u"groupFoot"_s)->text().contains(u"without “"));
    const QModelIndex tick = shot.groups().model()->index(1, GroupModel::TickColumn);
    const int second = shot.groupCell(1, GroupModel::CountColumn).toInt();
    shot.clickGroup(1, GroupModel::TickColumn);
    QTRY_VERIFY(shot.selected().startsWith(u"%1 selected"_s.arg(second)));
    QTRY_COMPARE(tick.data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    shot.clickGroup(1, GroupModel::TickColumn);
    QTRY_COMPARE(shot.selected(), u"0 selected"_s);
    // Values are said as the table says them.
    auto* by = shot.console.find<QComboBox>(u"groupBy"_s);
    by->setCurrentIndex(by->findText(u"Status"_s));
    emit by->activated(by->currentIndex());
    QTRY_VERIFY(shot.groupCell(0, GroupModel::ValueColumn) == u"Active"_s);
}

void TestSnapshotUi::duplicatesStandTogether()
{
    SnapshotRig shot;
    QVERIFY(shot.isReady);
    QVERIFY(shot.take());
    QVERIFY(shot.showFilter(QString()));
    shot.console.find<QAction>(u"groups"_s)->trigger();
    QVERIFY(shot.waitForGroups());
    auto* by = shot.console.find<QComboBox>(u"groupBy"_s);
    by->setCurrentIndex(by->findData(u"attributes.lastname"_s));
    QVERIFY(by->currentIndex() >= 0);
    emit by->activated(by->currentIndex());
    QVERIFY(shot.waitForGroups());
    shot.click(u"showDuplicates"_s);
    QVERIFY(shot.waitForFilter(u"duplicates in (\"attributes.lastname\")"_s));
    QVERIFY(shot.console.rows() > 1);
    QVERIFY(shot.console.waitForLoadedScreen());
    const auto lastName = [&](int row) {
        return shot.model().identityAt(row)->record.attribute(u"lastname"_s).toString().toLower();
    };
    for (int row = 0; row < std::min(20, shot.console.rows()); ++row) {
        const bool hasTwin = (row > 0 && lastName(row - 1) == lastName(row))
            || (row + 1 < shot.console.rows() && lastName(row + 1) == lastName(row));
        QVERIFY2(hasTwin, qPrintable(lastName(row)));
    }
}

void TestSnapshotUi::twoSnapshotsAreCompared()
{
    SnapshotRig shot;
    QVERIFY(shot.isReady);
    QVERIFY(shot.take());
    QVERIFY(!shot.console.find<QAbstractButton>(u"snapshotCompare"_s)->isVisible());
    QVERIFY(shot.showFilter(QString()));
    const QString gone = shot.idOf(3);
    const QString changed = shot.idOf(5);
    const int column = shot.model().columnOfKey(ChangesColumn);
    QVERIFY(shot.console.table().isColumnHidden(column));
    shot.console.tenant().inspect([&](demo::Directory& directory) {
        directory.remove(*directory.find(gone.toLatin1()));
        const quint32 other = *directory.find(changed.toLatin1());
        directory.setStatus(other,
            directory.state(other).status == demo::Status::Locked ? demo::Status::Active
                                                                  : demo::Status::Locked,
            1'800'000'000'000);
    });
    QVERIFY(shot.again());
    QTRY_VERIFY(shot.console.find<QAbstractButton>(u"snapshotCompare"_s)->isVisible());
    shot.click(u"snapshotCompare"_s);
    QTRY_COMPARE(shot.console.find<QAbstractButton>(u"changesGone"_s)->text(), u"1 gone"_s);
    QCOMPARE(shot.console.find<QAbstractButton>(u"changesNew"_s)->text(), u"0 new"_s);
    shot.click(u"changesGone"_s);
    QVERIFY(shot.waitForFilter(u"change eq \"gone\""_s));
    QCOMPARE(shot.console.rows(), 1);
    QVERIFY(shot.console.waitForLoadedScreen());
    QCOMPARE(shot.idOf(0), gone); // who is in the older one alone
    QVERIFY(!shot.console.table().isColumnHidden(column));
    QCOMPARE(shot.console.table().horizontalHeader()->visualIndex(column), 2); // beside the name
    QTRY_COMPARE(shot.console.cell(0, column), u"Gone"_s);
    shot.click(u"changesChanged"_s);
    QVERIFY(shot.waitForFilter(u"change eq \"changed\""_s));
    QTRY_COMPARE(shot.idOf(0), changed);
    QTRY_VERIFY(shot.console.cell(0, column).contains(u"Status"_s));
    QVERIFY(shot.console.find<QWidget>(u"changesStrip"_s)->isVisible());
    shot.click(u"changesClose"_s);
    QVERIFY(!shot.console.find<QWidget>(u"changesStrip"_s)->isVisible());
    QVERIFY(shot.console.table().isColumnHidden(column));
    QVERIFY(shot.waitForFilter(QString())); // nobody is filtered by what is not compared
}

void TestSnapshotUi::onlyTheSamePeopleAreCompared()
{
    SnapshotRig shot;
    QVERIFY(shot.isReady);
    QVERIFY(shot.take());
    const QString before = shot.time();
    shot.click(u"snapshotBack"_s);
    QVERIFY(shot.showFilter(u"cloudStatus eq \"LOCKED\""_s));
    QTRY_VERIFY(shot.console.rows() > 0);
    shot.console.find<QAction>(u"takeSnapshot"_s)->trigger();
    shot.console.dialog()->findChild<QAbstractButton*>(u"shown"_s)->click();
    QVERIFY(shot.confirmTaking() && shot.waitForAnother(before));
    shot.click(u"snapshotCompare"_s);
    QTRY_COMPARE(shot.console.statusText(),
        u"The two snapshots are of different people: whom one of them never had would count as "
        u"gone or new."_s);
    QVERIFY(!shot.console.find<QWidget>(u"changesStrip"_s)->isVisible());
}

void TestSnapshotUi::whatIsDoneIsReadAnew()
{
    SnapshotRig shot;
    QVERIFY(shot.isReady);
    QVERIFY(shot.take());
    QVERIFY(shot.console.waitForLoadedScreen());
    const QStringList ids = shot.tick({ 1, 2, 3 });
    shot.console.tenant().inspect([&](demo::Directory& directory) {
        directory.remove(*directory.find(ids.first().toLatin1()));
    });
    QVERIFY(shot.openFromToolBar(&processIdentities()) != nullptr);
    QTRY_VERIFY(shot.part<QLabel>(u"subtitle"_s)->text().contains(u"1 no longer exists."));
    shot.dialog()->reject();
}

void TestSnapshotUi::theWayBackIsLive()
{
    SnapshotRig shot;
    QVERIFY(shot.isReady);
    const IdentityQuery before = shot.model().query();
    QVERIFY(shot.take());
    QVERIFY(shot.showFilter(u"pr attributes.department"_s));
    shot.console.clickHeader(shot.model().columnOfKey(u"emailAddress"_s));
    QTRY_COMPARE(shot.model().query().sorters, QStringList { u"emailAddress"_s });
    QTRY_VERIFY(shot.console.rows() > 0);
    QVERIFY(shot.console.waitForLoadedScreen());
    shot.console.clickCell(0, 1);
    QTRY_VERIFY(shot.console.find<QLabel>(u"detailTitle"_s)->isVisible());
    shot.click(u"snapshotBack"_s);
    QVERIFY(!shot.isOpen());
    QVERIFY(!shot.console.find<QLabel>(u"detailTitle"_s)->isVisible()); // it was of then
    QTRY_COMPARE(shot.model().query(), before); // the tenant cannot be asked for that
    QTRY_COMPARE(shot.model().state(), IdentityTableModel::ListState::Ready);
    QVERIFY(!shot.console.find<QAction>(u"groups"_s)->isEnabled());
}

void TestSnapshotUi::anOldOneSaysSo()
{
    SnapshotRig shot;
    QVERIFY(shot.isReady);
    QVERIFY(shot.take());
    const auto* time = shot.console.find<QLabel>(u"snapshotTime"_s);
    const auto* text = shot.console.find<QLabel>(u"snapshotText"_s);
    const QPalette::ColorRole ofNow = time->foregroundRole();
    QVERIFY(!text->text().contains(u"ago"));
    QVERIFY(moveSnapshot(newestSnapshot(shot.console.folder()), -3 * 3600));
    shot.console.find<QAbstractButton>(u"snapshotOpen"_s)->click();
    QTRY_COMPARE(text->text(), u"400 identities  ·  3 h ago"_s);
    QVERIFY(time->foregroundRole() != ofNow);
}

void TestSnapshotUi::aDamagedOneSaysSo()
{
    SnapshotRig shot;
    QVERIFY(shot.isReady);
    const int live = shot.console.rows();
    QVERIFY(shot.take());
    QVERIFY(shot.console.waitForLoadedScreen());
    QVERIFY(damageSnapshot(newestSnapshot(shot.console.folder())));
    shot.filter().show(IdentityScope::Correlated, u"attributes.department sw \"E\""_s);
    QTRY_COMPARE(shot.model().state(), IdentityTableModel::ListState::Failed);
    QCOMPARE(shot.console.rows(), 0); // nothing of it is shown as if it were true
    QCOMPARE(shot.console.stateTitle(), u"The snapshot cannot be read"_s);
    shot.filter().show(IdentityScope::Correlated, {});
    shot.click(u"snapshotBack"_s);
    QTRY_COMPARE(shot.console.rows(), live);
}

void TestSnapshotUi::forgettingLeavesNothingOnTheScreen()
{
    SnapshotRig shot;
    QVERIFY(shot.isReady);
    QVERIFY(shot.take());
    shot.console.find<QAction>(u"forgetSnapshots"_s)->trigger();
    QTRY_VERIFY(!shot.isOpen());
    QVERIFY(!shot.model().query().snapshot);
}

QTEST_MAIN(TestSnapshotUi)
#include "tst_snapshotui.moc"
