// Connections as a person edits, saves and opens them; where their secrets go.

#include "support/connectionrig.h"

#include "ui/connections/profiledelegate.h"

#include <QAccessible>
#include <QClipboard>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

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
    void snapshotsAreKeptAsLongAsItSays();
    void nothingTypedIsLostBySwitching();
    void duplicateTakesNoSecret();
    void removalIsWrittenOnSaveAndUndoneByCancel();
    void orderIsChangedByKeysAndDragging();
    void cancelAsksBeforeEditsAreLost();
    void failureToSaveLosesNothing();
    void secretsGoToTheKeychainOnly();
    void aKeptSecretIsForItsHost();
    void aSignInIsForItsHostAndClient();
    void aSignInForWhatWasChangedIsDropped();
    void theTokenOfATestStaysWithItsHost();
    void secretsCannotBeRead();
    void keychainRefusalIsRead();
    void whatTheKeychainHasNotTakenIsNotCalledKept();
    void openElsewhereIsSaid();
    void changesElsewhereAreSaid();
    void enterInAFieldConnectsToNobody();
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
    QCOMPARE(rig.note(u"secretNote"_s), u"Kept in the system keychain, and nowhere else."_s);
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
    auto* box = rig.find<QCheckBox>(u"readOnly"_s);
    QVERIFY(rig.isTicked(u"production"_s));
    QVERIFY(rig.isTicked(u"readOnly"_s));
    QVERIFY(!box->isEnabled()); // production always starts so
    QVERIFY(box->accessibleDescription().contains(u"always starts read-only"_s));
    rig.click(u"sandbox"_s);
    QVERIFY(rig.isTicked(u"readOnly"_s)); // as every new one, until it is lifted
    rig.click(u"readOnly"_s);
    QVERIFY(!rig.isTicked(u"readOnly"_s));
    rig.click(u"test"_s); // refused: nothing is filled in
    QVERIFY(!rig.isTicked(u"readOnly"_s));
    rig.click(u"production"_s);
    QVERIFY(rig.isTicked(u"readOnly"_s));
    // One that exists keeps what the person chose for it, but for production.
    rig.select(1);
    QVERIFY(!rig.isTicked(u"readOnly"_s));
    rig.click(u"production"_s);
    QVERIFY(rig.isTicked(u"readOnly"_s));
}

