#include "profile/tenant.h"
#include "profile/tenantaddress.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

class TestTenantAddress : public QObject
{
    Q_OBJECT

private slots:
    void versionsOfTheApi();
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void lookAlikesAreNotKnown_data();
    void lookAlikesAreNotKnown();
    void letterOfAnotherScript();
    void thisComputer();
    void tenantsOfOneNameAreToldApart();
};

void TestTenantAddress::versionsOfTheApi()
{
    for (const char16_t* version : { u"v3", u"beta", u"v2024", u"v2026", u"current" })
        QVERIFY(isApiVersion(QString::fromUtf16(version)));
    for (const char16_t* other :
        { u"", u"v2", u"v1999", u"v20244", u"V2024", u"v2024/", u"v2024\n" })
        QVERIFY(!isApiVersion(QString::fromUtf16(other)));
    for (const QString& version : knownApiVersions())
        QCOMPARE(versionProblem(version), QString());
    QCOMPARE(defaultApiVersion(), u"v2024"_s);
    QCOMPARE(
        versionProblem(u"v3"_s), u"v3 of the API has no identities. Choose v2024 or current."_s);
    QVERIFY(versionProblem(u"beta"_s).contains(u"answers differently"_s));
    QVERIFY(versionProblem(u"v1"_s).contains(u"not a version"_s));
    const QStringList path { u"identities"_s, u"v1"_s, u"reset"_s };
    QCOMPARE(versionedPath(u"v2025"_s, path).join(u'/'), u"v2025/identities/v1/reset"_s);
    QCOMPARE(versionedPath(u"current"_s, path).join(u'/'), u"identities/v1/v1/reset"_s);
}

void TestTenantAddress::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("apiBase");
    QTest::addColumn<QString>("tenant");
    QTest::addColumn<QString>("version");
    QTest::addColumn<bool>("known");
    const QString acme = u"https://acme.api.identitynow.com"_s;
    const auto known = [](const char* text, const QString& base, const QString& tenant,
                           const QString& version = {}) {
        QTest::newRow(text) << QString::fromUtf8(text) << base << tenant << version << true;
    };
    known("acme", acme, u"acme"_s);
    known("  Acme\n", acme, u"acme"_s);
    known("acme-sandbox", u"https://acme-sandbox.api.identitynow.com"_s, u"acme-sandbox"_s);
    known("acme.identitynow.com", acme, u"acme"_s);
    known("ACME.IdentityNow.com/", acme, u"acme"_s);
    known("https://acme.identitynow.com/ui/a/admin/identities?x=1#y", acme, u"acme"_s);
    known("http://acme.identitynow.com", acme, u"acme"_s);
    known("https://acme.api.identitynow.com", acme, u"acme"_s);
    known("acme.api.identitynow.com/v2024", acme, u"acme"_s, u"v2024"_s);
    known("https://acme.api.identitynow.com/v2025/identities", acme, u"acme"_s, u"v2025"_s);
    known("https://acme.api.identitynow.com/identities/v1?limit=1", acme, u"acme"_s, u"current"_s);
    known("acme.api.identitynow.com/task-status/v1/7", acme, u"acme"_s, u"current"_s);
    known("https://acme.api.identitynow.com/v3/accounts", acme, u"acme"_s, u"v3"_s);
    known("https://acme.api.identitynow.com/beta", acme, u"acme"_s, u"beta"_s);
    known("https://acme.api.identitynow.com/oauth/token", acme, u"acme"_s);
    known("https://acme.login.sailpoint.com/oauth/authorize", acme, u"acme"_s);
    known("partner7.identitynow-demo.com", u"https://partner7.api.identitynow-demo.com"_s,
        u"partner7"_s);
    known("partner7.api.identitynow-demo.com", u"https://partner7.api.identitynow-demo.com"_s,
        u"partner7"_s);
    known(
        "gov.saas.sailpointfedramp.com", u"https://gov.api.saas.sailpointfedramp.com"_s, u"gov"_s);
    known("gov.idn.sailpointfedramp.com/ui/admin", u"https://gov.api.saas.sailpointfedramp.com"_s,
        u"gov"_s);
    known("gov.api.saas.sailpointfedramp.com", u"https://gov.api.saas.sailpointfedramp.com"_s,
        u"gov"_s);

    const auto other = [](const char* text, const QString& base, const QString& tenant,
                           const QString& version = {}) {
        QTest::newRow(text) << QString::fromUtf8(text) << base << tenant << version << false;
    };
    other("iga.acme.com", u"https://iga.acme.com"_s, u"iga.acme.com"_s);
    other("https://gateway.acme.com:8443/isc/v2024/", u"https://gateway.acme.com:8443/isc"_s,
        u"gateway.acme.com:8443"_s, u"v2024"_s);
    other("https://gateway.acme.com/isc/identities/v1/ef38", u"https://gateway.acme.com/isc"_s,
        u"gateway.acme.com"_s, u"current"_s);
    other("https://gateway.acme.com/isc/v1", u"https://gateway.acme.com/isc/v1"_s,
        u"gateway.acme.com"_s);
    other(
        "http://127.0.0.1:8080/v2024", u"http://127.0.0.1:8080"_s, u"127.0.0.1:8080"_s, u"v2024"_s);
    other("http://localhost:8080", u"http://localhost:8080"_s, u"localhost:8080"_s);
    other("http://[::1]:8080", u"http://[::1]:8080"_s, u"::1:8080"_s);
}

