// Both versions of the API through the whole way to the tenant, which serves that version alone and
// takes no path of the other one.

#include "api/apiclient.h"
#include "api/identity.h"
#include "api/ownership.h"
#include "api/roleassignment.h"
#include "api/taskstatus.h"
#include "support/demosite.h"
#include "support/jobtruth.h"
#include "support/operations.h"

#include <QTest>

#include <numeric>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

using TenantVersion = demo::Version;

/// A tenant and a client that speaks one version to it.
struct Way
{
    explicit Way(const QString& version, const demo::TenantConfig& config)
        : tenant(config)
    {
        QString problem;
        if (!tenant.start(&problem))
            qFatal("%s", qPrintable(problem));
        ApiBase base = *ApiBase::fromText(tenant.baseUrl(), &problem);
        base.setVersion(version);
        credentials = std::make_unique<ClientCredentials>(
            base, tenant.clientId(), Secret(tenant.clientSecret()), transport);
        scheduler = std::make_unique<Scheduler>(base, SchedulerOptions { .rateLimit = 0 },
            transport, *credentials, clock, [] { return 0.1; });
        client = std::make_unique<ApiClient>(*scheduler);
    }
    template <class T>
    Expected<T> read(
        const ApiRequest& request, std::function<Expected<T>(const ApiResponse&)> reader)
    {
        std::optional<Expected<T>> answer;
        client->read<T>(request, std::move(reader), &context,
            [&answer](const Expected<T>& came) { answer = came; });
        (void)QTest::qWaitFor([&answer] { return answer.has_value(); }, 10'000);
        return answer.value_or(ApiError { .kind = ApiError::Kind::Timeout });
    }
    template <Endpoint E> Expected<typename E::Result> ask(const E& endpoint)
    {
        return read<typename E::Result>(endpoint.request(), &E::parse);
    }
    Expected<ChangeReceipt> act(
        const Operation& operation, const IdentityId& id, const BulkParameters& parameters = {})
    {
        return read<ChangeReceipt>(
            operation.request(parameters, { id }), [&operation](const ApiResponse& response) {
                return Expected<ChangeReceipt>(operation.receipt(response));
            });
    }

    demo::DemoTenant tenant;
    SystemClock clock;
    QnamTransport transport;
    std::unique_ptr<ClientCredentials> credentials;
    std::unique_ptr<Scheduler> scheduler;
    std::unique_ptr<ApiClient> client;
    QObject context;
};

demo::TenantConfig serving(TenantVersion version)
{
    demo::TenantConfig config;
    config.identities = 300;
    config.rateLimit = false;
    config.ended = version == TenantVersion::V2024 ? TenantVersion::Current : TenantVersion::V2024;
    return config;
}

} // namespace

class TestVersions : public QObject
{
    Q_OBJECT

private slots:
    void everyOperation_data();
    void everyOperation();
    void anEndedVersionIsSaidAndLeft();
    void aDeprecatedVersionIsSaid();
    void aJobGoesOnInTheOtherVersion();
};

void TestVersions::everyOperation_data()
{
    QTest::addColumn<int>("served");
    QTest::newRow("v2024") << int(TenantVersion::V2024);
    QTest::newRow("current") << int(TenantVersion::Current);
}

