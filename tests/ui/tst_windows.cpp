// Several windows for several tenants: each shows one, says which, and knows its own lock and its
// own secret.

#include "profile/connectionfolder.h"
#include "program/consolewindows.h"

#include "demo/demotenant.h"
#include "support/memoryvault.h"
#include "ui/parts/lockbutton.h"
#include "ui/parts/theme.h"
#include "ui/window/windowmenu.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

/// The program with folders and a keychain of its own, and two tenants to connect to.
struct Program
{
    explicit Program(
        const StartOptions& options = {}, const std::optional<ImportOffer>& environment = {})
    {
        qputenv("XDG_CONFIG_HOME", folder.filePath(u"config"_s).toUtf8());
        qputenv("XDG_DATA_HOME", folder.filePath(u"data"_s).toUtf8());
        for (demo::DemoTenant* tenant : { &acme, &sandbox }) {
            QString problem;
            if (!tenant->start(&problem))
                qFatal("%s", qPrintable(problem));
        }
        startOptions = options;
        startEnvironment = environment;
        reopen();
    }
    /// As if the program were started again.
    void reopen()
    {
        windows = std::make_unique<ConsoleWindows>(
            startOptions, ImportPlaces(), std::make_unique<MemoryVault>(entries));
    }
    void start(const QString& notice = {}) { windows->start(startEnvironment, notice); }

    static Profile profileFor(
        const QString& name, const demo::DemoTenant& tenant, Environment environment)
    {
        Profile profile { .id = newProfileId(),
            .name = name,
            .address = tenant.baseUrl(),
            .apiBase = tenant.baseUrl(),
            .environment = environment,
            .clientId = tenant.clientId() };
        profile.readOnly = environment == Environment::Production;
        return profile;
    }
    /// Two connections, their secrets in the keychain.
    bool keepBoth()
    {
        const QList<Profile> both { profileFor(u"acme"_s, acme, Environment::Production),
            profileFor(u"acme-sandbox"_s, sandbox, Environment::Sandbox) };
        if (!windows->connections().saveProfiles(both).isEmpty())
            return false;
        int kept = 0;
        for (int i = 0; i < 2; ++i) {
            windows->connections().keepSecrets(both[i].id,
                Secret(i == 0 ? acme.clientSecret() : sandbox.clientSecret()), {}, &context,
                [&kept](const QString&) { ++kept; });
        }
        return QTest::qWaitFor([&kept] { return kept == 2; });
    }
    ProgramWindow& window(std::size_t number) { return windows->all().at(number)->window(); }
    bool hasRows(std::size_t number)
    {
        return QTest::qWaitFor(
            [this, number] {
                const auto* table = window(number).findChild<QTableView*>(u"identities"_s);
                return table != nullptr && table->model()->rowCount() > 0;
            },
            10'000);
    }
    QString band(std::size_t number)
    {
        return window(number).findChild<QWidget*>(u"tenantBand"_s)->accessibleName();
    }

    QTemporaryDir folder;
    demo::DemoTenant acme { demo::TenantConfig { .identities = 100 } };
    demo::DemoTenant sandbox { demo::TenantConfig { .identities = 200 } };
    MemoryVault::Entries entries;
    QObject context;
    StartOptions startOptions;
    std::optional<ImportOffer> startEnvironment;
    std::unique_ptr<ConsoleWindows> windows;
};

void connectFromStart(ProgramWindow& window, int row)
{
    auto* list = window.findChild<QListWidget*>(u"startProfiles"_s);
    list->setCurrentRow(row);
    QTest::mouseClick(window.findChild<QPushButton*>(u"startConnect"_s), Qt::LeftButton);
}

} // namespace

class TestWindows : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theListIsShownWithoutATenant();
    void aWindowForEachTenant();
    void productionAlwaysStartsLocked();
    void quitClosesEveryWindow();
    void anIncompleteConnectionSaysWhatIsMissing();
    void theSameClientOpensOnce();
    void namedOnTheCommandLine();
    void aNameThatDoesNotExist();
    void everythingThatHasToBeKnownIsSaid();
    void readOnlyForEverything();
    void theEnvironmentsTenantIsProductionAndReadOnly();
    void aTypedSecretIsKeptOnceItWorks();
    void changesOfAnOpenConnection();
    void anotherVersionIsFollowedAtOnce();
    void aSecretIsKeptOnlyForTheHostThatTookIt();
    void aWindowThatIsConnectingIsNotTakenForAnother();
    void closingOneLeavesTheOther();
    void theMenuAndCtrlTabGoFromOneToTheOther();
    void snapshotsGoAtTheStartAndWithTheirConnection();
};