void TestTenantAddress::reads()
{
    QFETCH(QString, text);
    const TenantAddress address = readTenantAddress(text);
    QVERIFY2(address.isUsable(), qPrintable(address.problem));
    QTEST(address.apiBase, "apiBase");
    QTEST(address.tenantName, "tenant");
    QTEST(address.version, "version");
    QTEST(address.isKnownHost, "known");
}

void TestTenantAddress::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("why");
    QTest::newRow("nothing") << u"  "_s << u"Enter the tenant's name"_s;
    QTest::newRow("spaces") << u"acme sandbox"_s << u"not a tenant's name"_s;
    QTest::newRow("plain http") << u"http://gateway.acme.com"_s << u"over https"_s;
    QTest::newRow("other scheme") << u"ftp://acme.identitynow.com"_s << u"https://"_s;
    QTest::newRow("file") << u"file:///etc/passwd"_s << u"not a tenant's name"_s;
    QTest::newRow("script") << u"javascript:alert(1)"_s << u"n"_s;
    QTest::newRow("password") << u"https://me:secret@acme.identitynow.com"_s << u"password"_s;
    QTest::newRow("one word with a port") << u"acme:443"_s << u"neither"_s;
    QTest::newRow("ends with a hyphen") << u"acme-"_s << u"not a tenant's name"_s;
    QTest::newRow("a line break within") << u"acme\n.evil.com"_s << u"not a tenant's name"_s;
    QTest::newRow("endless") << QString(5000, u'a') << u"not a tenant's name"_s;
}

void TestTenantAddress::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, why);
    const TenantAddress address = readTenantAddress(text);
    QVERIFY(!address.isUsable());
    QVERIFY(address.apiBase.isEmpty());
    QVERIFY2(address.problem.contains(why), qPrintable(address.problem));
}

/// Hosts that only look like SailPoint's: a secret would go to somebody else.
void TestTenantAddress::lookAlikesAreNotKnown_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
        { "acme.identitynow.com.evil.com", "acme.evil-identitynow.com", "identitynow.com",
            "api.identitynow.com", "acme.identitynow.com:444", "acme.x.api.identitynow.com",
            "acme.identitynow.com.", "acme.identitynоw.com" /* a Cyrillic o */ })
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestTenantAddress::lookAlikesAreNotKnown()
{
    QFETCH(QString, text);
    const TenantAddress address = readTenantAddress(text);
    QVERIFY(!address.isKnownHost);
    // What is shown is what the request goes to, in letters everybody can tell apart.
    for (const QChar letter : address.host)
        QVERIFY2(letter.unicode() < 128, qPrintable(address.host));
}

/// It is another tenant of SailPoint's, and is not shown as the one it looks like.
void TestTenantAddress::letterOfAnotherScript()
{
    const TenantAddress address = readTenantAddress(u"\u0430cme.identitynow.com"_s);
    QCOMPARE(address.host, u"xn--cme-5cd.api.identitynow.com"_s);
    QCOMPARE(address.tenantName, u"xn--cme-5cd"_s);
}

void TestTenantAddress::thisComputer()
{
    for (const QString& host :
        { u"localhost"_s, u"127.0.0.1"_s, u"127.0.0.1:80"_s, u"::1"_s, u"[::1]:80"_s })
        QVERIFY2(isThisComputer(host), qPrintable(host));
    for (const QString& host :
        { u"acme.com"_s, u"localhost.acme.com"_s, u"127.0.0.1.acme.com"_s, QString() })
        QVERIFY2(!isThisComputer(host), qPrintable(host));
}

void TestTenantAddress::tenantsOfOneNameAreToldApart()
{
    Tenant tenant { .name = u"acme"_s, .host = u"acme.api.identitynow.com"_s };
    QCOMPARE(tenantTitle(tenant), u"acme"_s);
    tenant = { .name = u"127.0.0.1:8080"_s, .host = u"127.0.0.1:8080"_s };
    QCOMPARE(tenantTitle(tenant), u"127.0.0.1:8080"_s);
    tenant.name = u"acme-demo"_s;
    QCOMPARE(tenantTitle(tenant), u"acme-demo (127.0.0.1:8080)"_s);
    tenant.connection = u"the old data"_s;
    QCOMPARE(tenantTitle(tenant), u"the old data"_s);
}

QTEST_GUILESS_MAIN(TestTenantAddress)
#include "tst_tenantaddress.moc"
