// The settings as a person changes them: by clicks and keys in the real window, and after a
// restart.
//
// CONSOLE_PICTURES=DIR leaves pictures of each page in DIR.

#include "support/fakeconnections.h"
#include "support/settingsrig.h"

#include "files/exportpreset.h"
#include "jobs/jobcenter.h"
#include "ui/connections/connectiondialog.h"
#include "ui/connections/networkdialog.h"
#include "ui/parts/theme.h"
#include "ui/settings/confirmfrombox.h"
#include "ui/window/startwindow.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

demo::TenantConfig people(quint32 count)
{
    return { .identities = count };
}

bool isReady(ConsoleWindow& console)
{
    return QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000)
        && console.waitForLoadedScreen();
}

int rowHeight(ConsoleWindow& console)
{
    return console.table().verticalHeader()->defaultSectionSize();
}

QString checkedIn(const QList<QAction*>& actions)
{
    for (const QAction* action : actions) {
        if (action->isChecked())
            return action->text();
    }
    return {};
}

QString checkedTheme(ProgramWindow& window)
{
    for (const auto* menu : window.findChildren<QMenu*>()) {
        if (menu->title() == u"Theme"_s)
            return checkedIn(menu->actions());
    }
    return {};
}

QString checkedDates(ProgramWindow& window)
{
    return checkedIn(window.findChild<QMenu*>(u"dateMenu"_s)->actions());
}

QString checkedDensity(ProgramWindow& window)
{
    return checkedIn(window.findChild<QToolButton*>(u"densityButton"_s)->menu()->actions());
}

void savePicture(const SettingsHands& hands, const QString& name)
{
    static const QTemporaryDir nobodyLooks;
    const QString folder = qEnvironmentVariable("CONSOLE_PICTURES", nobodyLooks.path());
    QVERIFY(QDir().mkpath(folder));
    QTest::qWait(50);
    QVERIFY(hands.dialog()->grab().save(u"%1/settings-%2.png"_s.arg(folder, name)));
}

} // namespace

class TestSettingsDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void appearanceTakesEffectAndStays();
    void menusAndDialogStayInStep();
    void otherWindowsFollow();
    void cancelDiscards();
    void onlyWhatWasChangedIsWritten();
    void badNumbersAreSaidBesideTheField();
    void numbersAreReadAsTheyAreWritten_data();
    void numbersAreReadAsTheyAreWritten();
    void readingAheadTakesEffect();
    void theFirstExportBeginsWithTheDefaults();
    void newConnectionsBeginWithTheDefaults();
    void theJournalSaysWhereItIs();
    void defaultsAreRestoredPageByPage();
    void whatCannotBeWrittenIsSaidAndHolds();
    void everyControlHasAName();
    void pictures_data();
    void pictures();