void TestWindows::initTestCase()
{
    applyTheme(*qApp, ThemeMode::Light);
    QApplication::setQuitOnLastWindowClosed(false);
}

void TestWindows::theListIsShownWithoutATenant()
{
    Program program;
    program.start();
    QCOMPARE(program.windows->all().size(), 1U);
    ProgramWindow& window = program.window(0);
    QVERIFY(window.isVisible());
    QVERIFY(window.findChild<QWidget*>(u"startPage"_s)->isVisible());
    QVERIFY(window.findChild<QWidget*>(u"tenantBand"_s) == nullptr); // no tenant, no band
    // By keys alone: Enter on the button that has the focus.
    auto* add = window.findChild<QPushButton*>(u"startConnections"_s);
    QTest::keyClick(add, Qt::Key_Return);
    auto* dialog = window.findChild<QDialog*>();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    QCOMPARE(dialog->findChild<QListWidget*>(u"profiles"_s)->count(), 1); // a new one to fill
    dialog->reject();
    QVERIFY(program.keepBoth());
    QCOMPARE(window.findChild<QListWidget*>(u"startProfiles"_s)->count(), 2);
}

void TestWindows::aWindowForEachTenant()
{
    Program program;
    QVERIFY(program.keepBoth());
    program.start();
    connectFromStart(program.window(0), 0);
    QVERIFY(program.hasRows(0));
    program.window(0).findChild<QAction*>(u"connections"_s)->trigger();
    auto* dialog = program.window(0).findChild<QDialog*>();
    QVERIFY(dialog != nullptr);
    auto* connectButton = dialog->findChild<QPushButton*>(u"connect"_s);
    QCOMPARE(connectButton->text(), u"Show its window"_s); // of the one it is opened in
    dialog->findChild<QListWidget*>(u"profiles"_s)->setCurrentRow(1);
    QCOMPARE(connectButton->text(), u"Connect in new window"_s);
    QTest::mouseClick(connectButton, Qt::LeftButton);
    QTRY_COMPARE(program.windows->all().size(), 2U);
    QVERIFY(program.hasRows(1));

    QVERIFY2(program.band(0).startsWith(u"PRODUCTION"_s), qPrintable(program.band(0)));
    QVERIFY(program.band(0).endsWith(u"read-only"_s));
    QVERIFY(program.band(1).startsWith(u"SANDBOX"_s));
    QVERIFY(program.band(1).endsWith(u"changes allowed"_s));
    QVERIFY(program.window(0).windowTitle().endsWith(u"[PRODUCTION]"_s));
    QVERIFY(program.window(1).windowTitle().endsWith(u"[SANDBOX]"_s));
    QVERIFY(program.window(1).windowTitle().startsWith(u"acme-sandbox"_s)); // as it is called
    QVERIFY(program.band(1).contains(u"connection acme-sandbox"_s));
    // Each asked its own tenant only.
    QVERIFY(program.acme.activity().requests > 0);
    QVERIFY(program.sandbox.activity().requests > 0);
    QCOMPARE(program.window(0).findChild<QTableView*>(u"identities"_s)->model()->rowCount() <= 100,
        true);
}

/// Whatever the file of connections says: production is never open by itself.
void TestWindows::productionAlwaysStartsLocked()
{
    Program program({ .profile = u"acme"_s });
    QVERIFY(program.keepBoth());
    QList<Profile> profiles = program.windows->connections().profiles();
    profiles[0].readOnly = false;
    QCOMPARE(program.windows->connections().saveProfiles(profiles), QString());
    program.start();
    QVERIFY(program.hasRows(0));
    QVERIFY(program.band(0).endsWith(u"read-only"_s));
    // The list says the same.
    emit program.window(0).newWindowRequested();
    QTRY_COMPARE(program.windows->all().size(), 2U);
    const auto* list = program.window(1).findChild<QListWidget*>(u"startProfiles"_s);
    QVERIFY(list->item(0)->data(Qt::AccessibleTextRole).toString().endsWith(u"read-only"_s));
    QVERIFY(list->item(1)->data(Qt::AccessibleTextRole).toString().endsWith(u"changes allowed"_s));
}

