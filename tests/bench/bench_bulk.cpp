// Measures a bulk job on the real demo tenant, whose limit is 100 requests in 10 seconds, against
// what that limit alone allows. One line: measure TAB figure TAB target TAB met
//
//   bench_bulk IDENTITIES LATENCY_MS

#include "api/apiclient.h"
#include "auth/clientcredentials.h"
#include "demo/demotenant.h"
#include "jobs/jobcenter.h"
#include "operations/synchronizeattributes.h"
#include "program/composition.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

constexpr double PerSecond = 10;
constexpr double LeastShare = 0.97;
constexpr int LongestMs = 600'000;

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3) {
        std::fputs("bench_bulk IDENTITIES LATENCY_MS\n", stderr);
        return 2;
    }
    const int count = arguments.at(1).toInt();
    demo::TenantConfig config { .identities = static_cast<quint32>(count) };
    config.faults.latencyMs = arguments.at(2).toInt();
    demo::DemoTenant tenant(config);
    QString problem;
    if (!tenant.start(&problem)) {
        std::fprintf(stderr, "bench_bulk: %s\n", qPrintable(problem));
        return 1;
    }
    const QTemporaryDir folder;
    // As in the window: spread evenly, so that clicks find a free request.
    Composition composition({ .base = *ApiBase::fromText(tenant.baseUrl(), &problem),
                                .clientId = tenant.clientId(),
                                .clientSecret = Secret(tenant.clientSecret()) },
        SchedulerOptions {});
    JobCenter jobs(composition.scheduler(), composition.clock(),
        { .journalPath = folder.filePath(u"journal.sqlite"_s) });
    BulkPlan plan { .operation = &synchronizeAttributes(), .profile = u"acme-demo"_s };
    tenant.inspect([&](demo::Directory& directory) {
        for (quint32 i = 0; i < directory.data().count(); ++i)
            plan.targets += BulkTarget { IdentityId(QString::fromLatin1(directory.data().id(i))) };
    });
    QElapsedTimer timer;
    timer.start();
    const JobId id = jobs.start(plan);
    const bool ended = QTest::qWaitFor(
        [&] {
            const auto job = jobs.job(id);
            return job && isEnded(job->state);
        },
        LongestMs);
    const double seconds = static_cast<double>(timer.elapsed()) / 1000;
    if (!ended) {
        std::fputs("bench_bulk: the job does not end\n", stderr);
        return 1;
    }
    const demo::Activity activity = tenant.activity();
    const int requests = activity.requests - activity.tokenRequests;
    const double share = requests / seconds / PerSecond;
    const JobSnapshot job = *jobs.job(id);
    const bool met
        = share >= LeastShare && activity.rateLimited == 0 && job.counts.succeeded == count;
    std::printf(
        "synchronize %d in bulk, %s ms latency\t"
        "%.1f s, %d requests: %.1f %% of the limit; %d answers 429; %s\t≥ %.0f %%, no 429\t%s\n",
        count, qPrintable(arguments.at(2)), seconds, requests, share * 100, activity.rateLimited,
        qPrintable(summaryLine(job)), LeastShare * 100, met ? "yes" : "NO");
    return 0;
}
