// The windows for connections, driven by clicks and keys.
//
// CONSOLE_PICTURES=DIR leaves pictures of them in DIR.

#include "support/fakeconnections.h"

#include "ui/connections/addressfield.h"
#include "ui/connections/profiledelegate.h"
#include "ui/dialogs/connectiondialog.h"
#include "ui/dialogs/importdialog.h"
#include "ui/dialogs/networkdialog.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QRadioButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

Profile profileOf(const QString& name, Environment environment, bool readOnly = true)
{
    return { .id = ProfileId(u"id-of-"_s + name),
        .name = name,
        .address = name,
        .apiBase = u"https://%1.api.identitynow.com"_s.arg(name),
        .environment = environment,
        .readOnly = readOnly,
        .clientId = u"5b0f8b6e1c7d4a0f9e2a61d3c4b7f812"_s };
}

QList<ConnectionCheck> goodChecks()
{
    using Check = ConnectionCheck;
    return { { Check::Step::Name, Check::State::Passed, u"acme-sandbox.api.identitynow.com"_s, {}, 12 },
        { Check::Step::Tls, Check::State::Passed,
            u"Certificate by DigiCert, valid until 4 Mar 2027"_s, {}, 41 },
        { Check::Step::Token, Check::State::Passed,
            u"Signed in as j.tanaka, ORG_ADMIN, ends in 12 h"_s, {}, 204 },
        { Check::Step::FirstRead, Check::State::Passed, u"48,212 correlated identities"_s, {}, 318 },
        { Check::Step::Rights, Check::State::Warning, u"1 of 4 rights is missing: Invite."_s,
            u"Ask an administrator for it, or leave Invite to somebody else."_s } };
}

QList<RightCheck> someRights()
{
    using Right = RightCheck;
    return { { u"List identities"_s, u"idn:identity:read"_s, Right::State::Present,
                 u"The first read was answered."_s },
        { u"Invite"_s, u"idn:password-user-invite:manage"_s, Right::State::Missing,
            u"The token's scopes do not hold it."_s },
        { u"Process"_s, u"idn:identity:manage"_s, Right::State::Present,
            u"The token answer says so."_s },
        { u"Delete"_s, u"idn:identity:delete, ORG_ADMIN"_s, Right::State::NotKnown,
            u"Shows when it is used."_s } };
}

/// The dialog on a service whose answers the test gives.
struct Rig
{
    FakeConnections service;
    FixedClock clock;
    std::unique_ptr<ConnectionDialog> dialog;
    std::unique_ptr<QSignalSpy> connects;

    explicit Rig(bool withProfiles = true)
    {
        if (!withProfiles)
            return;
        service.stored = { profileOf(u"acme"_s, Environment::Production),
            profileOf(u"acme-sandbox"_s, Environment::Sandbox, false),
            profileOf(u"acme-test"_s, Environment::Test) };
        service.withSecret = { service.stored[0].id, service.stored[1].id };
    }
    void open(const ConnectionDialogStart& start = {})
    {
        dialog = std::make_unique<ConnectionDialog>(service, clock, start);
        connects = std::make_unique<QSignalSpy>(
            dialog.get(), &ConnectionDialog::connectRequested);
        dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
        settle();
    }
    static void settle() { QCoreApplication::processEvents(); }

    template <class T>
    T* find(const QString& name) const
    {
        return dialog->findChild<T*>(name);
    }
    QLineEdit* field(const QString& name) const { return find<QLineEdit>(name); }
    QListWidget* list() const { return find<QListWidget>(u"profiles"_s); }
    QCheckBox* readOnly() const { return find<QCheckBox>(u"readOnly"_s); }
    bool isTicked(const QString& name) const { return find<QAbstractButton>(name)->isChecked(); }
    void click(const QString& name) const
    {
        auto* button = find<QAbstractButton>(name);
        QVERIFY2(button != nullptr && button->isVisible(), qPrintable(name));
        QTest::mouseClick(button, Qt::LeftButton);
        settle();
    }
    /// Replaces what is in a field, key by key.
    void type(const QString& name, const QString& text) const
    {
        QLineEdit* edit = field(name);
        edit->setFocus();
        edit->selectAll();
        if (text.isEmpty())
            QTest::keyClick(edit, Qt::Key_Delete);
        else
            QTest::keyClicks(edit, text);
    }
    /// What stands beneath a field; empty if nothing can be seen.
    QString note(const QString& name) const
    {
        const auto* holder = find<QWidget>(name);
        return holder->isVisible() ? holder->findChild<QLabel*>(u"note"_s)->text() : QString();
    }
    void select(int row) const
    {
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
            list()->visualItemRect(list()->item(row)).center());
        settle();
    }
    QStringList names() const
    {
        QStringList all;
        for (int i = 0; i < list()->count(); ++i)
            all += list()->item(i)->text();
        return all;
    }
    template <class T>
    T* child() const
    {
        return dialog->findChild<T*>();
    }
    /// Everything a label or button of the dialog shows.
    QStringList texts() const
    {
        QStringList all;
        for (const QLabel* label : dialog->findChildren<QLabel*>()) {
            if (label->isVisible() && !label->text().isEmpty())
                all += label->text();
        }
        for (const QAbstractButton* button : dialog->findChildren<QAbstractButton*>()) {
            if (button->isVisible())
                all += button->text();
        }
        return all;
    }
    void fillNew(const QString& name) const
    {
        type(u"name"_s, name);
        type(u"address"_s, name);
        type(u"clientId"_s, u"abc123"_s);
    }
};

void savePicture(QWidget& widget, const QString& name)
{
    const QString folder = qEnvironmentVariable("CONSOLE_PICTURES");
    if (folder.isEmpty())
        return;
    QVERIFY(QDir().mkpath(folder));
    for (const bool dark : { false, true }) {
        applyTheme(*qApp, dark ? ThemeMode::Dark : ThemeMode::Light);
        QTest::qWait(30);
        QVERIFY(widget.grab().save(u"%1/%2-%3-%4x.png"_s.arg(folder, name,
            dark ? u"dark"_s : u"light"_s, QString::number(widget.devicePixelRatioF()))));
    }
    applyTheme(*qApp, ThemeMode::Light);
}

} // namespace

class TestConnections : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void showsWhatIsStored();
    void newConnectionIsSavedAndConnected();
    void newConnectionIsReadOnlyUntilLifted();
    void incompleteConnectionIsRefused();
    void namesAreUnique();
    void nothingTypedIsLostBySwitching();
    void duplicateTakesNoSecret();
    void removalIsWrittenOnSaveAndUndoneByCancel();
    void orderIsChangedByKeysAndDragging();
    void cancelAsksBeforeEditsAreLost();
    void failureToSaveLosesNothing();
    void secretsGoToTheKeychainOnly();
    void secretsCannotBeRead();
    void keychainRefusalIsRead();
    void addressIsResolved();
    void staleAnswersAreDropped();
    void lookAlikeHostsAreWarnedOf();
    void enterDoesNotOutrunTheTenant();
    void nameAndVersionComeFromTheAddress();
    void testShowsEveryState();
    void testBecomesOldWhenFieldsChange();
    void rightsCanBeOpened();
    void closingEndsTheTest();
    void networkIsCheckedAndSummed();
    void openElsewhereIsSaid();
    void changesElsewhereAreSaid();
    void emptyListOffersImport();
    void importMarksAndTakesOver();
    void importOfNothingSaysWhereItLooked();
    void hostileTextsStayPlain();
    void tabReachesEveryField();
    void controlsHaveNames_data();
    void controlsHaveNames();
    void enterConnectsToProduction();
    void pictures();
};

