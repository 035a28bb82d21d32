// The window as a person uses it: clicks and keys against a demo tenant over HTTP.

#include "support/consolewindow.h"
#include "support/memoryvault.h"

#include "ui/filter/filterbar.h"
#include "ui/window/startwindow.h"

#include "models/table/identitytablemodel.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

constexpr int Tick = 0;
constexpr int Name = 1;
constexpr int Email = 3;
constexpr int Status = 4;

bool isTicked(ConsoleWindow& console, int row)
{
    return console.table().model()->index(row, Tick).data(Qt::CheckStateRole).toInt()
        == Qt::Checked;
}

QString selectionText(ConsoleWindow& console)
{
    return console.find<QLabel>(u"selectionCount"_s)->text();
}

demo::TenantConfig people(quint32 count)
{
    return { .identities = count };
}

/// Correlated identities of a tenant, as its own data says.
int correlated(ConsoleWindow& console)
{
    const bool there = QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000);
    return there && console.waitForLoadedScreen() ? console.rows() : -1;
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void opensOnTheFirstRows();
    void quickSearchNarrowsAndComesBack();
    void keysOfTheWindowWorkInFields();
    void nothingMatchesIsSaidWithTheFilter();
    void scopeShowsTheUncorrelated();
    void expressionIsCheckedWhileTyping();
    void sortsByWhatTheApiSorts();
    void scrollsToTheFarEnd();
    void aClickNeverChangesTheSelection();
    void ticksByBoxSpaceAndRange();
    void selectionSurvivesSortingAndFiltering();
    void allMatchingBelongsToItsView();
    void selectAllByKeyboard();
    void detailsFollowTheCurrentRow();
    void hostileNamesStayText();
    void copiesIdAndRow();
    void themesSwitchWhileRunning();
    void everyControlHasAName();
    void notConnectedSaysHowToConnect();
};

void TestMainWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    applyTheme(*qApp, ThemeMode::Light);
}

void TestMainWindow::opensOnTheFirstRows()
{
    ConsoleWindow console(people(1000));
    const int total = correlated(console);
    QVERIFY(total > 900 && total < 1000);
    QVERIFY(console.window().windowTitle().contains(u"[DEMO]"_s));
    // Another demo tenant is called the same.
    const QString address = console.tenant().baseUrl().section(u"//"_s, -1);
    QVERIFY2(console.window().windowTitle().startsWith(u"acme-demo (%1)"_s.arg(address)),
        qPrintable(console.window().windowTitle()));
    QVERIFY(console.waitForLoadedScreen());
    QVERIFY(!console.cell(0, Name).isEmpty());
    QCOMPARE(selectionText(console), u"0 selected"_s);
}

void TestMainWindow::quickSearchNarrowsAndComesBack()
{
    ConsoleWindow console(people(1000));
    const int total = correlated(console);
    console.search(u"ma"_s);
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0 && console.rows() < total; }));
    QVERIFY(console.waitForLoadedScreen());
    // Begins with, over name, account, email, first and last name.
    for (int row = 0; row < std::min(console.rows(), 25); ++row) {
        const QString all = u' ' + console.cell(row, Name) + u' ' + console.cell(row, 2) + u' '
            + console.cell(row, Email);
        QVERIFY2(all.contains(u" ma"_s, Qt::CaseInsensitive), qPrintable(all));
    }
    auto* field = console.find<QLineEdit>(u"quickSearch"_s);
    // Enter went to what was found; Esc leaves the field first, and clears it then.
    QVERIFY(console.table().hasFocus());
    field->setFocus();
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(console.table().hasFocus());
    QCOMPARE(field->text(), u"ma"_s);
    QTest::keyClick(&console.table(), Qt::Key_Escape);
    QVERIFY(console.waitForRows(total));
    QVERIFY(field->text().isEmpty());
    field->setFocus();
    QTest::keyClicks(field, u"ma"_s);
    QTest::keyClick(field, Qt::Key_Down); // at once, not when the pause after typing is over
    QVERIFY(console.table().hasFocus());
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0 && console.rows() < total; }));
}

