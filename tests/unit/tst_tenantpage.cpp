#include "profile/tenantaddress.h"

#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace ic;

/// Where Open in ISC leads, and where it must not.
class TestTenantPage : public QObject
{
    Q_OBJECT

private slots:
    void knownHosts_data();
    void knownHosts();
    void otherHostsAreNotGuessed_data();
    void otherHostsAreNotGuessed();
    void idsAreOneSegment_data();
    void idsAreOneSegment();
};

void TestTenantPage::knownHosts_data()
{
    QTest::addColumn<QString>("apiHost");
    QTest::addColumn<QString>("webHost");
    QTest::newRow("commercial") << u"acme.api.identitynow.com"_s << u"acme.identitynow.com"_s;
    QTest::newRow("demo") << u"acme-poc.api.identitynow-demo.com"_s
                          << u"acme-poc.identitynow-demo.com"_s;
    QTest::newRow("FedRAMP") << u"acme.api.saas.sailpointfedramp.com"_s
                             << u"acme.saas.sailpointfedramp.com"_s;
    QTest::newRow("capitals") << u"Acme.API.IdentityNow.com"_s << u"acme.identitynow.com"_s;
}

void TestTenantPage::knownHosts()
{
    QFETCH(QString, apiHost);
    QFETCH(QString, webHost);
    const TenantPage page = identityPage(apiHost, IdentityId(u"2c91808a7813"_s));
    QCOMPARE(page.url,
        u"https://%1/ui/a/admin/identities/2c91808a7813/details/attributes"_s.arg(webHost));
    QVERIFY(page.whyNot.isEmpty());
}

void TestTenantPage::otherHostsAreNotGuessed_data()
{
    QTest::addColumn<QString>("apiHost");
    QTest::addColumn<QString>("whyNot");
    const QString here = u"A tenant on this computer has no pages in ISC."_s;
    for (const QString& host : { u"127.0.0.1"_s, u"127.0.0.1:8080"_s, u"localhost"_s,
             u"localhost:1"_s, u"::1"_s, u"[::1]:8080"_s })
        QTest::newRow(qPrintable(host)) << host << here;
    for (const QString& host : { QString(), u"api.identitynow.com"_s, u"iga.acme.com"_s,
             u"acme.identitynow.com"_s, u"acme.api.identitynow.com.evil.test"_s,
             u"acme.api.identitynow.com:8443"_s, u"acme.api.identitynow.com\n"_s,
             u"a.b.api.identitynow.com"_s, u"evil.test/acme.api.identitynow.com"_s,
             u"-.api.identitynow.com"_s, u"acme.apiXidentitynow.com"_s })
        QTest::newRow(qPrintable(host))
            << host << u"The web address that belongs to %1 is not known."_s.arg(host);
}

void TestTenantPage::otherHostsAreNotGuessed()
{
    QFETCH(QString, apiHost);
    QFETCH(QString, whyNot);
    const TenantPage page = identityPage(apiHost, IdentityId(u"1"_s));
    QCOMPARE(page.url, QString());
    QCOMPARE(page.whyNot, whyNot);
}

void TestTenantPage::idsAreOneSegment_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("segment");
    QTest::newRow("path") << u"a/../b"_s << u"a%2F..%2Fb"_s;
    QTest::newRow("query") << u"a?b#c"_s << u"a%3Fb%23c"_s;
    QTest::newRow("percent") << u"%2e%1"_s << u"%252e%251"_s;
    QTest::newRow("other letters") << u"é\n"_s << u"%C3%A9%0A"_s;
    QTest::newRow("none") << QString() << QString();
    QTest::newRow("dots") << u".."_s << QString();
}

void TestTenantPage::idsAreOneSegment()
{
    QFETCH(QString, id);
    QFETCH(QString, segment);
    const TenantPage page = identityPage(u"acme.api.identitynow.com"_s, IdentityId(id));
    QCOMPARE(page.url.isEmpty(), segment.isEmpty());
    QCOMPARE(page.whyNot.isEmpty(), !segment.isEmpty());
    if (segment.isEmpty())
        return;
    QCOMPARE(page.url.section(u'/', 7, 7), segment);
    const QUrl url(page.url, QUrl::StrictMode);
    QVERIFY(url.isValid());
    QCOMPARE(url.host(), u"acme.identitynow.com"_s);
}

QTEST_GUILESS_MAIN(TestTenantPage)
#include "tst_tenantpage.moc"
