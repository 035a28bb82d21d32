// Columns, order, selection and what is remembered, by clicks and keys against a demo tenant.

#include "support/consolewindow.h"

#include "demo/directory.h"
#include "models/table/identitytablemodel.h"
#include "ui/filter/filterbar.h"
#include "ui/table/columndialog.h"

#include <QAbstractButton>
#include <QAction>
#include <QCompleter>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

constexpr int Name = 1;
constexpr int Status = 4;

QString idAt(ConsoleWindow& console, int row)
{
    return console.table()
        .model()
        ->index(row, 0)
        .data(IdentityTableModel::IdentityIdRole)
        .toString();
}

QString selectionText(ConsoleWindow& console)
{
    return console.find<QLabel>(u"selectionCount"_s)->text();
}

QString openName(ConsoleWindow& console)
{
    auto* title = console.find<QLabel>(u"detailTitle"_s);
    return title->isVisible() ? title->text() : QString();
}

void refresh(ConsoleWindow& console)
{
    for (QAction* action : console.window().findChildren<QAction*>()) {
        if (action->text() == u"Refresh"_s)
            action->trigger();
    }
}

bool ready(ConsoleWindow& console)
{
    return QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000)
        && console.waitForLoadedScreen();
}

ColumnDialog* openColumns(ConsoleWindow& console)
{
    QTest::mouseClick(console.find<QToolButton>(u"columnsButton"_s), Qt::LeftButton);
    return qobject_cast<ColumnDialog*>(console.dialog());
}

void tickColumn(ColumnDialog* dialog, const QString& title, bool on)
{
    auto* list = dialog->findChild<QListWidget*>(u"columnList"_s);
    for (QListWidgetItem* item : list->findItems(title, Qt::MatchExactly))
        item->setCheckState(on ? Qt::Checked : Qt::Unchecked);
}

} // namespace

class TestBrowser : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theMarkFollowsItsIdentity();
    void nobodyElseIsShownWhileARowLoads();
    void keyboardFocusMarksWhatIsOpen();
    void menusAndPanesAreReachedByKeys();
    void datesAreRelativeOrAbsolute();
    void sortsByTwoKeys();
    void columnsAreChosenAndOrdered();
    void attributesBecomeColumns();
    void anAttributeIsOfferedWhereNoColumnIsFound();
    void suggestionsAreAddedByKeyAndByMouse();
    void nobodyIsOpenedUnasked();
    void everythingIsRememberedForTheTenant();
    void nothingIsAskedForWhatIsDraggedPast();
    void rangesOverRowsThatAreNotLoaded();
    void aRangeThatLostRowsSaysSo();
    void oddRecordsAreMarkedAndHideNobody();
    void saysHowManyAreNotInThisView();
    void whoLeavesTheViewIsNotInIt();
    void showsSelectedOnly();
    void showsManySelectedOnly();
    void showsVeryManySelectedOnly();
    void theBoxTellsTheRowsOnScreen();
    void rowsHaveThreeHeights();
};

void TestBrowser::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    applyTheme(*qApp, ThemeMode::Light);
}

void TestBrowser::theMarkFollowsItsIdentity()
{
    ConsoleWindow console({ .identities = 1000 });
    QVERIFY(ready(console));
    console.clickCell(30, Name);
    const QString id = idAt(console, 30);
    const QString name = console.cell(30, Name);
    // Ten people before it go.
    QStringList gone;
    for (int row = 0; row < 10; ++row)
        gone += idAt(console, row);
    console.tenant().inspect([&](demo::Directory& directory) {
        for (const QString& one : gone)
            directory.remove(*directory.find(one.toLatin1()));
    });
    refresh(console);
    QVERIFY(QTest::qWaitFor([&] { return idAt(console, 20) == id; }));
    QCOMPARE(console.table().currentIndex().row(), 20);
    QCOMPARE(openName(console), name);
    // It goes itself: nobody is marked then, and never its neighbour.
    console.tenant().inspect(
        [&](demo::Directory& directory) { directory.remove(*directory.find(id.toLatin1())); });
    refresh(console);
    QVERIFY(QTest::qWaitFor([&] { return idAt(console, 20) != id; }));
    QVERIFY(!console.table().currentIndex().isValid());
    QVERIFY(!console.table().selectionModel()->hasSelection());
}