void TestConnections::initTestCase()
{
    applyTheme(*qApp, ThemeMode::Light);
}

void TestConnections::showsWhatIsStored()
{
    Rig rig;
    rig.open({ .selected = ProfileId(u"id-of-acme-sandbox"_s) });
    QCOMPARE(rig.names(), (QStringList { u"acme"_s, u"acme-sandbox"_s, u"acme-test"_s }));
    QCOMPARE(rig.field(u"name"_s)->text(), u"acme-sandbox"_s);
    QCOMPARE(rig.note(u"resolved"_s), u"acme-sandbox.api.identitynow.com"_s);
    QVERIFY(rig.isTicked(u"sandbox"_s));
    QVERIFY(!rig.isTicked(u"readOnly"_s));
    QCOMPARE(rig.field(u"clientSecret"_s)->text(), QString());
    QCOMPARE(rig.field(u"clientSecret"_s)->placeholderText(), u"kept, leave empty to keep it"_s);
    QCOMPARE(rig.note(u"secretNote"_s),
        u"Kept in the system keychain. Never in settings, logs or addresses."_s);
    QCOMPARE(rig.list()->item(0)->data(Qt::AccessibleTextRole).toString(),
        u"acme, PRODUCTION, read-only"_s);
    QCOMPARE(rig.list()->item(1)->data(Qt::AccessibleTextRole).toString(),
        u"acme-sandbox, SANDBOX, changes allowed"_s);
    // To look is to ask nobody.
    for (const int row : { 0, 1, 2 })
        rig.select(row);
    QCOMPARE(rig.service.asked, 0);
    QVERIFY(rig.field(u"clientSecret"_s)->placeholderText().isEmpty());
    rig.dialog->reject();
    QVERIFY(!rig.dialog->isVisible());
    QCOMPARE(rig.service.saves, 0);
}

void TestConnections::newConnectionIsSavedAndConnected()
{
    Rig rig;
    rig.open({ .connectText = u"Connect in new window"_s });
    QCOMPARE(rig.find<QAbstractButton>(u"connect"_s)->text(), u"Connect in new window"_s);
    rig.click(u"add"_s);
    rig.fillNew(u"beta"_s);
    rig.click(u"test"_s);
    QCOMPARE(rig.note(u"secretProblem"_s), u"Enter the client secret."_s);
    rig.type(u"clientSecret"_s, u"s3cret-of-beta"_s);
    QVERIFY(rig.note(u"secretProblem"_s).isEmpty());
    QCOMPARE(rig.service.saves, 0);
    rig.click(u"connect"_s);
    QCOMPARE(rig.service.saves, 1);
    QCOMPARE(rig.service.stored.size(), 4);
    const Profile made = rig.service.stored.last();
    QCOMPARE(made.name, u"beta"_s);
    QCOMPARE(made.apiBase, u"https://beta.api.identitynow.com"_s);
    QCOMPARE(made.clientId, u"abc123"_s);
    QVERIFY(made.readOnly);
    QVERIFY(!made.id.isEmpty());
    QCOMPARE(rig.service.kept.size(), 1);
    QCOMPARE(rig.service.kept.first().id, made.id);
    QCOMPARE(rig.service.kept.first().clientSecret, u"s3cret-of-beta"_s);
    QTRY_COMPARE(rig.connects->size(), 1);
    QCOMPARE(rig.connects->first().first().value<Profile>(), made);
    QVERIFY(!rig.dialog->isVisible());
}

void TestConnections::newConnectionIsReadOnlyUntilLifted()
{
    Rig rig;
    rig.open({ .withNew = true });
    QVERIFY(rig.isTicked(u"production"_s));
    QVERIFY(rig.isTicked(u"readOnly"_s));
    rig.click(u"sandbox"_s);
    rig.click(u"readOnly"_s);
    QVERIFY(!rig.isTicked(u"readOnly"_s));
    rig.click(u"production"_s);
    QVERIFY(rig.isTicked(u"readOnly"_s)); // set again
    rig.click(u"readOnly"_s);
    rig.click(u"test"_s); // refused: nothing is filled in
    QVERIFY(!rig.isTicked(u"readOnly"_s));
    rig.click(u"sandbox"_s);
    rig.click(u"production"_s);
    QVERIFY(!rig.isTicked(u"readOnly"_s)); // lifted by the person
    // One that exists keeps what the person chose for it.
    rig.select(1);
    QVERIFY(!rig.isTicked(u"readOnly"_s));
    rig.click(u"production"_s);
    QVERIFY(!rig.isTicked(u"readOnly"_s));
}

void TestConnections::incompleteConnectionIsRefused()
{
    Rig rig;
    rig.open({ .withNew = true });
    for (const QString& button : { u"save"_s, u"connect"_s, u"test"_s }) {
        rig.click(button);
        QCOMPARE(rig.note(u"nameProblem"_s), u"Enter a name for the connection."_s);
        QCOMPARE(rig.note(u"resolved"_s), u"Enter the tenant's name or address."_s);
        QCOMPARE(rig.note(u"clientIdProblem"_s), u"Enter the client id."_s);
        QCOMPARE(rig.field(u"name"_s)->accessibleDescription(),
            u"Enter a name for the connection."_s);
        QVERIFY(rig.field(u"name"_s)->hasFocus());
    }
    QVERIFY(rig.dialog->isVisible());
    QCOMPARE(rig.service.saves, 0);
    rig.type(u"name"_s, u"x"_s);
    QVERIFY(rig.note(u"nameProblem"_s).isEmpty());
    rig.type(u"address"_s, u"http://acme.identitynow.net"_s);
    rig.type(u"clientId"_s, u"two words"_s);
    rig.find<QComboBox>(u"version"_s)->setEditText(u"v1/../x"_s);
    rig.click(u"save"_s);
    QVERIFY(rig.note(u"resolved"_s).contains(u"must be reached over https"_s));
    QCOMPARE(rig.note(u"clientIdProblem"_s), u"A client id has no spaces."_s);
    QCOMPARE(rig.note(u"versionProblem"_s), u"Write the version like v2024."_s);
    QCOMPARE(rig.field(u"clientId"_s)->text(), u"two words"_s); // nothing typed is lost
    // The one that is incomplete comes into view, whichever was in view.
    rig.select(0);
    rig.click(u"save"_s);
    QCOMPARE(rig.list()->currentRow(), 3);
    QVERIFY(rig.field(u"address"_s)->hasFocus());
    QCOMPARE(rig.service.saves, 0);
}

void TestConnections::namesAreUnique()
{
    Rig rig;
    rig.open({ .withNew = true });
    rig.type(u"name"_s, u" ACME "_s);
    QCOMPARE(rig.note(u"nameProblem"_s), u"Another connection is called “acme”."_s);
    rig.type(u"name"_s, u"acme 2"_s);
    QVERIFY(rig.note(u"nameProblem"_s).isEmpty());
    QCOMPARE(rig.names().last(), u"acme 2"_s); // the list follows
}

