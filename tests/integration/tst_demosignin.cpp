#include "demo/authorizations.h"
#include "support/demofixture.h"
#include "support/demosignin.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic::demo;

namespace {

constexpr char Form[] = "application/x-www-form-urlencoded";

QByteArray refreshForm(const QByteArray& token, const QByteArray& clientId = "sailapps")
{
    return "grant_type=refresh_token&client_id=" + clientId + "&refresh_token=" + token;
}

QByteArray refresherOf(const Reply& reply)
{
    return reply.object()[u"refresh_token"_s].toString().toUtf8();
}

/// Of a paragraph of a page.
QString textOf(const Reply& page, const QString& id)
{
    const QRegularExpression paragraph(
        u"<p id=\"%1\"[^>]*>(.*?)</p>"_s.arg(id), QRegularExpression::DotMatchesEverythingOption);
    return paragraph.match(QString::fromUtf8(page.body)).captured(1);
}

} // namespace

/// Signing in with a browser at the tenant, over HTTP.
class TestDemoSignIn : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_demo.reset(); }

    void pageShowsTwoPeople();
    void codePageHandsTheCodeOver();
    void ownClientIsSentBackToItsAddress();
    void peopleHaveDifferentRights();
    void unknownProgramsStayOnThePage_data();
    void unknownProgramsStayOnThePage();
    void wrongRequestsGoBack_data();
    void wrongRequestsGoBack();
    void clickCountsOnce();
    void signInsEndAfterTenMinutes();
    void refusedAndCancelled();
    void wrongCodes_data();
    void wrongCodes();
    void replayedCodeEndsTheSignIn();
    void refreshTokensReplaceEachOther();
    void refreshEnds();
    void grantsBelongToTheirClients();
    void pagesShowTextAsText();

private:
    Reply page() { return m_demo->client->get(m_signIn.target()); }
    Reply clickOn(const QByteArray& person)
    {
        return click(*m_demo->client, m_signIn.target(), person);
    }
    QByteArray newCode() { return sentWith(clickOn("demo.admin"), u"code"_s); }
    Reply token(const QByteArray& form) { return m_demo->client->post("/oauth/token", form, Form); }
    bool refuses(const QByteArray& form, int status, const QString& error)
    {
        const Reply reply = token(form);
        return reply.status == status && reply.object()[u"error"_s] == error
            && !reply.object()[u"error_description"_s].toString().isEmpty()
            && reply.headers.value("cache-control") == "no-store";
    }
    int statusWith(const Reply& granted)
    {
        m_demo->client->setToken(granted.object()[u"access_token"_s].toString().toUtf8());
        return m_demo->client->get("/v2024/identities?limit=1").status;
    }

    std::unique_ptr<DemoFixture> m_demo;
    DemoSignIn m_signIn;
};

void TestDemoSignIn::init()
{
    m_demo = std::make_unique<DemoFixture>();
    m_demo->client->setToken({});
    m_signIn = {};
}

void TestDemoSignIn::pageShowsTwoPeople()
{
    const QString endpoint
        = m_demo->client->get("/oauth/info").object()[u"authorizeEndpoint"_s].toString();
    QCOMPARE(endpoint, m_demo->tenant->baseUrl() + u"/oauth/authorize"_s);
    const Reply shown = page();
    QCOMPARE(shown.status, 200);
    QCOMPARE(shown.headers.value("content-type"), "text/html; charset=utf-8");
    QCOMPARE(shown.headers.value("cache-control"), "no-store");
    QCOMPARE(shown.headers.value("referrer-policy"), "no-referrer");
    const QByteArray policy = shown.headers.value("content-security-policy");
    QVERIFY(policy.startsWith("default-src 'none'; style-src 'sha256-"));
    QVERIFY(policy.contains("form-action 'self' ;"));
    QVERIFY(!shown.body.contains("<script") && !shown.body.contains("src="));
    for (const char* text : { "acme-demo", "demo.admin", "ORG_ADMIN", "demo.helpdesk", "HELPDESK",
             "sailapps", "id=\"cancel\"" })
        QVERIFY2(shown.body.contains(text), text);
}