void TestVersions::everyOperation()
{
    QFETCH(int, served);
    Way way(QString::fromLatin1(QTest::currentDataTag()), serving(TenantVersion(served)));

    const auto page = way.ask(ListIdentities { .filters = u"protected eq false"_s });
    QVERIFY2(page, qPrintable(page ? QString() : page.error().sentence()));
    RoleAssignmentId assignment;
    IdentityId assigned;
    IdentityId ordinary;
    IdentityId unregistered;
    for (const Identity& identity : page->identities) {
        if (identity.status() == IdentityStatus::Unregistered)
            unregistered = identity.id;
        const auto ownership = way.ask(GetOwnership { .id = identity.id });
        QVERIFY(ownership);
        if (identity.status() == IdentityStatus::Active && !ownership->blocksDeletion())
            ordinary = identity.id;
        const auto assignments = way.ask(ListRoleAssignments { .id = identity.id });
        QVERIFY(assignments);
        if (!assignments->isEmpty()) {
            assigned = identity.id;
            assignment = assignments->constFirst().id;
        }
        if (!assignment.isEmpty() && !ordinary.isEmpty() && !unregistered.isEmpty())
            break;
    }
    QVERIFY(!assignment.isEmpty() && !ordinary.isEmpty() && !unregistered.isEmpty());
    QVERIFY(way.ask(GetIdentity { .id = ordinary }));
    QVERIFY(way.ask(GetRoleAssignment { .id = assigned, .assignmentId = assignment }));

    const auto processed = way.act(processIdentities(), ordinary);
    QVERIFY(processed && !processed->task.isEmpty());
    const auto task = way.ask(GetTaskStatus { .id = processed->task });
    QVERIFY2(task, qPrintable(task ? QString() : task.error().sentence()));
    QCOMPARE(task->id, processed->task);
    const auto invited = way.act(inviteIdentities(), unregistered);
    QVERIFY(invited && !invited->task.isEmpty());
    QVERIFY(way.act(synchronizeAttributes(), ordinary));
    QVERIFY(
        way.act(sendVerification(), ordinary, { .options = { { u"via"_s, u"EMAIL_WORK"_s } } }));
    QVERIFY(way.act(resetIdentity(), ordinary));
    QVERIFY(way.act(deleteIdentity(), ordinary));
    const auto gone = way.ask(GetIdentity { .id = ordinary });
    QVERIFY(!gone);
    QCOMPARE(gone.error().kind, ApiError::Kind::NotFound);

    const demo::Activity activity = way.tenant.activity();
    for (const Operation* operation : operations())
        QCOMPARE(activity.actsOf(tenantOperation(operation)), 1);
    // Each of them was asked, and nothing else, by no path of another kind.
    QCOMPARE(activity.calls.size(), 12);
    const int asked = std::accumulate(activity.calls.begin(), activity.calls.end(), 0);
    QCOMPARE(activity.requests, asked + activity.tokenRequests);
    QCOMPARE(way.scheduler->status().versionState, NetStatus::Version::Served);
}

void TestVersions::anEndedVersionIsSaidAndLeft()
{
    Way way(u"v2024"_s, serving(TenantVersion::Current));
    const auto page = way.ask(ListIdentities {});
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ApiError::Kind::VersionGone);
    QCOMPARE(page.error().title(), u"This tenant no longer serves v2024."_s);
    QCOMPARE(way.scheduler->status().versionState, NetStatus::Version::Gone);
    way.scheduler->setVersion(u"current"_s);
    QCOMPARE(way.scheduler->status().versionState, NetStatus::Version::Served);
    QVERIFY(way.ask(ListIdentities {}));
    QCOMPARE(way.scheduler->status().version, u"current"_s);
    // And back, where a tenant does not have it.
    way.tenant.setEnded(TenantVersion::Current);
    const auto missing = way.ask(ListIdentities {});
    QVERIFY(!missing);
    QVERIFY2(missing.error().sentence().contains(u"choose the version “v2024”"_s),
        qPrintable(missing.error().sentence()));
    way.tenant.setEnded(std::nullopt); // it was a passing fault
    QVERIFY(way.ask(ListIdentities {}));
    QCOMPARE(way.scheduler->status().versionState, NetStatus::Version::Served);
}

void TestVersions::aDeprecatedVersionIsSaid()
{
    Way way(u"v2024"_s, { .identities = 10, .deprecated = TenantVersion::V2024 });
    QVERIFY(way.ask(ListIdentities {}));
    QCOMPARE(way.scheduler->status().versionState, NetStatus::Version::Deprecated);
    way.scheduler->setVersion(u"current"_s);
    QVERIFY(way.ask(ListIdentities {}));
    QCOMPARE(way.scheduler->status().versionState, NetStatus::Version::Served);
}

void TestVersions::aJobGoesOnInTheOtherVersion()
{
    DemoSite site(DemoSite::config(500));
    site.tenant.faults().set({ .latencyMs = 5 });
    const JobId id = site.center->start(site.plan(&resetIdentity(), 100));
    const auto job = [&] { return site.center->job(id).value_or(JobSnapshot()); };
    QVERIFY(QTest::qWaitFor([&] { return job().counts.succeeded > 5; }, 10'000));
    site.tenant.setEnded(TenantVersion::V2024);
    QVERIFY(QTest::qWaitFor([&] { return job().state == JobState::PausedOffline; }, 10'000));
    QVERIFY2(job().reason.contains(u"no longer serves v2024"_s), qPrintable(job().reason));
    QVERIFY(job().counts.succeeded < 100);
    QCOMPARE(job().counts.failed, 0);
    site.scheduler->setVersion(u"current"_s);
    QCOMPARE(site.finish(id).counts, (JobCounts { .succeeded = 100 }));
    QCOMPARE(untruthOf(site.path(), id, site.tenant.activity()), QString());
    QCOMPARE(site.tenant.activity().actsOf(demo::Operation::ResetIdentity), 100);
}

QTEST_GUILESS_MAIN(TestVersions)
#include "tst_versions.moc"