void TestWindows::quitClosesEveryWindow()
{
    Program program({ .profile = u"acme"_s });
    QVERIFY(program.keepBoth());
    program.start();
    QVERIFY(program.hasRows(0));
    emit program.window(0).newWindowRequested();
    QTRY_COMPARE(program.windows->all().size(), 2U);
    QTest::keySequence(&program.window(1), QKeySequence(u"Ctrl+Q"_s));
    QTRY_COMPARE(program.windows->all().size(), 0U);
}

void TestWindows::anIncompleteConnectionSaysWhatIsMissing()
{
    Program program({ .profile = u"imported"_s });
    Profile profile = Program::profileFor(u"imported"_s, program.acme, Environment::Test);
    profile.clientId.clear();
    QCOMPARE(program.windows->connections().saveProfiles({ profile }), QString());
    program.start();
    bool said = false;
    for (const QLabel* label : program.window(0).findChildren<QLabel*>())
        said = said || (label->isVisible() && label->text().contains(u"no client id yet"_s));
    QVERIFY(said);
    QCOMPARE(program.acme.activity().requests, 0);
}

void TestWindows::theSameClientOpensOnce()
{
    Program program;
    QVERIFY(program.keepBoth());
    program.start();
    connectFromStart(program.window(0), 0);
    QVERIFY(program.hasRows(0));
    emit program.window(0).newWindowRequested();
    QTRY_COMPARE(program.windows->all().size(), 2U);
    connectFromStart(program.window(1), 0);
    QTest::qWait(100);
    QVERIFY(!program.windows->all().at(1)->isConnected()); // the first one was brought up instead
    QCOMPARE(program.windows->connections().openElsewhere(
                 program.windows->connections().profiles().at(0)),
        u"acme"_s);
    connectFromStart(program.window(1), 1);
    QVERIFY(program.hasRows(1));
}

void TestWindows::namedOnTheCommandLine()
{
    Program program({ .profile = u"ACME-Sandbox"_s });
    QVERIFY(program.keepBoth());
    program.start();
    QVERIFY(program.hasRows(0));
    QVERIFY(program.band(0).startsWith(u"SANDBOX"_s));
}

void TestWindows::aNameThatDoesNotExist()
{
    Program program({ .profile = u"<b>nobody</b>"_s });
    program.start();
    bool said = false;
    for (const QLabel* label : program.window(0).findChildren<QLabel*>()) {
        said = said
            || (label->isVisible()
                && label->text().startsWith(u"There is no connection “<b>nobody</b>”"_s)
                && label->textFormat() == Qt::PlainText);
    }
    QVERIFY(said);
}

/// Three things went wrong before the first window opened: none of them hides another.
void TestWindows::everythingThatHasToBeKnownIsSaid()
{
    Program program({ .profile = u"acme"_s });
    const QString kept = ProfileStore::defaultPath();
    QVERIFY(QDir().mkpath(QFileInfo(kept).absolutePath()));
    QFile damaged(kept);
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write("{ not what it was");
    damaged.close();
    program.reopen();
    program.start(u"The settings could not be read."_s);
    const auto* notice = program.window(0).findChild<QWidget*>(u"noticeStrip"_s);
    QVERIFY(notice->isVisible());
    const QStringList lines = notice->accessibleName().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].startsWith(u"There is no connection “acme”"_s));
    QCOMPARE(lines[1], program.windows->connections().profilesProblem());
    QVERIFY(!lines[1].isEmpty());
    QCOMPARE(lines[2], u"The settings could not be read."_s);
    // Put away, and only what comes later is shown.
    for (auto* button : notice->findChildren<QAbstractButton*>())
        QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!notice->isVisible());
    program.windows->all().at(0)->notices().keep(u"Later."_s);
    QCOMPARE(notice->accessibleName(), u"Later."_s);
}

void TestWindows::readOnlyForEverything()
{
    Program program({ .profile = u"acme-sandbox"_s, .readOnly = true });
    QVERIFY(program.keepBoth());
    program.start();
    QVERIFY(program.hasRows(0));
    QVERIFY(program.band(0).endsWith(u"read-only"_s));
    QVERIFY(!program.window(0).findChild<LockButton*>(u"lockButton"_s)->isEnabled());
}

