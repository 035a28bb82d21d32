// The list of commands, the steps of the filter and the window menu, in the real window.

#include "support/consolewindow.h"
#include "ui/commands/commandpalette.h"
#include "ui/parts/actionrefusal.h"
#include "ui/parts/theme.h"
#include "ui/settings/shortcutlist.h"
#include "ui/table/identitybrowser.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

struct Palette
{
    explicit Palette(
        const demo::TenantConfig& config = { .identities = 300 }, const WindowSetup& setup = {})
        : console(config, {}, {}, setup)
    {
        isReady = console.waitForLoadedScreen() && console.waitForCounts();
    }

    CommandPalette* open()
    {
        // Offscreen, a popup that closes leaves no window active.
        console.window().activateWindow();
        if (!QTest::qWaitForWindowActive(&console.window()))
            return nullptr;
        console.press(console.table(), u"Ctrl+K"_s);
        return console.find<CommandPalette>(u"commandPalette"_s);
    }
    QLineEdit* field() { return console.find<QLineEdit>(u"commandField"_s); }
    QListView* list() { return console.find<QListView>(u"commandList"_s); }
    const CommandModel& model() { return static_cast<const CommandModel&>(*list()->model()); }
    void type(const QString& text)
    {
        field()->clear();
        QTest::keyClicks(field(), text);
    }
    QModelIndex rowOf(const QString& title)
    {
        for (int row = 0; row < model().rowCount(); ++row) {
            const Command* command = model().commandAt(model().index(row));
            if (command != nullptr && command->title == title)
                return model().index(row);
        }
        return {};
    }
    QString marked() { return list()->currentIndex().data().toString(); }
    IdentityBrowser& browser() { return *console.find<IdentityBrowser>({}); }
    QString filter() { return browser().model().query().filter; }

    ConsoleWindow console;
    bool isReady = false;
};

} // namespace

