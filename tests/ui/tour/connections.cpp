// Getting to a tenant: the list, the test of a connection and its failures, the guard of
// production, signing in again.

#include "tour.h"

#include "support/certificates.h"
#include "support/closingserver.h"

#include "ui/connections/browsersignindialog.h"
#include "ui/window/startwindow.h"

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

Profile profileNamed(const QString& name, Environment environment, const QString& apiBase)
{
    Profile profile { .id = newProfileId(),
        .name = name,
        .address = apiBase,
        .apiBase = apiBase,
        .environment = environment,
        .readOnly = environment == Environment::Production,
        .clientId = u"5b0f8b6e1c7d4a0f9e2a61d3c4b7f812"_s };
    profile.network.proxy = NetworkOptions::Proxy::None;
    profile.network.timeoutSeconds = NetworkOptions::ShortestTimeoutSeconds;
    return profile;
}

/// Three connections; that of the sandbox is the demo tenant.
QList<Profile> someProfiles(ConsoleWindow& console, const QString& untrusted)
{
    Profile sandbox
        = profileNamed(u"acme-sandbox"_s, Environment::Sandbox, console.tenant().baseUrl());
    sandbox.clientId = console.tenant().readingClient().id;
    return { profileNamed(
                 u"acme"_s, Environment::Production, u"https://acme.api.identitynow.com"_s),
        sandbox, profileNamed(u"acme-test"_s, Environment::Test, untrusted) };
}

void choose(QDialog& dialog, int row)
{
    dialog.findChild<QListWidget*>(u"profiles"_s)->setCurrentRow(row);
}

bool saysTested(QDialog& dialog)
{
    const auto* copy = dialog.findChild<QWidget*>(u"copyDetails"_s);
    return copy != nullptr && copy->isVisible();
}

} // namespace

bool Tour::startPage()
{
    QTemporaryDir folder;
    Settings settings(folder.filePath(u"settings.ini"_s));
    const SystemClock clock;
    MemoryVault::Entries entries;
    ConnectionDesk desk(
        folder.filePath(u"profiles.json"_s), std::make_unique<MemoryVault>(entries), {});
    Notices notices;
    StartWindow window({ .connections = desk,
        .clock = clock,
        .settings = settings,
        .notices = notices,
        .journalPath = {} });
    window.resize(m_console.window().size());
    window.showList();
    window.show();
    if (!stopAt(window, u"start-empty"_s, [&window] { return window.isVisible(); }))
        return false;
    if (const QString problem
        = desk.saveProfiles(someProfiles(m_console, u"https://acme-test.api.identitynow.com"_s));
        !problem.isEmpty())
        return fail(problem);
    return stopAt(window, u"start"_s,
        [&window] { return window.findChild<QListWidget*>(u"startProfiles"_s)->count() == 3; });
}

bool Tour::connections()
{
    ConnectionDesk& desk = m_console.connections();
    const QList<Profile> profiles = someProfiles(m_console, u"https://127.0.0.1:1"_s);
    if (const QString problem = desk.saveProfiles(profiles); !problem.isEmpty())
        return fail(problem);
    bool kept = false;
    desk.keepSecrets(profiles[1].id, Secret(m_console.tenant().readingClient().secret), {},
        &m_console.window(), [&kept](const QString&) { kept = true; });
    if (!QTest::qWaitFor([&kept] { return kept; }))
        return fail(u"the secret is not kept"_s);
    trigger(u"Connections…"_s);
    QDialog* dialog = m_console.dialog();
    if (dialog == nullptr)
        return fail(u"the connections do not open"_s);
    choose(*dialog, 1);
    if (!stop(u"connections"_s) || !browserSignIn(*dialog))
        return false;
    QTest::mouseClick(dialog->findChild<QPushButton*>(u"test"_s), Qt::LeftButton);
    if (!stop(u"connection-test"_s, [dialog] { return saysTested(*dialog); }))
        return false;
    return closeDialog(u"Cancel"_s);
}