void TestBrowser::nobodyElseIsShownWhileARowLoads()
{
    ConsoleWindow console({ .identities = 5000 });
    QVERIFY(ready(console));
    console.clickCell(3, Name);
    QCOMPARE(openName(console), console.cell(3, Name));
    console.tenant().faults().set({ .latencyMs = 300 });
    console.table().setFocus();
    QTest::keyClick(&console.table(), Qt::Key_End);
    QCOMPARE(console.table().currentIndex().row(), console.rows() - 1);
    QCOMPARE(openName(console), QString());
    QVERIFY(console.waitForLoadedScreen());
    QVERIFY(QTest::qWaitFor(
        [&] { return openName(console) == console.cell(console.rows() - 1, Name); }));
    QTest::keyClick(&console.table(), Qt::Key_Home);
    QCOMPARE(console.table().currentIndex().row(), 0);
}

void TestBrowser::keyboardFocusMarksWhatIsOpen()
{
    ConsoleWindow console({ .identities = 300 });
    QVERIFY(ready(console));
    console.find<QLineEdit>(u"quickSearch"_s)->setFocus();
    console.table().setFocus(Qt::TabFocusReason);
    const QModelIndex current = console.table().currentIndex();
    if (current.isValid()) {
        QVERIFY(console.table().selectionModel()->isRowSelected(current.row()));
        QCOMPARE(openName(console), console.cell(current.row(), Name));
    } else {
        QCOMPARE(openName(console), QString());
    }
}

void TestBrowser::menusAndPanesAreReachedByKeys()
{
    ConsoleWindow console({ .identities = 300 });
    QVERIFY(ready(console));
    for (const QAction* menu : console.window().menuBar()->actions())
        QVERIFY2(menu->text().contains(u'&'), qPrintable(menu->text()));
    const auto press = [&](const QKeySequence& keys) {
        for (QAction* action : console.window().findChildren<QAction*>()) {
            if (action->shortcut() == keys)
                action->trigger();
        }
    };
    console.window().activateWindow();
    console.table().setFocus();
    press(Qt::Key_F6);
    auto* details = console.find<QDockWidget>(u"details"_s);
    QVERIFY(details->isAncestorOf(QApplication::focusWidget()));
    press(Qt::Key_F6);
    QVERIFY(console.find<QTreeView>(u"views"_s)->hasFocus());
    press(Qt::Key_F6);
    QVERIFY(console.find<QLineEdit>(u"quickSearch"_s)->hasFocus());
    press(QKeySequence(u"Shift+F6"_s));
    QVERIFY(console.find<QTreeView>(u"views"_s)->hasFocus());
    console.find<QDockWidget>(u"sidebar"_s)->close();
    console.table().setFocus();
    press(Qt::Key_F6);
    press(Qt::Key_F6); // a closed pane is passed over
    QVERIFY(console.find<QLineEdit>(u"quickSearch"_s)->hasFocus());
    press(Qt::Key_F6);
    QVERIFY(console.table().hasFocus());
}

