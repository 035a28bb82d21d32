#include "demo/demotenant.h"
#include "program/browsersigninrun.h"
#include "support/closingserver.h"
#include "support/democlient.h"
#include "support/demosignin.h"
#include "support/webdriver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::demo;
using namespace ic::test;

/// The demo tenant's sign-in in a real browser. Not among the tests of ctest, because Chromium is
/// no part of what ./check installs: tests/check-browser.sh runs it. With PICTURES=DIR it leaves
/// pictures of the pages.
class TestBrowserSignIn : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void pagesAreWhole();
    void oneClickSelectsTheText();
    void codeBecomesAToken();
    void ownClientIsCalledBack();
    void staleSignInIsOver();
    void cancelled();
    void consoleTakesTheText();
    void consoleIsCalledBack();
    void consoleHearsOfARefusal();

private:
    /// A sign-in of the console, which opens its page in the browser.
    std::unique_ptr<BrowserSignInRun> begin(SignInKind kind);
    bool start(const TenantConfig& config);
    QString page() const { return m_tenant->baseUrl() + QString::fromLatin1(m_signIn.target()); }
    void picture(const QString& name);

    std::unique_ptr<WebDriver> m_browser;
    std::unique_ptr<DemoTenant> m_tenant;
    DemoSignIn m_signIn;
};

void TestBrowserSignIn::initTestCase()
{
    m_browser = std::make_unique<WebDriver>();
    QVERIFY2(m_browser->problem().isEmpty(), qPrintable(m_browser->problem()));
}

void TestBrowserSignIn::init()
{
    QVERIFY(start({ .identities = 100 }));
    m_signIn = {};
    m_browser->complaints();
}

bool TestBrowserSignIn::start(const TenantConfig& config)
{
    m_tenant = std::make_unique<DemoTenant>(config);
    QString error;
    return m_tenant->start(&error);
}

std::unique_ptr<BrowserSignInRun> TestBrowserSignIn::begin(SignInKind kind)
{
    const bool isOwn = kind == SignInKind::OwnClient;
    QString problem;
    return std::make_unique<BrowserSignInRun>(
        Connection { .base = *ApiBase::fromText(m_tenant->baseUrl(), &problem),
            .clientId = isOwn ? m_tenant->ownClient().id : sailAppsClientId(),
            .signIn = kind },
        isOwn ? m_tenant->ownClient().redirectUri : sailAppsRedirect(),
        [this](const QString& page) { m_browser->open(page); });
}

void TestBrowserSignIn::picture(const QString& name)
{
    const QString folder = qEnvironmentVariable("PICTURES");
    if (folder.isEmpty())
        return;
    for (const QString& scheme : { u"light"_s, u"dark"_s }) {
        QVERIFY(m_browser->prefer(scheme));
        QVERIFY(m_browser->savePicture(folder + u'/' + name + u'-' + scheme + u".png"_s));
    }
}

/// Title, people and style are there, and the browser has nothing to complain of: no style that
/// the page's policy forbids.
void TestBrowserSignIn::pagesAreWhole()
{
    QVERIFY(m_browser->open(page()));
    QTRY_COMPARE(m_browser->title(), u"Sign in to acme-demo"_s);
    QCOMPARE(m_browser->text(u"h1"_s), u"Sign in to acme-demo"_s);
    QVERIFY(m_browser->text(u"[value='demo.admin']"_s).contains(u"ORG_ADMIN"));
    QVERIFY(m_browser->text(u"[value='demo.helpdesk']"_s).contains(u"HELPDESK"));
    QCOMPARE(m_browser->style(u"main"_s, u"max-width"_s), u"480px"_s);
    QCOMPARE(m_browser->complaints(), QStringList());
    picture(u"people"_s);
    QVERIFY(m_browser->click(u"[value='demo.admin']"_s));
    QTRY_COMPARE(m_browser->title(), u"You are signed in"_s);
    QCOMPARE(m_browser->style(u"main"_s, u"max-width"_s), u"480px"_s);
    QCOMPARE(m_browser->complaints(), QStringList());
    picture(u"code"_s);
}

void TestBrowserSignIn::oneClickSelectsTheText()
{
    QVERIFY(m_browser->open(page()));
    QVERIFY(m_browser->click(u"[value='demo.admin']"_s));
    const QString text = m_browser->text(u"#answer"_s);
    QVERIFY(text.startsWith(u"sp1."));
    QVERIFY(m_browser->click(u"#answer"_s));
    QCOMPARE(m_browser->evaluate(u"getSelection().toString()"_s).toString().trimmed(), text);
}

void TestBrowserSignIn::codeBecomesAToken()
{
    QVERIFY(m_browser->open(page()));
    QVERIFY(m_browser->click(u"[value='demo.helpdesk']"_s));
    QCOMPARE(m_browser->text(u"#confirmation"_s), u"Stat-eABC"_s);
    const QJsonObject answer = QJsonDocument::fromJson(
        QByteArray::fromBase64(
            m_browser->text(u"#answer"_s).mid(4).toLatin1(), QByteArray::Base64UrlEncoding))
                                   .object();
    DemoClient program(*m_tenant);
    const QByteArray form = m_signIn.form(answer[u"code"_s].toString().toUtf8());
    const Reply granted = program.post("/oauth/token", form, "application/x-www-form-urlencoded");
    QCOMPARE(granted.status, 200);
    program.setToken(granted.object()[u"access_token"_s].toString().toUtf8());
    QCOMPARE(program.get("/v2024/identities?limit=1").status, 200);
    QCOMPARE(program.post("/v2024/identities/process", "{}").status, 403);
}

