// Find in table: what is loaded is looked through, marked and walked through in the real window.

#include "support/consolewindow.h"

#include "ui/parts/theme.h"
#include "ui/table/identitybrowser.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QStandardPaths>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

struct Table
{
    explicit Table(quint32 identities = 2000)
        : console({ .identities = identities })
        , isReady(QTest::qWaitFor([this] { return console.rows() > 0; }, 10'000)
              && console.waitForLoadedScreen() && console.waitForCounts())
    {
        console.window().activateWindow();
    }

    QWidget* bar() { return console.find<QWidget>(u"findBar"_s); }
    QLineEdit& field() { return *console.find<QLineEdit>(u"tableFind"_s); }
    QString count() { return console.find<QLabel>(u"tableFindCount"_s)->text(); }
    void open()
    {
        QTest::keyClick(&console.window(), Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    }
    bool isOpen() { return bar() != nullptr && bar()->isVisible(); }
    void type(const QString& text)
    {
        field().clear();
        QTest::keyClicks(&field(), text);
    }
    bool waitForResult()
    {
        return QTest::qWaitFor([this] { return !count().isEmpty() && count() != u"Searching…"_s; });
    }
    /// Loaded rows that show it in a shown column, as a person would find them.
    QList<int> rowsWith(const QString& text)
    {
        QList<int> rows;
        const QTableView& table = console.table();
        for (int row = 0; row < console.rows(); ++row) {
            if (!table.model()->index(row, 0).data(IdentityTableModel::LoadedRole).toBool())
                continue;
            for (int column = 1; column < table.model()->columnCount(); ++column) {
                if (!table.isColumnHidden(column)
                    && console.cell(row, column).contains(text, Qt::CaseInsensitive)) {
                    rows += row;
                    break;
                }
            }
        }
        return rows;
    }
    int loaded()
    {
        int rows = 0;
        for (int row = 0; row < console.rows(); ++row)
            rows += console.table()
                        .model()
                        ->index(row, 0)
                        .data(IdentityTableModel::LoadedRole)
                        .toBool()
                ? 1
                : 0;
        return rows;
    }
    int current() { return console.table().currentIndex().row(); }

    ConsoleWindow console;
    bool isReady;
};

} // namespace

class TestFindInTable : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        applyTheme(*qApp, ThemeMode::Light);
    }

    void countsAndWalksThroughWhatIsLoaded()
    {
        Table table;
        QVERIFY(table.isReady);
        QVERIFY(!table.isOpen());
        const int requests = table.console.tenant().activity().requests;
        table.open();
        QVERIFY(table.isOpen() && table.field().hasFocus());
        table.type(u"SON"_s); // whatever the case
        QVERIFY(table.waitForResult());
        const QList<int> rows = table.rowsWith(u"son"_s);
        QVERIFY(rows.size() > 3);
        const QString where = u" in the %1 loaded rows"_s.arg(table.loaded());
        QCOMPARE(table.count(), QString::number(rows.size()) + where);
        QCOMPARE(table.current(), -1); // typing opens nobody
        QTest::keyClick(&table.field(), Qt::Key_Return);
        QCOMPARE(table.current(), rows.at(0));
        QCOMPARE(table.count(), u"1 of %1"_s.arg(rows.size()) + where);
        QTest::keyClick(&table.field(), Qt::Key_Return);
        QCOMPARE(table.current(), rows.at(1));
        QTest::keyClick(&table.console.window(), Qt::Key_F3);
        QCOMPARE(table.current(), rows.at(2));
        QTest::keyClick(&table.field(), Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClick(&table.console.window(), Qt::Key_F3, Qt::ShiftModifier);
        QCOMPARE(table.current(), rows.at(0));
        QTest::mouseClick(table.console.find<QToolButton>(u"tableFindPrevious"_s), Qt::LeftButton);
        QCOMPARE(table.current(), rows.last()); // from the other end
        QVERIFY(table.console.table().visualRect(table.console.table().currentIndex()).bottom()
            <= table.console.table().viewport()->height() + 30);
        QTest::mouseClick(table.console.find<QToolButton>(u"tableFindNext"_s), Qt::LeftButton);
        QCOMPARE(table.current(), rows.first());
        QVERIFY(table.field().hasFocus());
        // The details of whom one came to, nothing else.
        QVERIFY(table.console.tenant().activity().requests - requests < 10);
        table.type(u"nobody is called that"_s);
        QTRY_COMPARE(table.count(), u"None"_s + where);
        QVERIFY(!table.console.find<QToolButton>(u"tableFindNext"_s)->isEnabled());
        QTest::keyClick(&table.field(), Qt::Key_Return);
        QCOMPARE(table.current(), rows.first());
    }

    void followsTheRowsAsTheyCome()
    {
        Table table;
        QVERIFY(table.isReady);
        table.open();
        table.type(u"mar"_s);
        QVERIFY(table.waitForResult());
        const QString before = table.count();
        table.console.table().verticalScrollBar()->setValue(1000);
        QVERIFY(table.console.waitForLoadedScreen());
        QTRY_VERIFY(table.count() != before);
        QTRY_COMPARE(table.count(),
            u"%1 in the %2 loaded rows"_s.arg(table.rowsWith(u"mar"_s).size()).arg(table.loaded()));
        // From where one is, not from the top.
        QTest::keyClick(&table.field(), Qt::Key_Return);
        QVERIFY(table.current() >= 1000);
        // Another list is another search.
        table.console.search(u"ma"_s);
        QVERIFY(table.console.waitForLoadedScreen());
        QTRY_VERIFY(table.count().contains(QString::number(table.rowsWith(u"mar"_s).size())));
        // A column that is hidden shows nothing.
        Table small(120);
        QVERIFY(small.isReady);
        small.open();
        small.type(u"@"_s);
        QTRY_VERIFY(small.count().endsWith(u" in all %1 rows"_s.arg(small.console.rows())));
        QVERIFY(!small.count().startsWith(u"None"_s));
        const QString withEmail = small.count();
        QAbstractItemModel* model = small.console.table().model();
        for (int column = 1; column < model->columnCount(); ++column) {
            if (model->headerData(column, Qt::Horizontal).toString() == u"Email"_s)
                small.console.table().setColumnHidden(column, true);
        }
        QTRY_VERIFY(small.count() != withEmail);
        const qsizetype left = small.rowsWith(u"@"_s).size();
        QVERIFY(small.count().startsWith(left == 0 ? u"None"_s : QString::number(left)));
    }

    void escClosesAndGivesTheFocusBack()
    {
        Table table;
        QVERIFY(table.isReady);
        auto* search = table.console.find<QLineEdit>(u"quickSearch"_s);
        search->setFocus();
        table.open();
        table.type(u"a"_s);
        QVERIFY(table.waitForResult());
        QTest::keyClick(&table.field(), Qt::Key_Escape);
        QVERIFY(!table.isOpen());
        QVERIFY(search->hasFocus());
        table.console.table().setFocus();
        table.open();
        QVERIFY(table.field().hasFocus());
        QCOMPARE(table.field().selectedText(), u"a"_s); // ready to be typed over
        QVERIFY(table.waitForResult());
        QTest::mouseClick(table.console.find<QToolButton>(u"tableFindClose"_s), Qt::LeftButton);
        QVERIFY(!table.isOpen());
        QVERIFY(table.console.table().hasFocus());
        // Behind the overview it comes with the table.
        QTest::keyClick(&table.console.window(), Qt::Key_0, Qt::ControlModifier);
        QVERIFY(!table.console.table().isVisible());
        table.open();
        QVERIFY(table.console.table().isVisible() && table.field().hasFocus());
    }

    void cellsAreMarked_data()
    {
        QTest::addColumn<bool>("isRightToLeft");
        QTest::newRow("from left to right") << false;
        QTest::newRow("from right to left") << true;
    }

    void cellsAreMarked()
    {
        QFETCH(bool, isRightToLeft);
        Table table(60);
        QVERIFY(table.isReady);
        if (isRightToLeft)
            table.console.table().setLayoutDirection(Qt::RightToLeft);
        const QColor mark = themeColors(table.console.table().palette()).filterBusy.fill;
        const auto marked = [&](int row, int column) {
            QTableView& view = table.console.table();
            const QRect place = view.visualRect(view.model()->index(row, column));
            const QImage image = view.viewport()->grab(place).toImage();
            int pixels = 0;
            for (int x = 0; x < image.width(); ++x)
                pixels += image.pixelColor(x, image.height() / 2 - 7) == mark ? 1 : 0;
            return pixels;
        };
        const QString name = table.console.cell(2, 1);
        const QString word = name.section(u' ', 0, 0);
        QCOMPARE(marked(2, 1), 0);
        table.open();
        table.type(word.toUpper());
        QTRY_VERIFY(marked(2, 1) > 10);
        QVERIFY(marked(2, 1) < table.console.table().columnWidth(1) - 16); // the word alone
        QCOMPARE(marked(2, 0), 0);
        QTest::keyClick(&table.field(), Qt::Key_Escape);
        QTRY_COMPARE(marked(2, 1), 0);
    }
};

QTEST_MAIN(TestFindInTable)
#include "tst_findintable.moc"