void TestBrowser::datesAreRelativeOrAbsolute()
{
    const QTemporaryDir folder;
    const QString settings = folder.filePath(u"settings.ini"_s);
    const auto choose = [](ConsoleWindow& console, const QString& text) {
        for (QAction* action : console.find<QMenu>(u"dateMenu"_s)->actions()) {
            if (action->text() == text)
                action->trigger();
        }
    };
    const int lastRefresh = 9;
    const QRegularExpression absolute(u"^\\d{1,2} [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d$"_s);
    int row = 0;
    {
        ConsoleWindow console({ .identities = 300 }, settings);
        QVERIFY(ready(console));
        while (console.cell(row, lastRefresh) == u"–"_s)
            ++row;
        const QString before = console.cell(row, lastRefresh);
        QVERIFY(!absolute.match(before).hasMatch());
        const int narrow = console.table().columnWidth(lastRefresh);
        choose(console, u"Absolute"_s);
        const QString text = console.cell(row, lastRefresh);
        QVERIFY2(absolute.match(text).hasMatch(), qPrintable(text));
        QVERIFY(console.table().columnWidth(lastRefresh)
            >= console.table().fontMetrics().horizontalAdvance(text) + 16);
        choose(console, u"Relative"_s);
        QCOMPARE(console.cell(row, lastRefresh), before);
        QCOMPARE(console.table().columnWidth(lastRefresh), narrow);
        choose(console, u"Absolute"_s);
    }
    ConsoleWindow console({ .identities = 300 }, settings);
    QVERIFY(ready(console));
    QVERIFY(absolute.match(console.cell(row, lastRefresh)).hasMatch());
    QCOMPARE(console.find<QMenu>(u"dateMenu"_s)->actions().at(1)->isChecked(), true);
}

void TestBrowser::sortsByTwoKeys()
{
    ConsoleWindow console({ .identities = 1000 });
    QVERIFY(ready(console));
    console.clickHeader(Status);
    QVERIFY(QTest::qWaitFor([&] { return console.cell(0, Status) == u"Active"_s; }));
    QHeaderView* header = console.table().horizontalHeader();
    QTest::mouseClick(header->viewport(), Qt::LeftButton, Qt::ShiftModifier,
        QPoint(header->sectionViewportPosition(Name) + 30, header->height() / 2));
    const auto* model = qobject_cast<const IdentityTableModel*>(console.table().model());
    QCOMPARE(model->query().sorters, (QStringList { u"cloudStatus"_s, u"name"_s }));
    QVERIFY(ready(console));
    QVERIFY(console.cell(0, Name).compare(console.cell(1, Name), Qt::CaseInsensitive) <= 0);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, Qt::ShiftModifier,
        QPoint(header->sectionViewportPosition(Name) + 30, header->height() / 2));
    QCOMPARE(model->query().sorters, (QStringList { u"cloudStatus"_s, u"-name"_s }));
    QVERIFY(ready(console));
    QVERIFY(console.cell(0, Name).compare(console.cell(1, Name), Qt::CaseInsensitive) >= 0);
}

void TestBrowser::columnsAreChosenAndOrdered()
{
    ConsoleWindow console({ .identities = 300 });
    QVERIFY(ready(console));
    ColumnDialog* dialog = openColumns(console);
    QVERIFY(dialog != nullptr);
    tickColumn(dialog, u"Manager"_s, true);
    tickColumn(dialog, u"Email"_s, false);
    auto* list = dialog->findChild<QListWidget*>(u"columnList"_s);
    QListWidgetItem* manager = list->findItems(u"Manager"_s, Qt::MatchExactly).first();
    list->takeItem(list->row(manager));
    list->insertItem(0, manager);
    QTest::mouseClick(console.button(u"Apply"_s, dialog), Qt::LeftButton);
    const auto* model = qobject_cast<const IdentityTableModel*>(console.table().model());
    QVERIFY(console.table().isColumnHidden(model->columnOfKey(u"emailAddress"_s)));
    const int column = model->columnOfKey(u"managerName"_s);
    QVERIFY(!console.table().isColumnHidden(column));
    QCOMPARE(console.table().horizontalHeader()->visualIndex(column), 1);

    dialog = openColumns(console);
    QTest::mouseClick(console.button(u"Standard columns"_s, dialog), Qt::LeftButton);
    QTest::mouseClick(console.button(u"Apply"_s, dialog), Qt::LeftButton);
    QVERIFY(!console.table().isColumnHidden(model->columnOfKey(u"emailAddress"_s)));
    QCOMPARE(console.table().horizontalHeader()->visualIndex(Name), 1);
}