/// A line edit has keys of its own, Ctrl+E among them; copying and the like stay its own.
void TestMainWindow::keysOfTheWindowWorkInFields()
{
    ConsoleWindow console(people(100));
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    auto* field = console.find<QLineEdit>(u"quickSearch"_s);
    field->setFocus();
    QTest::keyClicks(field, u"zz"_s);
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(field->selectedText(), u"zz"_s);
    QCOMPARE(selectionText(console), u"0 selected"_s);
    field->clear();
    QTest::keyClick(field, Qt::Key_E, Qt::ControlModifier);
    QVERIFY(console.dialog() != nullptr);
    QCOMPARE(console.dialog()->objectName(), u"exportDialog"_s);
}

void TestMainWindow::nothingMatchesIsSaidWithTheFilter()
{
    ConsoleWindow console(people(100));
    const int total = correlated(console);
    console.search(u"zzzz\"nobody\\"_s);
    QVERIFY(QTest::qWaitFor([&] { return console.stateTitle() == u"No identities match"_s; }));
    QTest::mouseClick(console.button(u"Clear filter"_s), Qt::LeftButton);
    QVERIFY(console.waitForRows(total));
    QVERIFY(console.table().isVisible());
    QVERIFY(console.find<QLineEdit>(u"quickSearch"_s)->text().isEmpty());
}

void TestMainWindow::scopeShowsTheUncorrelated()
{
    ConsoleWindow console(people(1000));
    const int inScope = correlated(console);
    auto* scope = console.find<QComboBox>(u"scope"_s);
    scope->setFocus();
    QTest::keyClick(scope, Qt::Key_Down);
    QVERIFY(console.waitForRows(1000 - inScope));
    QTest::keyClick(scope, Qt::Key_Down);
    QVERIFY(console.waitForRows(1000));
}

void TestMainWindow::expressionIsCheckedWhileTyping()
{
    ConsoleWindow console(people(1000));
    const int total = correlated(console);
    QTest::mouseClick(console.find<QToolButton>(u"expressionButton"_s), Qt::LeftButton);
    auto* expression = console.find<QLineEdit>(u"expression"_s);
    QVERIFY(expression->isVisible());
    QTest::keyClicks(expression, u"email co \"x\""_s);
    QVERIFY2(expression->accessibleDescription().contains(u"\"email\" allows eq and sw, not co"_s),
        qPrintable(expression->accessibleDescription()));
    QVERIFY(expression->accessibleDescription().startsWith(u"Position 7"_s));
    QTest::keyClick(expression, Qt::Key_Return);
    QCOMPARE(console.rows(), total); // refused here: nothing was sent
    QCOMPARE(expression->text(), u"email co \"x\""_s); // and nothing typed was lost

    expression->clear();
    QTest::keyClicks(expression, u"cloudStatus eq \"LOCKED\" or not alias sw \"a\""_s);
    QCOMPARE(expression->accessibleDescription(), u"Press Enter to apply."_s);
    QTest::keyClick(expression, Qt::Key_Return);
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0 && console.rows() < total; }));
    QVERIFY(QTest::qWaitFor(
        [&] { return expression->accessibleDescription().endsWith(u"identities match."_s); }));
}

void TestMainWindow::sortsByWhatTheApiSorts()
{
    ConsoleWindow console(people(1000));
    correlated(console);
    const QString first = console.cell(0, Name);
    console.clickHeader(Name);
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0 && console.cell(0, Name) != first; }));
    const QString last = console.cell(0, Name);
    QVERIFY(last.compare(first, Qt::CaseInsensitive) > 0);
    console.clickHeader(Status);
    QVERIFY(console.waitForLoadedScreen());
    QVERIFY(QTest::qWaitFor([&] { return console.cell(0, Status) == u"Active"_s; }));
    console.clickHeader(Email);
    QCOMPARE(console.statusText(),
        u"ISC cannot sort by email. It sorts by display name, account name and status."_s);
    QCOMPARE(console.cell(0, Status), u"Active"_s);
}

