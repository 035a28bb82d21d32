// The table under the hand: what stays in sight, the menu of its header, copying, failed pages.

#include "support/consolewindow.h"
#include "ui/filter/filterbar.h"
#include "ui/parts/theme.h"
#include "ui/table/identityview.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QStandardPaths>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

enum Column { Tick, Name, Account, Email, Status };

/// A window so narrow that the table has to be scrolled, and scrolled to the end.
struct Scrolled
{
    explicit Scrolled(const QString& settings = {})
        : console({ .identities = 300 }, settings)
    {
        isReady = QTest::qWaitFor([this] { return console.rows() > 0; }, 10'000)
            && console.waitForLoadedScreen();
        view().columns().showAttribute(u"department"_s);
        view().columns().showAttribute(u"location"_s);
        QTest::qWait(0); // the layout
        bar().setValue(bar().maximum());
    }
    IdentityView& view() { return static_cast<IdentityView&>(console.table()); }
    QScrollBar& bar() { return *view().horizontalScrollBar(); }
    QHeaderView& header() { return *view().horizontalHeader(); }
    QString selected() { return console.find<QLabel>(u"selectionCount"_s)->text(); }
    QMenu* headerMenu(int x)
    {
        const QPoint at(x, header().height() / 2);
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, header().viewport()->mapToGlobal(at));
        QApplication::sendEvent(header().viewport(), &event);
        return header().findChild<QMenu*>(u"headerMenu"_s);
    }
    bool choose(int x, const QString& text)
    {
        QMenu* menu = headerMenu(x);
        QAction* found = nullptr;
        for (QAction* action : menu == nullptr ? QList<QAction*>() : menu->actions()) {
            if (action->text() == text && action->isEnabled())
                found = action;
        }
        if (found != nullptr)
            found->trigger();
        delete menu;
        return found != nullptr;
    }
    int middleOf(int column)
    {
        return header().sectionViewportPosition(column) + header().sectionSize(column) / 2;
    }

    ConsoleWindow console;
    bool isReady = false;
};

} // namespace

class TestTableHandling : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        applyTheme(*qApp, ThemeMode::Light);
    }
    void aFurtherColumnScrolls();
    void ticksAndNamesStayInSight();
    void theHeadersMenu();
    void freezingIsRemembered();
    void copiesWhatIsTicked();
    void aConditionDoesNotMoveTheTable();
    void theHeaderStaysWithoutRows();
    void aFailedPageSaysSoOnce();
    void theRingIsWhole();
    void theCountIsNeverCut();
    void nobodyIsOpenedByWhatIsHidden();
};

void TestTableHandling::aFurtherColumnScrolls()
{
    Scrolled table;
    QVERIFY(table.isReady);
    QVERIFY(table.bar().maximum() > 0);
    QVERIFY(table.view().columnWidth(Email) >= 140);
}

void TestTableHandling::ticksAndNamesStayInSight()
{
    Scrolled table;
    QVERIFY(table.isReady);
    IdentityView& view = table.view();
    const QModelIndex name = view.model()->index(3, Name);
    QCOMPARE(view.visualRect(name).left(), view.columnWidth(Tick));
    // What is pressed there is what is seen there.
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
        view.visualRect(view.model()->index(3, Tick)).center());
    QCOMPARE(table.selected(), u"1 selected"_s);
    QVERIFY(!view.currentIndex().isValid());
    QTest::keyClick(&view, Qt::Key_Down); // from there, not from the top
    QCOMPARE(view.currentIndex().row(), 4);
    const int sideways = table.bar().value();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(name).center());
    QCOMPARE(view.currentIndex(), name);
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.currentIndex().row(), 4);
    QCOMPARE(table.bar().value(), sideways); // nothing jumps back
    // As painted at the left as it was before.
    const QImage scrolled = view.viewport()->grab().toImage();
    table.bar().setValue(0);
    const QImage unscrolled = view.viewport()->grab().toImage();
    const QRect names(
        view.columnWidth(Tick) + 4, 4, view.columnWidth(Name) - 16, view.rowHeight(0) * 2);
    QCOMPARE(scrolled.copy(names), unscrolled.copy(names));
    // In the header, too: a click sorts by what is seen.
    table.bar().setValue(table.bar().maximum());
    const int x = view.columnWidth(Tick) + 20;
    QTest::mouseClick(table.header().viewport(), Qt::LeftButton, {}, QPoint(x, 10));
    QTRY_VERIFY(static_cast<IdentityTableModel*>(view.model())->query().sorters
        == QStringList { u"-name"_s });
}