/// A connection that signs in with the browser, and the dialog of that; then as it was.
bool Tour::browserSignIn(QDialog& dialog)
{
    auto* kind = dialog.findChild<QComboBox*>(u"signInKind"_s);
    QTest::keyClick(kind, Qt::Key_Down);
    QTest::keyClick(kind, Qt::Key_Down);
    if (!stop(u"connection-own-client"_s))
        return false;
    QTest::keyClick(kind, Qt::Key_Up);
    if (!stop(u"connection-browser"_s))
        return false;
    QTest::mouseClick(dialog.findChild<QPushButton*>(u"signInWithBrowser"_s), Qt::LeftButton);
    auto* signIn = dialog.findChild<BrowserSignInDialog*>();
    if (signIn == nullptr)
        return fail(u"nobody can sign in with the browser"_s);
    if (!stop(u"browser-sign-in"_s, [code = signIn->findChild<QLabel*>(u"confirmationCode"_s)] {
            return code->isVisible();
        }))
        return false;
    signIn->reject();
    QTest::keyClick(kind, Qt::Key_Up);
    return true;
}

bool Tour::failedTest()
{
    Certificates certificates;
    if (const QString problem = certificates.make(); !problem.isEmpty())
        return fail(problem);
    // As behind a company's proxy that looks into everything.
    ClosingServer server([](const ClosingServer::Seen&, QTcpSocket& socket) {
        ClosingServer::answer(socket, "200 OK", "{}");
    });
    if (!server.listenTls(certificates.certificate(Certificates::Kind::Good),
            certificates.key(Certificates::Kind::Good)))
        return fail(u"no TLS server"_s);
    ConnectionDesk& desk = m_console.connections();
    QList<Profile> profiles = desk.profiles();
    profiles[2].apiBase = server.address();
    profiles[2].address = server.address();
    if (const QString problem = desk.saveProfiles(profiles); !problem.isEmpty())
        return fail(problem);
    trigger(u"Connections…"_s);
    QDialog* dialog = m_console.dialog();
    choose(*dialog, 2);
    QTest::keyClicks(dialog->findChild<QLineEdit*>(u"clientSecret"_s), u"a secret that waits"_s);
    QTest::mouseClick(dialog->findChild<QPushButton*>(u"test"_s), Qt::LeftButton);
    if (!stop(u"connection-test-failed"_s, [dialog] { return saysTested(*dialog); }))
        return false;
    QTest::mouseClick(dialog->findChild<QPushButton*>(u"cancel"_s), Qt::LeftButton);
    if (!stop(u"connection-discard"_s, [dialog] {
            const auto* bar = dialog->findChild<QWidget*>(u"discardBar"_s);
            return bar != nullptr && bar->isVisible();
        }))
        return false;
    QTest::mouseClick(dialog->findChild<QPushButton*>(u"discard"_s), Qt::LeftButton);
    return QTest::qWaitFor([this] { return m_console.dialog() == nullptr; })
        || fail(u"the connections stay open"_s);
}

