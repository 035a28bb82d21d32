// snapshotprogram ROOT take JOURNAL
// snapshotprogram ROOT forget
//
// Takes a snapshot of the tenant in SAIL_*, or forgets all there are, of the connection "one" of
// the tenant "acme.test", which keeps them for a week. Tests kill it. While it takes one it writes
// a line for every change of the job, its state and how many identities are read, and lives on when
// the job has ended.

#include "auth/clientcredentials.h"
#include "jobs/jobcenter.h"
#include "net/qnamtransport.h"
#include "net/scheduler.h"
#include "profile/snapshotplace.h"

#include <QCoreApplication>
#include <QThreadPool>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace ic;

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 3)
        return 2;
    const SystemClock clock;
    SnapshotPlace place({ .root = arguments[1],
                            .profile = u"one"_s,
                            .tenant = { .host = u"acme.test"_s },
                            .keepDays = 7 },
        clock);
    if (arguments[2] == u"forget") {
        place.forgetAll();
        return 0;
    }
    QString problem;
    const auto base = ApiBase::fromText(qEnvironmentVariable("SAIL_BASE_URL"), &problem);
    if (!base || arguments.size() < 4)
        return 2;
    QnamTransport transport;
    ClientCredentials credentials(*base, qEnvironmentVariable("SAIL_CLIENT_ID"),
        Secret(qEnvironmentVariable("SAIL_CLIENT_SECRET")), transport);
    Scheduler scheduler(*base, { .rateLimit = 0, .pace = BulkPace::Full }, transport, credentials,
        clock, [] { return 0.5; });
    JobCenter center(scheduler, clock, { .journalPath = arguments[3], .host = base->tenant() });
    QObject::connect(&center, &JobCenter::happened, &app, [&](const JobEvent& event) {
        if (event.kind == JobEvent::Kind::JournalOpened) {
            ExportPlan plan;
            plan.request = { .who = { .correlatedOnly = false },
                .format = ExportFormat::Snapshot,
                .path = place.newPath() };
            plan.record = { .path = plan.request.path };
            plan.record.how.format = ExportFormat::Snapshot;
            center.start(plan);
        } else if (event.isNews()) {
            std::printf(
                "%s %d\n", qPrintable(jobStateKey(event.job.state)), event.job.counts.succeeded);
            std::fflush(stdout);
        }
    });
    return QCoreApplication::exec();
}