void TestBrowser::attributesBecomeColumns()
{
    ConsoleWindow console({ .identities = 300 });
    QVERIFY(ready(console));
    ColumnDialog* dialog = openColumns(console);
    auto* name = dialog->findChild<QLineEdit*>(u"attributeName"_s);
    QVERIFY(name->completer()->model()->rowCount() > 5); // keys seen in the tenant's answers
    name->setFocus();
    QTest::keyClicks(name, u"department"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(dialog->isVisible()); // Enter meant the attribute
    QTest::mouseClick(console.button(u"Apply"_s, dialog), Qt::LeftButton);
    const auto* model = qobject_cast<const IdentityTableModel*>(console.table().model());
    const int column = model->columnOfKey(u"attributes.department"_s);
    QVERIFY(column > 0);
    QVERIFY(!console.cell(0, column).isEmpty() && console.cell(0, column) != u"–"_s);
    dialog = openColumns(console);
    QTest::mouseClick(console.button(u"Standard columns"_s, dialog), Qt::LeftButton);
    QTest::mouseClick(console.button(u"Apply"_s, dialog), Qt::LeftButton);
    QCOMPARE(model->columnOfKey(u"attributes.department"_s), -1);
}

void TestBrowser::anAttributeIsOfferedWhereNoColumnIsFound()
{
    ConsoleWindow console({ .identities = 300 });
    QVERIFY(ready(console));
    ColumnDialog* dialog = openColumns(console);
    auto* find = dialog->findChild<QLineEdit*>();
    const auto* none = dialog->findChild<QLabel*>(u"noColumn"_s);
    auto* offer = dialog->findChild<QAbstractButton*>(u"offerAttribute"_s);
    QVERIFY(!none->isVisible() && !offer->isVisible());
    find->setText(u"zzz"_s);
    QVERIFY(none->isVisible() && !offer->isVisible());
    find->setText(u"depar"_s);
    QVERIFY(none->isVisible());
    QCOMPARE(offer->text(), u"Add the attribute “department”"_s);
    QTest::mouseClick(offer, Qt::LeftButton, {}, QPoint(8, 8));
    QCOMPARE(find->text(), QString());
    const QList<ColumnChoice> choices = dialog->choices();
    QCOMPARE(choices.constLast().attribute, u"department"_s);
    QVERIFY(choices.constLast().shown);
    find->setText(u"depar"_s);
    QVERIFY(!none->isVisible() && !offer->isVisible()); // it is one now
    // Several of them are suggested in the field below.
    find->setText(u"a"_s);
    QTest::mouseClick(offer, Qt::LeftButton, {}, QPoint(8, 8));
    auto* name = dialog->findChild<QLineEdit*>(u"attributeName"_s);
    QCOMPARE(name->text(), u"a"_s);
    QTRY_VERIFY(name->completer()->popup()->isVisible());
}

void TestBrowser::suggestionsAreAddedByKeyAndByMouse()
{
    ConsoleWindow console({ .identities = 300 });
    QVERIFY(ready(console));
    ColumnDialog* dialog = openColumns(console);
    auto* name = dialog->findChild<QLineEdit*>(u"attributeName"_s);
    const auto* list = dialog->findChild<QListWidget*>(u"columnList"_s);
    QAbstractItemView* popup = name->completer()->popup();
    name->setFocus();
    QTest::keyClicks(name, u"depar"_s);
    QTRY_VERIFY(popup->isVisible());
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QTRY_COMPARE(list->item(list->count() - 1)->text(), u"department"_s);
    QTRY_COMPARE(name->text(), QString());
    QTest::keyClicks(name, u"locat"_s);
    QTRY_VERIFY(popup->isVisible());
    const QRect first = popup->visualRect(popup->model()->index(0, 0));
    QTest::mouseClick(popup->viewport(), Qt::LeftButton, {}, first.center());
    QTRY_COMPARE(list->item(list->count() - 1)->text(), u"location"_s);
    QTRY_COMPARE(name->text(), QString());
    QVERIFY(dialog->isVisible());
}

void TestBrowser::nobodyIsOpenedUnasked()
{
    demo::TenantConfig slow { .identities = 300 };
    slow.faults.latencyMs = 500;
    ConsoleWindow console(slow);
    // The page that says "loading" has the focus meanwhile, and gives it back to the table.
    QVERIFY(QTest::qWaitFor([&] { return console.stateTitle() == u"Loading identities…"_s; }));
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000));
    QVERIFY(console.table().hasFocus());
    QVERIFY(!console.table().currentIndex().isValid());
}

