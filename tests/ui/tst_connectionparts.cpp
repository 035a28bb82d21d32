// The address, the test, the network and the import of connections.

#include "support/connectionrig.h"

#include "ui/connections/connectiondrafts.h"
#include "ui/connections/importdialog.h"
#include "ui/connections/networkdialog.h"
#include "ui/connections/signinstate.h"

#include <QPointer>
#include <QSpinBox>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

class TestConnectionParts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void addressIsResolved();
    void staleAnswersAreDropped();
    void lookAlikeHostsAreWarnedOf();
    void untilTheKeychainAnswersNothingIsSaidOfTheSignIn();
    void aSignInIsCalledKeptOnceItIs();
    void connectDoesNotOutrunTheTenant();
    void nameAndVersionComeFromTheAddress();
    void versionsThatAreNotSpokenAreRefused();
    void testShowsEveryState();
    void testBecomesOldWhenFieldsChange();
    void rightsCanBeOpened();
    void closingEndsTheTest();
    void networkIsCheckedAndSummed();
    void emptyListOffersImport();
    void importMarksAndTakesOver();
    void importOfNothingSaysWhereItLooked();
};

void TestConnectionParts::initTestCase()
{
    applyTheme(*qApp, ThemeMode::Light);
}

void TestConnectionParts::addressIsResolved()
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

void TestConnectionParts::staleAnswersAreDropped()
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

void TestConnectionParts::lookAlikeHostsAreWarnedOf()
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
    auto* kind = rig.find<QComboBox>(u"signInKind"_s);
    kind->setFocus();
    QTest::keyClick(kind, Qt::Key_Down);
    QVERIFY2(rig.note(u"hostWarning"_s).contains(u"the sign-in would go to"_s),
        qPrintable(rig.note(u"hostWarning"_s)));
    QTest::keyClick(kind, Qt::Key_Up);
    QVERIFY(rig.note(u"hostWarning"_s).contains(u"the client secret would go to"_s));
    rig.type(u"address"_s, u"http://localhost:8080"_s);
    rig.field(u"name"_s)->setFocus();
    QVERIFY(rig.note(u"hostWarning"_s).isEmpty());
    rig.type(u"address"_s, u"acme"_s);
    rig.field(u"name"_s)->setFocus();
    QVERIFY(rig.note(u"hostWarning"_s).isEmpty());
}

void TestConnectionParts::untilTheKeychainAnswersNothingIsSaidOfTheSignIn()
{
    SignInState state;
    const auto* note = state.findChild<QLabel*>(u"note"_s);
    ProfileDraft draft { .profile = { .signIn = SignInKind::Browser } };
    state.setDraft(draft);
    QCOMPARE(note->text(), u"Asking the system keychain…"_s);
    draft.kept = SecretState { .hasKeychain = true };
    state.setDraft(draft);
    QCOMPARE(note->text(), u"Nobody is signed in."_s);
}

void TestConnectionParts::aSignInIsCalledKeptOnceItIs()
{
    SignInState state;
    const auto* note = state.findChild<QLabel*>(u"note"_s);
    ProfileDraft draft { .profile = { .signIn = SignInKind::Browser },
        .clientSecret = Secret(u"refresh-token-1"_s),
        .kept = SecretState { .hasKeychain = true, .signIn = SignInKind::Browser } };
    state.setDraft(draft);
    QCOMPARE(note->text(),
        u"Signed in. Saving gives the sign-in to the system keychain, and to nobody else."_s);
    draft.clientSecret = {};
    draft.kept->hasClientSecret = true;
    draft.kept->isOnItsWay = true;
    state.setDraft(draft);
    QCOMPARE(note->text(),
        u"The sign-in is given to the system keychain, which may ask for its password."_s);
    draft.kept->isOnItsWay = false;
    state.setDraft(draft);
    QCOMPARE(note->text(), u"The sign-in is kept in the system keychain, and nowhere else."_s);
}