void TestTableHandling::theHeadersMenu()
{
    Scrolled table;
    QVERIFY(table.isReady);
    table.bar().setValue(0);
    const auto sorters
        = [&] { return static_cast<IdentityTableModel*>(table.view().model())->query().sorters; };
    QVERIFY(table.choose(table.middleOf(Status), u"Sort descending"_s));
    QCOMPARE(sorters(), QStringList { u"-cloudStatus"_s });
    QVERIFY(table.choose(table.middleOf(Name), u"Then by this, ascending"_s));
    QCOMPARE(sorters(), (QStringList { u"-cloudStatus"_s, u"name"_s }));
    QVERIFY(!table.choose(table.middleOf(Email), u"Sort ascending"_s)); // the API cannot
    table.view().setColumnWidth(Account, 40);
    QVERIFY(table.choose(table.middleOf(Account), u"Fit width"_s));
    QVERIFY(table.view().columnWidth(Account) > 40);
    QVERIFY(table.choose(table.middleOf(Account), u"Hide column"_s));
    QVERIFY(table.view().isColumnHidden(Account));
    QVERIFY(table.choose(table.middleOf(Name), u"Columns…"_s));
    QVERIFY(table.console.dialog() != nullptr);
}

void TestTableHandling::freezingIsRemembered()
{
    const QTemporaryDir folder;
    const QString settings = folder.filePath(u"settings.ini"_s);
    {
        Scrolled table(settings);
        QVERIFY(table.isReady);
        table.bar().setValue(0);
        QVERIFY(table.choose(table.middleOf(Account), u"Keep in sight up to here"_s));
        table.console.window().close();
    }
    Scrolled table(settings);
    QVERIFY(table.isReady);
    QCOMPARE(table.view().visualRect(table.view().model()->index(0, Account)).left(),
        table.view().columnWidth(Tick) + table.view().columnWidth(Name));
}

void TestTableHandling::copiesWhatIsTicked()
{
    Scrolled table;
    QVERIFY(table.isReady);
    table.bar().setValue(0);
    table.header().moveSection(table.header().visualIndex(Email), 1); // before the name
    for (const int row : { 5, 2 })
        table.console.clickCell(row, Tick);
    table.console.clickCell(8, Name); // the current row is not meant
    QTest::keySequence(&table.view(), QKeySequence::Copy);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines.at(0).startsWith(table.console.cell(2, Email)), qPrintable(lines.at(0)));
    QCOMPARE(lines.at(0).split(u'\t').at(1), table.console.cell(2, Name));
    QCOMPARE(lines.at(1).split(u'\t').at(1), table.console.cell(5, Name));
    QCOMPARE(table.console.statusText(), u"Copied 2 rows as tab-separated text."_s);
}

void TestTableHandling::aConditionDoesNotMoveTheTable()
{
    ConsoleWindow console({ .identities = 300 });
    console.window().resize(1440, 900);
    QVERIFY(console.waitForLoadedScreen());
    const auto top = [&console] { return console.table().mapTo(&console.window(), QPoint()).y(); };
    const int before = top();
    auto& bar = *console.window().findChild<FilterBar*>();
    bar.show(bar.scope(), u"cloudStatus eq \"ACTIVE\""_s);
    QTRY_COMPARE(console.window().findChildren<QToolButton*>(u"filterChip"_s).size(), 1);
    QVERIFY(console.waitForLoadedScreen());
    QCOMPARE(top(), before);
}

void TestTableHandling::theHeaderStaysWithoutRows()
{
    Scrolled table;
    QVERIFY(table.isReady);
    table.console.search(u"nobody at all"_s);
    QTRY_COMPARE(table.console.stateTitle(), u"No identities match"_s);
    const QPoint corner = table.header().mapTo(&table.console.window(), QPoint(60, 10));
    const QWidget* there = table.console.window().childAt(corner);
    QCOMPARE(there, table.header().viewport());
    // What the API cannot be asked is said where it was asked, and what was typed stays.
    const QList<QLabel*> labels = table.console.window().findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel* label) {
        return label->isVisible()
            && label->text().endsWith(
                u"\nISC compares with how names begin; it cannot look for text "
                "inside them."_s);
    }));
    QCOMPARE(table.console.find<QLineEdit>(u"quickSearch"_s)->text(), u"nobody at all"_s);
}

