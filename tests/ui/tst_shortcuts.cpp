// The list of shortcuts against the window it describes.

#include "support/settingsrig.h"

#include "ui/parts/theme.h"
#include "ui/settings/shortcutlist.h"
#include "ui/window/fixedkeys.h"

#include <QKeyEvent>
#include <QShortcut>
#include <QStandardPaths>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

/// "Menu/action" of every row that is shown.
QStringList shownRows(const QTreeView& tree)
{
    QStringList rows;
    const QAbstractItemModel& model = *tree.model();
    for (int group = 0; group < model.rowCount(); ++group) {
        const QModelIndex heading = model.index(group, 0);
        for (int row = 0; row < model.rowCount(heading); ++row) {
            if (!tree.isRowHidden(group, {}) && !tree.isRowHidden(row, heading))
                rows += heading.data().toString() + u'/'
                    + model.index(row, 0, heading).data().toString();
        }
    }
    return rows;
}

} // namespace

class TestShortcuts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyKeyOfTheWindowIsListed();
    void noKeyMeansTwoThings();
    void textsDoNotNameAPerson();
    void fixedKeysAreWhatTheWidgetsTake();
    void theKeyOpensThePage();
    void searchFindsActionsKeysAndMenus();
};

void TestShortcuts::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    applyTheme(*qApp, ThemeMode::Light);
}

void TestShortcuts::everyKeyOfTheWindowIsListed()
{
    ConsoleWindow console({ .identities = 50 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000));
    QList<QKeySequence> listed;
    for (const ShortcutEntry& entry : shortcutsOf(console.window())) {
        QVERIFY(!entry.group.isEmpty() && !entry.keys.isEmpty());
        QVERIFY2(!entry.text.isEmpty(), qPrintable(entry.keyText()));
        listed += entry.keys;
    }
    int actions = 0;
    for (const auto* action : console.window().findChildren<QAction*>()) {
        for (const QKeySequence& key : action->shortcuts()) {
            QVERIFY2(listed.contains(key), qPrintable(action->text() + u' ' + key.toString()));
            ++actions;
        }
    }
    QVERIFY(actions > 25);
    for (const auto* shortcut : console.window().findChildren<QShortcut*>())
        QVERIFY2(listed.contains(shortcut->key()), qPrintable(shortcut->key().toString()));
    for (const FixedKeyRow& row : fixedKeys()) {
        for (const QKeySequence& key : row.keys)
            QVERIFY(listed.contains(key));
    }
}

void TestShortcuts::noKeyMeansTwoThings()
{
    ConsoleWindow console({ .identities = 50 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000));
    QHash<QString, QString> taken;
    for (const ShortcutEntry& entry : shortcutsOf(console.window())) {
        // The same key may do another thing in another place: Enter in the table and in the filter.
        const bool isFixed = std::any_of(fixedKeys().cbegin(), fixedKeys().cend(),
            [&](const FixedKeyRow& row) { return row.group == entry.group; });
        for (const QKeySequence& key : entry.keys) {
            const QString text = (isFixed ? entry.group : QString()) + key.toString();
            QVERIFY2(!taken.contains(text),
                qPrintable(u"%1: %2 and %3"_s.arg(text, entry.text, taken.value(text))));
            taken.insert(text, entry.text);
        }
    }
}

void TestShortcuts::textsDoNotNameAPerson()
{
    ConsoleWindow console({ .identities = 50 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000));
    QVERIFY(console.waitForLoadedScreen());
    console.clickCell(0, 1);
    const QString name = console.cell(0, 1);
    for (const ShortcutEntry& entry : shortcutsOf(console.window())) {
        QVERIFY2(!entry.text.contains(name), qPrintable(entry.text));
        QVERIFY2(!entry.text.contains(u'&') && !entry.text.endsWith(u'…'), qPrintable(entry.text));
    }
}

void TestShortcuts::fixedKeysAreWhatTheWidgetsTake()
{
    const auto press = [](int key, Qt::KeyboardModifiers modifiers = {}) {
        return QKeyEvent(QEvent::KeyPress, key, modifiers);
    };
    QVERIFY(isFixedKey(press(Qt::Key_Space), FixedKey::Tick));
    QVERIFY(isFixedKey(press(Qt::Key_Up, Qt::ShiftModifier), FixedKey::TickOnTheWay));
    QVERIFY(!isFixedKey(press(Qt::Key_Up), FixedKey::TickOnTheWay));
    QVERIFY(isFixedKey(press(Qt::Key_Enter, Qt::KeypadModifier), FixedKey::LoadAgain));
    QVERIFY(!isFixedKey(press(Qt::Key_Delete), FixedKey::Tick));
}

void TestShortcuts::theKeyOpensThePage()
{
    ConsoleWindow console({ .identities = 50 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000));
    QTest::keyClick(&console.window(), Qt::Key_F1, Qt::ControlModifier);
    const SettingsHands hands(console.window());
    QVERIFY(hands.dialog() != nullptr);
    QVERIFY(QTest::qWaitForWindowActive(hands.dialog()));
    QVERIFY(hands.part<QTreeView>(u"shortcuts"_s)->isVisible());
    QCOMPARE(hands.dialog()->focusWidget(), hands.part<QLineEdit>(u"findShortcut"_s));
    const QStringList rows = shownRows(*hands.part<QTreeView>(u"shortcuts"_s));
    for (const QString& row : { u"File/Settings"_s, u"File/Quit"_s, u"Help/Shortcuts"_s,
             u"Identity/Synchronize attributes"_s, u"Window/Next pane"_s,
             u"Table/Tick or untick the row"_s })
        QVERIFY2(rows.contains(row), qPrintable(row + u" in "_s + rows.join(u", "_s)));
}

void TestShortcuts::searchFindsActionsKeysAndMenus()
{
    ConsoleWindow console({ .identities = 50 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000));
    QTest::keyClick(&console.window(), Qt::Key_F1, Qt::ControlModifier);
    const SettingsHands hands(console.window());
    QVERIFY(QTest::qWaitForWindowActive(hands.dialog()));
    auto* search = hands.part<QLineEdit>(u"findShortcut"_s);
    const auto found = [&](const QString& text) {
        search->selectAll();
        QTest::keyClicks(search, text);
        const auto* tree = hands.part<QTreeView>(u"shortcuts"_s);
        return tree->isVisible() ? shownRows(*tree) : QStringList();
    };
    const QStringList all = found(u" "_s);
    QCOMPARE(found(u"paste"_s), QStringList { u"File/Paste list"_s });
    QCOMPARE(found(u"ctrl+e"_s), QStringList { u"File/Export"_s });
    QVERIFY(found(u"selection"_s).size() >= 2); // a menu
    QVERIFY(found(u"F6"_s).contains(u"Window/Previous pane"_s));
    QVERIFY(found(u"nothing like this"_s).isEmpty());
    QCOMPARE(hands.part<QLabel>(u"noShortcut"_s)->text(),
        u"No action and no key has “nothing like this”."_s);
    QVERIFY(hands.part<QLabel>(u"noShortcut"_s)->isVisible());
    search->clear();
    QCOMPARE(shownRows(*hands.part<QTreeView>(u"shortcuts"_s)), all);
}

QTEST_MAIN(TestShortcuts)
#include "tst_shortcuts.moc"
