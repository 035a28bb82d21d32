#include "bulk/journalrows.h"

#include "bulk/journaldatabase.h"

#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QDateTime dateFrom(const QVariant& value)
{
    return value.isNull() ? QDateTime()
                          : QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
}

QString quoted(const QString& what, const QString& word)
{
    return u"%1 \"%2\""_s.arg(what, word);
}

/// The job cannot be done as it was meant: not because of these.
void makeForeign(JobSnapshot& job, const QStringList& unknown)
{
    if (unknown.isEmpty())
        return;
    job.foreign = true;
    job.reason = u"Another version of this program wrote this job, and this one does not know %1. "
                 "It is never run here."_s.arg(unknown.join(u", "_s));
}

/// `unknown`: what of the row this version does not know.
JobSnapshot jobFrom(const QSqlQuery& row, QStringList* unknown)
{
    const QString key = row.value(1).toString();
    const QByteArray json = row.value(2).toByteArray();
    std::optional<OperationId> operation = operationFromJournalKey(key);
    if (operation && !isBulkOperation(*operation))
        operation.reset();
    const std::optional<BulkParameters> parameters = BulkParameters::fromJson(json);
    const std::optional<JobState> state = jobStateFromKey(row.value(7).toString());
    if (!operation)
        *unknown += quoted(u"the operation"_s, key);
    if (!parameters)
        *unknown += quoted(u"the parameters"_s, QString::fromUtf8(json));
    if (!state)
        *unknown += quoted(u"the state"_s, row.value(7).toString());
    return {
        .id = JobId(row.value(0).toString()),
        .operation
        = operation.value_or(OperationId::GetIdentity), // changes nothing, whatever is done
        .parameters = parameters.value_or(BulkParameters()),
        .profile = row.value(3).toString(),
        .host = row.value(4).toString(),
        .actor = row.value(5).toString(),
        .retryOf = JobId(row.value(6).toString()),
        .state = state.value_or(JobState::Interrupted),
        .total = row.value(8).toInt(),
        .createdAt = dateFrom(row.value(9)),
        .startedAt = dateFrom(row.value(10)),
        .endedAt = dateFrom(row.value(11)),
        .foreignOperation = operation ? QString() : key,
    };
}

bool runWith(JournalDatabase& database, QSqlQuery& query, const QVariantList& values)
{
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, values[i]);
    return database.run(query);
}

const QString ofJob = u"job=(SELECT number FROM job WHERE id=?)"_s;

/// `unknown`: states that this version does not know. Their items are counted as unknown.
Expected<JobCounts> countItems(JournalDatabase& database, const JobId& id, QStringList* unknown)
{
    QSqlQuery& query = database.statement(
        u"SELECT state, COUNT(*) FROM item WHERE %1 GROUP BY state"_s.arg(ofJob));
    if (!runWith(database, query, { id.text() }))
        return database.error();
    JobCounts counts;
    while (query.next()) {
        const QString key = query.value(0).toString();
        const auto state = itemStateFromKey(key);
        if (!state)
            *unknown += quoted(u"the state of an identity"_s, key);
        counts.of(state.value_or(ItemState::Unknown)) += query.value(1).toInt();
    }
    query.finish();
    return counts;
}

} // namespace

QString jobColumns()
{
    return u"id, operation, parameters, profile, host, actor, retry_of, state, total, created, "
           "started, ended"_s;
}

QString itemColumns()
{
    return u"seq, identity, name, account, item.state, skip_reason, attempt, http_status, "
           "error_kind, detail, tracking_id, sent_at, settled_at, task_id, request"_s;
}

JobItem itemFrom(const QSqlQuery& row, int first)
{
    const auto at = [&](int column) { return row.value(first + column); };
    const auto skipReason = at(5).isNull() ? std::nullopt : skipReasonFromKey(at(5).toString());
    QString detail = at(9).toString();
    if (!at(5).isNull() && !skipReason) {
        detail.prepend(
            u"For a reason that this version does not know: %1. "_s.arg(at(5).toString()));
    }
    return {
        .seq = at(0).toInt(),
        .target = { IdentityId(at(1).toString()), at(2).toString(), at(3).toString() },
        .state = itemStateFromKey(at(4).toString()).value_or(ItemState::Unknown),
        .skipReason = skipReason,
        .attempt = at(6).toInt(),
        .httpStatus = at(7).toInt(),
        .errorKind = at(8).toString(),
        .detail = detail,
        .trackingId = at(10).toString(),
        .sentAt = dateFrom(at(11)),
        .settledAt = dateFrom(at(12)),
        .task = TaskId(at(13).toString()),
        .request = at(14).toInt(),
    };
}