void TestMainWindow::scrollsToTheFarEnd()
{
    ConsoleWindow console(people(5000));
    const int total = correlated(console);
    console.table().setFocus();
    QTest::keyClick(&console.table(), Qt::Key_End, Qt::ControlModifier);
    console.table().scrollToBottom();
    QVERIFY(console.waitForLoadedScreen());
    QVERIFY(!console.cell(total - 1, Name).isEmpty());
    // Dragging through everything asks for what stays on screen, not for all that was passed.
    const int before = console.tenant().activity().requests;
    for (int value = total - 1; value >= 0; value -= 40)
        console.table().verticalScrollBar()->setValue(value);
    QVERIFY(console.waitForLoadedScreen());
    QVERIFY2(console.tenant().activity().requests - before <= 6,
        qPrintable(QString::number(console.tenant().activity().requests - before)));
}

void TestMainWindow::aClickNeverChangesTheSelection()
{
    ConsoleWindow console(people(300));
    correlated(console);
    console.clickCell(2, Tick);
    console.clickCell(4, Tick);
    QCOMPARE(selectionText(console), u"2 selected"_s);
    console.clickCell(7, Name);
    QCOMPARE(console.table().currentIndex().row(), 7);
    QTest::keyClick(&console.table(), Qt::Key_Down);
    QCOMPARE(console.table().currentIndex().row(), 8);
    QCOMPARE(selectionText(console), u"2 selected"_s);
    QVERIFY(isTicked(console, 2) && isTicked(console, 4) && !isTicked(console, 7));
}

void TestMainWindow::ticksByBoxSpaceAndRange()
{
    ConsoleWindow console(people(300));
    correlated(console);
    console.clickCell(3, Name);
    QTest::keyClick(&console.table(), Qt::Key_Space);
    QVERIFY(isTicked(console, 3));
    console.clickCell(6, Name, Qt::ShiftModifier);
    QCOMPARE(selectionText(console), u"4 selected"_s);
    console.clickCell(5, Name, Qt::ControlModifier);
    QVERIFY(!isTicked(console, 5));
    QCOMPARE(selectionText(console), u"3 selected"_s);
    QTest::keyClick(&console.table(), Qt::Key_Down, Qt::ShiftModifier);
    console.clickHeader(Tick);
    QVERIFY(isTicked(console, 0));
    QTest::mouseClick(console.button(u"Clear"_s), Qt::LeftButton);
    QCOMPARE(selectionText(console), u"0 selected"_s);
}

void TestMainWindow::selectionSurvivesSortingAndFiltering()
{
    ConsoleWindow console(people(1000));
    const int total = correlated(console);
    console.clickCell(0, Tick);
    const QString who = console.cell(0, Name);
    console.clickHeader(Name); // descending: far away now
    QVERIFY(QTest::qWaitFor([&] {
        return console.rows() == total && console.cell(0, Name) != who
            && !console.cell(0, Name).isEmpty();
    }));
    QCOMPARE(selectionText(console), u"1 selected"_s);
    console.search(u"zzzz"_s);
    QVERIFY(QTest::qWaitFor([&] { return console.stateTitle() == u"No identities match"_s; }));
    QCOMPARE(selectionText(console), u"1 selected"_s);
    QTest::mouseClick(console.button(u"Clear filter"_s), Qt::LeftButton);
    QVERIFY(console.waitForRows(total));
    console.clickHeader(Name);
    QVERIFY(QTest::qWaitFor([&] { return console.cell(0, Name) == who; }));
    QVERIFY(isTicked(console, 0));
}