void TestTableHandling::aFailedPageSaysSoOnce()
{
    ConsoleWindow console({ .identities = 2000 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000));
    QVERIFY(console.waitForCounts());
    console.tenant().faults().add({ .kind = demo::FaultKind::ServerFault,
        .count = 6, // two pages are on the screen
        .pathContains = u"/identities"_s,
        .status = 403 });
    auto& view = console.table();
    view.scrollTo(view.model()->index(1100, 1), QAbstractItemView::PositionAtCenter);
    QTRY_VERIFY(
        !view.model()->index(1100, 1).data(IdentityTableModel::FailureRole).toString().isEmpty());
    const QImage picture = view.viewport()->grab().toImage();
    const QColor red = themeColors(view.palette()).errorText;
    const auto saysSo = [&](int row) {
        const QRect place = view.visualRect(view.model()->index(row, 1));
        for (int y = std::max(0, place.top()); y < std::min(place.bottom(), picture.height());
             ++y) {
            for (int x = place.left(); x < place.right(); ++x) {
                if (picture.pixelColor(x, y) == red)
                    return true;
            }
        }
        return false;
    };
    const int first = view.rowAt(0);
    QVERIFY(saysSo(first) || saysSo(first + 1)); // the very first may be cut in half
    QVERIFY(!saysSo(first + 4) && !saysSo(first + 10));
}

void TestTableHandling::theRingIsWhole()
{
    Scrolled table;
    QVERIFY(table.isReady);
    table.console.window().activateWindow();
    table.console.clickCell(3, Name);
    table.view().setFocus();
    QTRY_VERIFY(table.view().hasFocus());
    for (const int sideways : { 0, table.bar().maximum() }) {
        table.bar().setValue(sideways);
        const QImage picture = table.view().viewport()->grab().toImage();
        const QRect row(
            0, table.view().rowViewportPosition(3), picture.width(), table.view().rowHeight(3));
        const QRgb accent = themeColors(table.view().palette()).accent.rgb();
        for (const int x : { 0, 100, picture.width() / 2, picture.width() - 1 }) {
            QCOMPARE(picture.pixel(x, row.top()), accent);
            QCOMPARE(picture.pixel(x, row.bottom()), accent);
        }
        QCOMPARE(picture.pixel(0, row.center().y()), accent);
        QCOMPARE(picture.pixel(picture.width() - 1, row.center().y()), accent);
    }
}

void TestTableHandling::theCountIsNeverCut()
{
    ConsoleWindow console({ .identities = 300 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000));
    QVERIFY(console.waitForLoadedScreen());
    for (const int row : { 1, 2, 3 })
        console.clickCell(row, Tick);
    auto* count = console.find<QLabel>(u"selectionCount"_s);
    auto* bar = console.find<QWidget>(u"selectionBar"_s);
    auto* columns = console.find<QToolButton>(u"columnsButton"_s);
    auto* box = console.find<QToolButton>(u"selectionBox"_s);
    const auto isWhole
        = [&] { return count->width() >= count->fontMetrics().horizontalAdvance(count->text()); };
    const auto offered = [&](const QString& text) {
        for (const QAction* action : box->menu()->actions()) {
            if (action->text() == text)
                return action->isEnabled();
        }
        return false;
    };
    console.window().resize(1900, 900);
    QTRY_COMPARE(columns->toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
    QVERIFY(isWhole());
    console.window().resize(1024, 700);
    QTRY_COMPARE(columns->toolButtonStyle(), Qt::ToolButtonIconOnly);
    QTRY_VERIFY(isWhole());
    // A bar as narrow as two docks can make it.
    bar->resize(330, bar->height());
    bar->layout()->activate();
    QVERIFY(isWhole());
    QVERIFY(!console.find<QWidget>(u"selectedOnly"_s)->isVisible());
    QVERIFY(offered(u"Show selected only"_s)); // what gave way stands in the menu
}

void TestTableHandling::nobodyIsOpenedByWhatIsHidden()
{
    ConsoleWindow console({ .identities = 300 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000));
    QVERIFY(console.waitForLoadedScreen());
    console.window().activateWindow();
    QTableView& table = console.table();
    // Who had the focus before the table in the order of the key Tab.
    QWidget* before = &table;
    do
        before = before->previousInFocusChain();
    while (!before->isVisible() || !before->isEnabled() || !(before->focusPolicy() & Qt::TabFocus));
    before->setFocus();
    QTRY_VERIFY(before->hasFocus());
    before->hide();
    QVERIFY(table.hasFocus());
    QVERIFY(!table.currentIndex().isValid());
    before->show();
    before->setFocus();
    QTest::keyClick(before, Qt::Key_Tab); // a person goes there
    QVERIFY(table.hasFocus());
    QCOMPARE(table.currentIndex().row(), 0);
}

QTEST_MAIN(TestTableHandling)
#include "tst_tablehandling.moc"
