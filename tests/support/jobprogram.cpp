// jobprogram JOURNAL OPERATION FILE
// jobprogram JOURNAL export PATH
// jobprogram JOURNAL --resume JOB
// jobprogram JOURNAL --check JOB
//
// Runs one job, or goes on with one, with --check asking what became of it as soon as it stands,
// against the tenant in SAIL_*. Tests kill it. Writes a line for every change of the job: its id,
// state and how many items are settled; exits with 0 when the job has ended, with 1 when the
// journal cannot be used, with 2 for wrong arguments, with 3 when another process has the job, and
// with 4 when the job could not be started or resumed.

#include "auth/clientcredentials.h"
#include "jobs/jobcenter.h"
#include "net/qnamtransport.h"
#include "net/scheduler.h"
#include "operations/operations.h"
#include "operations/sendverification.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

void print(const JobSnapshot& job)
{
    std::printf("%s %s %d\n", qPrintable(job.id.text()), qPrintable(jobStateKey(job.state)),
        job.counts.settled());
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 4)
        return 2;
    QString problem;
    const auto base = ApiBase::fromText(qEnvironmentVariable("SAIL_BASE_URL"), &problem);
    if (!base)
        return 2;
    const SystemClock clock;
    QnamTransport transport;
    ClientCredentials credentials(*base, qEnvironmentVariable("SAIL_CLIENT_ID"),
        Secret(qEnvironmentVariable("SAIL_CLIENT_SECRET")), transport);
    Scheduler scheduler(*base, { .rateLimit = 0, .pace = BulkPace::Full }, transport, credentials,
        clock, [] { return 0.5; });
    JobCenter center(scheduler, clock,
        { .journalPath = arguments[1], .host = base->tenant(), .patienceMs = 3000 });
    JobId id;
    const auto begin = [&] {
        if (arguments[2] == u"--resume" || arguments[2] == u"--check") {
            id = JobId(arguments[3]);
            const auto job = center.job(id);
            if (job && isEnded(job->state))
                QCoreApplication::exit(0);
            // Of which everything was sent, it goes on by itself, and is not to be resumed.
            if (job && !job->elsewhere && job->counts.planned == 0)
                return;
            center.resume(id, ResumePlan { .confirmed = 1'000'000 });
            return;
        }
        if (arguments[2] == ExportRecord::Key) {
            ExportPlan plan;
            plan.request.path = arguments[3];
            plan.record.path = arguments[3];
            id = center.start(plan);
            return;
        }
        // The ids come from a file, one a line.
        BulkPlan plan { .operation = operationWithKey(arguments[2]) };
        if (plan.operation == &sendVerification())
            plan.parameters.options = { { u"via"_s, u"EMAIL_WORK"_s } };
        QFile file(arguments[3]);
        if (!file.open(QIODevice::ReadOnly))
            QCoreApplication::exit(2);
        const QList<QByteArray> lines = file.readAll().split('\n');
        for (const QByteArray& line : lines) {
            if (!line.isEmpty())
                plan.targets.append({ IdentityId(QString::fromLatin1(line)), {}, {} });
        }
        id = center.start(plan);
    };
    const auto onChanged = [&](const JobSnapshot& job) {
        print(job);
        if (arguments[2] == u"--check" && job.state == JobState::PausedOffline)
            center.checkUnknown(id);
        if (job.elsewhere)
            QCoreApplication::exit(3);
    };
    const auto onNotStarted = [&] {
        // One that has ended meanwhile cannot be resumed: that is all right.
        const auto job = center.job(id);
        QCoreApplication::exit(job && isEnded(job->state) ? 0 : 4);
    };
    QObject::connect(&center, &JobCenter::happened, &app, [&](const JobEvent& event) {
        switch (event.kind) {
        case JobEvent::Kind::JournalOpened:
            begin();
            return;
        case JobEvent::Kind::JournalFailed:
            std::fprintf(stderr, "%s\n", qPrintable(event.error.sentence()));
            QCoreApplication::exit(1);
            return;
        case JobEvent::Kind::NotStarted:
            onNotStarted();
            return;
        case JobEvent::Kind::Changed:
        case JobEvent::Kind::Ended:
            if (event.job.id != id)
                return;
            onChanged(event.job);
            if (event.kind == JobEvent::Kind::Ended)
                QCoreApplication::exit(0);
            return;
        }
    });
    return QCoreApplication::exec();
}
