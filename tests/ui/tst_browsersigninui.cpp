// Signing in with the browser, from the form of a connection to the first rows and on, with the
// demo tenant's pages in place of the browser.

#include "program/consolewindows.h"

#include "demo/demotenant.h"
#include "support/demosignin.h"
#include "support/fakeconnections.h"
#include "support/memoryvault.h"
#include "ui/connections/browsersignindialog.h"
#include "ui/parts/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

/// The program, a tenant, and a browser that nobody sees.
class Program : public QObject
{
    Q_OBJECT

public:
    explicit Program(const demo::TenantConfig& config = { .identities = 100 })
        : tenant(config)
    {
        qputenv("XDG_CONFIG_HOME", folder.filePath(u"config"_s).toUtf8());
        qputenv("XDG_DATA_HOME", folder.filePath(u"data"_s).toUtf8());
        QString problem;
        if (!tenant.start(&problem))
            qFatal("%s", qPrintable(problem));
        browser = std::make_unique<demo::DemoClient>(tenant);
        QDesktopServices::setUrlHandler(u"http"_s, this, "open");
        reopen();
        windows->start({}, {});
    }
    ~Program() override { QDesktopServices::unsetUrlHandler(u"http"_s); }

    /// As if the program were started again.
    void reopen()
    {
        windows.reset();
        auto keychain = std::make_unique<MemoryVault>(entries);
        vault = keychain.get();
        windows
            = std::make_unique<ConsoleWindows>(StartOptions(), ImportPlaces(), std::move(keychain));
    }
    ProgramWindow& window() { return windows->all().at(0)->window(); }
    template <class T> T* find(const QString& name) { return window().findChild<T*>(name); }
    QDialog* connections()
    {
        window().findChild<QAction*>(u"connections"_s)->trigger();
        return window().findChild<QDialog*>(u"connectionDialog"_s);
    }
    BrowserSignInDialog* dialog() { return window().findChild<BrowserSignInDialog*>(); }
    bool hasRows()
    {
        return QTest::qWaitFor(
            [this] {
                const auto* table = find<QTableView>(u"identities"_s);
                return table != nullptr && table->model()->rowCount() > 0;
            },
            10'000);
    }
    bool waitForPage()
    {
        return QTest::qWaitFor([this] { return !opened.isEmpty(); }, 5000);
    }
    /// What the person does in the browser: opens the page and clicks on somebody. Where it leads.
    QByteArray signInAtPage()
    {
        const QUrl url(opened.takeLast());
        const QByteArray target = (url.path() + u'?' + url.query(QUrl::FullyEncoded)).toLatin1();
        const demo::Reply page = browser->get(target);
        static const QRegularExpression person(u"name=\"person\" value=\"([^\"]+)\""_s);
        const QByteArray who = person.match(QString::fromUtf8(page.body)).captured(1).toUtf8();
        return demo::sentTo(demo::post(*browser, demo::clickForm(page, who)));
    }
    /// The page with the code and the text, in place of SailPoint's.
    QString codePage(const QByteArray& sentTo)
    {
        const QUrl url = QUrl::fromEncoded(sentTo);
        return QString::fromUtf8(
            browser->get((url.path() + u'?' + url.query(QUrl::FullyEncoded)).toLatin1()).body);
    }
    static QString textIn(const QString& page)
    {
        static const QRegularExpression text(u"sp1\\.[A-Za-z0-9_-]+"_s);
        return text.match(page).captured();
    }
    QStringList kept() const
    {
        QStringList all;
        for (const Secret& secret : entries)
            all += secret.reveal();
        return all;
    }

    QTemporaryDir folder;
    demo::DemoTenant tenant;
    std::unique_ptr<demo::DemoClient> browser;
    QStringList opened; ///< pages, oldest first
    MemoryVault::Entries entries;
    MemoryVault* vault = nullptr; ///< of the windows
    std::unique_ptr<ConsoleWindows> windows;

public slots:
    void open(const QUrl& url) { opened += url.toString(QUrl::FullyEncoded); }
};

QString said(const QWidget& in, const QString& name)
{
    const auto* note = in.findChild<QWidget*>(name);
    const auto* text = note->findChild<QLabel*>(u"note"_s);
    return text->isVisible() ? text->text() : QString();
}

void press(QWidget& in, const QString& name)
{
    auto* button = in.findChild<QAbstractButton*>(name);
    QVERIFY2(button != nullptr && button->isVisible() && button->isEnabled(), qPrintable(name));
    QTest::mouseClick(button, Qt::LeftButton);
}

void fill(QDialog& connections, const demo::DemoTenant& tenant, int kind)
{
    const auto type = [&](const QString& name, const QString& text) {
        auto* edit = connections.findChild<QLineEdit*>(name);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    };
    type(u"name"_s, u"acme"_s);
    type(u"address"_s, tenant.baseUrl());
    auto* choice = connections.findChild<QComboBox*>(u"signInKind"_s);
    choice->setFocus();
    for (int i = 0; i < kind; ++i)
        QTest::keyClick(choice, Qt::Key_Down);
}

/// Fills in a connection, signs in and connects.
void signInAndConnect(Program& program)
{
    QDialog* connections = program.connections();
    fill(*connections, program.tenant, 1);
    press(*connections, u"connect"_s);
    QVERIFY(program.waitForPage());
    QApplication::clipboard()->setText(Program::textIn(program.codePage(program.signInAtPage())));
    press(*program.dialog(), u"paste"_s);
    QVERIFY(program.hasRows());
}

} // namespace