class TestCommandPalette : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        applyTheme(*qApp, ThemeMode::Light);
    }

    void everyActionIsThereWithItsKeyAndWhyItCannotRun()
    {
        Palette palette;
        QVERIFY(palette.isReady);
        palette.console.table().clearSelection();
        palette.console.table().setCurrentIndex({});
        QVERIFY(palette.open() != nullptr);
        int actions = 0;
        forEachAction(palette.console.window(), [&](const QStringList& menus, QAction& action) {
            const QString title = readableText(action.text());
            if (title.isEmpty() || action.objectName() == u"commands"_s || !action.isVisible()
                || (menus.isEmpty() && action.shortcuts().isEmpty()))
                return;
            ++actions;
            const QModelIndex index = palette.rowOf(title);
            QVERIFY2(index.isValid(), qPrintable(menus.join(u' ') + u": "_s + title));
            QVERIFY2(action.isEnabled() || refusalOf(action) != u"Not possible at the moment."_s,
                qPrintable(u"No reason: "_s + title));
        });
        QVERIFY(actions > 40);
        QCOMPARE(palette.model().commandAt(palette.rowOf(u"Pause"_s))->refusal,
            u"No job is chosen in Activity."_s);
        const Command& process = *palette.model().commandAt(palette.rowOf(u"Process"_s));
        QCOMPARE(process.keys, u"Ctrl+Shift+P"_s);
        QCOMPARE(process.where, u"Identity"_s);
        QCOMPARE(
            palette.model().commandAt(palette.rowOf(u"Markdown"_s))->where, u"Edit ▸ Copy as"_s);
        QCOMPARE(process.refusal, u"Tick identities or click a row first."_s);
        // What cannot run does not, and stays in sight.
        palette.list()->setCurrentIndex(palette.rowOf(u"Process"_s));
        QTest::keyClick(palette.field(), Qt::Key_Return);
        QVERIFY(palette.console.dialog() == nullptr);
        QVERIFY(palette.field() != nullptr && palette.field()->isVisible());
        QVERIFY(palette.field()->accessibleDescription().contains(process.refusal));
    }

    void productionSaysThatItIsReadOnly()
    {
        Palette palette(
            { .identities = 300 }, { .environment = Environment::Production, .readOnly = true });
        QVERIFY(palette.isReady);
        palette.console.clickCell(0, 1);
        palette.open();
        palette.type(u"delete"_s);
        const QString name = palette.console.cell(0, 1);
        const Command* one = palette.model().commandAt(palette.rowOf(u"Delete "_s + name));
        QVERIFY(one != nullptr);
        QVERIFY2(one->refusal.contains(u"ead-only"_s), qPrintable(one->refusal));
    }

    void escLeavesEverythingAsItWas()
    {
        Palette palette;
        QVERIFY(palette.isReady);
        const IdentityQuery before = palette.browser().model().query();
        palette.open();
        palette.type(u"locked"_s);
        QTest::keyClick(palette.field(), Qt::Key_Escape);
        QTRY_VERIFY(palette.field() == nullptr);
        QCOMPARE(palette.browser().model().query(), before);
        QCOMPARE(palette.console.window().focusWidget(), &palette.console.table());
    }

    void aViewAColumnAndAFilterAreThere()
    {
        Palette palette;
        QVERIFY(palette.isReady);
        palette.open();
        palette.type(u"locked"_s);
        QCOMPARE(palette.marked(), u"Locked"_s);
        const Command locked = *palette.model().commandAt(palette.rowOf(u"Locked"_s));
        QVERIFY(!locked.figure.isEmpty());
        QTest::keyClick(palette.field(), Qt::Key_Return);
        QTRY_VERIFY(palette.field() == nullptr);
        QCOMPARE(palette.filter(), u"cloudStatus eq \"LOCKED\""_s);

        palette.open();
        palette.type(u"hide column acc"_s);
        QTest::keyClick(palette.field(), Qt::Key_Return);
        QVERIFY(palette.console.table().isColumnHidden(2));
        QTRY_VERIFY(palette.field() == nullptr);
        palette.open();
        palette.type(u"show column account"_s);
        QTest::keyClick(palette.field(), Qt::Key_Return);
        QVERIFY(!palette.console.table().isColumnHidden(2));
        QTRY_VERIFY(palette.field() == nullptr);
        palette.open();
        palette.type(u"show column department"_s);
        QTest::keyClick(palette.field(), Qt::Key_Return);
        QTRY_VERIFY(palette.field() == nullptr);
        QCOMPARE(palette.browser().view().columns().choices().last().attribute, u"department"_s);

        // A set is there with its size, apart from the views.
        palette.console.clickCell(0, 0);
        palette.console.window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&palette.console.window()));
        palette.console.press(palette.console.table(), u"Ctrl+Shift+D"_s);
        QVERIFY(palette.console.dialog() != nullptr);
        auto* name = palette.console.dialog()->findChild<QLineEdit*>(u"nameField"_s);
        name->setText(u"Wave two"_s);
        QTest::keyClick(name, Qt::Key_Return);
        const auto isListed = [&palette] {
            CommandPalette* open = palette.open();
            const Command* set = open == nullptr
                ? nullptr
                : palette.model().commandAt(palette.rowOf(u"Wave two"_s));
            const bool found
                = set != nullptr && set->section == Command::Section::Sets && set->figure == u"1"_s;
            if (open != nullptr)
                open->close();
            return found;
        };
        QTRY_VERIFY(isListed());

        // The filter of before is among what was used lately.
        palette.open();
        QVERIFY(palette.rowOf(u"Correlated: Status is Locked"_s).isValid());
        QTest::keyClick(palette.field(), Qt::Key_Escape);
    }

    void aPersonIsOpenedByNameAccountEmailAndId_data()
    {
        QTest::addColumn<int>("column");
        QTest::newRow("name") << 1;
        QTest::newRow("account") << 2;
        QTest::newRow("email") << 3;
        QTest::newRow("id") << 0;
    }
    void aPersonIsOpenedByNameAccountEmailAndId()
    {
        QFETCH(int, column);
        Palette palette;
        QVERIFY(palette.isReady);
        constexpr int Row = 7;
        const Identity wanted = *palette.browser().model().identityAt(Row);
        palette.open();
        palette.type(column == 0 ? wanted.id.text() : palette.console.cell(Row, column));
        const auto isWanted = [&] {
            for (int row = 0; row < palette.model().rowCount(); ++row) {
                const Command* command = palette.model().commandAt(palette.model().index(row));
                if (command != nullptr && command->key == wanted.id.text()) {
                    palette.list()->setCurrentIndex(palette.model().index(row));
                    return true;
                }
            }
            return false;
        };
        QTRY_VERIFY(isWanted());
        QTest::keyClick(palette.field(), Qt::Key_Return);
        QTRY_VERIFY(palette.field() == nullptr);
        auto* title = palette.console.find<QLabel>(u"detailTitle"_s);
        QVERIFY(title != nullptr);
        QTRY_COMPARE(title->text(), wanted.name);
        // And is there at once the next time.
        palette.open();
        QCOMPARE(palette.model().commandAt(palette.model().index(1))->key, wanted.id.text());
        QTest::keyClick(palette.field(), Qt::Key_Escape);
    }

    void shiftEnterShowsAllInTheTable()
    {
        Palette palette;
        QVERIFY(palette.isReady);
        palette.open();
        palette.type(u"ma"_s);
        QTest::keyClick(palette.field(), Qt::Key_Return, Qt::ShiftModifier);
        QTRY_VERIFY(palette.field() == nullptr);
        QCOMPARE(palette.browser().filter().model().search(), u"ma"_s);
        QCOMPARE(palette.browser().model().query().scope, IdentityScope::All);
    }

    void filtersAndOrdersAreUndoneAndDoneAgain()
    {
        Palette palette;
        QVERIFY(palette.isReady);
        const IdentityQuery first = palette.browser().model().query();
        // Typing on is one step.
        palette.console.search(u"ma"_s);
        palette.console.search(u"mar"_s);
        const IdentityQuery searched = palette.browser().model().query();
        QVERIFY(searched != first);
        palette.console.clickHeader(2);
        const IdentityQuery ordered = palette.browser().model().query();
        QVERIFY(ordered.sorters != searched.sorters);

        QTableView& table = palette.console.table();
        palette.console.press(table, u"Alt+Shift+Left"_s);
        QCOMPARE(palette.browser().model().query(), searched);
        palette.console.press(table, u"Alt+Shift+Left"_s);
        QCOMPARE(palette.browser().model().query(), first);
        QVERIFY(palette.browser().filter().model().search().isEmpty());
        QVERIFY(!palette.browser().steps().backAction()->isEnabled());
        palette.console.press(table, u"Alt+Shift+Right"_s);
        palette.console.press(table, u"Alt+Shift+Right"_s);
        QCOMPARE(palette.browser().model().query(), ordered);
        QVERIFY(!palette.browser().steps().forwardAction()->isEnabled());
        // A new step takes the place of what was undone.
        palette.console.press(table, u"Alt+Shift+Left"_s);
        palette.console.search(u"evans"_s);
        QVERIFY(!palette.browser().steps().forwardAction()->isEnabled());
    }
};

QTEST_MAIN(TestCommandPalette)

#include "tst_commandpalette.moc"
