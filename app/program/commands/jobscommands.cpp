#include "program/commands/jobscommands.h"

#include "jobs/jobcenter.h"
#include "jobs/joblock.h"
#include "models/jobs/journalexport.h"
#include "operations/operations.h"
#include "program/commands/exportarguments.h"
#include "program/commands/jobcancelling.h"
#include "program/commands/jobtext.h"
#include "program/commands/journalrun.h"
#include "program/commands/operationrun.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(JobsCommands)
};

constexpr int PageItems = 1000;
constexpr int PageJobs = 100;

Operand jobOperand()
{
    return { .name = u"ID"_s, .help = Texts::tr("the job's id, as `jobs list` says it") };
}

Argument jsonArgument()
{
    return { .name = u"json"_s, .help = Texts::tr("one JSON object a line") };
}

Argument outputArgument(const QString& help)
{
    return { .name = u"output"_s, .value = u"FILE"_s, .help = help, .isFile = true };
}

/// What the journal says runs may have died: nobody holds its lock then.
JobSnapshot asItStands(JobSnapshot job)
{
    if (!isEnded(job.state) && takeJobLock(JobCenter::defaultJournalPath(), job.id))
        job.state = JobState::Interrupted;
    return job;
}

void put(const JobSnapshot& job, bool json, const JournalRun::Print& print)
{
    print(json ? jsonLine(jobObject(job)) : jobLine(job));
}

/// Puts out the jobs that fit, newest first.
Expected<ExitCode> putJobs(const JournalReader& reader, JobQuery query, bool onlyUnfinished,
    bool json, const JournalRun::Print& print, const std::atomic_bool& stop)
{
    bool any = false;
    query.limit = PageJobs;
    while (query.before > 0) {
        const Expected<FoundJobs> found = reader.jobs(query, &stop);
        if (!found)
            return found.error();
        for (const JobSnapshot& job : found->jobs) {
            if (onlyUnfinished && isEnded(job.state))
                continue;
            any = true;
            put(asItStands(job), json, print);
        }
        query.before = found->last;
    }
    return any ? ExitCode::Done : ExitCode::NothingToDo;
}

Expected<ExitCode> putItems(const JournalReader& reader, const JobId& id, bool json,
    const JournalRun::Print& print, const std::atomic_bool& stop)
{
    for (int from = 0;;) {
        const auto items = reader.items(id, { .from = from, .limit = PageItems });
        if (!items)
            return items.error();
        for (const JobItem& item : *items) {
            if (stop)
                return ExitCode::Cancelled;
            print(json ? jsonLine(itemObject(item)) : itemLine(item));
        }
        if (items->size() < PageItems)
            return ExitCode::Done;
        from = items->constLast().seq + 1;
    }
}

/// Says how many rows a file got.
Expected<ExitCode> written(const Expected<int>& rows, const JournalRun::Print& print)
{
    if (!rows)
        return rows.error();
    print(Texts::tr("Wrote %Ln rows.", "Wrote %Ln row.", *rows) + u'\n');
    return ExitCode::Done;
}

Subcommand listing()
{
    return { .name = u"jobs list"_s,
        .family = u"jobs"_s,
        .purpose = Texts::tr("Lists the jobs of this computer that have not ended, newest first."),
        .arguments = { { .name = u"ended"_s, .help = Texts::tr("those that have ended, too") },
            jsonArgument() },
        .make = [](const Arguments& given, QString*) -> std::unique_ptr<CommandRun> {
            return std::make_unique<JournalRun>(
                [unfinished = !given.has(u"ended"_s), json = given.has(u"json"_s)](
                    const JournalReader& reader, const JournalRun::Print& print,
                    const std::atomic_bool& stop) {
                    return putJobs(reader, {}, unfinished, json, print, stop);
                });
        } };
}

Subcommand showing()
{
    return { .name = u"jobs show"_s,
        .family = u"jobs"_s,
        .purpose = Texts::tr("Shows how one job stands, as it is written down."),
        .operands = { jobOperand() },
        .arguments = { jsonArgument() },
        .make = [](const Arguments& given, QString*) -> std::unique_ptr<CommandRun> {
            return std::make_unique<JournalRun>(
                [id = JobId(given.operand(0)), json = given.has(u"json"_s)](
                    const JournalReader& reader, const JournalRun::Print& print,
                    const std::atomic_bool&) -> Expected<ExitCode> {
                    const auto job = reader.job(id);
                    if (!job)
                        return job.error();
                    put(asItStands(*job), json, print);
                    return ExitCode::Done;
                });
        } };
}

Subcommand results()
{
    return { .name = u"jobs results"_s,
        .family = u"jobs"_s,
        .purpose = Texts::tr("Puts out what came of each identity of a job."),
        .operands = { jobOperand() },
        .arguments
        = { outputArgument(Texts::tr("write them as CSV to this file instead")), jsonArgument() },
        .make = [](const Arguments& given, QString* problem) -> std::unique_ptr<CommandRun> {
            const QString path = given.text(u"output"_s);
            *problem = fileProblem(given, u"output"_s);
            if (!problem->isEmpty())
                return nullptr;
            return std::make_unique<JournalRun>(
                [id = JobId(given.operand(0)), path, json = given.has(u"json"_s)](
                    const JournalReader& reader, const JournalRun::Print& print,
                    const std::atomic_bool& stop) -> Expected<ExitCode> {
                    if (const auto job = reader.job(id); !job)
                        return job.error();
                    return path.isEmpty() ? putItems(reader, id, json, print, stop)
                                          : written(writeResults(reader, id, path, stop), print);
                });
        } };
}