void TestDemoSignIn::codePageHandsTheCodeOver()
{
    const Reply sent = clickOn("demo.admin");
    QVERIFY(sentTo(sent).startsWith("/sailapps?code="));
    const Reply shown = m_demo->client->get(sentTo(sent));
    QCOMPARE(shown.status, 200);
    QCOMPARE(shown.headers.value("referrer-policy"), "no-referrer");
    QCOMPARE(textOf(shown, u"confirmation"_s), u"Stat-eABC"_s);
    const QString text = textOf(shown, u"answer"_s);
    QVERIFY(text.startsWith(u"sp1."));
    const QJsonObject answer = QJsonDocument::fromJson(
        QByteArray::fromBase64(text.mid(4).toLatin1(), QByteArray::Base64UrlEncoding))
                                   .object();
    QCOMPARE(answer,
        (QJsonObject { { u"v"_s, 1 }, { u"code"_s, QString::fromUtf8(sentWith(sent, u"code"_s)) },
            { u"state"_s, QString::fromLatin1(m_signIn.state) } }));

    const Reply granted = token(m_signIn.form(answer[u"code"_s].toString().toUtf8()));
    QCOMPARE(granted.status, 200);
    QCOMPARE(granted.headers.value("cache-control"), "no-store");
    QCOMPARE(granted.object()[u"expires_in"_s].toInt(), 749);
    QVERIFY(refresherOf(granted).size() >= 43);
    const QByteArrayList parts = granted.object()[u"access_token"_s].toString().toUtf8().split('.');
    const QJsonObject claims
        = QJsonDocument::fromJson(QByteArray::fromBase64(parts[1], QByteArray::Base64UrlEncoding))
              .object();
    QCOMPARE(claims[u"client_id"_s].toString(), u"sailapps"_s);
    QCOMPARE(claims[u"user_name"_s].toString(), u"demo.admin"_s);
    QCOMPARE(statusWith(granted), 200);
    QCOMPARE(
        m_demo->client
            ->get("/v2024/identities/" + granted.object()[u"identity_id"_s].toString().toUtf8())
            .status,
        200);
}

void TestDemoSignIn::ownClientIsSentBackToItsAddress()
{
    TenantConfig config = DemoFixture::quiet();
    config.ownRedirectUri = u"http://127.0.0.1:8251/back?from=tenant"_s;
    m_demo = std::make_unique<DemoFixture>(config);
    const PublicClient& own = m_demo->tenant->ownClient();
    m_signIn.clientId = own.id.toUtf8();
    m_signIn.redirectUri = own.redirectUri.toUtf8();
    m_signIn.state = "a&b=c+d e%20f#g";
    // A browser that holds a form's answer to the page's policy may go there.
    QVERIFY(page()
                .headers.value("content-security-policy")
                .contains("form-action 'self' http://127.0.0.1:8251;"));
    const Reply sent = clickOn("demo.helpdesk");
    QVERIFY(sentTo(sent).startsWith("http://127.0.0.1:8251/back?from=tenant&code="));
    QCOMPARE(sentWith(sent, u"state"_s), m_signIn.state);
    const Reply granted = token(m_signIn.form(sentWith(sent, u"code"_s)));
    QCOMPARE(granted.status, 200);
    QCOMPARE(statusWith(granted), 200);
}

void TestDemoSignIn::peopleHaveDifferentRights()
{
    const QByteArray one = "/v2024/identities/" + m_demo->ordinaryId();
    const auto granted = [&](const QByteArray& person) {
        return token(m_signIn.form(sentWith(clickOn(person), u"code"_s)));
    };
    const Reply helpDesk = granted("demo.helpdesk");
    QCOMPARE(statusWith(helpDesk), 200);
    QCOMPARE(m_demo->client->get(one + "/ownership").status, 200);
    QCOMPARE(m_demo->client->get("/v2024/task-status/x").status, 404);
    for (const QByteArray& change : { one + "/reset", one + "/synchronize-attributes",
             QByteArray("/v2024/identities/process"), QByteArray("/v2024/identities/invite") })
        QCOMPARE(m_demo->client->post(change).status, 403);
    QCOMPARE(m_demo->client->remove(one).status, 403);

    const Reply administrator = granted("demo.admin");
    QVERIFY(administrator.object()[u"identity_id"_s] != helpDesk.object()[u"identity_id"_s]);
    QCOMPARE(statusWith(administrator), 200);
    QCOMPARE(m_demo->client->post(one + "/synchronize-attributes").status, 202);
    QCOMPARE(m_demo->client->remove(one).status, 204);
}

void TestDemoSignIn::unknownProgramsStayOnThePage_data()
{
    QTest::addColumn<QByteArray>("target");
    const DemoSignIn good;
    QTest::newRow("nothing") << QByteArray("/oauth/authorize");
    QTest::newRow("client") << good.target().replace("sailapps&", "others&");
    QTest::newRow("redirect") << good.target().replace("developer.", "developers.");
    QTest::newRow("longer redirect") << good.target().replace("%2Fsailapps&", "%2Fsailapps%2F&");
    QTest::newRow("no redirect") << good.target().replace("redirect_uri", "redirect");
}

void TestDemoSignIn::unknownProgramsStayOnThePage()
{
    QFETCH(QByteArray, target);
    const Reply reply = m_demo->client->get(target);
    QCOMPARE(reply.status, 400);
    QCOMPARE(sentTo(reply), "");
    QVERIFY(!textOf(reply, u"problem"_s).isEmpty());
    QVERIFY(!reply.body.contains("<form"));
}