void TestMainWindow::allMatchingBelongsToItsView()
{
    ConsoleWindow console(people(1000));
    const int total = correlated(console);
    console.search(u"ma"_s);
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0 && console.rows() < total; }));
    const int matching = console.rows();
    QTest::mouseClick(console.button(u"Select all %1 matching"_s.arg(matching)), Qt::LeftButton);
    QCOMPARE(selectionText(console), u"All %1 matching selected"_s.arg(matching));
    QVERIFY(isTicked(console, 0));
    console.clickCell(1, Tick);
    QCOMPARE(selectionText(console), u"All %1 matching except 1 selected"_s.arg(matching));

    console.search(u"b"_s);
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0 && console.rows() != matching; }));
    QVERIFY(selectionText(console).endsWith(u"in another view"_s));
    console.clickCell(0, Tick); // refused: who is ticked here cannot be told
    QVERIFY(console.statusText().startsWith(u"Another view is selected"_s));
    QVERIFY(!isTicked(console, 0));
    QTest::mouseClick(console.button(u"Show that view"_s), Qt::LeftButton);
    QVERIFY(console.waitForRows(matching));
    QVERIFY(isTicked(console, 0) && !isTicked(console, 1));
}

void TestMainWindow::selectAllByKeyboard()
{
    ConsoleWindow console(people(500));
    const int total = correlated(console);
    console.table().setFocus();
    QAction* selectAll = nullptr;
    QAction* none = nullptr;
    for (QAction* action : console.window().findChildren<QAction*>()) {
        if (action->shortcut() == QKeySequence(QKeySequence::SelectAll))
            selectAll = action;
        if (action->shortcut() == QKeySequence(u"Ctrl+Shift+A"_s))
            none = action;
    }
    QVERIFY(selectAll != nullptr && none != nullptr);
    selectAll->trigger();
    QVERIFY(isTicked(console, 0));
    QVERIFY(!selectionText(console).startsWith(u"All"_s));
    selectAll->trigger();
    QCOMPARE(selectionText(console), u"All %1 matching selected"_s.arg(total));
    none->trigger();
    QCOMPARE(selectionText(console), u"0 selected"_s);
}

void TestMainWindow::detailsFollowTheCurrentRow()
{
    ConsoleWindow console(people(300));
    correlated(console);
    console.clickCell(20, Name);
    auto* title = console.find<QLabel>(u"detailTitle"_s);
    QCOMPARE(title->text(), console.cell(20, Name)); // at once, from the row
    auto* json = console.find<QPlainTextEdit>(u"json"_s);
    QVERIFY(QTest::qWaitFor([&] { return !json->toPlainText().isEmpty(); }));
    const QString id
        = console.table().model()->index(20, 0).data(IdentityTableModel::IdentityIdRole).toString();
    const QJsonObject record = QJsonDocument::fromJson(json->toPlainText().toUtf8()).object();
    QCOMPARE(record.value(u"id"_s).toString(), id);
    QCOMPARE(console.find<QLabel>(u"value3"_s)->text(), id);
    auto* attributes = console.find<QTreeView>(u"attributes"_s);
    QCOMPARE(attributes->model()->rowCount(),
        static_cast<int>(record.value(u"attributes"_s).toObject().size()));

    // Walking through rows asks only for the one where the person stops.
    const int before = console.tenant().activity().requests;
    for (int i = 0; i < 10; ++i)
        QTest::keyClick(&console.table(), Qt::Key_Down);
    QCOMPARE(title->text(), console.cell(30, Name));
    QVERIFY(QTest::qWaitFor([&] { return !json->toPlainText().isEmpty(); }));
    QCOMPARE(console.tenant().activity().requests - before, 1);
}