class TestBrowserSignInUi : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void fromTheFormToTheFirstRows();
    void theTestOfADraftLosesNoSignIn();
    void aClientOfOnesOwnComesBackByItself();
    void aRefusedRefreshIsSignedInAgainInPlace();
    void twoUsersOfOneSignInGetAlong();
    void signingOutForgetsEverything();
    void signingInInTheListBringsTheWindowBack();
    void aWindowThatClosesKeepsWhatComes();
    void aKeychainThatTakesNoMoreIsSaidInTheWindow();
    void signingOutOfWhatTheListCallsAnother();
    void twoPersonsOfOneTenantAreTwoConnections();
    void whoSignedInMeanwhileStays();
    void nothingOfItIsFoundAgain();
    void whatIsWrongIsSaid();
    void refusalsAndCancel();
    void thePageThatBringsItsAnswer();
};

void TestBrowserSignInUi::initTestCase()
{
    applyTheme(*qApp, ThemeMode::Light);
    QApplication::setQuitOnLastWindowClosed(false);
}

void TestBrowserSignInUi::fromTheFormToTheFirstRows()
{
    Program program;
    QDialog* connections = program.connections();
    fill(*connections, program.tenant, 1);
    QVERIFY(!connections->findChild<QWidget*>(u"clientId"_s)->isVisible());
    QVERIFY(!connections->findChild<QWidget*>(u"clientSecret"_s)->isVisible());
    press(*connections, u"connect"_s);
    QTRY_VERIFY(program.dialog() != nullptr);
    QVERIFY(program.waitForPage());
    BrowserSignInDialog* dialog = program.dialog();
    const QString page = program.codePage(program.signInAtPage());
    const QString code = dialog->findChild<QLabel*>(u"confirmationCode"_s)->text();
    QCOMPARE(code.size(), 9);
    QVERIFY2(page.contains(code), qPrintable(page)); // the person compares them
    QApplication::clipboard()->setText(Program::textIn(page) + u'\n');
    press(*dialog, u"paste"_s);
    QVERIFY(program.hasRows());
    QCOMPARE(QApplication::clipboard()->text(), QString());
    QCOMPARE(program.kept().size(), 1);
    const QString first = program.kept().constFirst();

    // A second start asks nobody, and the token that was kept then is another one.
    program.reopen();
    program.windows->start({}, {});
    program.find<QListWidget>(u"startProfiles"_s)->setCurrentRow(0);
    press(program.window(), u"startConnect"_s);
    QVERIFY(program.hasRows());
    QVERIFY(program.opened.isEmpty());
    QTRY_VERIFY(program.kept().size() == 1 && program.kept().constFirst() != first);
}