Subcommand resuming()
{
    QList<SkipReason> reasons;
    for (const Operation* operation : operations())
        reasons += operation->mayInclude;
    return { .name = u"jobs resume"_s,
        .family = u"jobs"_s,
        .purpose = Texts::tr("Goes on with a job that was paused or interrupted: who is left is "
                             "checked anew, and confirmed once more."),
        .operands = { jobOperand() },
        .arguments
        = QList { includeArgument(reasons) } + confirmingArguments() + TenantWish::arguments(),
        .make = [](const Arguments& given, QString* problem) -> std::unique_ptr<CommandRun> {
            OperationOrder order;
            order.resumes = JobId(given.operand(0));
            *problem = readConfirmation(given, order);
            if (!problem->isEmpty())
                return nullptr;
            return std::make_unique<OperationRun>(order);
        } };
}

Subcommand cancelling()
{
    return { .name = u"jobs cancel"_s,
        .family = u"jobs"_s,
        .purpose = Texts::tr("Ends a job: what was not sent is cancelled, what was sent is seen "
                             "to its end."),
        .operands = { jobOperand() },
        .arguments = TenantWish::arguments(),
        .make = [](const Arguments& given, QString*) -> std::unique_ptr<CommandRun> {
            return std::make_unique<JobCancelling>(TenantWish::of(given), JobId(given.operand(0)));
        } };
}

QList<std::pair<QString, JobFilter::Outcome>> outcomes()
{
    using enum JobFilter::Outcome;
    return { { u"succeeded"_s, AllSucceeded }, { u"failed"_s, SomeFailed },
        { u"unknown"_s, SomeUnknown } };
}

/// Empty, or what is wrong.
QString readQuery(const Arguments& given, JobQuery& query)
{
    query.text = given.text(u"text"_s);
    if (const Operation* operation = operationWithCommand(given.text(u"operation"_s)))
        query.filter.operation = operation->key;
    for (const auto& [word, outcome] : outcomes()) {
        if (given.text(u"outcome"_s) == word)
            query.filter.outcome = outcome;
    }
    if (given.has(u"since"_s)) {
        const QDateTime since = QDateTime::fromString(given.text(u"since"_s), Qt::ISODate);
        if (!since.isValid()) {
            return Texts::tr("--since is a date or time such as 2026-11-23 or "
                             "2026-11-23T14:00:00Z, not \"%1\".")
                .arg(given.text(u"since"_s));
        }
        query.filter.since = since.toUTC();
    }
    return {};
}

} // namespace

QList<Subcommand> jobsCommands()
{
    return { listing(), showing(), results(), resuming(), cancelling() };
}

Subcommand auditCommand()
{
    QStringList verbs;
    for (const Operation* operation : operations())
        verbs += operation->command;
    QStringList words;
    for (const auto& [word, outcome] : outcomes())
        words += word;
    return { .name = u"audit"_s,
        .family = u"audit"_s,
        .purpose = Texts::tr("Lists every job and export that was started on this computer, "
                             "newest first."),
        .arguments
        = { { .name = u"text"_s,
                .value = u"TEXT"_s,
                .help = Texts::tr("only those that contain it: as operation, tenant or person, or "
                                  "in the name, account name or id of an identity") },
            { .name = u"since"_s,
                .value = u"DATE"_s,
                .help = Texts::tr("only those started then or later; a time may follow, as in "
                                  "`2026-11-23T14:00:00Z`") },
            { .name = u"operation"_s,
                .help = Texts::tr("only those of this kind"),
                .choices = verbs },
            { .name = u"outcome"_s,
                .help = Texts::tr(
                    "only those in which everything succeeded, or something failed or is unknown"),
                .choices = words },
            outputArgument(Texts::tr(
                "write everybody of these jobs, and what became of them, as CSV to this file")),
            jsonArgument() },
        .make = [](const Arguments& given, QString* problem) -> std::unique_ptr<CommandRun> {
            JobQuery query;
            const QString path = given.text(u"output"_s);
            *problem = readQuery(given, query);
            if (problem->isEmpty())
                *problem = fileProblem(given, u"output"_s);
            if (!problem->isEmpty())
                return nullptr;
            return std::make_unique<JournalRun>(
                [query, path, json = given.has(u"json"_s)](const JournalReader& reader,
                    const JournalRun::Print& print, const std::atomic_bool& stop) {
                    return path.isEmpty()
                        ? putJobs(reader, query, false, json, print, stop)
                        : written(writeAudit(reader, { .text = query.text, .filter = query.filter },
                                      path, stop),
                            print);
                });
        } };
}

} // namespace ic
