#include "models/jobs/journalexport.h"

#include "files/csvwriter.h"
#include "files/exportsink.h"
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
constexpr qsizetype BlockBytes = 256 * 1024;

QString timeText(const QDateTime& utc)
{
    return utc.isValid() ? utc.toUTC().toString(Qt::ISODate) : QString();
}

QString numberOrNothing(int number)
{
    return number == 0 ? QString() : QString::number(number);
}

/// A table on its way into a file. The first problem stays.
class TableFile
{
public:
    TableFile(const QString& path, const QStringList& header, const std::atomic_bool& stop)
        : m_sink(path)
        , m_stop(stop)
    {
        m_isGood = m_sink.open();
        m_writer.start();
        m_writer.row(header);
    }

    /// False = it need not go on.
    bool add(const QStringList& row)
    {
        m_writer.row(row);
        ++m_rows;
        if (m_writer.size() >= BlockBytes)
            m_isGood = m_isGood && m_sink.write(m_writer.takeBlock());
        return m_isGood && !m_stop;
    }
    /// Adds what `rowOf` makes of each item of the job; an error of the journal, else nothing.
    template <class RowOf>
    std::optional<ApiError> addItems(
        const JournalReader& reader, const JobId& job, const RowOf& rowOf)
    {
        for (int from = 0;;) {
            const auto items = reader.items(job, { .from = from, .limit = PageItems });
            if (!items)
                return items.error();
            for (const JobItem& item : *items) {
                if (!add(rowOf(item)))
                    return std::nullopt;
            }
            if (items->size() < PageItems)
                return std::nullopt;
            from = items->constLast().seq + 1;
        }
    }
    Expected<int> commit()
    {
        if (m_stop)
            return ApiError { .kind = ApiError::Kind::Cancelled };
        if (m_isGood && m_sink.write(m_writer.takeBlock()) && m_sink.commit())
            return m_rows;
        return ApiError { .kind = ApiError::Kind::File,
            .operation = Texts::tr("Export list"),
            .detail = m_sink.problem() };
    }

private:
    FileSink m_sink;
    CsvWriter m_writer { CsvOptions {} };
    const std::atomic_bool& m_stop;
    bool m_isGood = false;
    int m_rows = 0;
};

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
    JobQuery query { .text = choice.text, .limit = AuditModel::JobsPerPage };
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
            Texts::tr("Tracking id"), Texts::tr("Sent (UTC)"), Texts::tr("Settled (UTC)") },
        stop);
    if (const auto problem = file.addItems(reader, job, &resultCells))
        return *problem;
    return file.commit();
}

Expected<int> writeAudit(const JournalReader& reader, const AuditChoice& choice,
    const QString& path, const std::atomic_bool& stop)
{
    TableFile file(path, auditHeader(), stop);
    const auto problem = eachJob(reader, choice, stop, [&](const JobSnapshot& job) {
        return file.addItems(reader, job.id,
            [about = aboutJob(job)](const JobItem& item) { return about + auditCells(item); });
    });
    return problem ? Expected<int>(*problem) : file.commit();
}

} // namespace ic