void TestConnections::nothingTypedIsLostBySwitching()
{
    Rig rig;
    rig.open();
    rig.type(u"name"_s, u"first"_s);
    rig.type(u"clientSecret"_s, u"secret-of-first"_s);
    rig.select(1);
    QCOMPARE(rig.field(u"clientSecret"_s)->text(), QString());
    rig.type(u"clientId"_s, u"second-client"_s);
    rig.type(u"clientSecret"_s, u"secret-of-second"_s);
    rig.select(2);
    rig.type(u"address"_s, u"half a word"_s);
    rig.select(0);
    QCOMPARE(rig.field(u"name"_s)->text(), u"first"_s);
    QCOMPARE(rig.field(u"clientSecret"_s)->text(), u"secret-of-first"_s);
    QCOMPARE(rig.list()->item(0)->data(ProfileDelegate::MarkRole).toString(), u"edited"_s);
    rig.select(2);
    QCOMPARE(rig.field(u"address"_s)->text(), u"half a word"_s);
    rig.type(u"address"_s, u"acme-test"_s);
    rig.click(u"save"_s);
    QCOMPARE(rig.service.stored.at(0).name, u"first"_s);
    QCOMPARE(rig.service.stored.at(1).clientId, u"second-client"_s);
    QCOMPARE(rig.service.kept.size(), 2);
    QCOMPARE(rig.service.kept.at(0).clientSecret, u"secret-of-first"_s);
    QCOMPARE(rig.service.kept.at(1).clientSecret, u"secret-of-second"_s);
    QTRY_VERIFY(!rig.dialog->isVisible());
    QCOMPARE(rig.connects->size(), 0);
}

void TestConnections::duplicateTakesNoSecret()
{
    Rig rig;
    rig.open({ .selected = ProfileId(u"id-of-acme-sandbox"_s) });
    rig.type(u"clientSecret"_s, u"secret-of-sandbox"_s);
    rig.click(u"duplicate"_s);
    QCOMPARE(rig.names().last(), u"acme-sandbox (2)"_s);
    QCOMPARE(rig.list()->currentRow(), 3);
    QCOMPARE(rig.field(u"clientSecret"_s)->text(), QString());
    QVERIFY(rig.field(u"clientSecret"_s)->placeholderText().isEmpty());
    QVERIFY(rig.isTicked(u"readOnly"_s));
    rig.click(u"save"_s);
    const Profile copy = rig.service.stored.last();
    QCOMPARE(copy.apiBase, rig.service.stored.at(1).apiBase);
    QVERIFY(copy.id != rig.service.stored.at(1).id);
    QCOMPARE(rig.service.kept.size(), 1);
    QCOMPARE(rig.service.kept.first().id, rig.service.stored.at(1).id);
}

void TestConnections::removalIsWrittenOnSaveAndUndoneByCancel()
{
    {
        Rig rig;
        rig.open();
        rig.click(u"remove"_s);
        QCOMPARE(rig.names(), (QStringList { u"acme-sandbox"_s, u"acme-test"_s }));
        QCOMPARE(rig.field(u"name"_s)->text(), u"acme-sandbox"_s);
        QCOMPARE(rig.note(u"dialogNote"_s), u"“acme” and its secret are removed when you save."_s);
        rig.click(u"cancel"_s);
        rig.click(u"discard"_s);
        QVERIFY(!rig.dialog->isVisible());
        QCOMPARE(rig.service.saves, 0);
        QCOMPARE(rig.service.stored.size(), 3);
    }
    Rig rig;
    rig.open();
    for (int i = 0; i < 3; ++i)
        rig.click(u"remove"_s);
    QVERIFY(!rig.find<QAbstractButton>(u"remove"_s)->isEnabled());
    QVERIFY(!rig.find<QAbstractButton>(u"connect"_s)->isEnabled());
    rig.click(u"save"_s);
    QCOMPARE(rig.service.stored.size(), 0);
}