void TestConnections::incompleteConnectionIsRefused()
{
    Rig rig;
    rig.open({ .withNew = true });
    for (const QString& button : { u"save"_s, u"connect"_s, u"test"_s }) {
        rig.click(button);
        QCOMPARE(rig.note(u"nameProblem"_s), u"Enter a name for the connection."_s);
        QCOMPARE(rig.note(u"resolved"_s), u"Enter the tenant's name or address."_s);
        // Without it one can be kept, not used.
        QCOMPARE(rig.note(u"clientIdProblem"_s),
            button == u"save" ? QString() : u"Enter the client id."_s);
        QCOMPARE(
            rig.field(u"name"_s)->accessibleDescription(), u"Enter a name for the connection."_s);
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
    QCOMPARE(rig.note(u"versionProblem"_s),
        u"“v1/../x” is not a version of the API. Choose v2024 or current."_s);
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

void TestConnections::snapshotsAreKeptAsLongAsItSays()
{
    Rig rig;
    rig.service.stored[1].snapshotDays = 45; // by the file
    rig.open({ .selected = rig.service.stored[0].id });
    auto* days = rig.find<QComboBox>(u"snapshotDays"_s);
    QCOMPARE(days->currentText(), u"Until the program ends"_s);
    rig.select(1);
    QCOMPARE(days->currentText(), u"For 45 days"_s);
    rig.select(0);
    QCOMPARE(days->currentText(), u"Until the program ends"_s);
    days->setFocus();
    QTest::keyClick(days, Qt::Key_Down);
    QTest::keyClick(days, Qt::Key_Down);
    QCOMPARE(days->currentText(), u"For 7 days"_s);
    rig.click(u"save"_s);
    QCOMPARE(rig.service.stored[0].snapshotDays, 7);
    QCOMPARE(rig.service.stored[1].snapshotDays, 45);
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
        for (const QString& text :
            { profile.name, profile.address, profile.apiBase, profile.version, profile.clientId,
                profile.network.proxyHost, profile.network.proxyUser, profile.network.caFile })
            QVERIFY(!text.contains(secret));
    }
    QCOMPARE(rig.field(u"clientSecret"_s)->text(), QString()); // wiped
    QTest::keyClick(rig.field(u"clientSecret"_s), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(rig.field(u"clientSecret"_s)->text(), QString());
}

/// The kept secret of one host is not offered to another.
void TestConnections::aKeptSecretIsForItsHost()
{
    Rig rig;
    rig.open();
    QLineEdit* secret = rig.field(u"clientSecret"_s);
    QTRY_VERIFY(secret->placeholderText().contains(u"leave empty"_s));
    rig.type(u"address"_s, u"other"_s);
    QVERIFY2(rig.note(u"secretNote"_s).contains(u"acme.api.identitynow.com only"_s),
        qPrintable(secret->placeholderText()));
    rig.click(u"connect"_s);
    QVERIFY(rig.connects->isEmpty());
    QCOMPARE(rig.note(u"secretProblem"_s), u"Enter the client secret."_s);
    rig.type(u"address"_s, u"acme"_s); // back again
    QVERIFY(secret->placeholderText().contains(u"leave empty"_s));
}

namespace {

/// Signs in for the connection that is shown.
void signIn(Rig& rig)
{
    rig.click(u"signInWithBrowser"_s);
    rig.service.signIn->be(BrowserSignIn::State::Waiting);
    rig.service.signIn->be(BrowserSignIn::State::Done);
    Rig::settle();
}

} // namespace

/// A refresh token that one tenant gave must not be sent to another.
void TestConnections::aSignInIsForItsHostAndClient()
{
    for (const auto& [kind, field] : { std::pair(SignInKind::Browser, u"address"_s),
             std::pair(SignInKind::OwnClient, u"clientId"_s) }) {
        Rig rig;
        rig.service.withSecret.clear();
        rig.service.stored[0].signIn = kind;
        rig.service.stored[0].redirectUri = u"http://localhost:8250/callback"_s;
        rig.open();
        signIn(rig);
        QVERIFY(rig.note(u"signInNote"_s).startsWith(u"Signed in as j.tanaka."_s));
        rig.type(u"name"_s, u"another name"_s);
        QVERIFY(rig.note(u"signInNote"_s).startsWith(u"Signed in as j.tanaka."_s));
        rig.type(field, u"other"_s);
        QCOMPARE(rig.note(u"signInNote"_s), u"Nobody is signed in."_s);
        rig.click(u"save"_s);
        QCOMPARE(rig.service.saves, 1);
        for (const FakeConnections::Kept& kept : std::as_const(rig.service.kept))
            QCOMPARE(kept.clientSecret, QString());
    }
}

void TestConnections::aSignInForWhatWasChangedIsDropped()
{
    Rig rig;
    rig.service.withSecret.clear();
    rig.service.stored[0].signIn = SignInKind::Browser;
    rig.open();
    rig.type(u"address"_s, u"acme"_s);
    QTRY_COMPARE(rig.service.questions.size(), 1);
    rig.click(u"signInWithBrowser"_s);
    rig.service.signIn->be(BrowserSignIn::State::Waiting);
    // What was asked for before says only now that the tenant is another one.
    rig.service.answer(rig.service.questions.takeFirst(),
        { readTenantAddress(u"beta"_s), true, u"found by /oauth/info"_s });
    rig.service.signIn->be(BrowserSignIn::State::Done);
    Rig::settle();
    QCOMPARE(rig.note(u"signInNote"_s), u"Nobody is signed in."_s);
    QVERIFY(rig.note(u"fileNote"_s).contains(u"Sign in again"_s));
}

void TestConnections::theTokenOfATestStaysWithItsHost()
{
    for (const bool isMoved : { false, true }) {
        Rig rig;
        rig.service.withSecret.clear();
        rig.service.stored[0].signIn = SignInKind::Browser;
        rig.open();
        signIn(rig);
        rig.click(u"test"_s);
        QCOMPARE(rig.service.tested.constLast().clientSecret, u"refresh-token-1"_s);
        if (isMoved)
            rig.type(u"address"_s, u"other"_s);
        rig.service.run->lastToken = Secret(u"refresh-token-2"_s);
        rig.click(u"save"_s);
        QVERIFY(rig.service.run == nullptr);
        QStringList kept;
        for (const FakeConnections::Kept& one : std::as_const(rig.service.kept))
            kept += one.clientSecret;
        QCOMPARE(kept.contains(u"refresh-token-2"_s), !isMoved);
        QCOMPARE(kept.contains(u"refresh-token-1"_s), !isMoved);
    }
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
    // What is typed while the keychain takes its time is an edit like any other.
    rig.type(u"clientSecret"_s, u"a second secret"_s);
    QTest::mouseClick(rig.find<QAbstractButton>(u"save"_s), Qt::LeftButton);
    rig.type(u"name"_s, u"typed meanwhile"_s);
    rig.type(u"clientSecret"_s, u"a third secret"_s);
    QTRY_VERIFY(rig.find<QAbstractButton>(u"connect"_s)->isEnabled());
    QCOMPARE(rig.names().first(), u"typed meanwhile"_s);
    QCOMPARE(rig.field(u"clientSecret"_s)->text(), u"a third secret"_s);
    rig.click(u"cancel"_s);
    QVERIFY(rig.find<QWidget>(u"discardBar"_s)->isVisible());
    rig.click(u"keepEditing"_s);
    rig.type(u"name"_s, u"acme"_s);
    rig.type(u"clientSecret"_s, {});
    QTRY_VERIFY(rig.find<QAbstractButton>(u"connect"_s)->isEnabled());
    rig.click(u"connect"_s); // it has been read
    QCOMPARE(rig.connects->size(), 1);
    QCOMPARE(rig.service.saves, 2);

    Rig none;
    none.service.hasKeychain = false;
    none.open();
    QCOMPARE(none.note(u"secretNote"_s),
        u"No keychain on this system: kept in memory until you quit."_s);
    Rig cancelled; // there is one, and nobody gave it its password
    cancelled.service.isInMemoryOnly = true;
    cancelled.open({ .selected = ProfileId(u"id-of-acme-sandbox"_s) });
    QCOMPARE(cancelled.note(u"secretNote"_s),
        u"The system keychain did not take it: kept in memory until you quit."_s);
    // Which has been read: connecting takes one click.
    none.service.keepProblem = u"There is no keychain. The secret is kept in memory."_s;
    none.type(u"clientSecret"_s, u"typed-secret"_s);
    none.click(u"connect"_s);
    QTRY_COMPARE(none.connects->size(), 1);
}

void TestConnections::whatTheKeychainHasNotTakenIsNotCalledKept()
{
    Rig rig;
    rig.service.keepProblem = u"The keychain did not keep the secret."_s;
    rig.service.isInMemoryOnly = true;
    rig.open();
    rig.type(u"clientSecret"_s, u"typed-secret"_s);
    QTest::mouseClick(rig.find<QAbstractButton>(u"save"_s), Qt::LeftButton);
    QCOMPARE(rig.note(u"secretNote"_s),
        u"Given to the system keychain, which may ask for its password."_s);
    QTRY_COMPARE(rig.note(u"secretNote"_s),
        u"The system keychain did not take it: kept in memory until you quit."_s);
}

void TestConnections::openElsewhereIsSaid()
{
    Rig rig;
    rig.service.elsewhere = u"acme"_s;
    rig.open({ .connectText = u"Connect in new window"_s });
    QCOMPARE(rig.note(u"elsewhere"_s), u"Open already as “acme”."_s);
    const auto* connect = rig.find<QAbstractButton>(u"connect"_s);
    QCOMPARE(connect->text(), u"Show its window"_s);
    rig.type(u"clientId"_s, {});
    QVERIFY(rig.note(u"elsewhere"_s).isEmpty());
    QCOMPARE(connect->text(), u"Connect in new window"_s);
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
    QVERIFY(
        rig.note(u"fileNote"_s).startsWith(u"The connections were changed in another window"_s));
}

void TestConnections::enterInAFieldConnectsToNobody()
{
    Rig rig;
    rig.open();
    QVERIFY(rig.isTicked(u"production"_s));
    rig.field(u"name"_s)->setFocus();
    QTest::keyClick(rig.field(u"name"_s), Qt::Key_Return);
    QCOMPARE(rig.connects->size(), 0);
    rig.click(u"connect"_s);
    QCOMPARE(rig.connects->size(), 1);
    QCOMPARE(rig.connects->first().first().value<Profile>().name, u"acme"_s);
    QCOMPARE(rig.service.saves, 0); // nothing had changed
}

QTEST_MAIN(TestConnections)
#include "tst_connections.moc"