void TestConnectionParts::connectDoesNotOutrunTheTenant()
{
    Rig rig;
    rig.open();
    rig.type(u"address"_s, u"iga.acme.com"_s);
    rig.type(u"clientSecret"_s, u"a secret for this host"_s); // the kept one is for another
    const int place = rig.field(u"clientSecret"_s)->mapTo(rig.dialog.get(), QPoint()).y();
    rig.click(u"connect"_s);
    QCOMPARE(rig.connects->size(), 0);
    QCOMPARE(rig.note(u"dialogNote"_s), u"Asking the tenant for its address first…"_s);
    rig.service.answer(rig.service.questions.takeFirst(),
        { readTenantAddress(u"acme"_s), true, u"found by /oauth/info"_s });
    QTRY_COMPARE(rig.connects->size(), 1); // by itself
    QCOMPARE(rig.service.stored.first().apiBase, u"https://acme.api.identitynow.com"_s);

    // Nobody vouches for this one: the warning is read before a secret leaves.
    rig.open();
    rig.type(u"address"_s, u"tenant.example"_s);
    rig.type(u"clientSecret"_s, u"a secret for this host"_s);
    rig.click(u"connect"_s);
    rig.service.answer(rig.service.questions.takeFirst(),
        { readTenantAddress(u"tenant.example"_s), false, u"the host does not answer"_s });
    QCOMPARE(rig.connects->size(), 0);
    QVERIFY(rig.note(u"dialogNote"_s).isEmpty());
    QVERIFY(!rig.note(u"hostWarning"_s).isEmpty());
    // Nothing of what was heard moved the field one types in.
    QApplication::processEvents();
    QCOMPARE(rig.field(u"clientSecret"_s)->mapTo(rig.dialog.get(), QPoint()).y(), place);
    rig.click(u"connect"_s);
    QTRY_COMPARE(rig.connects->size(), 1);
}

void TestConnectionParts::nameAndVersionComeFromTheAddress()
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

void TestConnectionParts::versionsThatAreNotSpokenAreRefused()
{
    const QString noV3 = u"v3 of the API has no identities. Choose v2024 or current."_s;
    Rig rig;
    rig.open({ .withNew = true });
    auto* version = rig.find<QComboBox>(u"version"_s);
    rig.type(u"address"_s, u"https://delta.api.identitynow.com/identities/v1?limit=1"_s);
    rig.field(u"clientId"_s)->setFocus();
    QCOMPARE(version->currentText(), u"current"_s);
    QCOMPARE(rig.note(u"versionProblem"_s), u"A version for each service: /identities/v1."_s);
    // The tenant is understood, its version is not taken.
    rig.type(u"address"_s, u"https://delta.api.identitynow.com/v3/accounts"_s);
    rig.field(u"clientId"_s)->setFocus();
    QCOMPARE(version->currentText(), u"current"_s);
    QCOMPARE(rig.note(u"versionProblem"_s), noV3);
    rig.type(u"clientId"_s, u"abc"_s);
    version->setEditText(u"v3"_s);
    QCOMPARE(rig.note(u"versionProblem"_s), noV3); // at once
    const int saves = rig.service.saves;
    rig.click(u"save"_s);
    QCOMPARE(rig.service.saves, saves);
    QCOMPARE(rig.note(u"versionProblem"_s), noV3);
    version->setEditText(u"current"_s);
    rig.click(u"save"_s);
    QCOMPARE(rig.service.saves, saves + 1);
    QCOMPARE(rig.service.stored.last().version, u"current"_s);
}

void TestConnectionParts::testShowsEveryState()
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
    QVERIFY(panel->findChildren<QLabel*>(u"checkText"_s)
                .at(2)
                ->accessibleName()
                .startsWith(u"Token: Failed"_s));
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

void TestConnectionParts::testBecomesOldWhenFieldsChange()
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

void TestConnectionParts::rightsCanBeOpened()
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

void TestConnectionParts::closingEndsTheTest()
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

void TestConnectionParts::networkIsCheckedAndSummed()
{
    QTemporaryDir folder;
    Rig rig;
    rig.open();
    const auto summary = [&] { return rig.find<QAbstractButton>(u"network"_s)->accessibleName(); };
    QCOMPARE(summary(), u"Network: System proxy · no extra CA · HTTP/2"_s);
    rig.click(u"network"_s);
    const QPointer<NetworkDialog> network = rig.child<NetworkDialog>();
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
    rig.click(u"apply"_s);
    QCOMPARE(note(u"proxyHostProblem"_s), u"Write the host alone, like proxy.acme.com."_s);
    QCOMPARE(note(u"caFileProblem"_s), u"This is a folder. Choose a file."_s);
    field(u"caFile"_s)->setText(folder.filePath(u"ca.pem"_s));
    rig.click(u"apply"_s);
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
    rig.click(u"apply"_s);
    QTRY_VERIFY(network == nullptr);
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

void TestConnectionParts::emptyListOffersImport()
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

void TestConnectionParts::importMarksAndTakesOver()
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

void TestConnectionParts::importOfNothingSaysWhereItLooked()
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

QTEST_MAIN(TestConnectionParts)
#include "tst_connectionparts.moc"