void TestWindows::theEnvironmentsTenantIsProductionAndReadOnly()
{
    demo::DemoTenant other({ .identities = 50 });
    QString problem;
    QVERIFY(other.start(&problem));
    QProcessEnvironment variables;
    variables.insert(u"SAIL_BASE_URL"_s, other.baseUrl());
    variables.insert(u"SAIL_CLIENT_ID"_s, other.clientId());
    variables.insert(u"SAIL_CLIENT_SECRET"_s, other.clientSecret());
    ImportOffer offer = findImports({ .environment = variables }).value(0);
    offer.profile.id = newProfileId();
    Program program({}, offer);
    program.start();
    QVERIFY(program.hasRows(0));
    QVERIFY(program.band(0).startsWith(u"PRODUCTION"_s));
    QVERIFY(program.band(0).endsWith(u"read-only"_s));
    QVERIFY(program.windows->connections().profiles().isEmpty()); // not stored by itself
    QVERIFY(program.entries.isEmpty());
}

void TestWindows::aTypedSecretIsKeptOnceItWorks()
{
    Program program({ .profile = u"acme-sandbox"_s });
    QVERIFY(program.windows->connections()
                .saveProfiles({ Program::profileFor(
                    u"acme-sandbox"_s, program.sandbox, Environment::Sandbox) })
                .isEmpty());
    program.start();
    QTRY_VERIFY(program.windows->all().at(0)->isConnected());
    auto* field = program.window(0).findChild<QLineEdit*>(u"signInSecret"_s);
    QTRY_VERIFY_WITH_TIMEOUT(field->isVisible() && !field->isReadOnly(), 10'000);
    QVERIFY(program.window(0).findChild<QLabel*>(u"signInText"_s)->text().contains(u"not known"_s));
    QTest::keyClicks(field, u"not the right one"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(program.window(0)
                    .findChild<QLabel*>(u"signInText"_s)
                    ->text()
                    .contains(u"Client authentication failed"_s));
    QVERIFY(program.entries.isEmpty()); // a wrong one is not kept
    field->selectAll();
    QTest::keyClicks(field, program.sandbox.clientSecret());
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(program.hasRows(0));
    QTRY_COMPARE(program.entries.size(), 1);
    QCOMPARE(program.entries.constBegin()->reveal(), program.sandbox.clientSecret());
}

void TestWindows::changesOfAnOpenConnection()
{
    Program program({ .profile = u"acme-sandbox"_s });
    QVERIFY(program.keepBoth());
    program.start();
    QVERIFY(program.hasRows(0));
    ConnectionDesk& desk = program.windows->connections();
    QList<Profile> profiles = desk.profiles();
    profiles[1].readOnly = true;
    QCOMPARE(desk.saveProfiles(profiles), QString());
    QVERIFY(program.band(0).endsWith(u"read-only"_s)); // at once
    const auto* notice = program.window(0).findChild<QWidget*>(u"noticeStrip"_s);
    QVERIFY(!notice->isVisible());
    profiles[1].environment = Environment::Production;
    QCOMPARE(desk.saveProfiles(profiles), QString());
    QVERIFY(notice->isVisible());
    QVERIFY(notice->accessibleName().contains(u"connect again"_s));
    // A click would open it without the name being typed, as it is done on production.
    const auto* lock = program.window(0).findChild<LockButton*>(u"lockButton"_s);
    QVERIFY(!lock->isEnabled());
    QVERIFY(lock->toolTip().contains(u"PRODUCTION now"_s));
    QVERIFY(program.band(0).endsWith(u"read-only"_s));
    profiles.removeAt(1);
    QCOMPARE(desk.saveProfiles(profiles), QString());
    QVERIFY(notice->accessibleName().contains(u"removed"_s));
}

void TestWindows::anotherVersionIsFollowedAtOnce()
{
    Program program({ .profile = u"acme-sandbox"_s });
    QVERIFY(program.keepBoth());
    program.start();
    QVERIFY(program.hasRows(0));
    ProgramWindow& window = program.window(0);
    const auto* table = window.findChild<QTableView*>(u"identities"_s);
    const auto refresh = [&window] { QTest::keySequence(&window, QKeySequence::Refresh); };
    auto* strip = window.findChild<QWidget*>(u"versionStrip"_s);
    QVERIFY(!strip->isVisible());

    // The tenant ends the version: the person takes the other one, and the connection keeps it.
    program.sandbox.setEnded(demo::Version::V2024);
    refresh();
    QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), 5000);
    QCOMPARE(strip->accessibleName(),
        u"The tenant does not serve the API's version “v2024”. “current” has the same operations."_s);
    auto* change = strip->findChild<QAbstractButton*>(u"changeVersion"_s);
    QCOMPARE(change->text(), u"Use “current”"_s);
    QTest::mouseClick(change, Qt::LeftButton);
    QVERIFY(!strip->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 0, 5000);
    ConnectionDesk& desk = program.windows->connections();
    QCOMPARE(desk.profiles().at(1).version, u"current"_s);
    QCOMPARE(desk.profiles().at(0).version, u"v2024"_s);
    const auto* notice = window.findChild<QWidget*>(u"noticeStrip"_s);
    QVERIFY(!notice->isVisible()); // nothing has to be connected again

    // Edited in the list: the open window follows as well.
    program.sandbox.setEnded(demo::Version::Current);
    QList<Profile> profiles = desk.profiles();
    profiles[1].version = u"v2024"_s;
    QCOMPARE(desk.saveProfiles(profiles), QString());
    const int before = program.sandbox.activity().calls[demo::Operation::ListIdentities];
    refresh();
    QTRY_VERIFY_WITH_TIMEOUT(
        program.sandbox.activity().calls[demo::Operation::ListIdentities] > before, 5000);
    QVERIFY(!strip->isVisible() && !notice->isVisible());
    // One that cannot be spoken changes nothing in the window, and cannot be connected to.
    profiles[1].version = u"v3"_s;
    QCOMPARE(desk.saveProfiles(profiles), QString());
    refresh();
    QTRY_VERIFY_WITH_TIMEOUT(
        program.sandbox.activity().calls[demo::Operation::ListIdentities] > before + 1, 5000);
    QString problem;
    QVERIFY(!desk.connectionFor(profiles[1], {}, {}, &problem));
    QCOMPARE(problem, u"v3 of the API has no identities. Choose v2024 or current."_s);
}