bool Tour::networkAndImport()
{
    QProcessEnvironment environment;
    environment.insert(u"SAIL_BASE_URL"_s, u"https://acme.api.identitynow.com"_s);
    environment.insert(u"SAIL_CLIENT_ID"_s, u"5b0f8b6e1c7d4a0f9e2a61d3c4b7f812"_s);
    environment.insert(u"SAIL_CLIENT_SECRET"_s, u"a secret of the environment"_s);
    QTemporaryDir folder;
    QFile yaml(folder.filePath(u"config.yaml"_s));
    if (!yaml.open(QIODevice::WriteOnly))
        return fail(u"no file to import"_s);
    yaml.write("environments:\n  sandbox:\n    baseurl: https://acme-sandbox.api.identitynow.com\n"
               "    pat: {clientid: 77c0ffee77c0ffee77c0ffee77c0ffee}\n"
               "  old:\n    baseurl: http://old.acme.test\n");
    yaml.close();
    ConsoleWindow second({ .identities = 50 }, {}, {},
        { .imports = { .environment = environment, .cliYaml = yaml.fileName() } });
    second.window().resize(m_console.window().size());
    second.find<QAction>(u"connections"_s)->trigger();
    QDialog* dialog = second.dialog();
    if (!stopAt(second.window(), u"connections-none"_s,
            [dialog] { return dialog != nullptr && dialog->isVisible(); }))
        return false;
    QTest::mouseClick(dialog->findChild<QPushButton*>(u"import"_s), Qt::LeftButton);
    const auto inner = [dialog] {
        QDialog* found = nullptr;
        for (QDialog* candidate : dialog->findChildren<QDialog*>()) {
            if (candidate->isVisible())
                found = candidate;
        }
        return found;
    };
    if (!stopAt(second.window(), u"import"_s, [inner] { return inner() != nullptr; }))
        return false;
    QTest::mouseClick(inner()->findChild<QPushButton*>(u"importChosen"_s), Qt::LeftButton);
    if (!QTest::qWaitFor([inner] { return inner() == nullptr; }))
        return fail(u"the import stays open"_s);
    QTest::mouseClick(dialog->findChild<QPushButton*>(u"network"_s), Qt::LeftButton);
    if (!QTest::qWaitFor([inner] { return inner() != nullptr; }))
        return fail(u"the network does not open"_s);
    auto* proxy = inner()->findChild<QComboBox*>(u"proxy"_s);
    if (proxy != nullptr)
        proxy->setCurrentIndex(2);
    if (!stopAt(second.window(), u"connection-network"_s, [] { return true; }))
        return false;
    inner()->reject();
    return true;
}

bool Tour::production()
{
    ConsoleWindow second({ .identities = 2000 }, {}, {},
        { .environment = Environment::Production, .readOnly = true });
    TenantWindow& window = second.window();
    window.resize(m_console.window().size());
    if (!QTest::qWaitFor([&] { return second.rows() > 0; }, 10'000))
        return fail(u"no rows of production"_s);
    second.clickCell(4, Name);
    for (const int row : { 2, 3, 6 })
        second.clickCell(row, Tick);
    if (!stopAt(
            window, u"production-read-only"_s, [&second] { return second.waitForLoadedScreen(); }))
        return false;
    click(u"lockButton"_s, &window);
    QDialog* dialog = second.dialog();
    if (dialog == nullptr)
        return fail(u"nobody is asked before production is changed"_s);
    if (!stopAt(window, u"allow-changes"_s, [dialog] { return dialog->isVisible(); }))
        return false;
    QTest::keyClicks(dialog->findChild<QLineEdit*>(u"confirmTenant"_s), u"acme-demo"_s);
    QTest::mouseClick(dialog->findChild<QPushButton*>(u"confirm"_s), Qt::LeftButton);
    if (!stopAt(window, u"production-changes-allowed"_s,
            [&second] { return !second.lock().isLocked() && second.dialog() == nullptr; }))
        return false;
    // The token is withdrawn, and the secret with it.
    QString problem;
    second.tenant().stop();
    if (!second.restartTenant(&problem, u"another secret"_s))
        return fail(problem);
    second.search(u"ma"_s);
    if (!stopAt(window, u"sign-in-again"_s, [&second] {
            return second.visible(u"signInPanel"_s) != nullptr
                && inEnglish(second.stateTitle()) == u"Waiting for the sign-in"_s;
        }))
        return false;
    second.notices().keep(QCoreApplication::translate(
        "Settings", "The settings could not be read and start anew. The old file is %1.")
                              .arg(u"settings.ini.set-aside-20261123-140211"_s));
    second.notices().keep(QCoreApplication::translate("TenantSession",
        "The connection was changed. Close this window and connect again to use it."));
    return stopAt(window, u"notice"_s, [] { return true; });
}
