// Every fault a tenant or network can show, met by the real window.

#include "support/consolewindow.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStandardPaths>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;
using demo::FaultKind;

class TestFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void passingFaultsAreNotSeen_data();
    void passingFaultsAreNotSeen();
    void lastingFaultsAreExplainedAndRetried_data();
    void lastingFaultsAreExplainedAndRetried();
    void aRefusedFilterIsMarkedAndKept();
    void aRefusalWithoutAPlaceStaysWithTheConditions();
    void aPageThatFailsSaysSoInItsRows();
    void tooManyRequestsIsAWaitNotAnError();
    void tokensExpireUnseen();
    void shortTokensWork();
    void forbiddenNamesTheRight();
    void slowAnswersLeaveTheWindowAlive();
    void detailsFailOnTheirOwn();
    void faultsByChanceAreSurvived();
    void theTenantGoesAway();
};

void TestFaults::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    applyTheme(*qApp, ThemeMode::Light);
}

void TestFaults::passingFaultsAreNotSeen_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("5xx") << int(FaultKind::ServerFault);
    QTest::newRow("HTML page of a gateway") << int(FaultKind::HtmlError);
    QTest::newRow("dropped before the answer") << int(FaultKind::DropBefore);
    QTest::newRow("dropped after acting") << int(FaultKind::DropAfter);
    QTest::newRow("dropped in mid-body") << int(FaultKind::DropMidBody);
    QTest::newRow("truncated") << int(FaultKind::TruncatedJson);
    QTest::newRow("wrong JSON") << int(FaultKind::WrongJson);
    QTest::newRow("429") << int(FaultKind::RateLimited);
}

void TestFaults::passingFaultsAreNotSeen()
{
    QFETCH(int, kind);
    ConsoleWindow console({ .identities = 300 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }) && console.waitForCounts());
    const int rows = console.rows();
    console.tenant().faults().add(
        { .kind = static_cast<FaultKind>(kind), .count = 1, .pathContains = u"/identities"_s });
    console.search(u"a"_s);
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0 && console.rows() < rows; }, 10'000));
    QVERIFY(console.waitForLoadedScreen());
    QVERIFY(console.table().isVisible());
}

void TestFaults::lastingFaultsAreExplainedAndRetried_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("title");
    QTest::newRow("5xx") << int(FaultKind::ServerFault) << u"ISC had an internal error (503)."_s;
    QTest::newRow("HTML") << int(FaultKind::HtmlError) << u"ISC had an internal error (502)."_s;
    QTest::newRow("dropped") << int(FaultKind::DropBefore) << u"No connection to 127.0.0.1:%1."_s;
    QTest::newRow("mid-body") << int(FaultKind::DropMidBody) << u"No connection to 127.0.0.1:%1."_s;
    QTest::newRow("truncated") << int(FaultKind::TruncatedJson)
                               << u"The answer was not what the API describes."_s;
    QTest::newRow("wrong JSON") << int(FaultKind::WrongJson)
                                << u"The answer was not what the API describes."_s;
}

void TestFaults::lastingFaultsAreExplainedAndRetried()
{
    QFETCH(int, kind);
    QFETCH(QString, title);
    ConsoleWindow console({ .identities = 300 });
    if (title.contains(u"%1"_s))
        title = title.arg(console.tenant().port());
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    console.tenant().faults().add(
        { .kind = static_cast<FaultKind>(kind), .count = 100, .pathContains = u"/identities"_s });
    console.search(u"a"_s);
    QVERIFY2(QTest::qWaitFor([&] { return console.stateTitle() == title; }, 10'000),
        qPrintable(console.stateTitle()));
    QTest::mouseClick(console.button(u"Copy details"_s), Qt::LeftButton);
    QVERIFY(QApplication::clipboard()->text().startsWith(title));
    QVERIFY(!QApplication::clipboard()->text().contains(console.tenant().clientSecret()));
    console.tenant().faults().clearPlanned();
    QTest::mouseClick(console.button(u"Retry"_s), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000));
    QVERIFY(console.table().isVisible());
}