void TestConnections::orderIsChangedByKeysAndDragging()
{
    Rig rig;
    rig.open();
    rig.list()->setFocus();
    QTest::keyClick(rig.list(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(rig.names(), (QStringList { u"acme-sandbox"_s, u"acme"_s, u"acme-test"_s }));
    QCOMPARE(rig.field(u"name"_s)->text(), u"acme"_s);
    QTest::keyClick(rig.list(), Qt::Key_Down, Qt::AltModifier);
    QTest::keyClick(rig.list(), Qt::Key_Down, Qt::AltModifier); // nowhere to go
    QTest::keyClick(rig.list(), Qt::Key_Up, Qt::AltModifier);
    // What a drop does.
    QVERIFY(rig.list()->model()->moveRow({}, 2, {}, 0));
    QCOMPARE(rig.names(), (QStringList { u"acme-test"_s, u"acme-sandbox"_s, u"acme"_s }));
    rig.type(u"name"_s, u"acme!"_s);
    QCOMPARE(rig.names().last(), u"acme!"_s);
    rig.click(u"save"_s);
    QStringList stored;
    for (const Profile& profile : rig.service.stored)
        stored += profile.name;
    QCOMPARE(stored, (QStringList { u"acme-test"_s, u"acme-sandbox"_s, u"acme!"_s }));
}

void TestConnections::cancelAsksBeforeEditsAreLost()
{
    Rig rig;
    rig.open();
    rig.click(u"add"_s); // an empty one is nothing to lose
    rig.click(u"cancel"_s);
    QVERIFY(!rig.dialog->isVisible());

    rig.open();
    rig.type(u"clientSecret"_s, u"only a secret"_s);
    QTest::keyClick(rig.dialog.get(), Qt::Key_Escape);
    QVERIFY(rig.dialog->isVisible());
    QVERIFY(rig.find<QWidget>(u"discardBar"_s)->isVisible());
    QVERIFY(rig.find<QWidget>(u"keepEditing"_s)->hasFocus());
    QTest::keyClick(rig.dialog.get(), Qt::Key_Return);
    QVERIFY(rig.dialog->isVisible());
    QVERIFY(!rig.find<QWidget>(u"discardBar"_s)->isVisible());
    QCOMPARE(rig.field(u"clientSecret"_s)->text(), u"only a secret"_s);
    rig.dialog->close(); // the window's own button
    QVERIFY(rig.dialog->isVisible());
    QTest::keyClick(rig.dialog.get(), Qt::Key_Escape);
    QVERIFY(!rig.find<QWidget>(u"discardBar"_s)->isVisible());
    rig.click(u"cancel"_s);
    rig.type(u"name"_s, u"more"_s); // who goes on typing has answered
    QVERIFY(!rig.find<QWidget>(u"discardBar"_s)->isVisible());
    rig.click(u"cancel"_s);
    rig.click(u"discard"_s);
    QVERIFY(!rig.dialog->isVisible());
    QCOMPARE(rig.service.saves, 0);
    QVERIFY(rig.service.kept.isEmpty());
    QCOMPARE(rig.field(u"clientSecret"_s)->text(), QString());
}

void TestConnections::failureToSaveLosesNothing()
{
    Rig rig;
    rig.open();
    rig.service.saveProblem = u"The disk is full."_s;
    rig.type(u"name"_s, u"renamed"_s);
    rig.type(u"clientSecret"_s, u"typed-secret"_s);
    rig.click(u"connect"_s);
    QCOMPARE(rig.note(u"dialogNote"_s), u"The disk is full."_s);
    QVERIFY(rig.dialog->isVisible());
    QVERIFY(rig.service.kept.isEmpty());
    QCOMPARE(rig.field(u"clientSecret"_s)->text(), u"typed-secret"_s);
    rig.service.saveProblem.clear();
    rig.click(u"connect"_s);
    QTRY_COMPARE(rig.connects->size(), 1);
    QCOMPARE(rig.service.kept.first().clientSecret, u"typed-secret"_s);
    // A file that could not be read is said from the start.
    rig.service.fileProblem = u"The file of connections was set aside: line 3."_s;
    rig.open();
    QCOMPARE(rig.note(u"fileNote"_s), rig.service.fileProblem);
}

void TestConnections::secretsGoToTheKeychainOnly()
{
    Rig rig;
    rig.open();
    const QString secret = u"hunter2-hunter2"_s;
    rig.type(u"clientSecret"_s, secret);
    rig.click(u"test"_s);
    QCOMPARE(rig.service.tested.first().clientSecret, secret);
    rig.click(u"connect"_s);
    QCOMPARE(rig.service.kept.size(), 1);
    // Nothing but the secret changed, and no profile has it anywhere.
    for (const Profile& profile : rig.service.stored) {
        for (const QString& text : { profile.name, profile.address, profile.apiBase,
                 profile.version, profile.clientId, profile.network.proxyHost,
                 profile.network.proxyUser, profile.network.caFile })
            QVERIFY(!text.contains(secret));
    }
    QCOMPARE(rig.field(u"clientSecret"_s)->text(), QString()); // wiped
    QTest::keyClick(rig.field(u"clientSecret"_s), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(rig.field(u"clientSecret"_s)->text(), QString());
}

void TestConnections::secretsCannotBeRead()
{
    Rig rig;
    rig.open();
    const QString secret = u"hunter2-hunter2"_s;
    rig.type(u"clientSecret"_s, secret);
    QLineEdit* field = rig.field(u"clientSecret"_s);
    QAccessibleInterface* access = QAccessible::queryAccessibleInterface(field);
    QVERIFY(access != nullptr);
    for (const QAccessible::Text text : { QAccessible::Name, QAccessible::Description,
             QAccessible::Value, QAccessible::Help, QAccessible::Accelerator })
        QVERIFY2(!access->text(text).contains(secret), qPrintable(access->text(text)));
    if (access->textInterface() != nullptr)
        QVERIFY(!access->textInterface()->text(0, 100).contains(secret));
    QApplication::clipboard()->setText(u"before"_s);
    field->selectAll();
    QTest::keyClick(field, Qt::Key_C, Qt::ControlModifier);
    QTest::keyClick(field, Qt::Key_X, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"before"_s);
    for (const QString& text : rig.texts())
        QVERIFY2(!text.contains(secret), qPrintable(text));
    rig.click(u"test"_s);
    rig.service.run->set(goodChecks());
    rig.service.run->finish();
    QCoreApplication::processEvents();
    rig.click(u"copyDetails"_s);
    QCOMPARE(QApplication::clipboard()->text(), u"details of the test"_s);
    QCOMPARE(rig.find<QAbstractButton>(u"copyDetails"_s)->text(), u"Copied"_s);
}

void TestConnections::keychainRefusalIsRead()
{
    Rig rig;
    rig.service.keepProblem = u"The keychain is locked. The secret is kept in memory."_s;
    rig.open();
    rig.type(u"clientSecret"_s, u"typed-secret"_s);
    rig.click(u"connect"_s);
    QTRY_COMPARE(rig.note(u"dialogNote"_s), rig.service.keepProblem);
    QVERIFY(rig.dialog->isVisible());
    QCOMPARE(rig.find<QAbstractButton>(u"cancel"_s)->text(), u"Close"_s);
    QCOMPARE(rig.field(u"clientSecret"_s)->placeholderText(), u"kept, leave empty to keep it"_s);
    QCOMPARE(rig.connects->size(), 0);
    rig.click(u"connect"_s); // it has been read
    QCOMPARE(rig.connects->size(), 1);
    QCOMPARE(rig.service.saves, 1);

    Rig none;
    none.service.hasKeychain = false;
    none.open();
    QCOMPARE(none.note(u"secretNote"_s),
        u"No keychain on this system. Kept in memory until you quit."_s);
}

void TestConnections::addressIsResolved()
{
    Rig rig;
    rig.open({ .withNew = true });
    rig.type(u"address"_s, u"iga.acme.com"_s);
    QCOMPARE(rig.note(u"resolved"_s), u"iga.acme.com"_s);
    QTRY_COMPARE(rig.service.questions.size(), 1); // after a pause
    QCOMPARE(rig.note(u"resolved"_s), u"iga.acme.com · asking the tenant…"_s);
    // The front of a tenant: its API is elsewhere.
    rig.service.answer(rig.service.questions.takeFirst(),
        { readTenantAddress(u"acme"_s), true, u"found by /oauth/info"_s });
    QCOMPARE(rig.note(u"resolved"_s), u"acme.api.identitynow.com · found by /oauth/info"_s);
    QVERIFY(rig.note(u"hostWarning"_s).isEmpty());
    rig.field(u"clientId"_s)->setFocus(); // no second question
    QCOMPARE(rig.service.asked, 1);
    rig.type(u"name"_s, u"vanity"_s);
    rig.type(u"clientId"_s, u"abc"_s);
    rig.select(0);
    rig.select(3);
    QCOMPARE(rig.note(u"resolved"_s), u"acme.api.identitynow.com · found by /oauth/info"_s);
    QCOMPARE(rig.service.asked, 1);
    rig.click(u"save"_s);
    QCOMPARE(rig.service.stored.last().address, u"iga.acme.com"_s);
    QCOMPARE(rig.service.stored.last().apiBase, u"https://acme.api.identitynow.com"_s);
    // Over another network it is asked again.
    rig.open({ .withNew = true });
    rig.type(u"address"_s, u"gamma"_s);
    rig.field(u"name"_s)->setFocus();
    QCOMPARE(rig.service.questions.size(), 1);
    rig.service.confirm();
    rig.click(u"network"_s);
    rig.child<NetworkDialog>()->findChild<QComboBox*>(u"proxy"_s)->setCurrentIndex(1);
    rig.child<NetworkDialog>()->accept();
    QCOMPARE(rig.service.questions.size(), 1);
    QCOMPARE(rig.service.questions.first().network.proxy, NetworkOptions::Proxy::None);
}

void TestConnections::staleAnswersAreDropped()
{
    Rig rig;
    rig.open({ .withNew = true });
    rig.type(u"address"_s, u"first"_s);
    QTRY_COMPARE(rig.service.questions.size(), 1);
    rig.type(u"address"_s, u"second"_s);
    QTRY_COMPARE(rig.service.questions.size(), 2);
    const auto old = rig.service.questions.takeFirst();
    rig.service.confirm();
    QCOMPARE(rig.note(u"resolved"_s), u"second.api.identitynow.com · found by /oauth/info"_s);
    rig.service.answer(old, { old.address, true, u"found by /oauth/info"_s });
    QCOMPARE(rig.note(u"resolved"_s), u"second.api.identitynow.com · found by /oauth/info"_s);
    // An answer for a connection that is no longer in view says nothing of the one that is.
    rig.type(u"address"_s, u"third"_s);
    QTRY_COMPARE(rig.service.questions.size(), 1);
    rig.select(0);
    rig.service.confirm();
    QCOMPARE(rig.note(u"resolved"_s), u"acme.api.identitynow.com"_s);
    rig.select(3); // asked again, since nobody has heard
    QCOMPARE(rig.service.questions.size(), 1);
    rig.service.confirm();
    QCOMPARE(rig.note(u"resolved"_s), u"third.api.identitynow.com · found by /oauth/info"_s);
    // Not the dialog's any more.
    rig.type(u"address"_s, u"fourth"_s);
    QTRY_COMPARE(rig.service.questions.size(), 1);
    rig.dialog.reset();
    rig.service.confirm();
}

void TestConnections::lookAlikeHostsAreWarnedOf()
{
    Rig rig;
    rig.open();
    for (const QString& host : { u"acme.api.identitynow.com.evil.example"_s,
             u"acme-api.identitynow.co"_s, u"xn--cme-8cd.api.identitynow.com.example"_s }) {
        rig.type(u"address"_s, u"https://"_s + host);
        QVERIFY(rig.note(u"hostWarning"_s).isEmpty()); // not while it is being written
        rig.field(u"name"_s)->setFocus();
        QCOMPARE(rig.note(u"hostWarning"_s),
            u"This is not one of SailPoint's hosts: the client secret would go to %1."_s.arg(host));
        QVERIFY(rig.field(u"address"_s)->accessibleDescription().contains(u"SailPoint's hosts"_s));
    }
    rig.type(u"address"_s, u"http://localhost:8080"_s);
    rig.field(u"name"_s)->setFocus();
    QVERIFY(rig.note(u"hostWarning"_s).isEmpty());
    rig.type(u"address"_s, u"acme"_s);
    rig.field(u"name"_s)->setFocus();
    QVERIFY(rig.note(u"hostWarning"_s).isEmpty());
}

void TestConnections::enterDoesNotOutrunTheTenant()
{
    Rig rig;
    rig.open();
    rig.type(u"address"_s, u"iga.acme.com"_s);
    QTest::keyClick(rig.field(u"address"_s), Qt::Key_Return);
    QCOMPARE(rig.connects->size(), 0);
    QCOMPARE(rig.note(u"dialogNote"_s), u"Asking the tenant for its address first…"_s);
    rig.service.answer(rig.service.questions.takeFirst(),
        { readTenantAddress(u"acme"_s), true, u"found by /oauth/info"_s });
    QCOMPARE(rig.connects->size(), 1); // by itself
    QCOMPARE(rig.service.stored.first().apiBase, u"https://acme.api.identitynow.com"_s);

    // Nobody vouches for this one: the warning is read before a secret leaves.
    rig.open();
    rig.type(u"address"_s, u"tenant.example"_s);
    QTest::keyClick(rig.field(u"address"_s), Qt::Key_Return);
    rig.service.answer(rig.service.questions.takeFirst(),
        { readTenantAddress(u"tenant.example"_s), false, u"the host does not answer"_s });
    QCOMPARE(rig.connects->size(), 0);
    QVERIFY(rig.note(u"dialogNote"_s).isEmpty());
    QVERIFY(!rig.note(u"hostWarning"_s).isEmpty());
    QTest::keyClick(rig.field(u"address"_s), Qt::Key_Return);
    QCOMPARE(rig.connects->size(), 1);
}

void TestConnections::nameAndVersionComeFromTheAddress()
{
    Rig rig;
    rig.open({ .withNew = true });
    rig.type(u"address"_s, u"https://delta.api.identitynow.com/v2025/identities"_s);
    rig.field(u"clientId"_s)->setFocus();
    QCOMPARE(rig.field(u"name"_s)->text(), u"delta"_s);
    QCOMPARE(rig.find<QComboBox>(u"version"_s)->currentText(), u"v2025"_s);
    rig.type(u"address"_s, u"epsilon"_s);
    rig.field(u"clientId"_s)->setFocus();
    QCOMPARE(rig.field(u"name"_s)->text(), u"delta"_s); // a name that is there stays
    rig.type(u"clientId"_s, u"abc"_s);
    rig.click(u"save"_s);
    QCOMPARE(rig.service.stored.last().version, u"v2025"_s);
}

void TestConnections::testShowsEveryState()
{
    Rig rig;
    rig.open();
    auto* panel = rig.find<QWidget>(u"testPanel"_s);
    QVERIFY(!panel->isVisible());
    rig.click(u"test"_s);
    QVERIFY(panel->isVisible());
    QCOMPARE(rig.service.tested.first().profile.id, rig.service.stored.first().id);
    QCOMPARE(rig.service.tested.first().clientSecret, QString()); // the kept one
    using Check = ConnectionCheck;
    rig.service.run->set({ { Check::Step::Name, Check::State::Passed, u"acme.test"_s, {}, 1'204 },
        { Check::Step::Tls, Check::State::Warning, u"Ends soon."_s, u"Renew it."_s, 41 },
        { Check::Step::Token, Check::State::Failed, u"The tenant refused."_s,
            u"Check the secret."_s, 5 },
        { Check::Step::FirstRead, Check::State::NotReached },
        { Check::Step::Rights, Check::State::Waiting } });
    Rig::settle();
    const auto shown = [&](const QString& name) {
        QStringList all;
        for (const QLabel* label : panel->findChildren<QLabel*>(name)) {
            if (label->isVisible())
                all += label->text();
        }
        return all;
    };
    QCOMPARE(shown(u"testTitle"_s), QStringList { u"Test of 14:02"_s });
    QCOMPARE(shown(u"checkText"_s),
        (QStringList { u"acme.test"_s, u"Ends soon."_s, u"Failed. The tenant refused."_s,
            u"Not reached"_s, u"Waiting"_s }));
    QCOMPARE(shown(u"checkAdvice"_s), (QStringList { u"Renew it."_s, u"Check the secret."_s }));
    QVERIFY(shown(u"secondary"_s).contains(u"1,204 ms"_s));
    QVERIFY(!rig.find<QWidget>(u"copyDetails"_s)->isVisible());
    QVERIFY(panel->findChildren<QLabel*>(u"checkText"_s).at(2)->accessibleName().startsWith(
        u"Token: Failed"_s));
    // The dialog can be used meanwhile, and the test belongs to its connection.
    rig.select(1);
    QVERIFY(!panel->isVisible());
    rig.select(0);
    QVERIFY(panel->isVisible());
    rig.service.run->set({ { Check::Step::Name, Check::State::Running } });
    QCOMPARE(shown(u"checkText"_s), QStringList { u"Running…"_s });
    rig.service.run->finish();
    QTRY_VERIFY(rig.find<QWidget>(u"copyDetails"_s)->isVisible());
}

void TestConnections::testBecomesOldWhenFieldsChange()
{
    Rig rig;
    rig.open();
    rig.click(u"test"_s);
    rig.service.run->set(goodChecks());
    rig.service.run->finish();
    const auto* title = rig.find<QLabel>(u"testTitle"_s);
    rig.type(u"name"_s, u"other"_s); // says nothing about the connection
    QCOMPARE(title->text(), u"Test of 14:02"_s);
    const QString client = rig.field(u"clientId"_s)->text();
    rig.type(u"clientId"_s, u"other"_s);
    QCOMPARE(title->text(), u"Test of 14:02, of other values"_s);
    rig.type(u"clientId"_s, client);
    QCOMPARE(title->text(), u"Test of 14:02"_s);
    rig.type(u"clientSecret"_s, u"x"_s);
    QCOMPARE(title->text(), u"Test of 14:02, of other values"_s);
    rig.type(u"clientSecret"_s, {});
    rig.find<QComboBox>(u"version"_s)->setCurrentText(u"v2026"_s);
    QCOMPARE(title->text(), u"Test of 14:02, of other values"_s);
    rig.click(u"test"_s);
    QCOMPARE(title->text(), u"Test of 14:02"_s);
    QCOMPARE(rig.service.tested.last().profile.version, u"v2026"_s);
}

void TestConnections::rightsCanBeOpened()
{
    Rig rig;
    rig.open();
    rig.click(u"test"_s);
    rig.service.run->set(goodChecks(), someRights());
    rig.service.run->finish();
    Rig::settle();
    QVERIFY(!rig.find<QWidget>(u"rights"_s)->isVisible());
    auto* link = rig.find<QAbstractButton>(u"openRights"_s);
    QCOMPARE(link->text(), u"Show all 4 rights"_s);
    link->setFocus();
    QTest::keyClick(link, Qt::Key_Return); // not Connect
    QVERIFY(rig.dialog->isVisible());
    QVERIFY(rig.find<QWidget>(u"rights"_s)->isVisible());
    QStringList rights;
    for (const QLabel* label : rig.find<QWidget>(u"rights"_s)->findChildren<QLabel*>(u"right"_s))
        rights += label->text();
    QCOMPARE(rights,
        (QStringList { u"List identities: present"_s, u"Invite: missing"_s, u"Process: present"_s,
            u"Delete: not known until used"_s }));
    QVERIFY(rig.texts().contains(u"Needs idn:password-user-invite:manage"_s));
    QVERIFY(rig.texts().contains(u"The token's scopes do not hold it."_s));
    QCOMPARE(link->text(), u"Hide the rights"_s);
}

void TestConnections::closingEndsTheTest()
{
    Rig rig;
    rig.open();
    rig.click(u"test"_s);
    const QPointer<FakeTestRun> first = rig.service.run;
    rig.click(u"test"_s);
    QTRY_VERIFY(first == nullptr); // a second one ends it
    QVERIFY(rig.service.run != nullptr);
    rig.click(u"cancel"_s);
    QTRY_VERIFY(rig.service.run == nullptr);
}

void TestConnections::networkIsCheckedAndSummed()
{
    QTemporaryDir folder;
    Rig rig;
    rig.open();
    const auto summary
        = [&] { return rig.find<QAbstractButton>(u"network"_s)->accessibleName(); };
    QCOMPARE(summary(), u"Network: System proxy · no extra CA · HTTP/2"_s);
    rig.click(u"network"_s);
    auto* network = rig.child<NetworkDialog>();
    const auto note = [&](const QString& name) {
        auto* holder = network->findChild<QWidget*>(name);
        return holder->isVisible() ? holder->findChild<QLabel*>(u"note"_s)->text() : QString();
    };
    const auto field = [&](const QString& name) { return network->findChild<QLineEdit*>(name); };
    QVERIFY(!field(u"proxyHost"_s)->isEnabled());
    network->findChild<QComboBox*>(u"proxy"_s)->setCurrentIndex(2);
    QVERIFY(field(u"proxyHost"_s)->isEnabled());
    QTest::keyClicks(field(u"caFile"_s), u"relative.pem"_s);
    QTest::mouseClick(network->findChild<QAbstractButton*>(u"apply"_s), Qt::LeftButton);
    QVERIFY(network->isVisible());
    QCOMPARE(note(u"proxyHostProblem"_s), u"Enter the host of the proxy."_s);
    QCOMPARE(note(u"proxyPortProblem"_s), u"Enter a port from 1 to 65535."_s);
    QCOMPARE(note(u"caFileProblem"_s), u"Write the whole path of the file."_s);
    QVERIFY(field(u"proxyHost"_s)->hasFocus());
    QTest::keyClicks(field(u"proxyHost"_s), u"http://proxy"_s);
    field(u"caFile"_s)->setText(folder.path());
    QTest::keyClick(network, Qt::Key_Return);
    QCOMPARE(note(u"proxyHostProblem"_s), u"Write the host alone, like proxy.acme.com."_s);
    QCOMPARE(note(u"caFileProblem"_s), u"This is a folder. Choose a file."_s);
    field(u"caFile"_s)->setText(folder.filePath(u"ca.pem"_s));
    QTest::keyClick(network, Qt::Key_Return);
    QCOMPARE(note(u"caFileProblem"_s), u"There is no such file."_s);
    QFile ca(folder.filePath(u"ca.pem"_s));
    QVERIFY(ca.open(QIODevice::WriteOnly));
    field(u"proxyHost"_s)->setText(u"proxy.acme.com"_s);
    network->findChild<QSpinBox*>(u"proxyPort"_s)->setValue(3128);
    network->findChild<QCheckBox*>(u"http2"_s)->setChecked(false);
    auto* timeout = network->findChild<QSpinBox*>(u"timeout"_s);
    timeout->setValue(1);
    QCOMPARE(timeout->value(), 5);
    timeout->setValue(60);
    QTest::keyClicks(field(u"proxyPassword"_s), u"proxy-secret"_s);
    QTest::keyClick(network, Qt::Key_Return);
    QVERIFY(!network->isVisible());
    QCOMPARE(summary(), u"Network: HTTP proxy proxy.acme.com:3128 · CA ca.pem · HTTP/1.1 · 60 s"_s);
    rig.click(u"save"_s);
    const NetworkOptions stored = rig.service.stored.first().network;
    QCOMPARE(stored.proxy, NetworkOptions::Proxy::Http);
    QCOMPARE(stored.proxyPort, 3128);
    QCOMPARE(stored.timeoutSeconds, 60);
    QVERIFY(!stored.http2);
    QCOMPARE(rig.service.kept.first().proxyPassword, u"proxy-secret"_s);
    QCOMPARE(rig.service.kept.first().clientSecret, QString());
}

void TestConnections::openElsewhereIsSaid()
{
    Rig rig;
    rig.service.elsewhere = u"acme"_s;
    rig.open();
    QCOMPARE(rig.note(u"elsewhere"_s),
        u"Already open as “acme” in another window. Both share one request limit."_s);
    rig.type(u"clientId"_s, {});
    QVERIFY(rig.note(u"elsewhere"_s).isEmpty());
}

void TestConnections::changesElsewhereAreSaid()
{
    Rig rig;
    rig.open();
    rig.service.stored.first().name = u"renamed elsewhere"_s;
    emit rig.service.profilesChanged();
    QCOMPARE(rig.names().first(), u"renamed elsewhere"_s);
    rig.type(u"name"_s, u"mine"_s);
    rig.service.stored.first().name = u"renamed again"_s;
    emit rig.service.profilesChanged();
    QCOMPARE(rig.names().first(), u"mine"_s);
    QVERIFY(rig.note(u"fileNote"_s).startsWith(u"The connections were changed in another window"_s));
}

void TestConnections::emptyListOffersImport()
{
    Rig rig(false);
    rig.open();
    QVERIFY(rig.texts().contains(u"No connections yet"_s));
    QVERIFY(rig.texts().contains(u"Add connection"_s));
    QVERIFY(!rig.find<QAbstractButton>(u"connect"_s)->isEnabled());
    QTest::keyClick(rig.dialog.get(), Qt::Key_Return);
    QVERIFY(rig.dialog->isVisible());
    rig.click(u"cancel"_s);

    rig.service.offers = { { .source = u"~/.sailpoint/config.yaml, prod"_s,
        .profile = profileOf(u"acme"_s, Environment::Production),
        .secret = Secret(u"not-to-be-seen"_s) } };
    rig.open();
    QAbstractButton* import = nullptr;
    for (QAbstractButton* button : rig.dialog->findChildren<QAbstractButton*>()) {
        if (button->isVisible() && button->text() == u"Import 1…"_s)
            import = button;
    }
    QVERIFY(import != nullptr);
    QTest::mouseClick(import, Qt::LeftButton);
    auto* dialog = rig.child<ImportDialog>();
    QTest::mouseClick(dialog->findChild<QAbstractButton*>(u"importChosen"_s), Qt::LeftButton);
    QCOMPARE(rig.names(), QStringList { u"acme"_s });
    QCOMPARE(rig.service.saves, 0); // only Save stores
    rig.click(u"connect"_s);
    QTRY_COMPARE(rig.connects->size(), 1);
    QCOMPARE(rig.service.kept.first().clientSecret, u"not-to-be-seen"_s);
}

void TestConnections::importMarksAndTakesOver()
{
    Rig rig;
    ImportOffer known { .source = u"config.json"_s, .profile = rig.service.stored.first() };
    known.profile.id = {};
    ImportOffer sameName { .source = u"environment variables"_s,
        .profile = profileOf(u"acme"_s, Environment::Production),
        .secret = Secret(u"imported-secret"_s) };
    sameName.profile.clientId = u"another-client"_s;
    const ImportOffer broken { .source = u"~/.sailpoint/config.yaml"_s,
        .note = u"The file cannot be read."_s,
        .isUsable = false };
    ImportOffer noSecret { .source = u"~/.sailpoint/config.json"_s,
        .profile = profileOf(u"omega"_s, Environment::Production),
        .note = u"The secret is in SailPoint CLI's keychain."_s };
    rig.service.offers = { known, sameName, broken, noSecret };
    rig.open();
    rig.click(u"import"_s);
    auto* dialog = rig.child<ImportDialog>();
    const QList<QCheckBox*> ticks = dialog->findChildren<QCheckBox*>();
    QCOMPARE(ticks.size(), 4);
    QVERIFY(!ticks[0]->isChecked() && ticks[0]->isEnabled()); // already here
    QVERIFY(ticks[0]->accessibleDescription().contains(u"already here"_s));
    QVERIFY(ticks[1]->isChecked());
    QVERIFY(!ticks[2]->isChecked() && !ticks[2]->isEnabled());
    QVERIFY(ticks[2]->accessibleDescription().contains(u"cannot be read"_s));
    QVERIFY(ticks[3]->isChecked());
    QVERIFY(ticks[1]->accessibleDescription().contains(u"Secret: read"_s));
    QVERIFY(ticks[3]->accessibleDescription().contains(u"Secret: not there"_s));
    for (const QLabel* label : dialog->findChildren<QLabel*>())
        QVERIFY(!label->text().contains(u"imported-secret"_s));
    auto* import = dialog->findChild<QAbstractButton*>(u"importChosen"_s);
    QCOMPARE(import->text(), u"Import 2"_s);
    QTest::mouseClick(ticks[3], Qt::LeftButton, {}, QPoint(8, 8));
    QCOMPARE(import->text(), u"Import 1"_s);
    QTest::mouseClick(ticks[1], Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(!import->isEnabled());
    QTest::mouseClick(ticks[1], Qt::LeftButton, {}, QPoint(8, 8));
    QTest::mouseClick(ticks[3], Qt::LeftButton, {}, QPoint(8, 8));
    QTest::mouseClick(import, Qt::LeftButton);
    QCOMPARE(rig.names().mid(3), (QStringList { u"acme (2)"_s, u"omega"_s }));
    QCOMPARE(rig.list()->currentRow(), 3);
    QVERIFY(rig.isTicked(u"readOnly"_s));
    QVERIFY(rig.field(u"clientSecret"_s)->text() == u"imported-secret"_s);
    rig.click(u"save"_s);
    QCOMPARE(rig.service.stored.size(), 5);
    QVERIFY(!rig.service.stored.at(3).id.isEmpty());
    QCOMPARE(rig.service.kept.size(), 1);
    QCOMPARE(rig.service.kept.first().id, rig.service.stored.at(3).id);
    QCOMPARE(rig.service.kept.first().clientSecret, u"imported-secret"_s);
}

void TestConnections::importOfNothingSaysWhereItLooked()
{
    Rig rig;
    rig.open();
    rig.click(u"import"_s);
    auto* dialog = rig.child<ImportDialog>();
    QString all;
    for (const QLabel* label : dialog->findChildren<QLabel*>())
        all += label->text() + u'\n';
    for (const QString& place : { u"SAIL_BASE_URL"_s, u"config.json"_s, u"config.yaml"_s })
        QVERIFY2(all.contains(place), qPrintable(all));
    QVERIFY(!dialog->findChild<QWidget*>(u"importChosen"_s)->isVisible());
    QTest::mouseClick(dialog->findChild<QAbstractButton*>(u"cancel"_s), Qt::LeftButton);
    QVERIFY(!dialog->isVisible());
}

void TestConnections::hostileTextsStayPlain()
{
    const QString hostile = u"<b>bold</b> & <img src=x>\nsecond line "_s
        + QString(500, u'W') + u" \u05E9\u05DC\u05D5\u05DD"_s;
    Rig rig;
    rig.service.stored.first().name = hostile;
    rig.service.elsewhere = hostile;
    rig.service.fileProblem = hostile;
    rig.open();
    const QSize before = rig.dialog->size();
    rig.click(u"test"_s);
    using Check = ConnectionCheck;
    rig.service.run->set({ { Check::Step::Name, Check::State::Failed, hostile, hostile, 1 } },
        { { hostile, hostile, RightCheck::State::Missing, hostile } });
    rig.service.run->finish();
    Rig::settle();
    rig.click(u"openRights"_s);
    rig.find<QScrollArea>({})->ensureVisible(0, 5'000);
    Rig::settle();
    savePicture(*rig.dialog, u"connection-hostile"_s);
    QCOMPARE(rig.dialog->size(), before);
    const auto isPlain = [](const QWidget& in) {
        for (const QLabel* label : in.findChildren<QLabel*>()) {
            if (label->text().contains(u"<b>"_s) && label->textFormat() != Qt::PlainText)
                return false;
        }
        return true;
    };
    QVERIFY(isPlain(*rig.dialog));
    // Nothing runs out of the side: what is too long breaks, also within a word.
    auto* area = rig.find<QScrollArea>({});
    QVERIFY(area->widget()->width() <= area->viewport()->width());
    for (const QLabel* label : area->findChildren<QLabel*>()) {
        const int right = label->mapTo(area->widget(), QPoint(label->width(), 0)).x();
        QVERIFY2(!label->isVisible() || right <= area->widget()->width(),
            qPrintable(label->text().left(40)));
    }
    QVERIFY(rig.list()->item(0)->toolTip().contains(u"&lt;b&gt;"_s)); // tooltips take markup
    QVERIFY(rig.list()->visualItemRect(rig.list()->item(0)).width()
        <= rig.list()->viewport()->width());

    ImportOffer offer { .source = hostile,
        .profile = profileOf(u"x"_s, Environment::Production),
        .note = hostile };
    offer.profile.name = hostile;
    offer.profile.clientId = hostile;
    ImportDialog dialog({ offer }, {});
    dialog.open();
    QTest::qWait(1);
    savePicture(dialog, u"import-hostile"_s);
    QVERIFY(isPlain(dialog));
    for (const QLabel* label : dialog.findChildren<QLabel*>(u"offerName"_s))
        QVERIFY(label->height() < 2 * label->fontMetrics().lineSpacing());
}

void TestConnections::tabReachesEveryField()
{
    Rig rig;
    rig.open();
    rig.list()->setFocus();
    QStringList order;
    for (int i = 0; i < 20 && QApplication::focusWidget() != nullptr; ++i) {
        QString name = QApplication::focusWidget()->objectName();
        if (qobject_cast<QComboBox*>(QApplication::focusWidget()->parentWidget()) != nullptr)
            name = u"version"_s;
        if (order.contains(name))
            break;
        order += name;
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(order,
        (QStringList { u"profiles"_s, u"add"_s, u"remove"_s, u"duplicate"_s, u"import"_s,
            u"name"_s, u"address"_s, u"version"_s, u"production"_s, u"readOnly"_s, u"clientId"_s,
            u"clientSecret"_s, u"network"_s, u"test"_s, u"cancel"_s, u"save"_s, u"connect"_s }));
}

void TestConnections::controlsHaveNames_data()
{
    QTest::addColumn<QString>("which");
    for (const char* which : { "connections", "network", "import" })
        QTest::newRow(which) << QString::fromLatin1(which);
}

void TestConnections::controlsHaveNames()
{
    QFETCH(QString, which);
    Rig rig;
    rig.service.offers = { { .source = u"config.json"_s,
        .profile = profileOf(u"omega"_s, Environment::Production) } };
    rig.open();
    rig.click(u"test"_s);
    rig.service.run->set(goodChecks(), someRights());
    rig.service.run->finish();
    QWidget* window = rig.dialog.get();
    if (which == u"network") {
        rig.click(u"network"_s);
        window = rig.child<NetworkDialog>();
    } else if (which == u"import") {
        rig.click(u"import"_s);
        window = rig.child<ImportDialog>();
    }
    int controls = 0;
    for (QWidget* widget : window->findChildren<QWidget*>()) {
        if (!widget->isVisibleTo(window) || (widget->focusPolicy() & Qt::TabFocus) == 0
            || widget->window() != window)
            continue;
        QAccessibleInterface* access = QAccessible::queryAccessibleInterface(widget);
        const bool isPartOfNamed = widget->focusProxy() != nullptr
            || qobject_cast<QAbstractSpinBox*>(widget->parentWidget()) != nullptr;
        QVERIFY2(isPartOfNamed || (access && !access->text(QAccessible::Name).isEmpty()),
            qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' '
                + widget->objectName()));
        ++controls;
    }
    QVERIFY(controls > (which == u"import" ? 2 : 8));
}

void TestConnections::enterConnectsToProduction()
{
    Rig rig;
    rig.open();
    QVERIFY(rig.isTicked(u"production"_s));
    rig.field(u"name"_s)->setFocus();
    QTest::keyClick(rig.field(u"name"_s), Qt::Key_Return);
    QCOMPARE(rig.connects->size(), 1);
    QCOMPARE(rig.connects->first().first().value<Profile>().name, u"acme"_s);
    QCOMPARE(rig.service.saves, 0); // nothing had changed
}

void TestConnections::pictures()
{
    if (!qEnvironmentVariableIsSet("CONSOLE_PICTURES"))
        QSKIP("CONSOLE_PICTURES names no folder");
    {
        Rig rig;
        rig.open({ .selected = ProfileId(u"id-of-acme-sandbox"_s) });
        rig.type(u"address"_s, u"acme-sandbox.identitynow.com/ui/admin"_s);
        rig.field(u"clientSecret"_s)->setFocus();
        rig.service.confirm();
        rig.type(u"clientSecret"_s, u"0123456789012345678901234567890"_s);
        savePicture(*rig.dialog, u"connection-edited"_s);
        rig.click(u"test"_s);
        rig.service.run->set(goodChecks(), someRights());
        rig.service.run->finish();
        QTest::qWait(50);
        savePicture(*rig.dialog, u"connection-tested"_s);
        rig.click(u"openRights"_s);
        rig.dialog->resize(784, 900);
        rig.type(u"clientId"_s, u"another"_s);
        savePicture(*rig.dialog, u"connection-rights-old"_s);
        rig.dialog->resize(784, 648);
        QTest::keyClick(rig.dialog.get(), Qt::Key_Escape);
        savePicture(*rig.dialog, u"connection-discard"_s);
    }
    {
        Rig rig;
        rig.service.hasKeychain = false;
        rig.service.elsewhere = u"acme"_s;
        rig.open({ .withNew = true, .connectText = u"Connect in new window"_s });
        savePicture(*rig.dialog, u"connection-new"_s);
        rig.type(u"name"_s, u"ACME"_s);
        rig.type(u"address"_s, u"https://acme.api.identitynow.com.evil.example"_s);
        rig.field(u"name"_s)->setFocus();
        rig.service.answer(rig.service.questions.takeFirst(),
            { readTenantAddress(u"https://acme.api.identitynow.com.evil.example"_s), false,
                u"the host does not answer"_s });
        rig.find<QComboBox>(u"version"_s)->setCurrentText(u"latest"_s);
        rig.click(u"connect"_s);
        savePicture(*rig.dialog, u"connection-problems"_s);
    }
    {
        Rig rig;
        rig.open();
        rig.click(u"test"_s);
        using Check = ConnectionCheck;
        rig.service.run->set({ { Check::Step::Name, Check::State::Passed,
                                   u"acme.api.identitynow.com"_s, {}, 1'204 },
            { Check::Step::Tls, Check::State::Failed,
                u"The connection to acme.api.identitynow.com is not trusted: the certificate "
                "issued by “Example Proxy Root” is not known here; often a company proxy."_s,
                u"Add the company's CA file under Network. Checks cannot be switched off."_s, 41 },
            { Check::Step::Token, Check::State::NotReached },
            { Check::Step::FirstRead, Check::State::Running },
            { Check::Step::Rights, Check::State::Waiting } });
        rig.click(u"remove"_s);
        rig.click(u"test"_s);
        rig.service.run->set({ { Check::Step::Name, Check::State::Passed,
                                   u"acme.api.identitynow.com"_s, {}, 1'204 },
            { Check::Step::Tls, Check::State::Failed,
                u"The connection to acme.api.identitynow.com is not trusted: the certificate "
                "issued by “Example Proxy Root” is not known here; often a company proxy."_s,
                u"Add the company's CA file under Network. Checks cannot be switched off."_s, 41 },
            { Check::Step::Token, Check::State::NotReached },
            { Check::Step::FirstRead, Check::State::Running },
            { Check::Step::Rights, Check::State::Waiting } });
        QTest::qWait(50);
        savePicture(*rig.dialog, u"connection-failed"_s);
        rig.click(u"network"_s);
        auto* network = rig.child<NetworkDialog>();
        network->findChild<QComboBox*>(u"proxy"_s)->setCurrentIndex(2);
        savePicture(*network, u"network"_s);
        network->findChild<QLineEdit*>(u"caFile"_s)->setText(u"/no/such/file.pem"_s);
        network->accept();
        savePicture(*network, u"network-problems"_s);
    }
    {
        Rig rig(false);
        rig.service.offers = { { .source = u"~/.sailpoint/config.yaml, prod"_s,
                                   .profile = profileOf(u"acme"_s, Environment::Production),
                                   .secret = Secret(u"not-to-be-seen"_s) },
            { .source = u"environment variables"_s,
                .profile = profileOf(u"acme-test"_s, Environment::Production),
                .note = u"SailPoint CLI keeps the secret in the system keychain."_s },
            { .source = u"~/.sailpoint/config.json"_s,
                .note = u"The file is not JSON: line 3."_s,
                .isUsable = false } };
        rig.open();
        savePicture(*rig.dialog, u"connection-empty"_s);
        ImportDialog import(
            rig.service.offers, { profileOf(u"acme-test"_s, Environment::Test) });
        import.open();
        QTest::qWait(30);
        savePicture(import, u"import"_s);
        ImportDialog none({}, {});
        none.open();
        QTest::qWait(30);
        savePicture(none, u"import-none"_s);
    }
}

QTEST_MAIN(TestConnections)
#include "tst_connections.moc"