private:
    QString file() const { return m_folder->filePath(u"settings.ini"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSettingsDialog::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void TestSettingsDialog::init()
{
    applyTheme(*qApp, ThemeMode::Light);
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestSettingsDialog::appearanceTakesEffectAndStays()
{
    int normal = 0;
    {
        ConsoleWindow console(people(200), file());
        QVERIFY(isReady(console));
        normal = rowHeight(console);
        const SettingsHands hands(console.window());
        QVERIFY(hands.open());
        hands.choose(u"theme"_s, 2);
        hands.choose(u"density"_s, 0);
        hands.choose(u"dates"_s, 1);
        QVERIFY(!isDark(QApplication::palette())); // nothing before Save
        QCOMPARE(rowHeight(console), normal);
        QTest::mouseClick(hands.dialog()->findChild<QPushButton*>(u"save"_s), Qt::LeftButton);
        QVERIFY(hands.dialog() == nullptr);
        QVERIFY(isDark(QApplication::palette()));
        QVERIFY(rowHeight(console) < normal);
        QCOMPARE(checkedTheme(console.window()), u"Dark"_s);
        QCOMPARE(checkedDates(console.window()), u"Absolute"_s);
        QCOMPARE(checkedDensity(console.window()), u"Compact rows"_s);
    }
    ConsoleWindow console(people(200), file());
    QVERIFY(isReady(console));
    QVERIFY(rowHeight(console) < normal);
    QCOMPARE(checkedTheme(console.window()), u"Dark"_s);
    QCOMPARE(checkedDates(console.window()), u"Absolute"_s);
    const SettingsHands hands(console.window());
    QVERIFY(hands.open());
    QCOMPARE(hands.chosen(u"theme"_s), u"Dark"_s);
    QCOMPARE(hands.chosen(u"density"_s), u"Compact"_s);
    QCOMPARE(hands.chosen(u"dates"_s), u"Absolute"_s);
}

void TestSettingsDialog::menusAndDialogStayInStep()
{
    ConsoleWindow console(people(50), file());
    QVERIFY(isReady(console));
    const auto choose = [](const QList<QAction*>& actions, const QString& text) {
        for (QAction* action : actions) {
            if (action->text() == text)
                action->trigger();
        }
    };
    choose(console.find<QToolButton>(u"densityButton"_s)->menu()->actions(), u"Comfortable rows"_s);
    choose(console.find<QMenu>(u"dateMenu"_s)->actions(), u"Absolute"_s);
    const SettingsHands hands(console.window());
    QVERIFY(hands.open());
    QCOMPARE(hands.chosen(u"density"_s), u"Comfortable"_s);
    QCOMPARE(hands.chosen(u"dates"_s), u"Absolute"_s);
    QCOMPARE(hands.chosen(u"theme"_s), u"Follow the system"_s);
}

void TestSettingsDialog::otherWindowsFollow()
{
    ConsoleWindow one(people(50), file());
    ConsoleWindow other(people(50), file());
    // As the program does it for its windows.
    connect(&one.window(), &ProgramWindow::settingsChanged, &other.window(),
        &ProgramWindow::followSettings);
    connect(&other.window(), &ProgramWindow::settingsChanged, &one.window(),
        &ProgramWindow::followSettings);
    QVERIFY(isReady(one) && isReady(other));
    const int normal = rowHeight(other);
    const SettingsHands hands(one.window());
    QVERIFY(hands.open());
    hands.choose(u"theme"_s, 2);
    hands.choose(u"density"_s, 2);
    hands.choose(u"dates"_s, 1);
    hands.click(u"save"_s);
    QVERIFY(rowHeight(other) > normal);
    QCOMPARE(checkedTheme(other.window()), u"Dark"_s);
    QCOMPARE(checkedDates(other.window()), u"Absolute"_s);
    QCOMPARE(checkedDensity(other.window()), u"Comfortable rows"_s);
    // And from a menu.
    for (QAction* action : other.find<QToolButton>(u"densityButton"_s)->menu()->actions()) {
        if (action->text() == u"Compact rows"_s)
            action->trigger();
    }
    QVERIFY(rowHeight(one) < normal);
    QCOMPARE(checkedDensity(one.window()), u"Compact rows"_s);
}

void TestSettingsDialog::cancelDiscards()
{
    ConsoleWindow console(people(50), file());
    QVERIFY(isReady(console));
    const SettingsHands hands(console.window());
    const int normal = rowHeight(console);
    for (const bool byKey : { false, true }) {
        QVERIFY(hands.open());
        hands.choose(u"theme"_s, 2);
        hands.choose(u"density"_s, 2);
        hands.showPage(u"Defaults"_s);
        hands.type(u"confirmFrom"_s, u"25"_s);
        if (byKey)
            QTest::keyClick(hands.dialog(), Qt::Key_Escape);
        else
            hands.click(u"cancel"_s);
        QVERIFY(hands.dialog() == nullptr);
        QVERIFY(!isDark(QApplication::palette()));
        QCOMPARE(rowHeight(console), normal);
    }
    QVERIFY(hands.open());
    QCOMPARE(hands.chosen(u"theme"_s), u"Follow the system"_s);
    QCOMPARE(hands.chosen(u"confirmFrom"_s), u"Never"_s);
    QCOMPARE(Settings(file()).number(Setting::ConfirmFrom), 0);
}

void TestSettingsDialog::onlyWhatWasChangedIsWritten()
{
    ConsoleWindow console(people(50), file());
    QVERIFY(isReady(console));
    const SettingsHands hands(console.window());
    QVERIFY(hands.open());
    // Another window is used meanwhile.
    Settings other(file());
    other.setValue(Setting::Density, u"compact"_s);
    other.setValue(Setting::JournalDays, 30);
    hands.choose(u"dates"_s, 1);
    hands.click(u"save"_s);
    QCOMPARE(other.word(Setting::Dates), u"absolute"_s);
    QCOMPARE(other.word(Setting::Density), u"compact"_s);
    QCOMPARE(other.number(Setting::JournalDays), 30);
}

void TestSettingsDialog::badNumbersAreSaidBesideTheField()
{
    ConsoleWindow console(people(50), file());
    QVERIFY(isReady(console));
    const SettingsHands hands(console.window());
    QVERIFY(hands.open());
    hands.choose(u"dates"_s, 1);
    hands.showPage(u"Defaults"_s);
    hands.type(u"confirmFrom"_s, u"many"_s);
    hands.showPage(u"Journal"_s);
    hands.click(u"save"_s);
    // Brought to the field; nothing is written and nothing typed is lost.
    QVERIFY(hands.dialog() != nullptr);
    auto* field = hands.part<QComboBox>(u"confirmFrom"_s);
    QVERIFY(field->isVisible());
    QCOMPARE(hands.dialog()->focusWidget(), field);
    QCOMPARE(field->currentText(), u"many"_s);
    QCOMPARE(hands.note(u"confirmFrom"_s), ConfirmFromBox::rule());
    QCOMPARE(field->accessibleDescription(), ConfirmFromBox::rule());
    QCOMPARE(Settings(file()).word(Setting::Dates), u"relative"_s);
    hands.type(u"confirmFrom"_s, u"1"_s);
    QVERIFY(hands.note(u"confirmFrom"_s) != ConfirmFromBox::rule()); // not while it is written
    QTest::keyClicks(field->lineEdit(), u"5"_s);
    QTest::keyClick(field->lineEdit(), Qt::Key_Return);
    QVERIFY(hands.dialog() != nullptr); // it is the field's
    QTest::mouseClick(hands.dialog()->findChild<QPushButton*>(u"save"_s), Qt::LeftButton);
    QVERIFY(hands.dialog() == nullptr);
    QCOMPARE(Settings(file()).number(Setting::ConfirmFrom), 15);
    QCOMPARE(Settings(file()).word(Setting::Dates), u"absolute"_s);
    QVERIFY(hands.open());
    QCOMPARE(hands.chosen(u"confirmFrom"_s), u"15"_s);
}

void TestSettingsDialog::numbersAreReadAsTheyAreWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("number"); // -1 = cannot be taken
    const auto row = [](const QString& text, int number) {
        QTest::newRow(qPrintable(u"\"%1\""_s.arg(text))) << text << number;
    };
    row(u"Never"_s, 0);
    row(u" never "_s, 0);
    row(u"2"_s, 2);
    row(u"1,000"_s, 1000);
    row(u"1.000"_s, 1000);
    row(u"1 000"_s, 1000);
    row(u"1'000"_s, 1000);
    row(u"1000"_s, 1000);
    row(u"1,000,000"_s, 1'000'000);
    row(u""_s, -1);
    row(u"0"_s, -1);
    row(u"1"_s, -1);
    row(u"-5"_s, -1);
    row(u"1.5"_s, -1);
    row(u"1e3"_s, -1);
    row(u"10 people"_s, -1);
    row(u"1000001"_s, -1);
    row(u"99999999999999999999"_s, -1);
    row(u"\u0661\u0660"_s, -1);
}

void TestSettingsDialog::numbersAreReadAsTheyAreWritten()
{
    QFETCH(QString, text);
    QFETCH(int, number);
    ConfirmFromBox box;
    box.setEditText(text);
    QCOMPARE(box.number().value_or(-1), number);
}

void TestSettingsDialog::readingAheadTakesEffect()
{
    ConsoleWindow console(people(2000), file());
    QVERIFY(isReady(console));
    QVERIFY(console.waitForCounts());
    const int before = console.tenant().activity().requests;
    const SettingsHands hands(console.window());
    QVERIFY(hands.open());
    hands.showPage(u"Defaults"_s);
    hands.choose(u"pagePrefetch"_s, 3);
    hands.click(u"save"_s);
    QVERIFY(
        QTest::qWaitFor([&] { return console.tenant().activity().requests == before + 3; }, 5'000));
    const QAbstractItemModel* rows = console.table().model();
    QVERIFY(QTest::qWaitFor([&] { return !console.cell(999, 1).isEmpty(); }, 5'000));
    QVERIFY(rows->rowCount() > 1000);
}

void TestSettingsDialog::theFirstExportBeginsWithTheDefaults()
{
    ConsoleWindow console(people(50), file());
    QVERIFY(isReady(console));
    const SettingsHands hands(console.window());
    QVERIFY(hands.open());
    hands.showPage(u"Defaults"_s);
    hands.choose(u"delimiter"_s, 1);
    hands.choose(u"header"_s, 1);
    hands.click(u"save"_s);
    const auto delimiter = [&console] {
        console.find<QAction>(u"export"_s)->trigger();
        QDialog* dialog = console.dialog();
        const QString text = dialog->findChild<QComboBox*>(u"delimiter"_s)->currentText();
        dialog->reject();
        return text;
    };
    QCOMPARE(delimiter(), u"Semicolon"_s);
    // What this tenant was exported with last comes first.
    Settings settings(file());
    settings.setProfile(u"acme-demo"_s);
    ExportPreset last;
    last.csv.delimiter = '\t';
    settings.setValue(Setting::ExportOptions, last.toText());
    QCOMPARE(delimiter(), u"Tab"_s);
}

void TestSettingsDialog::newConnectionsBeginWithTheDefaults()
{
    FakeConnections service;
    const FixedClock clock;
    Settings settings(file());
    Notices notices;
    StartWindow window({ .connections = service,
        .clock = clock,
        .settings = settings,
        .notices = notices,
        .journalPath = {} });
    window.showList();
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const SettingsHands hands(window);
    QVERIFY(hands.open()); // without any tenant
    hands.showPage(u"Network"_s);
    hands.choose(u"newProxy"_s, 1);
    auto* timeout = hands.part<QSpinBox>(u"newTimeout"_s);
    timeout->setFocus();
    timeout->selectAll();
    QTest::keyClicks(timeout, u"90"_s);
    hands.click(u"save"_s);
    QVERIFY(hands.open());
    hands.showPage(u"Network"_s);
    savePicture(hands, u"network-unconnected"_s);
    hands.click(u"openConnections"_s);
    auto* connections = hands.dialog()->findChild<ConnectionDialog*>();
    QVERIFY(connections != nullptr && connections->isVisible());
    // There are none, so it begins with a new one.
    connections->findChild<QAbstractButton*>(u"network"_s)->click();
    auto* network = connections->findChild<NetworkDialog*>();
    QVERIFY(network != nullptr);
    QCOMPARE(network->findChild<QSpinBox*>(u"timeout"_s)->value(), 90);
    QCOMPARE(network->findChild<QComboBox*>(u"proxy"_s)->currentText(), u"None"_s);
    network->reject();
    connections->reject(); // untouched: nothing to be asked about
    QVERIFY(!connections->isVisible());
    QVERIFY(hands.dialog() != nullptr);
}

void TestSettingsDialog::theJournalSaysWhereItIs()
{
    Settings(file()).setValue(Setting::JournalDays, 45);
    ConsoleWindow console(people(50), file());
    QVERIFY(isReady(console));
    const SettingsHands hands(console.window());
    QVERIFY(hands.open());
    hands.showPage(u"Journal"_s);
    QCOMPARE(hands.chosen(u"journalDays"_s), u"For 45 days"_s); // written by hand, and kept
    QVERIFY(hands.note(u"journalDays"_s).startsWith(u"Applies at the next start"_s));
    QCOMPARE(hands.part<QLineEdit>(u"journalPath"_s)->text(), console.jobs().journalPath());
    hands.click(u"save"_s);
    QCOMPARE(Settings(file()).number(Setting::JournalDays), 45);
    QVERIFY(hands.open());
    hands.showPage(u"Journal"_s);
    hands.choose(u"journalDays"_s, 3);
    hands.click(u"save"_s);
    QCOMPARE(Settings(file()).number(Setting::JournalDays), 0);
}

void TestSettingsDialog::defaultsAreRestoredPageByPage()
{
    {
        Settings settings(file());
        settings.setValue(Setting::Theme, u"light"_s);
        settings.setValue(Setting::ConfirmFrom, 10);
        settings.setValue(Setting::PagePrefetch, 2);
        settings.setValue(Setting::JournalDays, 30);
    }
    ConsoleWindow console(people(50), file());
    QVERIFY(isReady(console));
    const SettingsHands hands(console.window());
    QVERIFY(hands.open());
    hands.showPage(u"Defaults"_s);
    hands.type(u"confirmFrom"_s, u"nonsense"_s);
    hands.click(u"restoreDefaults"_s);
    QCOMPARE(hands.chosen(u"confirmFrom"_s), u"Never"_s);
    QCOMPARE(hands.part<QComboBox>(u"pagePrefetch"_s)->currentIndex(), 0);
    QCOMPARE(Settings(file()).number(Setting::ConfirmFrom), 10); // only shown so far
    hands.showPage(u"Shortcuts"_s);
    QVERIFY(!hands.part<QWidget>(u"restoreDefaults"_s)->isVisible());
    hands.click(u"save"_s);
    const Settings settings(file());
    QCOMPARE(settings.number(Setting::ConfirmFrom), 0);
    QCOMPARE(settings.number(Setting::PagePrefetch), 0);
    QCOMPARE(settings.word(Setting::Theme), u"light"_s);
    QCOMPARE(settings.number(Setting::JournalDays), 30);
}

void TestSettingsDialog::whatCannotBeWrittenIsSaidAndHolds()
{
    ConsoleWindow console(people(50), m_folder->filePath(u"later/settings.ini"_s));
    QVERIFY(isReady(console));
    // Its folder is gone, and something else is in its place: that stops root as well.
    QVERIFY(QDir(m_folder->filePath(u"later"_s)).removeRecursively());
    QFile inTheWay(m_folder->filePath(u"later"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const SettingsHands hands(console.window());
    QVERIFY(hands.open());
    hands.choose(u"density"_s, 2);
    const int normal = rowHeight(console);
    hands.click(u"save"_s);
    QVERIFY(rowHeight(console) > normal);
    const auto* notice = console.find<QWidget>(u"noticeStrip"_s);
    QVERIFY(notice->isVisible());
    const QString said = console.find<QLabel>(u"noticeText"_s)->text();
    QVERIFY2(said.startsWith(u"The settings cannot be written to "_s), qPrintable(said));
}

void TestSettingsDialog::everyControlHasAName()
{
    ConsoleWindow console(people(50), file());
    QVERIFY(isReady(console));
    const SettingsHands hands(console.window());
    QVERIFY(hands.open());
    for (const QString& page :
        { u"Appearance"_s, u"Defaults"_s, u"Network"_s, u"Journal"_s, u"Shortcuts"_s }) {
        hands.showPage(page);
        for (const auto* widget : hands.dialog()->findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus
                || widget->objectName().startsWith(u"qt_"_s))
                continue;
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool isPart = qobject_cast<const QComboBox*>(widget->parent()) != nullptr;
            QVERIFY2(isPart || !widget->accessibleName().isEmpty()
                    || (button != nullptr && !button->text().isEmpty()),
                qPrintable(page + u": "_s + widget->objectName() + u' '
                    + QString::fromLatin1(widget->metaObject()->className())));
        }
    }
}

void TestSettingsDialog::pictures_data()
{
    QTest::addColumn<ThemeMode>("theme");
    QTest::newRow("light") << ThemeMode::Light;
    QTest::newRow("dark") << ThemeMode::Dark;
}

void TestSettingsDialog::pictures()
{
    QFETCH(ThemeMode, theme);
    Settings(file()).setValue(Setting::Theme, themeWord(theme));
    ConsoleWindow console(people(200), file());
    applyTheme(*qApp, theme);
    QVERIFY(isReady(console));
    const SettingsHands hands(console.window());
    QVERIFY(hands.open());
    const auto save = [&](const QString& name) {
        savePicture(hands, name + u'-' + QString::fromLatin1(QTest::currentDataTag()));
    };
    for (const QString& page :
        { u"Appearance"_s, u"Defaults"_s, u"Network"_s, u"Journal"_s, u"Shortcuts"_s }) {
        hands.showPage(page);
        save(page.toLower());
    }
    hands.part<QLineEdit>(u"findShortcut"_s)->setFocus();
    QTest::keyClicks(hands.part<QLineEdit>(u"findShortcut"_s), u"xyz"_s);
    save(u"nothing-found"_s);
    hands.showPage(u"Defaults"_s);
    hands.type(u"confirmFrom"_s, u"many"_s);
    hands.click(u"save"_s);
    save(u"bad-number"_s);
}

QTEST_MAIN(TestSettingsDialog)
#include "tst_settingsdialog.moc"