/// A test takes the refresh token of the draft, and the tenant takes no other twice.
void TestBrowserSignInUi::theTestOfADraftLosesNoSignIn()
{
    Program program;
    QDialog* connections = program.connections();
    fill(*connections, program.tenant, 1);
    QCOMPARE(said(*connections, u"signInNote"_s), u"Nobody is signed in."_s);
    press(*connections, u"test"_s); // signs in first
    QVERIFY(program.waitForPage());
    QApplication::clipboard()->setText(Program::textIn(program.codePage(program.signInAtPage())));
    press(*program.dialog(), u"paste"_s);
    const auto isTested = [connections] {
        auto* copy = connections->findChild<QWidget*>(u"copyDetails"_s);
        return copy->isVisible();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isTested(), 10'000);
    QVERIFY2(said(*connections, u"signInNote"_s).startsWith(u"Signed in as"_s),
        qPrintable(said(*connections, u"signInNote"_s)));
    QVERIFY(program.entries.isEmpty()); // nothing is kept before it is saved
    press(*connections, u"test"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isTested(), 10'000);
    for (const QLabel* label : connections->findChildren<QLabel*>(u"checkText"_s))
        QVERIFY2(!label->text().startsWith(u"Failed"_s), qPrintable(label->text()));
    press(*connections, u"connect"_s);
    QVERIFY(program.hasRows());
    QVERIFY(program.opened.isEmpty()); // one sign-in was enough for all of it
}

void TestBrowserSignInUi::aClientOfOnesOwnComesBackByItself()
{
    quint16 port = 0;
    {
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress(QHostAddress::LocalHost)));
        port = free.serverPort();
    }
    const QString redirect = u"http://localhost:%1/callback"_s.arg(port);
    Program program({ .identities = 100, .ownRedirectUri = redirect });
    QDialog* connections = program.connections();
    fill(*connections, program.tenant, 2);
    auto* address = connections->findChild<QLineEdit*>(u"redirectUri"_s);
    QCOMPARE(address->text(), u"http://localhost:8250/callback"_s);
    connections->findChild<QLineEdit*>(u"clientId"_s)->setFocus();
    QTest::keyClicks(
        connections->findChild<QLineEdit*>(u"clientId"_s), program.tenant.ownClient().id);
    address->selectAll();
    QTest::keyClicks(address, u"https://evil.test/callback"_s);
    press(*connections, u"connect"_s);
    QVERIFY(program.dialog() == nullptr);
    QVERIFY(said(*connections, u"redirectProblem"_s).contains(u"this computer"_s));
    address->selectAll();
    QTest::keyClicks(address, redirect);
    press(*connections, u"connect"_s);
    QVERIFY(program.waitForPage());
    QVERIFY(!program.dialog()->findChild<QWidget*>(u"pastedText"_s)->isVisible());

    const QUrl back = QUrl::fromEncoded(program.signInAtPage());
    QCOMPARE(back.port(), port);
    const auto visit = [&](const QByteArray& target) {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        if (!socket->waitForConnected(1000))
            return QByteArray("nobody listens");
        socket->write("GET " + target + " HTTP/1.1\r\nHost: localhost:" + QByteArray::number(port)
            + "\r\n\r\n");
        return QTest::qWaitFor([&] { return socket->state() == QAbstractSocket::UnconnectedState; })
            ? socket->readAll()
            : QByteArray("no answer");
    };
    QVERIFY(visit("/callback?code=stolen&state=of-somebody-else").contains("does not belong"));
    QTRY_VERIFY(said(*program.dialog(), u"dialogNote"_s).contains(u"does not belong"_s));
    const QByteArray target = (back.path() + u'?' + back.query(QUrl::FullyEncoded)).toLatin1();
    const QByteArray page = visit(target);
    QVERIFY2(page.contains("<h1>Signed in</h1>"), page.constData());
    QVERIFY(program.hasRows());
    QCOMPARE(visit(target), QByteArray("nobody listens")); // once is all
    QCOMPARE(program.kept().size(), 1);
}