/// The browser follows the answer to the form to this computer, although the page's policy names
/// where it may lead to, and tells that address nothing of where it comes from.
void TestBrowserSignIn::ownClientIsCalledBack()
{
    ClosingServer program([](const ClosingServer::Seen&, QTcpSocket& socket) {
        ClosingServer::answer(socket, "200 OK", "Back in the program");
    });
    QVERIFY(program.listenPlain());
    for (const QString& host : { u"127.0.0.1"_s, u"localhost"_s }) {
        QUrl address(program.address());
        address.setHost(host);
        address.setPath(u"/callback"_s);
        program.seen.clear();
        QVERIFY(start({ .identities = 100, .ownRedirectUri = address.toString() }));
        m_signIn.clientId = m_tenant->ownClient().id.toUtf8();
        m_signIn.redirectUri = address.toEncoded();
        QVERIFY(m_browser->open(page()));
        QVERIFY(m_browser->click(u"[value='demo.admin']"_s));
        QTRY_VERIFY(m_browser->url().startsWith(address.toString() + u"?code="_s));
        QVERIFY(m_browser->text(u"body"_s).contains(u"Back in the program"));
        QVERIFY(!program.seen.isEmpty());
        QVERIFY(program.seen.first().line.startsWith("GET /callback?code="));
        QVERIFY(program.seen.first().line.contains("&state=" + m_signIn.state + ' '));
        QVERIFY(!program.seen.first().head.toLower().contains("referer:"));
    }
}

void TestBrowserSignIn::staleSignInIsOver()
{
    QVERIFY(m_browser->open(page()));
    QVERIFY(
        m_browser->evaluate(u"document.querySelector('[name=attempt]').value = 'x'"_s) == u"x"_s);
    QVERIFY(m_browser->click(u"[value='demo.admin']"_s));
    QTRY_COMPARE(m_browser->title(), u"This sign-in cannot go on"_s);
    QVERIFY(m_browser->text(u"#problem"_s).contains(u"over"));
    picture(u"over"_s);
}

void TestBrowserSignIn::cancelled()
{
    QVERIFY(m_browser->open(page()));
    QVERIFY(m_browser->click(u"#cancel"_s));
    QTRY_COMPARE(m_browser->title(), u"The sign-in was refused"_s);
    QVERIFY(m_browser->text(u"#problem"_s).contains(u"access_denied"));
    QCOMPARE(m_browser->evaluate(u"document.getElementById('answer') === null"_s), true);
    picture(u"refused"_s);
}

void TestBrowserSignIn::consoleTakesTheText()
{
    using State = BrowserSignIn::State;
    const auto signIn = begin(SignInKind::Browser);
    QTRY_COMPARE(signIn->state(), State::Waiting);
    signIn->openPage();
    QVERIFY(m_browser->click(u"[value='demo.helpdesk']"_s));
    QCOMPARE(m_browser->text(u"#confirmation"_s), signIn->confirmationCode());
    const QString text = m_browser->text(u"#answer"_s);

    // The text of one sign-in is none of another.
    const auto other = begin(SignInKind::Browser);
    QTRY_COMPARE(other->state(), State::Waiting);
    QVERIFY(other->confirmationCode() != signIn->confirmationCode());
    QVERIFY(!other->take(text).isEmpty());
    QCOMPARE(other->state(), State::Waiting);

    QCOMPARE(signIn->take(text), QString());
    QTRY_COMPARE(signIn->state(), State::Done);
    QCOMPARE(signIn->who().userName, u"demo.helpdesk"_s);
    QCOMPARE(signIn->who().userLevels, QStringList { u"HELPDESK"_s });
    QVERIFY(!signIn->refreshToken().isEmpty());
}

void TestBrowserSignIn::consoleIsCalledBack()
{
    using State = BrowserSignIn::State;
    for (const QString& host : { u"127.0.0.1"_s, u"localhost"_s }) {
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        const QString address = u"http://%1:%2/callback"_s.arg(host).arg(free.serverPort());
        free.close();
        QVERIFY(start({ .identities = 100, .ownRedirectUri = address }));
        const auto signIn = begin(SignInKind::OwnClient);
        QTRY_COMPARE(signIn->state(), State::Waiting);
        QCOMPARE(signIn->confirmationCode(), QString());
        signIn->openPage();
        QVERIFY(m_browser->click(u"[value='demo.admin']"_s));
        QTRY_COMPARE(signIn->state(), State::Done);
        QCOMPARE(signIn->who().userName, u"demo.admin"_s);
        QTRY_VERIFY(m_browser->text(u"body"_s).contains(u"You can close this page."));
        QVERIFY(m_browser->url().startsWith(address));
        picture(u"called-back"_s);
    }
}

void TestBrowserSignIn::consoleHearsOfARefusal()
{
    using State = BrowserSignIn::State;
    QTcpServer free;
    QVERIFY(free.listen(QHostAddress::LocalHost));
    const QString address = u"http://localhost:%1/callback"_s.arg(free.serverPort());
    free.close();
    QVERIFY(start({ .identities = 100, .refuseSignIns = true, .ownRedirectUri = address }));
    const auto signIn = begin(SignInKind::OwnClient);
    QTRY_COMPARE(signIn->state(), State::Waiting);
    signIn->openPage();
    QVERIFY(m_browser->click(u"[value='demo.admin']"_s));
    QTRY_VERIFY(!signIn->problem().isEmpty());
    QTRY_VERIFY(m_browser->text(u"body"_s).contains(signIn->problem()));
    QVERIFY(signIn->refreshToken().isEmpty());
    picture(u"called-back-refused"_s);
}

QTEST_GUILESS_MAIN(TestBrowserSignIn)
#include "tst_browsersignin.moc"
