#include "support/demofixture.h"

#include <QJsonArray>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic::demo;

/// Tokens, rights, headers and routes of the tenant, over HTTP.
class TestDemoTenant : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { bothVersions(); }
    void init() { m_demo = std::make_unique<DemoFixture>(); }
    void cleanup() { m_demo.reset(); }

    void tokenEndpoint();
    void info();
    void missingAndExpiredTokens();
    void rightsOfTheOtherClients();
    void experimentalHeaderOnAll();
    void experimentalHeaderAsInTheSpec();
    void unknownRoutesAndMethods();
    void listensOnOneAddressOnly();

private:
    std::unique_ptr<DemoFixture> m_demo;
};

void TestDemoTenant::tokenEndpoint()
{
    const QByteArray form
        = "grant_type=client_credentials&client_id=" + m_demo->tenant->clientId().toUtf8()
        + "&client_secret=" + m_demo->tenant->clientSecret().toUtf8();
    const QByteArray urlencoded = "application/x-www-form-urlencoded";
    const QJsonObject granted = m_demo->client->post("/oauth/token", form, urlencoded).object();
    QCOMPARE(granted[u"token_type"_s].toString(), u"bearer"_s);
    QCOMPARE(granted[u"expires_in"_s].toInt(), 749);
    for (const QString& key : { u"scope"_s, u"tenant_id"_s, u"pod"_s, u"org"_s, u"user_id"_s,
             u"identity_id"_s, u"jti"_s })
        QVERIFY2(!granted[key].toString().isEmpty(), qPrintable(key));
    const QByteArrayList parts = granted[u"access_token"_s].toString().toUtf8().split('.');
    QCOMPARE(parts.size(), 3);
    const QJsonObject claims
        = QJsonDocument::fromJson(QByteArray::fromBase64(parts[1], QByteArray::Base64UrlEncoding))
              .object();
    QCOMPARE(claims[u"user_name"_s].toString(), u"demo.admin"_s);
    QCOMPARE(claims[u"org"_s].toString(), u"acme-demo"_s);
    QCOMPARE(claims[u"authorities"_s].toArray(), QJsonArray { u"ORG_ADMIN"_s });
    QCOMPARE(claims[u"exp"_s].toInteger(), m_demo->clock.utcNow().toSecsSinceEpoch() + 749);
    // The user of the token is an identity of the tenant.
    QCOMPARE(
        m_demo->client->get("/identities/" + granted[u"identity_id"_s].toString().toUtf8()).status,
        200);

    QCOMPARE(m_demo->client->post("/oauth/token?" + form).status, 200);

    const auto refused = [&](const QByteArray& body, int status, const QString& error) {
        const Reply reply = m_demo->client->post("/oauth/token", body, urlencoded);
        return reply.status == status && reply.object()[u"error"_s] == error
            && !reply.object()[u"error_description"_s].toString().isEmpty();
    };
    QVERIFY(refused(form + "x", 401, u"invalid_client"_s));
    QVERIFY(refused(
        "grant_type=client_credentials&client_id=a&client_secret=b", 401, u"invalid_client"_s));
    QVERIFY(refused("grant_type=client_credentials", 401, u"invalid_client"_s));
    QVERIFY(refused("grant_type=password", 400, u"unsupported_grant_type"_s));
    QVERIFY(refused("", 400, u"invalid_request"_s));
}

void TestDemoTenant::info()
{
    const Reply reply = m_demo->client->get("/oauth/info");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.object()[u"tenantName"_s].toString(), u"acme-demo"_s);
    QCOMPARE(reply.object()[u"tokenEndpoint"_s].toString(),
        m_demo->tenant->baseUrl() + u"/oauth/token"_s);
    for (const QString& key :
        { u"tenantId"_s, u"authorizeEndpoint"_s, u"cloudDomainUrl"_s, u"logoutUrl"_s, u"pod"_s })
        QVERIFY2(reply.object().contains(key), qPrintable(key));
}