void TestDemoSignIn::wrongRequestsGoBack_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("error");
    const DemoSignIn good;
    const QByteArray invalid = "invalid_request";
    QTest::newRow("no response type")
        << good.target().replace("response_type", "response") << invalid;
    QTest::newRow("token at once")
        << good.target().replace("=code&", "=token&") << QByteArray("unsupported_response_type");
    QTest::newRow("no PKCE") << good.target().replace("code_challenge=", "challenge=") << invalid;
    QTest::newRow("plain PKCE") << good.target().replace("S256", "plain") << invalid;
    QTest::newRow("no method") << good.target().replace("_method", "_m") << invalid;
    QTest::newRow("half a challenge")
        << good.target().replace("challenge=", "challenge=*") << invalid;
}

void TestDemoSignIn::wrongRequestsGoBack()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, error);
    const Reply reply = m_demo->client->get(target);
    QCOMPARE(sentWith(reply, u"error"_s), error);
    QVERIFY(!sentWith(reply, u"error_description"_s).isEmpty());
    QCOMPARE(sentWith(reply, u"state"_s), m_signIn.state);
    QCOMPARE(sentWith(reply, u"code"_s), "");
    const Reply shown = m_demo->client->get(sentTo(reply));
    QVERIFY(textOf(shown, u"problem"_s).contains(QString::fromLatin1(error)));
    QCOMPARE(textOf(shown, u"answer"_s), QString());
}

void TestDemoSignIn::clickCountsOnce()
{
    const QByteArray form = clickForm(page(), "demo.admin");
    QCOMPARE(post(*m_demo->client, form + "istrator").status, 400);
    QCOMPARE(post(*m_demo->client, "x" + form).status, 400);
    QCOMPARE(post(*m_demo->client, form).status, 303);
    QCOMPARE(post(*m_demo->client, form).status, 400);
}

void TestDemoSignIn::signInsEndAfterTenMinutes()
{
    const QByteArray code = newCode();
    m_demo->clock.turn(Authorizations::LifetimeMs - 1);
    QCOMPARE(token(m_signIn.form(code)).status, 200);

    const QByteArray late = newCode();
    m_demo->clock.turn(Authorizations::LifetimeMs);
    QVERIFY(refuses(m_signIn.form(late), 400, u"invalid_grant"_s));

    const QByteArray form = clickForm(page(), "demo.admin");
    m_demo->clock.turn(Authorizations::LifetimeMs);
    QCOMPARE(post(*m_demo->client, form).status, 400);
}

void TestDemoSignIn::refusedAndCancelled()
{
    const auto denied = [&](const QByteArray& person) {
        const Reply reply = clickOn(person);
        return sentWith(reply, u"error"_s) == "access_denied"
            && sentWith(reply, u"state"_s) == m_signIn.state
            && sentWith(reply, u"code"_s).isEmpty();
    };
    QVERIFY(denied(""));
    QVERIFY(!denied("demo.admin"));
    m_demo->tenant->setSignInsRefused(true);
    QVERIFY(denied("demo.admin"));
    QVERIFY(denied("demo.helpdesk"));
    m_demo->tenant->setSignInsRefused(false);
    QVERIFY(!denied("demo.helpdesk"));
}

void TestDemoSignIn::wrongCodes_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("error");
    const QString grant = u"invalid_grant"_s;
    const QString request = u"invalid_request"_s;
    QTest::newRow("verifier") << QByteArray("a-verifier") << QByteArray("b-verifier") << grant;
    QTest::newRow("no verifier") << QByteArray("code_verifier") << QByteArray("verifier")
                                 << request;
    QTest::newRow("redirect") << QByteArray("developer.") << QByteArray("developers.") << grant;
    QTest::newRow("no redirect") << QByteArray("redirect_uri") << QByteArray("uri") << request;
    QTest::newRow("code") << QByteArray("&code=") << QByteArray("&code=x") << grant;
    QTest::newRow("no code") << QByteArray("&code=") << QByteArray("&cod=") << request;
}

void TestDemoSignIn::wrongCodes()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, error);
    QVERIFY(refuses(m_signIn.form(newCode()).replace(from, to), 400, error));
}

void TestDemoSignIn::replayedCodeEndsTheSignIn()
{
    const QByteArray code = newCode();
    const Reply first = token(m_signIn.form(code));
    const Reply other = token(m_signIn.form(newCode()));
    QCOMPARE(statusWith(first), 200);
    QVERIFY(refuses(m_signIn.form(code), 400, u"invalid_grant"_s));
    QCOMPARE(statusWith(first), 401);
    QVERIFY(refuses(refreshForm(refresherOf(first)), 400, u"invalid_grant"_s));
    QCOMPARE(statusWith(other), 200);
    QCOMPARE(token(refreshForm(refresherOf(other))).status, 200);

    // A code that was tried with a wrong verifier is used up, too.
    const QByteArray tried = newCode();
    QVERIFY(refuses(m_signIn.form(tried) + "x", 400, u"invalid_grant"_s));
    QVERIFY(refuses(m_signIn.form(tried), 400, u"invalid_grant"_s));
}