void TestFaults::aRefusedFilterIsMarkedAndKept()
{
    ConsoleWindow console({ .identities = 300 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }) && console.waitForCounts());
    const QString text = u"name sw \"a\" and alias sw \"b\""_s;
    console.tenant().faults().add({ .kind = FaultKind::ServerFault,
        .count = 1,
        .pathContains = u"/identities"_s,
        .status = 400,
        .text = u"Unexpected <b>alias</b> at position 16."_s });
    QTest::mouseClick(console.find<QToolButton>(u"expressionButton"_s), Qt::LeftButton);
    auto* field = console.find<QLineEdit>(u"expression"_s);
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
    const QString said = u"The tenant refused this: Unexpected <b>alias</b> at position 16."_s;
    QVERIFY2(QTest::qWaitFor([&] { return field->accessibleDescription() == said; }, 10'000),
        qPrintable(field->accessibleDescription()));
    QCOMPARE(field->text(), text);
    auto* message = console.find<QLabel>(u"filterMessage"_s);
    QCOMPARE(message->text(), said);
    QCOMPARE(message->textFormat(), Qt::PlainText);
    QTest::mouseClick(message, Qt::LeftButton);
    QCOMPARE(field->cursorPosition(), 16);
    QVERIFY(field->hasFocus());
    QCOMPARE(console.stateTitle(), u"ISC did not accept the request."_s);
    // The next try may go well, and then nothing is left of it.
    QTest::mouseClick(console.button(u"Retry"_s), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor(
        [&] { return field->accessibleDescription().contains(u"match"_s); }, 10'000));
}

void TestFaults::aRefusalWithoutAPlaceStaysWithTheConditions()
{
    ConsoleWindow console({ .identities = 300 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }) && console.waitForCounts());
    console.tenant().faults().add({ .kind = FaultKind::ServerFault,
        .count = 1,
        .pathContains = u"/identities"_s,
        .status = 400,
        .text = u"Too complex."_s });
    console.search(u"ma"_s);
    QVERIFY(QTest::qWaitFor(
        [&] { return console.stateTitle() == u"ISC did not accept the request."_s; }, 10'000));
    QVERIFY(!console.find<QToolButton>(u"expressionButton"_s)->isChecked());
    QCOMPARE(console.find<QLineEdit>(u"quickSearch"_s)->text(), u"ma"_s);
    QTest::mouseClick(console.find<QToolButton>(u"expressionButton"_s), Qt::LeftButton);
    QCOMPARE(console.find<QLabel>(u"filterMessage"_s)->text(),
        u"The tenant refused this: Too complex."_s);
}

void TestFaults::aPageThatFailsSaysSoInItsRows()
{
    ConsoleWindow console({ .identities = 2000 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 1000; }) && console.waitForCounts());
    console.tenant().faults().add(
        { .kind = FaultKind::WrongJson, .count = 100, .pathContains = u"/identities"_s });
    console.table().scrollTo(console.table().model()->index(1100, 1));
    QVERIFY(QTest::qWaitFor(
        [&] { return console.cell(1100, 1).startsWith(u"Not loaded: The answer was not"_s); },
        10'000));
    QVERIFY(!console.cell(3, 1).isEmpty()); // what was loaded stays
    console.tenant().faults().clearPlanned();
    const int asked = console.tenant().activity().requests;
    console.clickCell(1100, 1); // the row itself is the way to try again
    QVERIFY(console.waitForLoadedScreen());
    QVERIFY(console.tenant().activity().requests - asked <= 2); // what was there is not read again
    QVERIFY(!console.cell(1100, 1).startsWith(u"Not loaded"_s));
}

void TestFaults::tooManyRequestsIsAWaitNotAnError()
{
    ConsoleWindow console({ .identities = 300 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    console.tenant().faults().add({ .kind = FaultKind::RateLimited,
        .count = 1,
        .pathContains = u"/identities"_s,
        .retryAfterSeconds = 1 });
    console.search(u"a"_s);
    const auto waits = [&] {
        for (const QLabel* label : console.window().findChildren<QLabel*>()) {
            if (label->text().contains(u"request limit"_s))
                return true;
        }
        return false;
    };
    QVERIFY(QTest::qWaitFor(waits, 5000));
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000));
    QVERIFY(console.table().isVisible());
    QVERIFY(QTest::qWaitFor([&] { return !waits(); }, 5000));
}

void TestFaults::tokensExpireUnseen()
{
    ConsoleWindow console({ .identities = 300 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    const int rows = console.rows();
    console.tenant().expireTokens();
    console.search(u"a"_s);
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0 && console.rows() < rows; }));
    QCOMPARE(console.tenant().activity().tokensGranted, 2);
}

void TestFaults::shortTokensWork()
{
    ConsoleWindow console({ .identities = 300, .tokenLifetimeSeconds = 15 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    QCOMPARE(console.tenant().activity().tokensGranted, 1);
}

void TestFaults::forbiddenNamesTheRight()
{
    ConsoleWindow console(
        { .identities = 100 }, {}, {}, { .client = WindowSetup::Client::WithoutUser });
    QVERIFY(QTest::qWaitFor(
        [&] { return console.stateTitle() == u"Not allowed: list identities."_s; }));
    bool named = false;
    for (const QLabel* label : console.visible(u"listState"_s)->findChildren<QLabel*>())
        named = named || label->text().contains(u"idn:identity:read"_s);
    QVERIFY(named);
}

void TestFaults::slowAnswersLeaveTheWindowAlive()
{
    ConsoleWindow console({ .identities = 2000 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    console.tenant().faults().set({ .latencyMs = 700 });
    console.search(u"a"_s);
    QVERIFY(QTest::qWaitFor([&] { return console.stateTitle() == u"Loading identities…"_s; }));
    console.search(u"b"_s); // the newer wish wins
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000));
    QVERIFY(console.waitForLoadedScreen());
    const QString first = console.cell(0, 1) + u' ' + console.cell(0, 2);
    QVERIFY2(first.contains(u'b', Qt::CaseInsensitive), qPrintable(first));
}

void TestFaults::detailsFailOnTheirOwn()
{
    ConsoleWindow console({ .identities = 300 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    QVERIFY(console.waitForLoadedScreen());
    console.tenant().faults().add(
        { .kind = FaultKind::WrongJson, .count = 3, .pathContains = u"/identities/"_s });
    console.clickCell(3, 1);
    QVERIFY(QTest::qWaitFor([&] { return console.button(u"Retry"_s) != nullptr; }));
    QCOMPARE(console.find<QLabel>(u"value0"_s)->text(), console.cell(3, 1)); // the row's, still
    QTest::mouseClick(console.button(u"Retry"_s), Qt::LeftButton);
    auto* json = console.find<QPlainTextEdit>(u"json"_s);
    QVERIFY(QTest::qWaitFor([&] { return !json->toPlainText().isEmpty(); }));
    QVERIFY(console.button(u"Retry"_s) == nullptr);
}

void TestFaults::faultsByChanceAreSurvived()
{
    ConsoleWindow console({ .identities = 5000,
        .faults = { .jitterMs = 10,
            .rateLimited = 5,
            .serverFault = 8,
            .dropBefore = 5,
            .dropAfter = 5,
            .dropMidBody = 5,
            .truncatedJson = 3,
            .wrongJson = 3,
            .htmlError = 3,
            .seed = 7 } });
    const auto settled = [&] { return console.rows() > 4000 || !console.stateTitle().isEmpty(); };
    QVERIFY(QTest::qWaitFor(settled, 20'000));
    for (int i = 0; i < 20 && console.rows() == 0; ++i) {
        if (QAbstractButton* retry = console.button(u"Retry"_s))
            QTest::mouseClick(retry, Qt::LeftButton);
        QVERIFY(QTest::qWaitFor(
            [&] { return console.rows() > 0 || console.button(u"Retry"_s); }, 20'000));
    }
    QVERIFY(console.rows() > 4000);
    // Every row on screen ends as loaded or says why not: nothing stays "loading".
    for (int row = 0; row < console.rows(); row += 700) {
        console.table().scrollTo(console.table().model()->index(row, 1));
        QVERIFY(QTest::qWaitFor([&] { return !console.cell(row, 1).isEmpty(); }, 20'000));
    }
}

void TestFaults::theTenantGoesAway()
{
    ConsoleWindow console({ .identities = 2000 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    QVERIFY(console.waitForLoadedScreen());
    const QString first = console.cell(0, 1);
    console.tenant().stop();
    console.table().scrollTo(console.table().model()->index(1500, 1));
    const bool said = QTest::qWaitFor(
        [&] { return console.cell(1500, 1).startsWith(u"Not loaded: No connection to"_s); },
        30'000);
    QVERIFY2(said, qPrintable(console.cell(1500, 1)));
    QCOMPARE(console.cell(0, 1), first); // what was loaded stays,
    for (QAction* action : console.window().findChildren<QAction*>()) {
        if (action->text() == u"Refresh"_s)
            action->trigger();
    }
    console.table().scrollToTop();
    QWidget* strip = console.find<QWidget>(u"offlineStrip"_s);
    QVERIFY(QTest::qWaitFor([&] { return strip->isVisible(); }, 10'000));
    QCOMPARE(console.cell(0, 1), first); // also when it is asked for anew in vain
    // Back on the same address: the strip goes, and what was missing comes, by itself or at once.
    QString problem;
    QVERIFY2(console.restartTenant(&problem), qPrintable(problem));
    QTest::mouseClick(console.button(u"Try now"_s, strip), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return !strip->isVisible(); }, 15'000));
}

QTEST_MAIN(TestFaults)
#include "tst_faults.moc"
