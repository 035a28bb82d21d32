// What administrators ask a snapshot first, by clicks from the question to the answer and, at the
// end, to what is done with it. Each answer is compared with what the demo tenant knows.

#include "support/operations.h"
#include "support/snapshotfile.h"
#include "support/snapshotpages.h"
#include "support/snapshotrig.h"
#include "support/viewcounts.h"

#include "ui/details/tallylist.h"
#include "ui/filter/conditionform.h"
#include "ui/overview/countbar.h"
#include "ui/parts/theme.h"
#include "ui/table/identitybrowser.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QSemaphore>
#include <QStandardPaths>
#include <QThreadPool>

using namespace ic;
using namespace ic::test;

using Asked = demo::Operation;

namespace {

constexpr quint32 Identities = 1500;

class Questions : public SnapshotRig
{
public:
    explicit Questions(quint32 identities = Identities)
        : SnapshotRig(identities)
    {
    }

    /// A snapshot of everybody is open and nothing is asked of the tenant any more.
    bool isAnswering() { return isReady && console.waitForCounts() && take() && isSettled(); }
    bool isSettled()
    {
        return QTest::qWaitFor([this] {
            return model().state() == IdentityTableModel::ListState::Ready && !areAsked();
        }) && console.waitForLoadedScreen();
    }

    QTreeView& views() { return *console.find<QTreeView>(u"views"_s); }
    QModelIndex view(const QString& name)
    {
        for (int group = 0; group < views().model()->rowCount(); ++group) {
            const QModelIndex heading = views().model()->index(group, 0);
            for (int row = 0; row < views().model()->rowCount(heading); ++row) {
                const QModelIndex index = views().model()->index(row, 0, heading);
                if (index.data().toString() == name)
                    return index;
            }
        }
        return {};
    }
    QString counted(const QString& name)
    {
        return view(name).data(ViewListModel::CountRole).toString();
    }
    bool areAsked() { return !areViewsCounted(console.window()); }
    void clickView(const QString& name)
    {
        QTest::mouseClick(
            views().viewport(), Qt::LeftButton, {}, views().visualRect(view(name)).center());
    }

    static bool choose(QComboBox& box, const QString& text)
    {
        if (box.findText(text) < 0)
            return false;
        box.setCurrentIndex(box.findText(text));
        emit box.activated(box.currentIndex());
        return true;
    }
    void press(Qt::Key key)
    {
        console.window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&console.window())); // shortcuts want it
        QTest::keyClick(&console.window(), key, Qt::ControlModifier);
    }
    using OperationRig::press;
    void addCondition(const QString& field, const QString& op, const QString& value = {})
    {
        click(u"addCondition"_s);
        auto& form = *console.window().findChild<ConditionForm*>();
        QVERIFY(QTest::qWaitFor([&] { return form.isVisible(); }));
        QVERIFY(choose(*form.findChild<QComboBox*>(u"conditionField"_s), field));
        QVERIFY(choose(*form.findChild<QComboBox*>(u"conditionOperator"_s), op));
        auto& choice = *form.findChild<QComboBox*>(u"conditionChoice"_s);
        if (choice.isVisible())
            QVERIFY(choose(choice, value));
        else
            QTest::keyClicks(form.findChild<QLineEdit*>(u"conditionText"_s), value);
        QTest::keyClick(&form, Qt::Key_Return);
        QVERIFY(!form.isVisible());
    }
    bool openGroups(const QString& column)
    {
        press(Qt::Key_G);
        return waitForGroups() && choose(*console.find<QComboBox>(u"groupBy"_s), column)
            && waitForGroups();
    }
    bool chooseInHeader(const QString& key, const QString& entry)
    {
        auto& header = *console.table().horizontalHeader();
        const int column = model().columnOfKey(key);
        const QPoint at(header.sectionViewportPosition(column) + 12, header.height() / 2);
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, header.viewport()->mapToGlobal(at));
        QApplication::sendEvent(header.viewport(), &event);
        auto* menu = console.find<QMenu>(u"headerMenu"_s);
        for (QAction* action : menu == nullptr ? QList<QAction*>() : menu->actions()) {
            if (action->text() == entry && action->isEnabled()) {
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
                return true;
            }
        }
        return false;
    }
    QString stripText() { return console.find<QLabel>(u"snapshotText"_s)->text(); }
    bool waitForRows(int rows)
    {
        return QTest::qWaitFor([&] { return console.rows() == rows; })
            && console.waitForLoadedScreen();
    }
    /// And back to the table.
    void openOverview() { press(Qt::Key_0); }
    QString countedWhen() { return console.find<QLabel>(u"overviewAge"_s)->text(); }
    int bar(const QString& name)
    {
        for (const CountBar* bar : console.window().findChildren<CountBar*>()) {
            if (bar->text() == name)
                return bar->accessibleName().mid(name.size() + 1).section(u' ', 0, 0).toInt();
        }
        return -1;
    }
    int countWhere(const Fits& fits)
    {
        int count = 0;
        console.tenant().inspect([&](demo::Directory& directory) {
            for (quint32 ordinal = 0; ordinal < directory.data().count(); ++ordinal)
                count += !directory.state(ordinal).deleted && fits(directory, ordinal) ? 1 : 0;
        });
        return count;
    }
    QSet<QString> shownIds()
    {
        QSet<QString> ids;
        for (int row = 0; row < console.rows(); ++row)
            ids += idOf(row);
        return ids;
    }
};

} // namespace