void TestDemoSignIn::refreshTokensReplaceEachOther()
{
    const Reply first = token(m_signIn.form(newCode()));
    const Reply second = token(refreshForm(refresherOf(first)));
    QCOMPARE(second.status, 200);
    QVERIFY(refresherOf(second) != refresherOf(first));
    QCOMPARE(statusWith(second), 200);
    QVERIFY(refuses(refreshForm(refresherOf(first)), 400, u"invalid_grant"_s));
    const Reply third = token(refreshForm(refresherOf(second)));
    QCOMPARE(third.status, 200);
    QCOMPARE(third.object()[u"identity_id"_s], first.object()[u"identity_id"_s]);

    QVERIFY(refuses("grant_type=refresh_token&client_id=sailapps", 400, u"invalid_request"_s));
    QVERIFY(refuses(refreshForm("x"), 400, u"invalid_grant"_s));
    QVERIFY(refuses(refreshForm(refresherOf(third), m_demo->tenant->ownClient().id.toUtf8()), 400,
        u"invalid_grant"_s));
    // Who cannot use it does not use it up.
    QCOMPARE(token(refreshForm(refresherOf(third))).status, 200);
}

void TestDemoSignIn::refreshEnds()
{
    TenantConfig config = DemoFixture::quiet();
    config.refreshLifetimeSeconds = 3600;
    config.refreshes = 2;
    m_demo = std::make_unique<DemoFixture>(config);
    Reply granted = token(m_signIn.form(newCode()));
    for (int i = 0; i < 2; ++i) {
        m_demo->clock.turn(3'599'999);
        QCOMPARE(statusWith(granted), 401);
        granted = token(refreshForm(refresherOf(granted)));
        QCOMPARE(statusWith(granted), 200);
    }
    QVERIFY(refuses(refreshForm(refresherOf(granted)), 400, u"invalid_grant"_s));
    m_demo->tenant->setRefreshes(1);
    granted = token(refreshForm(refresherOf(granted)));
    QCOMPARE(granted.status, 200);
    m_demo->tenant->setRefreshes({});
    m_demo->clock.turn(3'600'000);
    QVERIFY(refuses(refreshForm(refresherOf(granted)), 400, u"invalid_grant"_s));
}

void TestDemoSignIn::grantsBelongToTheirClients()
{
    const QByteArray main = m_demo->tenant->clientId().toUtf8();
    QVERIFY(refuses("grant_type=client_credentials&client_id=sailapps&client_secret=", 400,
        u"unauthorized_client"_s));
    QVERIFY(refuses(refreshForm("x", main), 400, u"unauthorized_client"_s));
    QVERIFY(refuses(m_signIn.form(newCode()).replace("client_id=sailapps", "client_id=" + main),
        400, u"unauthorized_client"_s));
    QVERIFY(refuses(refreshForm("x", "nobody"), 401, u"invalid_client"_s));
    // The right secret is of no use with the id of another client.
    QVERIFY(refuses(
        "grant_type=client_credentials&client_id=" + m_demo->tenant->readingClient().id.toUtf8()
            + "&client_secret=" + m_demo->tenant->clientSecret().toUtf8(),
        401, u"invalid_client"_s));
}

void TestDemoSignIn::pagesShowTextAsText()
{
    const QByteArray hostile = "%3Cimg%20src%3Dx%3E%22%26%27";
    for (const QByteArray& target : { "/oauth/authorize?client_id=" + hostile,
             "/oauth/authorize?client_id=sailapps&redirect_uri=" + hostile,
             "/sailapps?error=" + hostile + "&error_description=" + hostile,
             "/sailapps?code=" + hostile + "&state=" + hostile }) {
        const Reply shown = m_demo->client->get(target);
        QVERIFY(!shown.body.contains("<img"));
        QVERIFY(shown.body.contains("&lt;img"));
    }
    // What a state holds cannot end the header that carries it.
    m_signIn.state = "x\r\nSet-Cookie: a=b";
    const Reply sent = clickOn("demo.admin");
    QCOMPARE(sent.status, 303);
    QVERIFY(!sent.headers.contains("set-cookie"));
    QCOMPARE(sentWith(sent, u"state"_s), m_signIn.state);
    for (const char* target : { "/sailapps", "/sailapps?code=x", "/sailapps?code=x&state=1" })
        QCOMPARE(m_demo->client->get(target).status, 400);
}

QTEST_GUILESS_MAIN(TestDemoSignIn)
#include "tst_demosignin.moc"
