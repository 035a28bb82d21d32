// Measures the export of a whole tenant under its limit of 100 requests in 10 seconds, against the
// time which that limit alone takes. One line: measure TAB figure TAB target TAB met
//
//   bench_limit IDENTITIES LATENCY_MS [BROKEN]
//
// BROKEN: how many connections of 100 break before the answer.

#include "demo/demotenant.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace ic::demo;

namespace {

constexpr int RequestsPerWindow = 100;
constexpr int WindowSeconds = 10;
constexpr double MostTimesFloor = 1.03;

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3 && arguments.size() != 4) {
        std::fputs("bench_limit IDENTITIES LATENCY_MS [BROKEN]\n", stderr);
        return 2;
    }
    TenantConfig config { .identities = arguments.at(1).toUInt() };
    config.faults.latencyMs = arguments.at(2).toInt();
    config.faults.dropBefore = arguments.value(3).toInt();
    DemoTenant tenant(config);
    QString problem;
    if (!tenant.start(&problem)) {
        std::fprintf(stderr, "bench_limit: %s\n", qPrintable(problem));
        return 1;
    }
    QTemporaryDir folder;
    QProcess exporter;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"SAIL_BASE_URL"_s, tenant.baseUrl());
    environment.insert(u"SAIL_CLIENT_ID"_s, tenant.clientId());
    environment.insert(u"SAIL_CLIENT_SECRET"_s, tenant.clientSecret());
    environment.insert(u"XDG_DATA_HOME"_s, folder.path());
    exporter.setProcessEnvironment(environment);
    exporter.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QElapsedTimer timer;
    timer.start();
    exporter.start(QCoreApplication::applicationDirPath() + u"/identity-console"_s,
        { u"export"_s, u"--all"_s, u"--output"_s, folder.filePath(u"out.csv"_s) });
    if (!exporter.waitForFinished(-1) || exporter.exitCode() != 0) {
        std::fputs("bench_limit: the export failed\n", stderr);
        return 1;
    }
    const double seconds = static_cast<double>(timer.elapsed()) / 1000;
    const Activity activity = tenant.activity();
    const int requests = activity.requests - activity.tokenRequests;
    const int floor = (requests - 1) / RequestsPerWindow * WindowSeconds;
    const bool met = seconds <= MostTimesFloor * floor && activity.rateLimited == 0;
    std::printf("export of %s under the limit, %s ms latency, %d %% broken\t"
                "%.2f s, %d requests, floor %d s: × %.3f; %d answers 429, most in 10 s: %d\t"
                "× %.2f, no 429\t%s\n",
        qPrintable(arguments.at(1)), qPrintable(arguments.at(2)), config.faults.dropBefore, seconds,
        requests, floor, floor > 0 ? seconds / floor : 0.0, activity.rateLimited,
        activity.busiestWindow, MostTimesFloor,
        floor == 0 ? "–"
            : met  ? "yes"
                   : "NO");
    return 0;
}