void TestBrowserSignInUi::aRefusedRefreshIsSignedInAgainInPlace()
{
    Program program;
    signInAndConnect(program);
    program.tenant.setRefreshes(0);
    program.tenant.expireTokens();
    program.find<QLineEdit>(u"quickSearch"_s)->setFocus();
    QTest::keyClicks(program.find<QLineEdit>(u"quickSearch"_s), u"a"_s);
    auto* panel = program.find<QWidget>(u"signInPanel"_s);
    // Another program may have been quicker: that is waited for.
    QTRY_VERIFY_WITH_TIMEOUT(panel->isVisible(), 30'000);
    QVERIFY(!panel->findChild<QWidget*>(u"signInSecret"_s)->isVisible());
    const QString text = panel->findChild<QLabel*>(u"signInText"_s)->text();
    QVERIFY2(
        text.contains(u"The sign-in has ended"_s) && !text.contains(u"secret"_s), qPrintable(text));
    program.tenant.setRefreshes(std::nullopt);
    press(*panel, u"signIn"_s);
    QVERIFY(program.waitForPage());
    QApplication::clipboard()->setText(Program::textIn(program.codePage(program.signInAtPage())));
    press(*program.dialog(), u"paste"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!panel->isVisible(), 10'000);
    QCOMPARE(program.find<QLineEdit>(u"quickSearch"_s)->text(), u"a"_s);
    // What is kept is the one that the tenant takes next.
    program.reopen();
    program.windows->start({}, {});
    program.find<QListWidget>(u"startProfiles"_s)->setCurrentRow(0);
    press(program.window(), u"startConnect"_s);
    QVERIFY(program.hasRows());
}

/// A test of the connection uses up the token that its open window has.
void TestBrowserSignInUi::twoUsersOfOneSignInGetAlong()
{
    Program program;
    signInAndConnect(program);
    const QStringList first = program.kept();
    QDialog* connections = program.connections();
    press(*connections, u"test"_s);
    QVERIFY(program.dialog() == nullptr); // nobody has to sign in
    auto* copy = connections->findChild<QWidget*>(u"copyDetails"_s);
    QTRY_VERIFY_WITH_TIMEOUT(copy->isVisible(), 10'000);
    for (const QLabel* label : connections->findChildren<QLabel*>(u"checkText"_s))
        QVERIFY2(!label->text().startsWith(u"Failed"_s), qPrintable(label->text()));
    QTRY_VERIFY(program.kept() != first);
    const QStringList ofTheTest = program.kept();
    press(*connections, u"cancel"_s);
    program.tenant.expireTokens();
    program.find<QLineEdit>(u"quickSearch"_s)->setFocus();
    QTest::keyClicks(program.find<QLineEdit>(u"quickSearch"_s), u"a"_s);
    QTRY_VERIFY_WITH_TIMEOUT(program.kept() != ofTheTest, 10'000); // the window went on with it
    QCOMPARE(program.kept().size(), 1);
    QVERIFY(program.hasRows());
    QVERIFY(!program.find<QWidget>(u"signInPanel"_s)->isVisible());
    QVERIFY(program.opened.isEmpty());
}

void TestBrowserSignInUi::signingOutForgetsEverything()
{
    Program program;
    signInAndConnect(program);
    program.find<QAction>(u"signOutAction"_s)->trigger();
    auto* panel = program.find<QWidget>(u"signInPanel"_s);
    QTRY_VERIFY_WITH_TIMEOUT(panel->isVisible(), 10'000);
    const auto* text = panel->findChild<QLabel*>(u"signInText"_s);
    QTRY_VERIFY(text->text().startsWith(u"Nobody is signed in"_s));
    QTRY_VERIFY(program.entries.isEmpty());
    QDialog* connections = program.connections();
    QTRY_COMPARE(said(*connections, u"signInNote"_s), u"Nobody is signed in."_s);
    QVERIFY(!connections->findChild<QWidget*>(u"signOut"_s)->isVisible());
    connections->reject();
    program.reopen();
    QVERIFY(program.entries.isEmpty()); // no late answer brought it back

    // Signing out in the form asks in the window as well.
    program.windows->start({}, {});
    program.find<QListWidget>(u"startProfiles"_s)->setCurrentRow(0);
    press(program.window(), u"startConnect"_s);
    QTRY_VERIFY_WITH_TIMEOUT(program.find<QWidget>(u"signInPanel"_s) != nullptr
            && program.find<QWidget>(u"signInPanel"_s)->isVisible(),
        10'000);
    press(*program.find<QWidget>(u"signInPanel"_s), u"signIn"_s);
    QVERIFY(program.waitForPage());
    QApplication::clipboard()->setText(Program::textIn(program.codePage(program.signInAtPage())));
    press(*program.dialog(), u"paste"_s);
    QVERIFY(program.hasRows());
    QTRY_COMPARE(program.kept().size(), 1);
    connections = program.connections();
    QTRY_VERIFY(connections->findChild<QWidget*>(u"signOut"_s)->isVisible());
    press(*connections, u"signOut"_s);
    QTRY_VERIFY(program.entries.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(program.find<QWidget>(u"signInPanel"_s)->isVisible(), 10'000);
}

void TestBrowserSignInUi::signingInInTheListBringsTheWindowBack()
{
    Program program;
    signInAndConnect(program);
    program.find<QAction>(u"signOutAction"_s)->trigger();
    auto* panel = program.find<QWidget>(u"signInPanel"_s);
    QTRY_VERIFY_WITH_TIMEOUT(panel->isVisible(), 10'000);
    QDialog* connections = program.connections();
    QTRY_COMPARE(said(*connections, u"signInNote"_s), u"Nobody is signed in."_s);
    press(*connections, u"test"_s);
    QVERIFY(program.waitForPage());
    QApplication::clipboard()->setText(Program::textIn(program.codePage(program.signInAtPage())));
    press(*program.dialog(), u"paste"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        connections->findChild<QWidget*>(u"copyDetails"_s)->isVisible(), 10'000);
    QVERIFY(panel->isVisible()); // not saved yet
    press(*connections, u"save"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!panel->isVisible(), 10'000);
    QVERIFY(program.hasRows());
}

void TestBrowserSignInUi::aWindowThatClosesKeepsWhatComes()
{
    Program program({ .identities = 100, .faults = { .latencyMs = 200 } });
    signInAndConnect(program);
    const QStringList before = program.kept();
    program.tenant.expireTokens();
    const int tokens = program.tenant.activity().tokensGranted;
    QTest::keyClicks(program.find<QLineEdit>(u"quickSearch"_s), u"a"_s);
    // Replaced, and the answer is still on its way.
    QTRY_VERIFY_WITH_TIMEOUT(program.tenant.activity().tokensGranted > tokens, 10'000);
    QCOMPARE(program.kept(), before);
    program.reopen();
    QVERIFY(program.kept() != before);
    program.windows->start({}, {});
    program.find<QListWidget>(u"startProfiles"_s)->setCurrentRow(0);
    press(program.window(), u"startConnect"_s);
    QVERIFY(program.hasRows());
    QVERIFY(program.opened.isEmpty()); // nobody had to sign in
}

void TestBrowserSignInUi::aKeychainThatTakesNoMoreIsSaidInTheWindow()
{
    Program program;
    signInAndConnect(program);
    QTRY_COMPARE(program.kept().size(), 1);
    program.vault->instead = SecretVault::Result::Refused;
    program.tenant.expireTokens();
    QTest::keyClicks(program.find<QLineEdit>(u"quickSearch"_s), u"a"_s);
    auto* notice = program.find<QLabel>(u"noticeText"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(notice->isVisible()
            && notice->text().startsWith(u"The system keychain did not keep the secret"_s),
        qPrintable(notice->text()), 10'000);
    QVERIFY(!program.find<QWidget>(u"signInPanel"_s)->isVisible()); // the window goes on with it
}

void TestBrowserSignInUi::signingOutOfWhatTheListCallsAnother()
{
    Program program;
    signInAndConnect(program);
    ConnectionDesk& desk = program.windows->connections();
    QList<Profile> all = desk.profiles();
    all[0].signIn = SignInKind::ClientSecret;
    QCOMPARE(desk.saveProfiles(all), QString());
    QTRY_VERIFY(program.entries.isEmpty());
    program.find<QAction>(u"signOutAction"_s)->trigger();
    auto* panel = program.find<QWidget>(u"signInPanel"_s);
    QTRY_VERIFY_WITH_TIMEOUT(panel->isVisible(), 10'000);
}

void TestBrowserSignInUi::twoPersonsOfOneTenantAreTwoConnections()
{
    Program program;
    signInAndConnect(program);
    const ConnectionDesk& desk = program.windows->connections();
    Profile profile = desk.profiles().constFirst();
    QCOMPARE(desk.openElsewhere(profile), u"acme"_s);
    profile.id = newProfileId();
    QCOMPARE(desk.openElsewhere(profile), QString());
}

/// What comes in the place of a refresh token is kept in its place only.
void TestBrowserSignInUi::whoSignedInMeanwhileStays()
{
    const QTemporaryDir folder;
    MemoryVault::Entries entries;
    auto* vault = new MemoryVault(entries);
    ConnectionDesk desk(
        folder.filePath(u"profiles.json"_s), std::unique_ptr<SecretVault>(vault), {});
    Profile profile { .id = newProfileId(),
        .name = u"acme"_s,
        .address = u"acme"_s,
        .apiBase = u"https://acme.api.identitynow.com"_s,
        .signIn = SignInKind::OwnClient,
        .clientId = u"one"_s,
        .redirectUri = usualRedirect() };
    const auto save = [&] { QCOMPARE(desk.saveProfiles({ profile }), QString()); };
    const auto keep = [&](const QString& token) {
        desk.keepSecrets(profile.id, Secret(token), {}, &desk, [](const QString&) {});
    };
    const auto kept = [&] {
        QString found = u"no answer"_s;
        desk.findSecrets(
            profile, &desk, [&](const Secret& client, const Secret&) { found = client.reveal(); });
        return QTest::qWaitFor([&] { return found != u"no answer"_s; }) ? found : u"late"_s;
    };
    save();
    QString problem;
    const auto connection = desk.connectionFor(profile, Secret(u"anna-1"_s), {}, &problem);
    QVERIFY2(connection, qPrintable(problem));
    keep(u"anna-1"_s);
    connection->kept.keep(Secret(u"anna-1"_s), Secret(u"anna-2"_s));
    QCOMPARE(kept(), u"anna-2"_s);
    keep(u"bob-1"_s);
    connection->kept.keep(Secret(u"anna-2"_s), Secret(u"anna-3"_s));
    QCOMPARE(kept(), u"bob-1"_s);
    connection->kept.keep(Secret(u"bob-1"_s), Secret(u"bob-2"_s));

    // A keychain that takes no more of them says so once.
    QSignalSpy failed(&desk, &ConnectionService::keychainFailed);
    QTRY_COMPARE(entries.size(), 1);
    QTRY_COMPARE(entries.cbegin()->reveal(), u"bob-2"_s);
    vault->instead = SecretVault::Result::Refused;
    connection->kept.keep(Secret(u"bob-2"_s), Secret(u"bob-3"_s));
    connection->kept.keep(Secret(u"bob-3"_s), Secret(u"bob-4"_s));
    QTRY_COMPARE(failed.size(), 1);
    QTest::qWait(20);
    QCOMPARE(failed.size(), 1);
    vault->instead = SecretVault::Result::Done;

    // With another client it is another sign-in.
    Profile other = profile;
    other.clientId = u"two"_s;
    SecretState state { .hasClientSecret = true, .signIn = profile.signIn, .clientId = u"one"_s };
    QVERIFY(hasSecretFor(state, profile) && !hasSecretFor(state, other));
    std::swap(profile, other);
    QCOMPARE(kept(), QString());
    std::swap(profile, other);
    QCOMPARE(kept(), u"bob-4"_s);

    // Nor by a way that the person left meanwhile.
    profile.network.proxy = NetworkOptions::Proxy::Http;
    profile.network.proxyHost = u"proxy.test"_s;
    profile.network.proxyPort = 3128;
    save();
    QTRY_COMPARE(kept(), u"bob-4"_s);
    connection->kept.keep(Secret(u"bob-4"_s), Secret(u"bob-5"_s));
    QCOMPARE(kept(), u"bob-4"_s);
    std::optional<Secret> newest;
    connection->kept.findNewest([&](const Secret& found) { newest = found; });
    QTRY_VERIFY(newest.has_value());
    QCOMPARE(*newest, Secret());
}

void TestBrowserSignInUi::nothingOfItIsFoundAgain()
{
    Program program;
    QDialog* connections = program.connections();
    fill(*connections, program.tenant, 1);
    press(*connections, u"connect"_s);
    QVERIFY(program.waitForPage());
    const QByteArray back = program.signInAtPage();
    QByteArrayList secrets {
        QUrlQuery(QUrl::fromEncoded(back)).queryItemValue(u"code"_s, QUrl::FullyDecoded).toUtf8()
    };
    const QString text = Program::textIn(program.codePage(back));
    secrets += text.toUtf8();
    QApplication::clipboard()->setText(text);
    press(*program.dialog(), u"paste"_s);
    QVERIFY(program.hasRows());
    for (const QString& token : program.kept())
        secrets += token.toUtf8();
    QCOMPARE(secrets.size(), 3);
    QByteArrayList seen;
    for (const QLabel* label : program.window().findChildren<QLabel*>())
        seen += label->text().toUtf8();
    for (const QLineEdit* edit : program.window().findChildren<QLineEdit*>())
        seen += edit->text().toUtf8();
    seen += QApplication::clipboard()->text().toUtf8();
    program.windows.reset();
    QDirIterator files(
        program.folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    int count = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        seen += file.readAll();
        ++count;
    }
    QVERIFY(count >= 2); // connections, journal
    QDirIterator processes(u"/proc"_s, { u"[0-9]*"_s }, QDir::Dirs);
    while (processes.hasNext()) {
        QFile line(processes.next() + u"/cmdline"_s);
        if (line.open(QIODevice::ReadOnly))
            seen += line.readAll();
    }
    for (const QByteArray& secret : std::as_const(secrets)) {
        QVERIFY(secret.size() > 6);
        for (const QByteArray& one : std::as_const(seen))
            QVERIFY2(!one.contains(secret), one.left(200).constData());
        QVERIFY(!Redactor().clean(QString::fromUtf8(secret)).contains(QString::fromUtf8(secret)));
    }
}

namespace {

/// The dialog on a sign-in whose steps the test takes.
struct DialogRig
{
    DialogRig()
        : dialog([this] { return service.startSignIn({}, {}); }, u"acme"_s, nullptr)
    {
        QObject::connect(&dialog, &BrowserSignInDialog::signedIn, &dialog,
            [this](const Secret& token, const QString& who) {
                got += { token.reveal(), who };
            });
        dialog.open();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
    }
    bool isShown(const QString& name) { return dialog.findChild<QWidget*>(name)->isVisible(); }

    FakeConnections service;
    QStringList got;
    BrowserSignInDialog dialog;
};

} // namespace

void TestBrowserSignInUi::whatIsWrongIsSaid()
{
    DialogRig rig;
    using State = BrowserSignIn::State;
    QVERIFY(!rig.isShown(u"confirmationCode"_s));
    QCOMPARE(rig.service.signIn->opened, 0);
    rig.service.signIn->be(State::Failed, u"acme.test did not answer."_s);
    QCOMPARE(said(rig.dialog, u"dialogNote"_s), u"acme.test did not answer."_s);
    press(rig.dialog, u"signInNow"_s); // Start anew
    QCOMPARE(rig.service.signIns.size(), 2);
    rig.service.signIn->be(State::Waiting);
    rig.service.signIn->be(State::Waiting);
    QCOMPARE(rig.service.signIn->opened, 1);
    const auto* code = rig.dialog.findChild<QLabel*>(u"confirmationCode"_s);
    QCOMPARE(code->text(), u"ab12-cd34"_s);
    QVERIFY(QFontInfo(code->font()).pixelSize() >= 2 * QFontInfo(rig.dialog.font()).pixelSize());
    QCOMPARE(rig.dialog.findChild<QLabel*>(u"timeLeft"_s)->text(), u"9:41 left"_s);
    auto* text = rig.dialog.findChild<QLineEdit*>(u"pastedText"_s);
    QVERIFY(text->hasFocus());
    press(rig.dialog, u"openAgain"_s);
    QCOMPARE(rig.service.signIn->opened, 2);
    press(rig.dialog, u"copyLink"_s);
    QCOMPARE(QApplication::clipboard()->text(), rig.service.signIn->page());

    text->setFocus();
    rig.service.signIn->why = u"This is not it."_s;
    QTest::keyClicks(text, u"sp1.wrong"_s);
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(said(rig.dialog, u"pastedProblem"_s), u"This is not it."_s);
    QCOMPARE(text->selectedText(), u"sp1.wrong"_s); // to be typed over
    rig.service.signIn->why.clear();
    QTest::keyClicks(text, u"sp1.right"_s);
    QCOMPARE(said(rig.dialog, u"pastedProblem"_s), QString());
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(rig.service.signIn->taken, (QStringList { u"sp1.wrong"_s, u"sp1.right"_s }));
    QVERIFY(text->text().isEmpty());
    rig.service.signIn->be(State::Finishing);
    QVERIFY(rig.got.isEmpty());
    rig.service.signIn->be(State::Done);
    QCOMPARE(rig.got, (QStringList { u"refresh-token-1"_s, u"j.tanaka"_s }));
    QVERIFY(!rig.dialog.isVisible());
    QCOMPARE(QApplication::clipboard()->text(), QString()); // the link is gone as well
}

void TestBrowserSignInUi::refusalsAndCancel()
{
    {
        DialogRig rig;
        rig.service.signIn->be(BrowserSignIn::State::Waiting);
        press(rig.dialog, u"copyLink"_s);
        QApplication::clipboard()->setText(u"something of the person's own"_s);
        press(rig.dialog, u"cancel"_s);
        QVERIFY(!rig.dialog.isVisible());
        QVERIFY(rig.got.isEmpty());
    }
    QCOMPARE(QApplication::clipboard()->text(), u"something of the person's own"_s);
}

void TestBrowserSignInUi::thePageThatBringsItsAnswer()
{
    DialogRig rig;
    rig.service.leadsBack = true;
    rig.service.signIn->be(BrowserSignIn::State::Failed, u"The port is taken."_s);
    press(rig.dialog, u"signInNow"_s);
    rig.service.signIn->be(BrowserSignIn::State::Waiting);
    for (const QString& name : { u"confirmationCode"_s, u"pastedText"_s, u"signInNow"_s })
        QVERIFY2(!rig.isShown(name), qPrintable(name));
    rig.service.signIn->be(BrowserSignIn::State::Waiting, u"A stranger's answer."_s);
    QCOMPARE(said(rig.dialog, u"dialogNote"_s), u"A stranger's answer."_s);
    rig.service.signIn->be(BrowserSignIn::State::Done);
    QCOMPARE(rig.got.size(), 2);
}

QTEST_MAIN(TestBrowserSignInUi)
#include "tst_browsersigninui.moc"