Expected<QList<JobSnapshot>> readJobs(
    JournalDatabase& database, const QString& tail, const QVariantList& values)
{
    QSqlQuery& query = database.statement(u"SELECT %1 FROM job %2"_s.arg(jobColumns(), tail));
    if (!runWith(database, query, values))
        return database.error();
    QList<JobSnapshot> jobs;
    QList<QStringList> unknown;
    while (query.next())
        jobs.append(jobFrom(query, &unknown.emplaceBack()));
    query.finish();
    for (qsizetype i = 0; i < jobs.size(); ++i) {
        const Expected<JobCounts> counts = countItems(database, jobs[i].id, &unknown[i]);
        if (!counts)
            return counts.error();
        jobs[i].counts = *counts;
        const Expected<QList<Resumption>> resumptions = readResumptions(database, jobs[i].id);
        if (!resumptions)
            return resumptions.error();
        jobs[i].resumptions = *resumptions;
        makeForeign(jobs[i], unknown[i]);
    }
    return jobs;
}

Expected<JobSnapshot> readJob(JournalDatabase& database, const JobId& id)
{
    Expected<QList<JobSnapshot>> jobs = readJobs(database, u"WHERE id=?"_s, { id.text() });
    if (!jobs)
        return jobs.error();
    if (jobs->isEmpty()) {
        database.refuse(u"There is no job %1"_s.arg(id.text()));
        return database.error();
    }
    return jobs->first();
}

Expected<QList<JobItem>> readItems(
    JournalDatabase& database, const JobId& id, const QString& tail, const QVariantList& values)
{
    QSqlQuery& query
        = database.statement(u"SELECT %1 FROM item WHERE %2 %3"_s.arg(itemColumns(), ofJob, tail));
    if (!runWith(database, query, QVariantList { id.text() } + values))
        return database.error();
    QList<JobItem> items;
    while (query.next())
        items.append(itemFrom(query));
    query.finish();
    return items;
}

Expected<QList<JobTask>> readTasks(JournalDatabase& database, const JobId& id)
{
    QSqlQuery& query = database.statement(
        u"SELECT task_id, status, message, percent, polls, accepted, polled FROM task WHERE %1 "
        "ORDER BY accepted, task_id"_s.arg(ofJob));
    if (!runWith(database, query, { id.text() }))
        return database.error();
    QList<JobTask> tasks;
    while (query.next()) {
        tasks.append({
            .id = TaskId(query.value(0).toString()),
            .status = query.value(1).toString(),
            .message = query.value(2).toString(),
            .percent = query.value(3).toInt(),
            .polls = query.value(4).toInt(),
            .acceptedAt = dateFrom(query.value(5)),
            .polledAt = dateFrom(query.value(6)),
        });
    }
    query.finish();
    return tasks;
}

Expected<QList<Resumption>> readResumptions(JournalDatabase& database, const JobId& id)
{
    QSqlQuery& query = database.statement(
        u"SELECT at, actor FROM resumption WHERE %1 ORDER BY rowid"_s.arg(ofJob));
    if (!runWith(database, query, { id.text() }))
        return database.error();
    QList<Resumption> resumptions;
    while (query.next())
        resumptions.append({ dateFrom(query.value(0)), query.value(1).toString() });
    query.finish();
    return resumptions;
}

Expected<JobCounts> readCounts(JournalDatabase& database, const JobId& id)
{
    QStringList unknown;
    return countItems(database, id, &unknown);
}

Expected<QSet<IdentityId>> readActedOn(JournalDatabase& database, OperationId operation,
    const QString& tenant, const QString& which, const QVariantList& values)
{
    const QStringList names = namesOfTenant(tenant);
    QSqlQuery& query = database.statement(
        u"SELECT identity FROM job JOIN item ON item.job=number WHERE operation=? "
        "AND host IN (%1) AND %2 AND item.state NOT IN ('skipped','failed','cancelled')"_s.arg(
            QStringList(names.size(), u"?"_s).join(u','), which));
    QVariantList all { operationInfo(operation).journalKey };
    for (const QString& name : names)
        all += name;
    if (!runWith(database, query, all + values))
        return database.error();
    QSet<IdentityId> ids;
    while (query.next())
        ids.insert(IdentityId(query.value(0).toString()));
    query.finish();
    return ids;
}

Expected<int> readNumber(JournalDatabase& database, const QString& sql, const QVariantList& values)
{
    QSqlQuery& query = database.statement(sql);
    if (!runWith(database, query, values))
        return database.error();
    const int number = query.next() ? query.value(0).toInt() : 0;
    query.finish();
    return number;
}

QVariant dateValue(const QDateTime& date)
{
    return date.isValid() ? QVariant(date.toMSecsSinceEpoch()) : QVariant();
}

} // namespace ic