class TestSnapshotQuestions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        applyTheme(*qApp, ThemeMode::Light);
    }

    void everybodyLockedInOneDepartment()
    {
        Questions rig;
        QVERIFY(rig.isAnswering());
        const int asked = rig.requests();
        rig.clickView(u"Locked"_s);
        QVERIFY(rig.waitForFilter(u"cloudStatus eq \"LOCKED\""_s));
        const int locked = rig.console.rows();
        QCOMPARE(QString::number(locked), rig.counted(u"Locked"_s));
        QVERIFY(rig.openGroups(u"department"_s));
        qint64 sum = 0;
        for (int row = 0; row < rig.groups().model()->rowCount(); ++row)
            sum += rig.groupCell(row, GroupModel::CountColumn).toInt();
        QCOMPARE(sum, locked);
        const QString department = rig.groupCell(0, GroupModel::ValueColumn);
        const int there = rig.groupCell(0, GroupModel::CountColumn).toInt();
        QVERIFY(there > 1 && there < locked);
        rig.clickGroup(0, GroupModel::ValueColumn);
        QVERIFY(rig.waitForRows(there));
        for (int row = 0; row < there; ++row) {
            QVERIFY(rig.fits(rig.idOf(row), [](const auto& directory, quint32 ordinal) {
                return directory.state(ordinal).status == demo::Status::Locked;
            }));
            QCOMPARE(rig.model().identityAt(row)->record.attribute(u"department"_s).toString(),
                department);
        }
        QCOMPARE(rig.requests(), asked);
    }

    void whoHasNoManagerAndWhoIsNobodys()
    {
        Questions rig;
        QVERIFY(rig.isAnswering());
        rig.clickView(u"All identities"_s);
        QVERIFY(rig.waitForRows(int(Identities)));
        rig.addCondition(u"Manager"_s, u"has no value"_s);
        const int expected = rig.countWhere([](const auto& directory, quint32 ordinal) {
            return !directory.data().standing(ordinal).manager;
        });
        QVERIFY(expected > 0);
        QVERIFY(rig.waitForRows(expected));
        rig.addCondition(u"Manager of others"_s, u"is"_s, u"No"_s);
        const int nobodys = rig.countWhere([](const auto& directory, quint32 ordinal) {
            const demo::Standing standing = directory.data().standing(ordinal);
            return !standing.manager && !standing.isManager;
        });
        QVERIFY(nobodys > 0 && nobodys < expected);
        QVERIFY(rig.waitForRows(nobodys));
    }

    void duplicateEmails()
    {
        Questions rig;
        QVERIFY(rig.isAnswering());
        rig.clickView(u"All identities"_s);
        QVERIFY(rig.waitForRows(int(Identities)));
        QVERIFY(rig.chooseInHeader(u"emailAddress"_s, u"Show duplicates"_s));
        QVERIFY(rig.waitForFilter(u"duplicates in (\"emailAddress\")"_s));
        QHash<QString, int> mailboxes;
        rig.console.tenant().inspect([&](demo::Directory& directory) {
            for (quint32 ordinal = 0; ordinal < Identities; ++ordinal) {
                if (directory.data().hasEmail(ordinal))
                    ++mailboxes[directory.data().email(ordinal)];
            }
        });
        int expected = 0;
        for (const int owners : std::as_const(mailboxes))
            expected += owners > 1 ? owners : 0;
        QVERIFY(expected > 1);
        QVERIFY(rig.waitForRows(expected));
        QString before;
        for (int row = 0; row < expected; ++row) {
            const QString email = rig.model().identityAt(row)->emailAddress;
            QVERIFY(mailboxes.value(email) > 1);
            QVERIFY(email >= before); // who shares one stand beside each other
            before = email;
        }
    }

    void countByLocation()
    {
        Questions rig;
        QVERIFY(rig.isAnswering());
        rig.clickView(u"All identities"_s);
        QVERIFY(rig.waitForRows(int(Identities)));
        QVERIFY(rig.openGroups(u"location"_s));
        qint64 sum = 0;
        int before = int(Identities);
        for (int row = 0; row < rig.groups().model()->rowCount(); ++row) {
            const int count = rig.groupCell(row, GroupModel::CountColumn).toInt();
            QVERIFY(count <= before); // the largest first
            before = count;
            sum += count;
        }
        QCOMPARE(sum, Identities);
        rig.click(u"copyGroups"_s);
        const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), rig.groups().model()->rowCount() + 1);
        QVERIFY(lines.at(1).startsWith(rig.groupCell(0, GroupModel::ValueColumn) + u'\t'));
        const QString place = rig.groupCell(0, GroupModel::ValueColumn);
        const int there = rig.groupCell(0, GroupModel::CountColumn).toInt();
        rig.clickGroup(0, GroupModel::ValueColumn);
        QVERIFY(rig.waitForRows(there));
        QCOMPARE(
            rig.model().identityAt(there - 1)->record.attribute(u"location"_s).toString(), place);
    }

    void whatChangedAfterARunOfProcess()
    {
        Questions rig;
        QVERIFY(rig.isAnswering());
        const QDateTime taken = rig.model().query().snapshot->takenAt();
        rig.clickView(u"Processing errors"_s);
        QVERIFY(rig.waitForFilter(u"processingState eq \"ERROR\""_s));
        QVERIFY(rig.console.waitForLoadedScreen());
        const int errors = rig.console.rows();
        const int state = rig.model().columnOfKey(u"processingState"_s);
        const QList<int> rows = rig.rowsWhere(
            [](const auto& directory, quint32 ordinal) { return !directory.isIncurable(ordinal); },
            3);
        QCOMPARE(rows.size(), 3);
        const QStringList ids = rig.tick(rows);
        QVERIFY(rig.openFromToolBar(&processIdentities()) != nullptr);
        QVERIFY(rig.waitPrepared());
        rig.press(rig.confirm());
        QVERIFY(rig.waitEnded(2)); // the snapshot and this
        QVERIFY2(rig.lastJob().counts == (JobCounts { .succeeded = 3 }),
            qPrintable(summaryLine(rig.lastJob())));
        // The rows are still those of then, and the strip says what they do not know.
        QCOMPARE(rig.model().query().snapshot->takenAt(), taken);
        QTRY_COMPARE(rig.stripText(), u"1,500 identities  ·  3 changed since"_s);
        QVERIFY(rig.waitForRows(errors));
        QCOMPARE(rig.console.cell(rows.front(), state), u"Error"_s);

        QVERIFY(rig.again());
        QCOMPARE(rig.stripText(), u"1,500 identities"_s);
        QVERIFY(rig.waitForRows(errors - 3));
        rig.click(u"snapshotCompare"_s);
        const auto text = [&rig](const QString& link) {
            return rig.console.find<QAbstractButton>(link)->text();
        };
        QTRY_COMPARE(text(u"changesChanged"_s), u"3 changed"_s);
        QCOMPARE(text(u"changesNew"_s), u"0 new"_s);
        QCOMPARE(text(u"changesGone"_s), u"0 gone"_s);
        rig.click(u"changesChanged"_s);
        QVERIFY(rig.waitForRows(3));
        QCOMPARE(rig.shownIds(), QSet<QString>(ids.cbegin(), ids.cend()));
        const int changes = rig.model().columnOfKey(ChangesColumn);
        for (int row = 0; row < 3; ++row) {
            QTRY_VERIFY2(rig.console.cell(row, changes).contains(u"Processing state"_s),
                qPrintable(rig.console.cell(row, changes)));
            QCOMPARE(rig.console.cell(row, state), u"OK"_s);
        }
    }

    void fiveAreFoundAndDeleted()
    {
        Questions rig;
        QVERIFY(rig.isAnswering());
        const QDateTime taken = rig.model().query().snapshot->takenAt();
        rig.clickView(u"All identities"_s);
        QVERIFY(rig.waitForRows(int(Identities)));
        rig.addCondition(u"Lifecycle state"_s, u"is"_s, u"terminated"_s);
        QVERIFY(rig.waitForFilter(u"lifecycleState eq \"terminated\""_s));
        QVERIFY(rig.console.waitForLoadedScreen());
        const int found = rig.console.rows();
        const QStringList five = rig.tick(rig.rowsWhere(
            [](const auto& directory, quint32 ordinal) {
                return !directory.data().isOwner(ordinal) && !directory.state(ordinal).isProtected;
            },
            5));
        QCOMPARE(five.size(), 5);
        QVERIFY(found > 5);
        QVERIFY(rig.openFromToolBar(&deleteIdentity()) != nullptr);
        QVERIFY(rig.waitPrepared());
        QCOMPARE(rig.lead(), u"Delete 5 selected identities on acme-demo"_s);
        rig.type(u"confirmText"_s, u"5"_s);
        rig.press(rig.confirm());
        QVERIFY(rig.waitEnded(2));
        QCOMPARE(rig.lastJob().counts, (JobCounts { .succeeded = 5 }));
        for (const QString& id : five) {
            QCOMPARE(rig.console.tenant().activity().actsOf(Asked::DeleteIdentity, id), 1);
            QVERIFY(!rig.fits(id, [](const auto&, quint32) { return true; }));
        }
        QCOMPARE(rig.countWhere([](const auto&, quint32) { return true; }), int(Identities) - 5);

        // As of then there are five more, and that is said; what is counted is of now.
        QCOMPARE(rig.model().query().snapshot->takenAt(), taken);
        QTRY_COMPARE(rig.stripText(), u"1,500 identities  ·  5 gone since"_s);
        QTRY_COMPARE(rig.selected(), u"0 selected"_s);
        QVERIFY(rig.waitForRows(found));
        QTRY_COMPARE(rig.counted(u"All identities (edited)"_s), u"1,495"_s);
        rig.click(u"snapshotBack"_s);
        QTRY_VERIFY(!rig.isOpen());
        rig.clickView(u"All identities"_s);
        QTRY_COMPARE(rig.console.rows(), int(Identities) - 5);

        // The next one has them no more, and says whom it misses.
        QVERIFY(rig.take());
        QCOMPARE(rig.stripText(), u"1,495 identities"_s);
        rig.click(u"snapshotCompare"_s);
        auto* gone = rig.console.find<QAbstractButton>(u"changesGone"_s);
        QTRY_COMPARE(gone->text(), u"5 gone"_s);
        rig.click(u"changesGone"_s);
        QVERIFY(rig.waitForRows(5));
        QCOMPARE(rig.stripText(), u"1,500 identities  ·  5 gone since"_s); // that of before
        QCOMPARE(rig.shownIds(), QSet<QString>(five.cbegin(), five.cend()));
    }

    void sidebarAndOverviewCountInAYoungOne()
    {
        Questions rig(400);
        QVERIFY(rig.isReady && rig.console.waitForCounts());
        const int locked = rig.counted(u"Locked"_s).toInt();
        rig.console.tenant().inspect([](demo::Directory& directory) {
            for (const quint32 ordinal : directory.firstWith(demo::Status::Active, 3))
                directory.setStatus(ordinal, demo::Status::Locked, 1'800'000'000'000);
        });
        QVERIFY(rig.take());
        const int asked = rig.console.tenant().activity().requests;
        const QString at = u"Counted in the snapshot of "_s;
        QTRY_COMPARE(rig.counted(u"Locked"_s), QString::number(locked + 3));
        QVERIFY(rig.view(u"Locked"_s).data(Qt::ToolTipRole).toString().contains(at));
        rig.openOverview();
        // Whether somebody is protected is in no snapshot.
        QTRY_VERIFY2(rig.countedWhen().startsWith(at), qPrintable(rig.countedWhen()));
        QVERIFY(rig.countedWhen().endsWith(u", the rest just now."_s));
        QCOMPARE(rig.bar(u"Locked"_s), locked + 3);
        QCOMPARE(rig.bar(u"Active"_s), rig.countWhere([](const auto& directory, quint32 ordinal) {
            return directory.state(ordinal).status == demo::Status::Active
                && directory.state(ordinal).correlated;
        }));
        QCOMPARE(rig.console.tenant().activity().requests, asked);

        // What was done by us since then it does not know.
        rig.openOverview(); // and back
        rig.tick({ 2 });
        QVERIFY(rig.openFromToolBar(&processIdentities()) != nullptr);
        QVERIFY(rig.waitPrepared());
        rig.press(rig.confirm());
        QVERIFY(rig.waitEnded(2));
        rig.console.tenant().inspect([](demo::Directory& directory) {
            directory.remove(directory.firstWith(demo::Status::Locked, 1).front());
        });
        rig.openOverview();
        QTRY_COMPARE(rig.countedWhen(), u"Counted just now."_s);
        QCOMPARE(rig.bar(u"Locked"_s), locked + 2);
        QVERIFY(rig.console.waitForCounts());
        QVERIFY(!rig.view(u"Locked"_s).data(Qt::ToolTipRole).toString().contains(at));
    }

    void nobodyCountsInAnOldOne()
    {
        Questions rig(400);
        QVERIFY(rig.isReady && rig.console.waitForCounts());
        QVERIFY(rig.take());
        QVERIFY(
            moveSnapshot(newestSnapshot(rig.console.folder()), -ViewCounts::YoungMs / 1000 - 60));
        rig.click(u"snapshotBack"_s);
        QTRY_VERIFY(!rig.isOpen());
        rig.console.find<QAbstractButton>(u"snapshotOpen"_s)->click();
        QTRY_VERIFY(rig.isOpen());
        const int asked = rig.console.tenant().activity().requests;
        rig.openOverview();
        QTRY_VERIFY(rig.countedWhen().endsWith(u", the rest just now."_s)); // of the sidebar before
        QVERIFY(rig.console.tenant().activity().requests > asked);
    }

    void keysOfAnotherSnapshotAreNotOffered()
    {
        Questions rig(400);
        QVERIFY(rig.isAnswering());
        QVERIFY(rig.openGroups(u"location"_s));
        auto& browser = *rig.console.window().findChild<IdentityBrowser*>();
        const std::shared_ptr<Snapshot> slow = browser.snapshot();
        const QString path = rig.console.folder() + u"/other.sqlite"_s;
        QVERIFY(
            writeSnapshot(path, { pageOf(QByteArray(R"([{"id":"1","attributes":{"zone":"a"}}])")) })
                .isEmpty());
        const Snapshot::Opened other = Snapshot::openHere(path, {});
        QVERIFY(other);

        // It is asked for its keys, and another one is open before it answers.
        QSemaphore go;
        slow->read<int>(
            {},
            [&go](const ApiResponse&) -> Expected<int> {
                go.acquire();
                return 0;
            },
            this, [](const Expected<int>&) {});
        browser.showSnapshot(nullptr);
        browser.showSnapshot(slow);
        browser.showSnapshot(*other);
        auto& by = *rig.console.find<QComboBox>(u"groupBy"_s);
        QTRY_VERIFY(by.findData(u"attributes.zone"_s) >= 0);
        bool isAnswered = false;
        slow->fields(this, [&](const auto&) { isAnswered = true; }); // the last to be answered
        go.release();
        QTRY_VERIFY(isAnswered);
        QVERIFY(by.findData(u"attributes.zone"_s) >= 0);
        QVERIFY(by.findData(u"attributes.department"_s) < 0);
    }

    void whoIsTickedIsCountedFromIt()
    {
        Questions rig;
        QVERIFY(rig.isAnswering());
        QVERIFY(rig.openGroups(u"Lifecycle state"_s));
        const int most = rig.groupCell(0, GroupModel::CountColumn).remove(u',').toInt();
        QVERIFY(most > 600); // more than the rows that are loaded
        rig.clickGroup(0, GroupModel::TickColumn);
        const auto* page = rig.console.find<QWidget>(u"selectionSummary"_s);
        const auto counted = [&] {
            int sum = 0;
            for (const auto* list : page->findChildren<TallyList*>()) {
                if (list->accessibleName() == u"By status"_s) {
                    for (const QString& group : list->accessibleDescription().split(u", "_s))
                        sum += group.section(u' ', -1).remove(u',').toInt();
                }
            }
            return sum;
        };
        QTRY_COMPARE(counted(), most);
        QStringList said;
        for (const auto* label : page->findChildren<QLabel*>())
            said += label->text();
        QVERIFY2(said.last().startsWith(u"Counted from the snapshot of "_s),
            qPrintable(said.join(u'\n')));
        QVERIFY(said.filter(u"not known"_s).isEmpty());
    }

    void whatIsForgottenIsNotOpened()
    {
        Questions rig(400);
        QVERIFY(rig.isAnswering());
        rig.click(u"snapshotBack"_s);
        QTRY_VERIFY(!rig.isOpen());
        rig.console.find<QAbstractButton>(u"snapshotOpen"_s)->click();
        QThreadPool::globalInstance()->waitForDone(); // it is read, and nobody heard of it yet
        rig.console.find<QAction>(u"forgetSnapshots"_s)->trigger();
        QCoreApplication::processEvents();
        QVERIFY(!rig.isOpen());
    }
};

QTEST_MAIN(TestSnapshotQuestions)
#include "tst_snapshotquestions.moc"
