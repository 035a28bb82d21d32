#include "models/jobs/journalexport.h"

#include "files/tablefile.h"
#include "models/jobs/auditmodel.h"
#include "models/jobs/jobitemmodel.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::JournalExport)
};

constexpr int PageItems = 1000;

QString timeText(const QDateTime& utc)
{
    return utc.isValid() ? utc.toUTC().toString(Qt::ISODate) : QString();
}

QString numberOrNothing(int number)
{
    return number == 0 ? QString() : QString::number(number);
}

/// Adds what `rowOf` makes of each item of the job; an error of the journal, else nothing.
template <class RowOf>
std::optional<ApiError> addItems(TableFile& file, const JournalReader& reader, const JobId& job,
    const std::atomic_bool& stop, const RowOf& rowOf)
{
    for (int from = 0;;) {
        const auto items = reader.items(job, { .from = from, .limit = PageItems });
        if (!items)
            return items.error();
        for (const JobItem& item : *items) {
            if (stop || !file.add(rowOf(item)))
                return std::nullopt;
        }
        if (items->size() < PageItems)
            return std::nullopt;
        from = items->constLast().seq + 1;
    }
}

Expected<int> commit(
    TableFile& file, const std::optional<ApiError>& problem, const std::atomic_bool& stop)
{
    if (problem)
        return *problem;
    return stop ? Expected<int>(ApiError { .kind = ApiError::Kind::Cancelled }) : file.commit();
}

QStringList auditHeader()
{
    return { u"job"_s, u"operation"_s, u"parameters"_s, u"tenant"_s, u"host"_s, u"by"_s,
        u"resumedBy"_s, u"resumed"_s, u"jobStarted"_s, u"jobEnded"_s, u"jobState"_s, u"id"_s,
        u"name"_s, u"account"_s, u"outcome"_s, u"skipReason"_s, u"attempts"_s, u"httpStatus"_s,
        u"detail"_s, u"trackingId"_s, u"taskId"_s, u"sent"_s, u"settled"_s };
}

/// What every row of the job begins with.
QStringList aboutJob(const JobSnapshot& job)
{
    QStringList resumers;
    QStringList resumed;
    for (const Resumption& resumption : job.resumptions) {
        resumers += resumption.by;
        resumed += timeText(resumption.at);
    }
    return { job.id.text(), job.operationKey(), parametersText(job), job.profile, job.host,
        job.actor, resumers.join(u"; "_s), resumed.join(u"; "_s), timeText(job.startedAt),
        timeText(job.endedAt), jobStateKey(job.state) };
}

QStringList auditCells(const JobItem& item)
{
    return { item.target.id.text(), item.target.name, item.target.account, itemStateKey(item.state),
        item.skipReason ? skipReasonKey(*item.skipReason) : QString(),
        numberOrNothing(item.attempt), numberOrNothing(item.httpStatus), item.detail,
        item.trackingId, item.task.text(), timeText(item.sentAt), timeText(item.settledAt) };
}

/// Of an export, in the place of items.
QStringList auditCells(const JobSnapshot& exported)
{
    return { {}, {}, {}, jobStateKey(exported.state), {}, {}, {}, summaryLine(exported), {}, {}, {},
        timeText(exported.endedAt) };
}

QStringList resultCells(const JobItem& item)
{
    return { item.target.id.text(), item.target.name, item.target.account, itemStateKey(item.state),
        numberOrNothing(item.httpStatus), outcomeText(item), numberOrNothing(item.attempt),
        item.trackingId, timeText(item.sentAt), timeText(item.settledAt) };
}

/// The jobs one after the other; an error of the journal, else nothing.
template <class Visit>
std::optional<ApiError> eachJob(const JournalReader& reader, const AuditChoice& choice,
    const std::atomic_bool& stop, const Visit& visit)
{
    for (const JobId& id : choice.jobs) {
        const Expected<JobSnapshot> job = reader.job(id);
        if (!job)
            return job.error();
        if (const auto problem = visit(*job))
            return problem;
    }
    JobQuery query {
        .text = choice.text, .filter = choice.filter, .limit = AuditModel::JobsPerPage
    };
    while (choice.jobs.isEmpty() && query.before > 0) {
        const Expected<FoundJobs> found = reader.jobs(query, &stop);
        if (!found)
            return found.error();
        for (const JobSnapshot& job : found->jobs) {
            if (const auto problem = visit(job))
                return problem;
        }
        query.before = found->last;
    }
    return std::nullopt;
}

} // namespace

Expected<int> writeResults(const JournalReader& reader, const JobId& job, const QString& path,
    const std::atomic_bool& stop)
{
    TableFile file(path,
        { Texts::tr("Id"), Texts::tr("Display name"), Texts::tr("Account name"),
            Texts::tr("Outcome"), Texts::tr("HTTP"), Texts::tr("What happened"), Texts::tr("Tries"),
            Texts::tr("Tracking id"), Texts::tr("Sent (UTC)"), Texts::tr("Settled (UTC)") });
    return commit(file, addItems(file, reader, job, stop, &resultCells), stop);
}

Expected<int> writeAudit(const JournalReader& reader, const AuditChoice& choice,
    const QString& path, const std::atomic_bool& stop)
{
    TableFile file(path, auditHeader());
    const auto problem = eachJob(reader, choice, stop, [&](const JobSnapshot& job) {
        if (job.exported)
            (void)file.add(aboutJob(job) + auditCells(job)); // commit() tells
        return addItems(file, reader, job.id, stop,
            [about = aboutJob(job)](const JobItem& item) { return about + auditCells(item); });
    });
    return commit(file, problem, stop);
}

} // namespace ic
