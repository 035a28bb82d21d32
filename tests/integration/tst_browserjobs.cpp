// Jobs of people who signed in with the browser, over the real network client against the demo
// tenant.

#include "auth/refreshcredentials.h"
#include "support/demosignin.h"
#include "support/demosite.h"
#include "support/jobtruth.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

DemoSite::SignIn byBrowser(const QByteArray& person)
{
    return [person](const ApiBase& base, const demo::DemoTenant& tenant, Transport& transport) {
        return std::make_unique<RefreshCredentials>(base, u"sailapps"_s,
            Secret(refreshTokenOf(tenant, person)), RefreshCredentials::FindNewest(), transport);
    };
}

/// Lets every token expire whenever so many more identities are done. No more than six tokens are
/// asked for in a minute.
void expireTokens(DemoSite& site, int every, int* expired)
{
    QObject::connect(site.center.get(), &JobCenter::happened, site.center.get(),
        [&site, every, expired](const JobEvent& event) {
            if (event.job.counts.succeeded > every * (*expired + 1)) {
                ++*expired;
                site.tenant.expireTokens();
            }
        });
}

} // namespace

class TestBrowserJobs : public QObject
{
    Q_OBJECT

private slots:
    void refreshesHoldUpNobody();
    void refusedInTheMiddle();
    void rightsAreThoseOfThePerson();
};

void TestBrowserJobs::refreshesHoldUpNobody()
{
    DemoSite site(DemoSite::config(2000), byBrowser("demo.admin"));
    QList<Secret> refreshTokens;
    connect(static_cast<RefreshCredentials*>(site.credentials.get()), &RefreshCredentials::replaced,
        this, [&](const Secret&, const Secret& token) { refreshTokens += token; });
    const JobId id = site.center->start(site.plan(&resetIdentity(), 300));
    int expired = 0;
    expireTokens(site, 60, &expired);
    const JobSnapshot job = site.finish(id);
    QVERIFY(expired >= 2);
    QCOMPARE(job.counts, (JobCounts { .succeeded = 300 }));
    QCOMPARE(untruthOf(site.path(), id, site.tenant.activity()), QString());
    // The first one, and one for each time; none was sent twice, or the tenant had refused it.
    QCOMPARE(refreshTokens.size(), expired + 1);
    // The code, and the refreshes.
    QCOMPARE(site.tenant.activity().tokensGranted, 1 + refreshTokens.size());
    QCOMPARE(site.tenant.activity().tokenRequests, site.tenant.activity().tokensGranted);
}

void TestBrowserJobs::refusedInTheMiddle()
{
    for (const int count : { 251, 1000 }) {
        DemoSite site(DemoSite::config(4000), byBrowser("demo.admin"));
        const JobId id = site.center->start(site.plan(&resetIdentity(), count));
        int expired = 0;
        expireTokens(site, count / 4, &expired);
        site.tenant.setRefreshes(1); // the one it begins with
        QVERIFY(QTest::qWaitFor(
            [&] {
                return site.center->job(id) && site.center->job(id)->state == JobState::PausedSignIn
                    && site.center->underWay() == 0;
            },
            20'000));
        const JobCounts paused = site.center->job(id)->counts;
        QVERIFY(paused.succeeded > count / 4 && paused.planned > 0);
        QCOMPARE(paused.failed + paused.unknown + paused.sent, 0);
        QCOMPARE(site.tenant.activity().actsOf(demo::Operation::ResetIdentity), paused.succeeded);

        site.tenant.setRefreshes({});
        site.credentials->setSecret(Secret(refreshTokenOf(site.tenant, "demo.admin")));
        site.scheduler->signInAgain();
        site.center->resume(id);
        const JobSnapshot job = site.finish(id);
        QCOMPARE(job.counts, (JobCounts { .succeeded = count }));
        QCOMPARE(untruthOf(site.path(), id, site.tenant.activity()), QString());
        QCOMPARE(site.tenant.activity().actsOf(demo::Operation::ResetIdentity), count);
    }
}

/// Somebody else who signs in at the same place may do less, and everybody is told so.
void TestBrowserJobs::rightsAreThoseOfThePerson()
{
    DemoSite site(DemoSite::config(500), byBrowser("demo.helpdesk"));
    const JobId id = site.center->start(site.plan(&resetIdentity(), 3));
    QVERIFY(QTest::qWaitFor(
        [&] {
            const auto job = site.center->job(id);
            return job && (isEnded(job->state) || job->state == JobState::PausedSignIn);
        },
        10'000));
    QCOMPARE(site.center->job(id)->counts.succeeded, 0);
    QCOMPARE(site.center->job(id)->counts.unknown, 0);
    QCOMPARE(site.tenant.activity().actsOf(demo::Operation::ResetIdentity), 0);
}

QTEST_GUILESS_MAIN(TestBrowserJobs)
#include "tst_browserjobs.moc"