void TestBrowser::everythingIsRememberedForTheTenant()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"settings.ini"_s);
    int all = 0;
    {
        ConsoleWindow console({ .identities = 1000 }, file);
        QVERIFY(ready(console));
        ColumnDialog* dialog = openColumns(console);
        tickColumn(dialog, u"Created"_s, true);
        QTest::mouseClick(console.button(u"Apply"_s, dialog), Qt::LeftButton);
        console.table().setColumnWidth(Name, 222);
        const int total = console.rows();
        console.search(u"ma"_s);
        QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0 && console.rows() < total; }));
        all = total;
        QVERIFY(console.window().close());
    }
    ConsoleWindow console({ .identities = 1000 }, file);
    QVERIFY(console.waitForRows(all)); // yesterday's search hides nobody today
    const auto* model = qobject_cast<const IdentityTableModel*>(console.table().model());
    QVERIFY(!console.table().isColumnHidden(model->columnOfKey(u"created"_s)));
    QCOMPARE(console.table().columnWidth(Name), 222);
}

void TestBrowser::nothingIsAskedForWhatIsDraggedPast()
{
    ConsoleWindow console({ .identities = 20'000 });
    QVERIFY(ready(console) && console.waitForCounts());
    // Time is the test's: the handle never rests by itself.
    auto* rest = console.find<QTimer>(u"scrollRest"_s);
    rest->setInterval(std::chrono::hours(1));
    const auto asked = [&console](const QString& offset) {
        const ApiLogModel& log = console.apiLog();
        int times = 0;
        for (int row = 0; row < log.rowCount(); ++row)
            times += log.call(row).url.contains(offset) ? 1 : 0;
        return times;
    };
    const int before = asked(u"offset="_s);
    QScrollBar* bar = console.table().verticalScrollBar();
    bar->setSliderDown(true);
    for (const int row : { 1000, 5000, 9000, 12'000, 15'100 }) {
        bar->setSliderPosition(row);
        QTest::qWait(2 * IdentitySource::DebounceMs); // what is asked, is asked by then
    }
    QCOMPARE(asked(u"offset="_s), before);
    bar->setSliderDown(false);
    QVERIFY(console.waitForLoadedScreen());
    QCOMPARE(asked(u"offset=15000"_s), 1);
    QCOMPARE(asked(u"offset="_s), before + 1);
    // Whoever holds the handle still wants to see where they are.
    bar->setSliderDown(true);
    bar->setSliderPosition(8100);
    rest->start(0);
    QVERIFY(console.waitForLoadedScreen());
    QCOMPARE(asked(u"offset=8000"_s), 1);
    bar->setSliderDown(false);
}

void TestBrowser::rangesOverRowsThatAreNotLoaded()
{
    ConsoleWindow console({ .identities = 5000 });
    QVERIFY(ready(console));
    console.clickCell(5, Name);
    console.table().verticalScrollBar()->setValue(3000);
    QVERIFY(console.waitForLoadedScreen());
    QTest::mouseClick(console.table().viewport(), Qt::LeftButton, Qt::ShiftModifier,
        console.table().visualRect(console.table().model()->index(3004, Name)).center());
    QVERIFY2(selectionText(console).startsWith(u"Reading 3,000 ids"_s),
        qPrintable(selectionText(console)));
    QVERIFY(QTest::qWaitFor([&] { return selectionText(console) == u"3,000 selected"_s; }, 10'000));
    QCOMPARE(
        console.table().model()->index(3004, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QCOMPARE(console.table().model()->index(3005, 0).data(Qt::CheckStateRole).toInt(),
        int(Qt::Unchecked));
    // The keyboard does the same.
    QTest::mouseClick(console.button(u"Clear"_s), Qt::LeftButton);
    console.table().verticalScrollBar()->setValue(0);
    console.clickCell(0, Name);
    QTest::keyClick(&console.table(), Qt::Key_End, Qt::ShiftModifier);
    QVERIFY(
        QTest::qWaitFor([&] { return selectionText(console).endsWith(u" selected"_s); }, 20'000));
    QVERIFY(QTest::qWaitFor([&] {
        return selectionText(console).remove(u',').startsWith(QString::number(console.rows()));
    }));
}

void TestBrowser::aRangeThatLostRowsSaysSo()
{
    ConsoleWindow console({ .identities = 2000 });
    QVERIFY(ready(console) && console.waitForCounts());
    console.clickCell(0, Name);
    console.table().verticalScrollBar()->setValue(900);
    QVERIFY(console.waitForLoadedScreen());
    const int rows = console.rows();
    // Behind the window's back the list becomes shorter than the range reaches.
    const QStringList all = [&console, rows] {
        QStringList ids;
        for (int row = 0; row < rows; ++row)
            ids += idAt(console, row);
        ids.removeAll(QString());
        return ids;
    }();
    console.tenant().inspect([&](demo::Directory& directory) {
        for (const QString& id : all) {
            if (const auto ordinal = directory.find(id.toLatin1()))
                directory.remove(*ordinal);
        }
    });
    const int last = rows - 1;
    console.table().verticalScrollBar()->setValue(last);
    QTest::mouseClick(console.table().viewport(), Qt::LeftButton, Qt::ShiftModifier,
        console.table().visualRect(console.table().model()->index(last, Name)).center());
    QVERIFY(QTest::qWaitFor(
        [&] { return console.statusText().contains(u" rows: the others are no longer"_s); },
        10'000));
    const qint64 selected = selectionText(console).remove(u',').section(u' ', 0, 0).toLongLong();
    QVERIFY(selected > 0 && selected < rows);
    QVERIFY2(console.statusText().remove(u',').startsWith(
                 u"Selected %1 of the %2 rows: "_s.arg(selected).arg(rows)),
        qPrintable(console.statusText()));
}

void TestBrowser::oddRecordsAreMarkedAndHideNobody()
{
    ConsoleWindow console({ .identities = 40, .oddRecords = 24 });
    QVERIFY(ready(console) && console.waitForCounts());
    const QAbstractItemModel& model = *console.table().model();
    const auto at
        = [&model](int row, int column, int role) { return model.index(row, column).data(role); };
    QList<int> odd;
    QList<int> nobody;
    for (int row = 0; row < console.rows(); ++row) {
        QVERIFY(at(row, Name, IdentityTableModel::LoadedRole).toBool());
        if (at(row, Name, IdentityTableModel::OddityRole).toString().isEmpty())
            continue;
        odd += row;
        QVERIFY(
            at(row, Name, Qt::ToolTipRole).toString().contains(u"not what the API describes ($"_s));
        if (idAt(console, row).isEmpty())
            nobody += row;
    }
    QVERIFY(odd.size() > nobody.size() && nobody.size() >= 2);
    const auto says = [&console](const QString& words) {
        const auto labels = console.window().findChildren<QLabel*>();
        return std::any_of(labels.cbegin(), labels.cend(),
            [&words](const QLabel* label) { return label->text().contains(words); });
    };
    QVERIFY(says(u"%1 records are not what the API describes"_s.arg(odd.size())));

    // Whoever has no id is shown with what there is, and nothing can be done to them.
    for (const int row : nobody) {
        console.clickCell(row, 0);
        QCOMPARE(selectionText(console), u"0 selected"_s);
        QCOMPARE(console.statusText(), u"This row has no id and cannot be selected."_s);
        console.clickCell(row, Name);
        auto* problem = console.find<QLabel>(u"recordProblem"_s);
        QVERIFY(
            QTest::qWaitFor([&] { return problem->text().contains(u"nothing can be done"_s); }));
        auto* json = console.find<QPlainTextEdit>(u"json"_s);
        const bool isNull
            = at(row, Name, IdentityTableModel::OddityRole).toString().contains(u"found null"_s);
        QVERIFY(QTest::qWaitFor([&] {
            return isNull ? json->toPlainText() == u"null"_s
                          : json->toPlainText().contains(u"\"alias\""_s);
        }));
        for (auto* verb : console.window().findChildren<QToolButton*>()) {
            if (verb->objectName().startsWith(u"verb-"_s))
                QVERIFY2(!verb->isEnabled(), qPrintable(verb->objectName()));
        }
    }
    // All others can be ticked together.
    console.clickCell(0, Name);
    QTest::keyClick(&console.table(), Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(selectionText(console), u"%1 selected"_s.arg(console.rows() - nobody.size()));
    // Whoever has an id has a record that can be looked at.
    for (const int row : odd) {
        if (nobody.contains(row))
            continue;
        console.clickCell(row, Name);
        auto* json = console.find<QPlainTextEdit>(u"json"_s);
        const QString id = idAt(console, row);
        QVERIFY(QTest::qWaitFor([&] { return json->toPlainText().contains(id); }));
        QVERIFY(console.visible(u"recordProblem"_s) != nullptr); // another tab has one, too
    }
}

void TestBrowser::saysHowManyAreNotInThisView()
{
    ConsoleWindow console({ .identities = 3000 });
    QVERIFY(ready(console));
    const int total = console.rows();
    for (const int row : { 1, 2, 3 })
        console.clickCell(row, 0);
    QCOMPARE(selectionText(console), u"3 selected"_s);
    console.search(u"zo"_s);
    QVERIFY(QTest::qWaitFor([&] { return console.rows() < total; }));
    QVERIFY(QTest::qWaitFor(
        [&] { return selectionText(console) == u"3 selected, 3 not in this view"_s; }, 10'000));
    console.clickCell(0, 0);
    QVERIFY(QTest::qWaitFor(
        [&] { return selectionText(console) == u"4 selected, 3 not in this view"_s; }, 10'000));
}

/// A job may have taken them out of it.
void TestBrowser::whoLeavesTheViewIsNotInIt()
{
    ConsoleWindow console({ .identities = 3000 });
    QVERIFY(ready(console));
    console.find<FilterBar>({})->show(IdentityScope::Correlated, u"cloudStatus eq \"LOCKED\""_s);
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 3 && console.rows() < 100; }));
    QVERIFY(console.waitForLoadedScreen());
    const int total = console.rows();
    for (const int row : { 1, 2 }) {
        console.tenant().inspect([id = idAt(console, row)](demo::Directory& directory) {
            directory.setStatus(
                *directory.find(id.toLatin1()), demo::Status::Active, 1'800'000'000'000);
        });
    }
    for (const int row : { 1, 2, 3 })
        console.clickCell(row, 0);
    QCOMPARE(selectionText(console), u"3 selected"_s);
    console.press(console.table(), u"F5"_s);
    QVERIFY(console.waitForRows(total - 2));
    QTRY_COMPARE(selectionText(console), u"3 selected, 2 not in this view"_s);
}

void TestBrowser::showsSelectedOnly()
{
    ConsoleWindow console({ .identities = 1000 });
    QVERIFY(ready(console));
    const int total = console.rows();
    QStringList ids;
    for (const int row : { 2, 9, 14 }) {
        console.clickCell(row, 0);
        ids += idAt(console, row);
    }
    QTest::mouseClick(console.button(u"Show selected only"_s), Qt::LeftButton);
    QVERIFY(console.waitForRows(3));
    for (int row = 0; row < 3; ++row)
        QVERIFY(ids.contains(idAt(console, row)));
    QTest::mouseClick(console.button(u"Back to the view"_s), Qt::LeftButton);
    QVERIFY(console.waitForRows(total));
    QCOMPARE(selectionText(console), u"3 selected"_s);
}

/// So many that they are listed and counted on a thread of its own; a second click changes nothing.
void TestBrowser::showsVeryManySelectedOnly()
{
    constexpr int Count = 6000;
    ConsoleWindow console({ .identities = 1000 });
    QVERIFY(ready(console));
    const int total = console.rows();
    QSet<IdentityId> ids { IdentityId(idAt(console, 2)) };
    for (int i = 1; i < Count; ++i)
        ids += IdentityId(u"nobody-%1"_s.arg(i, 5, 10, QChar(u'0')));
    console.find<IdentityBrowser>({})->selection().replace(ids, {});
    auto* button = console.button(u"Show selected only"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(console.waitForRows(Count));
    QVERIFY(QTest::qWaitFor([&] { return selectionText(console) == u"6,000 selected"_s; }, 10'000));
    QTest::mouseClick(console.button(u"Back to the view"_s), Qt::LeftButton);
    QVERIFY(console.waitForRows(total));
}

void TestBrowser::showsManySelectedOnly()
{
    ConsoleWindow console({ .identities = 2000 });
    QVERIFY(ready(console));
    console.clickCell(0, Name);
    console.table().verticalScrollBar()->setValue(600);
    QVERIFY(console.waitForLoadedScreen());
    QTest::mouseClick(console.table().viewport(), Qt::LeftButton, Qt::ShiftModifier,
        console.table().visualRect(console.table().model()->index(600, Name)).center());
    QVERIFY(QTest::qWaitFor([&] { return selectionText(console) == u"601 selected"_s; }, 10'000));
    QTest::mouseClick(console.button(u"Show selected only"_s), Qt::LeftButton);
    QVERIFY(console.waitForRows(601));
    console.table().scrollToBottom();
    QVERIFY(console.waitForLoadedScreen());
    QSet<QString> ids;
    for (int row = 590; row < 601; ++row)
        ids.insert(idAt(console, row));
    QCOMPARE(ids.size(), 11);
    console.clickHeader(Name);
    QVERIFY(console.statusText().startsWith(u"More than 100 selected"_s));
}

void TestBrowser::theBoxTellsTheRowsOnScreen()
{
    ConsoleWindow console({ .identities = 300 });
    QVERIFY(ready(console));
    auto* box = console.find<QToolButton>(u"selectionBox"_s);
    QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, 12));
    const QString onScreen = selectionText(console);
    QVERIFY(onScreen != u"0 selected"_s);
    for (QAction* action : box->menu()->actions()) {
        if (action->text() == u"Invert rows on screen"_s)
            action->trigger();
    }
    QCOMPARE(selectionText(console), u"0 selected"_s);
}

void TestBrowser::rowsHaveThreeHeights()
{
    ConsoleWindow console({ .identities = 300 });
    QVERIFY(ready(console));
    QList<int> heights;
    for (QAction* action : console.find<QToolButton>(u"densityButton"_s)->menu()->actions()) {
        action->trigger();
        heights += console.table().rowHeight(3);
    }
    QCOMPARE(heights, (QList<int> { 20, 26, 32 }));
}

QTEST_MAIN(TestBrowser)
#include "tst_browser.moc"