void TestDemoTenant::missingAndExpiredTokens()
{
    const QByteArray good = m_demo->client->token();
    const auto refused = [&](const QString& text) {
        const Reply reply = m_demo->client->get("/identities?limit=1");
        return reply.status == 401 && reply.object() == QJsonObject { { u"error"_s, text } };
    };
    m_demo->client->setToken({});
    QVERIFY(refused(u"JWT validation failed: JWT is missing"_s));
    m_demo->client->setToken(good + "x");
    QVERIFY(refused(u"JWT validation failed: JWT is expired"_s));
    m_demo->client->setToken(good);
    m_demo->clock.turn(748'000);
    QCOMPARE(m_demo->client->get("/identities?limit=1").status, 200);
    m_demo->clock.turn(1000);
    QVERIFY(refused(u"JWT validation failed: JWT is expired"_s));

    m_demo->tenant->setTokenLifetime(15);
    QCOMPARE(
        m_demo->client->signIn(m_demo->tenant->mainClient()).object()[u"expires_in"_s].toInt(), 15);
    QCOMPARE(m_demo->client->get("/identities?limit=1").status, 200);
    m_demo->tenant->expireTokens();
    QVERIFY(refused(u"JWT validation failed: JWT is expired"_s));
}

void TestDemoTenant::rightsOfTheOtherClients()
{
    const QByteArray one = "/identities/" + m_demo->ordinaryId();
    const QByteArray body = "{\"identityIds\":[\"" + m_demo->ordinaryId() + "\"]}";
    const auto refused
        = [](const Reply& reply) { return isErrorResponse(reply, 403, u"403 Forbidden"_s); };

    m_demo->client->signIn(m_demo->tenant->readingClient());
    QCOMPARE(m_demo->client->get("/identities?limit=1").status, 200);
    QCOMPARE(m_demo->client->get(one).status, 200);
    QCOMPARE(m_demo->client->get(one + "/ownership").status, 200);
    QCOMPARE(m_demo->client->get(one + "/role-assignments").status, 200);
    QVERIFY(refused(m_demo->client->remove(one)));
    QVERIFY(refused(m_demo->client->post(one + "/reset")));
    QVERIFY(refused(m_demo->client->post(one + "/synchronize-attributes")));
    QVERIFY(refused(
        m_demo->client->post(one + "/verification/account/send", "{\"via\":\"EMAIL_WORK\"}")));
    QVERIFY(refused(m_demo->client->post("/identities/process", body)));
    QVERIFY(refused(m_demo->client->post("/identities/invite", "{\"uninvited\":true}")));
    const Reply task = m_demo->client->get("/task-status/x");
    QCOMPARE(task.status, 403);
    QVERIFY(task.body.isEmpty());

    const QJsonObject granted = m_demo->client->signIn(m_demo->tenant->appClient()).object();
    QVERIFY(!granted.contains(u"user_id"_s) && !granted.contains(u"identity_id"_s));
    QVERIFY(refused(m_demo->client->get("/identities?limit=1")));
    QVERIFY(refused(m_demo->client->get(one)));
    QVERIFY(refused(m_demo->client->get(one + "/ownership")));
    QVERIFY(refused(m_demo->client->get(one + "/role-assignments")));
    QVERIFY(refused(m_demo->client->get(one + "/role-assignments/x")));
    QVERIFY(refused(
        m_demo->client->post(one + "/verification/account/send", "{\"via\":\"EMAIL_WORK\"}")));
    QVERIFY(refused(m_demo->client->post("/identities/invite", "{\"uninvited\":true}")));
    QCOMPARE(m_demo->client->post("/identities/process", body).status, 202);
    QCOMPARE(m_demo->client->post(one + "/synchronize-attributes").status, 202);
    QCOMPARE(m_demo->client->get("/task-status/x").status, 404);
    QCOMPARE(m_demo->client->post(one + "/reset").status, 202);
    QCOMPARE(m_demo->client->remove(one).status, 204);
}

void TestDemoTenant::experimentalHeaderOnAll()
{
    const QByteArray one = "/identities/" + m_demo->ordinaryId();
    for (const QByteArray& value : { QByteArray(), QByteArray("false") }) {
        m_demo->client->setExperimentalHeader(value);
        for (const QByteArray& path : { QByteArray("/identities"), one, one + "/ownership",
                 one + "/role-assignments", one + "/role-assignments/x" }) {
            const Reply reply = m_demo->client->get(path);
            QVERIFY(isErrorResponse(reply, 400, u"400.1 Bad request content"_s));
            QVERIFY(reply.message().contains(u"X-SailPoint-Experimental"_s));
        }
        for (const QByteArray& path :
            { one + "/reset", one + "/synchronize-attributes", one + "/verification/account/send",
                QByteArray("/identities/invite"), QByteArray("/identities/process") })
            QVERIFY(isErrorResponse(
                m_demo->client->post(path, "{}"), 400, u"400.1 Bad request content"_s));
        QCOMPARE(m_demo->client->remove(one).status, 400);
        QCOMPARE(m_demo->client->get("/task-status/x").status, 404);
    }
}

void TestDemoTenant::experimentalHeaderAsInTheSpec()
{
    TenantConfig config = DemoFixture::quiet();
    config.experimentalHeader = ExperimentalHeader::Spec;
    m_demo = std::make_unique<DemoFixture>(config);
    m_demo->client->setExperimentalHeader({});
    const QByteArray one = "/identities/" + m_demo->ordinaryId();
    QCOMPARE(m_demo->client->get("/identities?limit=1").status, 200);
    QCOMPARE(m_demo->client->get(one).status, 200);
    for (const QByteArray& path :
        { one + "/synchronize-attributes", one + "/verification/account/send",
            QByteArray("/identities/invite"), QByteArray("/identities/process") })
        QVERIFY(m_demo->client->post(path, "{\"via\":\"EMAIL_WORK\"}")
                    .message()
                    .contains(u"X-SailPoint-Experimental"_s));
    QCOMPARE(m_demo->client->post(one + "/reset").status, 202);
    QCOMPARE(m_demo->client->remove(one).status, 204);
}

void TestDemoTenant::unknownRoutesAndMethods()
{
    const QByteArray id = m_demo->ordinaryId();
    const auto unknown
        = [](const Reply& reply) { return isErrorResponse(reply, 404, u"404 Not found"_s); };
    QVERIFY(unknown(m_demo->client->get("/")));
    QVERIFY(unknown(m_demo->client->get("/oauth/token")));
    QVERIFY(unknown(m_demo->client->get("/v2024/nothing")));
    QVERIFY(unknown(m_demo->client->get("/identities/" + id + "/")));
    QVERIFY(unknown(m_demo->client->get("/identities/invite")));
    QVERIFY(unknown(m_demo->client->send("PUT", "/identities/" + id, "{}")));
    QVERIFY(unknown(m_demo->client->get("/identities/" + id + "/reset")));
    // A slash inside a segment stays inside of it.
    QVERIFY(unknown(m_demo->client->get("/identities/" + id + "%2Fownership")));
    QVERIFY(unknown(m_demo->client->get("/identities/..%2F" + id)));
    QCOMPARE(m_demo->client->get("/v2024/%69dentities/" + id).status, 200);
    QCOMPARE(m_demo->client->get("/%69dentities/v1/" + id).status, 200);
    for (const char* mixed : { "/v2024/identities/v1/", "/identities/v1/v1/", "/v1/identities/",
             "/v3/identities/", "/beta/identities/", "/v2025/identities/", "/identities/v2/",
             "/identities/v2024/", "/%69dentities/" })
        QVERIFY2(unknown(m_demo->client->get(mixed + id)), mixed);
    const QByteArray head
        = m_demo->client->raw(m_demo->client->rawGet("/identities").replace("GET", "HEAD"));
    QVERIFY(head.startsWith("HTTP/1.1 404 ") && head.endsWith("\r\n\r\n"));
}

void TestDemoTenant::listensOnOneAddressOnly()
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_demo->tenant->port());
    QVERIFY(socket.waitForConnected(2000));
    // Any other address of this machine, even of the same interface, is refused.
    QTcpSocket other;
    other.connectToHost(u"127.0.0.2"_s, m_demo->tenant->port());
    QVERIFY(!other.waitForConnected(2000));
}

QTEST_GUILESS_MAIN(TestDemoTenant)
#include "tst_demotenant.moc"