/// The connection is pointed at another tenant while its window waits for the secret of the old.
void TestWindows::aSecretIsKeptOnlyForTheHostThatTookIt()
{
    Program program({ .profile = u"acme-sandbox"_s });
    ConnectionDesk& desk = program.windows->connections();
    const Profile old
        = Program::profileFor(u"acme-sandbox"_s, program.sandbox, Environment::Sandbox);
    QCOMPARE(desk.saveProfiles({ old }), QString());
    program.start();
    QTRY_VERIFY(program.windows->all().at(0)->isConnected());
    ProgramWindow& window = program.window(0);
    auto* field = window.findChild<QLineEdit*>(u"signInSecret"_s);
    QTRY_VERIFY_WITH_TIMEOUT(field->isVisible() && !field->isReadOnly(), 10'000);
    Profile moved = Program::profileFor(u"acme-sandbox"_s, program.acme, Environment::Sandbox);
    moved.id = old.id;
    QCOMPARE(desk.saveProfiles({ moved }), QString());
    // The window still is the old client's.
    QCOMPARE(desk.openElsewhere(old), u"acme-sandbox"_s);
    QCOMPARE(desk.openElsewhere(moved), QString());
    QTest::keyClicks(field, program.sandbox.clientSecret());
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(program.hasRows(0));
    QTest::qWait(50);
    QVERIFY(program.entries.isEmpty());
}

void TestWindows::aWindowThatIsConnectingIsNotTakenForAnother()
{
    Program program;
    QVERIFY(program.keepBoth());
    program.start();
    const QList<Profile> both = program.windows->connections().profiles();
    emit program.window(0).connectRequested(both[0]); // the keychain has not answered yet
    emit program.window(0).connectRequested(both[1]);
    QCOMPARE(program.windows->all().size(), 2U);
    QVERIFY(program.hasRows(0));
    QVERIFY(program.hasRows(1));
    QVERIFY(program.band(0).startsWith(u"PRODUCTION"_s));
    QVERIFY(program.band(1).startsWith(u"SANDBOX"_s));
}

void TestWindows::closingOneLeavesTheOther()
{
    Program program({ .profile = u"acme"_s });
    QVERIFY(program.keepBoth());
    program.start();
    QVERIFY(program.hasRows(0));
    emit program.window(0).newWindowRequested();
    QTRY_COMPARE(program.windows->all().size(), 2U);
    connectFromStart(program.window(1), 1);
    QVERIFY(program.hasRows(1));
    program.window(0).close();
    QTRY_COMPARE(program.windows->all().size(), 1U);
    QVERIFY(program.band(0).startsWith(u"SANDBOX"_s));
    // Its client is free again.
    emit program.window(0).newWindowRequested();
    QTRY_COMPARE(program.windows->all().size(), 2U);
    connectFromStart(program.window(1), 0);
    QVERIFY(program.hasRows(1));
}

void TestWindows::theMenuAndCtrlTabGoFromOneToTheOther()
{
    Program program;
    QVERIFY(program.keepBoth());
    program.start();
    const QList<Profile> both = program.windows->connections().profiles();
    emit program.window(0).connectRequested(both[0]);
    emit program.window(0).connectRequested(both[1]);
    QVERIFY(program.hasRows(0));
    QVERIFY(program.hasRows(1));
    ProgramWindow& production = program.window(0);
    ProgramWindow& sandbox = program.window(1);

    auto* menu = production.findChild<WindowMenu*>();
    emit menu->aboutToShow();
    QStringList titles;
    QAction* other = nullptr;
    for (QAction* action : menu->actions()) {
        if (!action->isCheckable())
            continue;
        titles += action->text() + (action->isChecked() ? u" *"_s : QString());
        other = action; // the last
    }
    QCOMPARE(titles, (QStringList { production.windowTitle() + u" *"_s, sandbox.windowTitle() }));
    other->trigger();
    QTRY_COMPARE(QApplication::activeWindow(), &sandbox);
    QTest::keyClick(&sandbox, Qt::Key_Tab, Qt::ControlModifier);
    QTRY_COMPARE(QApplication::activeWindow(), &production);
    QTest::keyClick(&production, Qt::Key_Tab, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(QApplication::activeWindow(), &sandbox);

    // The list of commands has the others, and the connections.
    sandbox.findChild<QAction*>(u"commands"_s)->trigger();
    auto* list = sandbox.findChild<QListView*>(u"commandList"_s);
    QStringList found;
    for (int row = 0; row < list->model()->rowCount(); ++row)
        found += list->model()->index(row, 0).data().toString();
    QVERIFY(found.contains(production.windowTitle()));
    QVERIFY(!found.contains(sandbox.windowTitle()));
    QVERIFY(found.contains(u"Connect to acme"_s));
}

/// A program took them and was killed.
void TestWindows::snapshotsGoAtTheStartAndWithTheirConnection()
{
    Program program;
    QVERIFY(program.keepBoth());
    const QList<Profile> before = program.windows->connections().profiles();
    QList<Profile> both = before;
    both[0].snapshotDays = 7;
    QCOMPARE(program.windows->connections().saveEdits(before, both), QString());
    QStringList paths;
    for (const Profile& profile : std::as_const(both)) {
        const QString folder = tenantFolder(
            defaultRootOf(u"snapshots"_s), profile.id.text(), { .host = u"acme.test"_s });
        paths += u"%1/%2-0123456789abcdef0123456789abcdef.sqlite"_s.arg(
            folder, QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmsszzz"_s));
        QVERIFY(paths.last().startsWith(program.folder.path()));
        QVERIFY(QDir().mkpath(folder) && QFile(paths.last()).open(QIODevice::WriteOnly));
    }
    program.reopen();
    QThreadPool::globalInstance()->waitForDone();
    QVERIFY(QFile::exists(paths[0])); // it is kept for days
    QVERIFY(!QFile::exists(paths[1]));
    QCOMPARE(program.windows->connections().saveEdits(both, { both[1] }), QString());
    QThreadPool::globalInstance()->waitForDone();
    QVERIFY(!QFile::exists(paths[0]));
}

QTEST_MAIN(TestWindows)
#include "tst_windows.moc"
