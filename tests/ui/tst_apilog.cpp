// The API log in the window: opened by its key, filled by real requests, copied from.

#include "support/consolewindow.h"

#include "ui/jobs/apilogview.h"
#include "ui/parts/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenu>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

struct LogWindow
{
    LogWindow()
        : console({ .identities = 300 })
        , dock(console.find<QDockWidget>(u"bottom"_s))
        , table(console.find<QTableView>(u"apiCalls"_s))
    {
        ready = QTest::qWaitFor([this] { return console.rows() > 0; }, 10'000);
        for (QAction* action : console.window().findChildren<QAction*>()) {
            if (action->text() == u"API log"_s)
                action->trigger();
        }
    }
    QString cell(int row, int column)
    {
        return table->model()->index(row, column).data().toString();
    }
    bool choose(const QString& text)
    {
        emit table->customContextMenuRequested(QPoint(5, 5));
        for (auto* menu : console.window().findChildren<QMenu*>(u"apiLogMenu"_s)) {
            for (QAction* action : menu->actions()) {
                if (action->text() == text && action->isEnabled()) {
                    action->trigger();
                    menu->close();
                    return true;
                }
            }
            menu->close();
        }
        return false;
    }

    ConsoleWindow console;
    QDockWidget* dock;
    QTableView* table;
    bool ready = false;
};

} // namespace

class TestApiLog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void showsEveryRequest();
    void filtersAndHolds();
    void copiesWithoutSecrets();
    void showsFailuresWithTheirTrackingId();
};

void TestApiLog::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    applyTheme(*qApp, ThemeMode::Light);
}

void TestApiLog::showsEveryRequest()
{
    LogWindow log;
    QVERIFY(log.ready);
    QVERIFY(log.dock->isVisible());
    QVERIFY(log.console.find<QLineEdit>(u"apiLogFilter"_s)->hasFocus());
    QVERIFY(QTest::qWaitFor([&] { return log.cell(0, ApiLogModel::Status) == u"200 OK"_s; }));
    // All that the tenant saw, the sign-in and the counts of the views included.
    QVERIFY(QTest::qWaitFor([&] {
        return log.table->model()->rowCount() > 8
            && log.table->model()->rowCount() == log.console.tenant().activity().requests;
    }));
    const int last = log.table->model()->rowCount() - 1;
    QCOMPARE(log.cell(last, ApiLogModel::Path), u"/oauth/token"_s);
    // The rows before the counts.
    QVERIFY(log.cell(last - 1, ApiLogModel::Path).startsWith(u"/v2024/identities?"_s));
    QCOMPARE(log.cell(last - 1, ApiLogModel::Lane), u"Interactive"_s);
    QCOMPARE(log.cell(0, ApiLogModel::Lane), u"Bulk"_s);
}

void TestApiLog::filtersAndHolds()
{
    LogWindow log;
    QVERIFY(log.ready);
    auto* field = log.console.find<QLineEdit>(u"apiLogFilter"_s);
    QTest::keyClicks(field, u"oauth"_s);
    QCOMPARE(log.table->model()->rowCount(), 1);
    QTest::keyClicks(field, u"zzz"_s);
    QCOMPARE(log.table->model()->rowCount(), 0);
    QVERIFY(!log.table->isVisible()); // the page says that none fits
    field->clear();
    QVERIFY(log.table->isVisible());
    const int rows = log.table->model()->rowCount();
    QTest::mouseClick(log.console.find<QAbstractButton>(u"apiLogHold"_s), Qt::LeftButton,
        Qt::NoModifier, QPoint(8, 8));
    const int total = log.console.rows();
    log.console.search(u"ma"_s);
    QVERIFY(QTest::qWaitFor([&] { return log.console.rows() > 0 && log.console.rows() < total; }));
    QCOMPARE(log.table->model()->rowCount(), rows);
    QTest::mouseClick(log.console.find<QAbstractButton>(u"apiLogHold"_s), Qt::LeftButton,
        Qt::NoModifier, QPoint(8, 8));
    QVERIFY(log.table->model()->rowCount() > rows);
}

void TestApiLog::copiesWithoutSecrets()
{
    LogWindow log;
    QVERIFY(log.ready);
    QVERIFY(log.console.button(u"Copy as curl"_s) != nullptr);
    QVERIFY(!log.console.button(u"Copy as curl"_s)->isEnabled());
    for (int row = 0; row < log.table->model()->rowCount(); ++row) {
        log.table->setCurrentIndex(log.table->model()->index(row, 0));
        for (const QString& how : { u"Copy as curl"_s, u"Copy as PowerShell"_s }) {
            QApplication::clipboard()->clear();
            QTest::mouseClick(log.console.button(how), Qt::LeftButton);
            const QString copied = QApplication::clipboard()->text();
            QVERIFY(copied.contains(u"ISC_TOKEN"_s));
            QVERIFY(!copied.contains(log.console.tenant().clientSecret()));
            QVERIFY(copied.contains(log.console.tenant().baseUrl()));
        }
    }
    QVERIFY(log.choose(u"Copy as curl"_s));
    QVERIFY(QApplication::clipboard()->text().startsWith(u"curl -X "_s));
}

void TestApiLog::showsFailuresWithTheirTrackingId()
{
    LogWindow log;
    QVERIFY(log.ready && log.console.waitForCounts());
    log.console.tenant().faults().add(
        { .kind = demo::FaultKind::ServerFault, .count = 1, .pathContains = u"/identities"_s });
    const int total = log.console.rows();
    log.console.search(u"ma"_s);
    QVERIFY(QTest::qWaitFor([&] { return log.console.rows() > 0 && log.console.rows() < total; }));
    QVERIFY(QTest::qWaitFor([&] { return log.cell(0, ApiLogModel::Status) == u"200 OK"_s; }));
    QCOMPARE(log.cell(0, ApiLogModel::Tries), u"2"_s);
    // Failures of all attempts.
    log.console.tenant().faults().add(
        { .kind = demo::FaultKind::ServerFault, .count = 9, .pathContains = u"/identities"_s });
    log.console.search(u"b"_s);
    QTest::mouseClick(log.console.find<QAbstractButton>(u"apiLogFailures"_s), Qt::LeftButton,
        Qt::NoModifier, QPoint(8, 8));
    QVERIFY(QTest::qWaitFor(
        [&] {
            return log.table->model()->rowCount() == 1 && log.cell(0, ApiLogModel::Tries) == u"3"_s;
        },
        10'000));
    QCOMPARE(log.cell(0, ApiLogModel::Status), u"503 Server error"_s);
    QVERIFY(!log.cell(0, ApiLogModel::TrackingId).isEmpty());
    log.table->setCurrentIndex(log.table->model()->index(0, 0));
    QVERIFY(log.choose(u"Copy tracking id"_s));
    QCOMPARE(QApplication::clipboard()->text(), log.cell(0, ApiLogModel::TrackingId));
}

QTEST_MAIN(TestApiLog)
#include "tst_apilog.moc"