void TestMainWindow::hostileNamesStayText()
{
    ConsoleWindow console(people(5000));
    correlated(console);
    int shown = 0;
    for (int row = 0; row < 40; ++row) {
        const QString name = console.cell(row, Name);
        if (!name.contains(u'<'))
            continue;
        ++shown;
        console.clickCell(row, Name);
        QCOMPARE(console.find<QLabel>(u"detailTitle"_s)->text(), name);
    }
    QVERIFY(shown > 0);
    for (const QLabel* label : console.window().findChildren<QLabel*>()) {
        if (!label->text().isEmpty())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

void TestMainWindow::copiesIdAndRow()
{
    ConsoleWindow console(people(300));
    correlated(console);
    console.clickCell(5, Name);
    const auto trigger = [&](const QKeySequence& keys) {
        for (QAction* action : console.window().findChildren<QAction*>()) {
            if (action->shortcut() == keys)
                action->trigger();
        }
    };
    trigger(QKeySequence(u"Ctrl+Shift+C"_s));
    QCOMPARE(QApplication::clipboard()->text(),
        console.table().model()->index(5, 0).data(IdentityTableModel::IdentityIdRole).toString());
    trigger(QKeySequence(QKeySequence::Copy));
    const QStringList cells = QApplication::clipboard()->text().split(u'\t');
    QCOMPARE(cells.size(), 7);
    QCOMPARE(cells.first(), console.cell(5, Name));
}

void TestMainWindow::themesSwitchWhileRunning()
{
    ConsoleWindow console(people(300));
    correlated(console);
    const auto brightness = [&] {
        // On average: a single pixel may belong to a letter.
        const QImage image = console.table().viewport()->grab().toImage();
        return image.scaled(1, 1, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
            .pixelColor(0, 0)
            .lightness();
    };
    QVERIFY(brightness() > 200);
    for (QAction* action : console.window().findChildren<QAction*>()) {
        if (action->text() == u"Dark"_s)
            action->trigger();
    }
    QTRY_VERIFY2(brightness() < 90, qPrintable(QString::number(brightness())));
    applyTheme(*qApp, ThemeMode::Light);
    QTRY_VERIFY(brightness() > 200);
}

void TestMainWindow::everyControlHasAName()
{
    ConsoleWindow console(people(300));
    correlated(console);
    console.clickCell(0, Name);
    for (const auto* widget : console.window().findChildren<QWidget*>()) {
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool field
            = qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QComboBox*>(widget);
        if (!widget->isVisible() || widget->objectName().startsWith(u"qt_"_s))
            continue;
        if (field)
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        if (button != nullptr && button->text().isEmpty() && button->focusPolicy() != Qt::NoFocus)
            QVERIFY2(!button->accessibleName().isEmpty() || !button->toolTip().isEmpty(),
                qPrintable(
                    button->objectName() + QString::fromLatin1(button->metaObject()->className())));
    }
}

void TestMainWindow::notConnectedSaysHowToConnect()
{
    const QTemporaryDir folder;
    MemoryVault::Entries entries;
    ConnectionDesk desk(
        folder.filePath(u"profiles.json"_s), std::make_unique<MemoryVault>(entries), {});
    const SystemClock clock;
    Settings settings(folder.filePath(u"settings.ini"_s));
    Notices notices;
    StartWindow window({ .connections = desk,
        .clock = clock,
        .settings = settings,
        .notices = notices,
        .journalPath = {} });
    window.showProblem(u"Connect to a tenant"_s, u"Set SAIL_BASE_URL."_s);
    window.show();
    bool asked = false;
    connect(&window, &StartWindow::demoRequested, &window, [&asked] { asked = true; });
    for (auto* button : window.findChildren<QAbstractButton*>()) {
        if (button->text() == u"Open the demo tenant"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QVERIFY(asked);
    // Nothing is offered that needs a tenant, and what is offered can be used.
    QStringList offered;
    for (const QAction* menu : window.menuBar()->actions()) {
        for (const QAction* action : menu->menu()->actions()) {
            if (action->isSeparator())
                continue;
            QVERIFY2(action->isEnabled(), qPrintable(action->text()));
            offered += action->text();
        }
    }
    QCOMPARE(offered,
        (QStringList { u"New window"_s, u"Connections…"_s, u"Settings…"_s, u"Close window"_s,
            u"Quit"_s, u"Theme"_s, u"Next window"_s, u"Previous window"_s, u"Guide"_s,
            u"Commands"_s, u"Shortcuts"_s, u"Try the browser sign-in on the demo tenant"_s,
            u"About Identity Console"_s }));
    // The window goes when there is a tenant: until then no dialog is opened above it.
    window.showProgress(u"Connecting to acme…"_s, {});
    QVERIFY(!window.findChild<QAction*>(u"connections"_s)->isEnabled());
    QVERIFY(!window.findChild<QAction*>(u"settings"_s)->isEnabled());
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
