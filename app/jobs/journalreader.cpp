#include "jobs/journalreader.h"

#include "base/qtversion.h"
#include "jobs/jobsearch.h"
#include "jobs/journaldatabase.h"
#include "jobs/journalschema.h"
#include "operations/operations.h"

#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::JournalReader)
};

const QString jobColumns
    = u"id, operation, parameters, profile, host, actor, retry_of, state, total, created, "
      "started, ended"_s;
const QString itemColumns
    = u"seq, identity, name, account, item.state, skip_reason, attempt, http_status, "
      "error_kind, detail, tracking_id, sent_at, settled_at, task_id, request"_s;

QDateTime dateFrom(const QVariant& value)
{
    return value.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Utc);
}

/// `unknown`: what of the row this version does not know.
JobSnapshot jobFrom(const QSqlQuery& row, QStringList* unknown)
{
    const QString key = row.value(1).toString();
    const QByteArray json = row.value(2).toByteArray();
    const Operation* operation = operationWithKey(key);
    const std::optional<ExportRecord> exported = ExportRecord::fromJson(json, key);
    const std::optional<BulkParameters> parameters
        = operation != nullptr ? BulkParameters::fromJson(json, *operation) : BulkParameters();
    const std::optional<JobState> state = jobStateFromKey(row.value(7).toString());
    if (operation == nullptr && !exported)
        *unknown += Texts::tr("the operation \"%1\"").arg(key);
    if (!parameters)
        *unknown += Texts::tr("the parameters \"%1\"").arg(QString::fromUtf8(json));
    if (!state)
        *unknown += Texts::tr("the state \"%1\"").arg(row.value(7).toString());
    return {
        .id = JobId(row.value(0).toString()),
        .operation = operation,
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
        .foreignOperation = operation != nullptr || exported ? QString() : key,
        .exported = exported,
    };
}

/// The columns of an item, of which the first is `first`.
JobItem itemFrom(const QSqlQuery& row, int first = 0)
{
    const auto at = [&](int column) { return row.value(first + column); };
    const auto skipReason = at(5).isNull() ? std::nullopt : skipReasonFromKey(at(5).toString());
    QString detail = at(9).toString();
    if (!at(5).isNull() && !skipReason) {
        detail.prepend(
            Texts::tr("For a reason that this version does not know: %1.").arg(at(5).toString())
            + u' ');
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

JobTask taskFrom(const QSqlQuery& row)
{
    return {
        .id = TaskId(row.value(0).toString()),
        .status = row.value(1).toString(),
        .message = row.value(2).toString(),
        .percent = row.value(3).toInt(),
        .polls = row.value(4).toInt(),
        .acceptedAt = dateFrom(row.value(5)),
        .polledAt = dateFrom(row.value(6)),
    };
}

} // namespace

Expected<std::unique_ptr<JournalReader>> JournalReader::open(const QString& path)
{
    Expected<std::unique_ptr<JournalDatabase>> database = JournalDatabase::openForReading(path);
    if (!database)
        return database.error();
    return std::unique_ptr<JournalReader>(new JournalReader(std::move(database).value()));
}

JournalReader::JournalReader(std::unique_ptr<JournalDatabase> database)
    : m_database(std::move(database))
{
}

JournalReader::~JournalReader() = default;

Expected<QList<JobSnapshot>> JournalReader::readJobs(
    const QString& tail, const QVariantList& values) const
{
    QList<QStringList> unknown;
    Expected<QList<JobSnapshot>> read
        = m_database->rows(u"SELECT %1 FROM job %2"_s.arg(jobColumns, tail), values,
            [&](const QSqlQuery& row) { return jobFrom(row, &unknown.emplaceBack()); });
    if (!read)
        return read;
    QList<JobSnapshot> jobs = std::move(read).value();
    for (qsizetype i = 0; i < jobs.size(); ++i) {
        const Expected<JobCounts> counts = count(jobs[i].id, &unknown[i]);
        const auto resumptions = m_database->rows(
            u"SELECT at, actor FROM resumption WHERE %1 ORDER BY rowid"_s.arg(ofJob),
            { jobs[i].id.text() }, [](const QSqlQuery& row) {
                return Resumption { dateFrom(row.value(0)), row.value(1).toString() };
            });
        if (!counts || !resumptions)
            return counts ? resumptions.error() : counts.error();
        jobs[i].counts = *counts;
        if (jobs[i].exported)
            jobs[i].counts.succeeded = jobs[i].total;
        jobs[i].resumptions = *resumptions;
        if (unknown[i].isEmpty())
            continue;
        jobs[i].foreign = true;
        jobs[i].reason = Texts::tr("Another version of this program wrote this job, and this one "
                                   "does not know %1. It is never run here.")
                             .arg(unknown[i].join(u", "_s));
    }
    return jobs;
}

Expected<JobCounts> JournalReader::count(const JobId& id, QStringList* unknown) const
{
    JobCounts counts;
    const auto states
        = m_database->rows(u"SELECT state, SUM(items) FROM tally WHERE %1 GROUP BY state "
                           "HAVING SUM(items)>0"_s.arg(ofJob),
            { id.text() }, [&](const QSqlQuery& row) {
                const QString key = row.value(0).toString();
                const auto state = itemStateFromKey(key);
                if (!state)
                    *unknown += Texts::tr("the state of an identity \"%1\"").arg(key);
                counts.of(state.value_or(ItemState::Unknown)) += row.value(1).toInt();
                return 0;
            });
    return states ? Expected<JobCounts>(counts) : Expected<JobCounts>(states.error());
}

Expected<int> JournalReader::number(const QString& sql, const QVariantList& values) const
{
    const auto numbers
        = m_database->rows(sql, values, [](const QSqlQuery& row) { return row.value(0).toInt(); });
    return numbers ? Expected<int>(numbers->value(0)) : Expected<int>(numbers.error());
}

Expected<FoundJobs> JournalReader::jobs(const JobQuery& query, const std::atomic_bool* stop) const
{
    QList<qint64> numbers;
    const auto searched = JobSearch(*m_database, query.text, query.filter)
                              .run(query.before, stop, [&](qint64 number) {
                                  numbers += number;
                                  return numbers.size() != query.limit;
                              });
    if (!searched)
        return searched.error();
    FoundJobs found { .last = numbers.size() == query.limit ? numbers.constLast() : 0 };
    for (const qint64 number : std::as_const(numbers)) {
        const auto job = readJobs(u"WHERE number=?"_s, { number }); // none if it was forgotten
        if (!job)
            return job.error();
        found.jobs += *job;
    }
    return found;
}

Expected<int> JournalReader::jobCount(const JobQuery& query, const std::atomic_bool* stop) const
{
    int count = 0;
    const auto searched
        = JobSearch(*m_database, query.text, query.filter).run(query.before, stop, [&](qint64) {
              ++count;
              return true;
          });
    return searched ? Expected<int>(count) : Expected<int>(searched.error());
}

Expected<JobSnapshot> JournalReader::job(const JobId& id) const
{
    const Expected<QList<JobSnapshot>> jobs = readJobs(u"WHERE id=?"_s, { id.text() });
    if (jobs && !jobs->isEmpty())
        return jobs->first();
    if (jobs)
        m_database->refuse(Texts::tr("There is no job %1").arg(id.text()));
    return m_database->error();
}

Expected<QList<JobSnapshot>> JournalReader::unfinished() const
{
    return readJobs(u"WHERE ended IS NULL ORDER BY number"_s, {});
}

Expected<QList<JobSnapshot>> JournalReader::ended(const QString& tenant, int limit) const
{
    const QStringList names = namesOfTenant(tenant); // one or two
    return readJobs(u"WHERE ended IS NOT NULL AND host IN (?,?) ORDER BY number DESC LIMIT ?"_s,
        { names.first(), names.last(), limit });
}

Expected<QList<JobItem>> JournalReader::items(const JobId& id, const ItemQuery& query) const
{
    return m_database->rows(u"SELECT %1 FROM item WHERE %2 AND seq>=?%3 ORDER BY seq LIMIT ?"_s.arg(
                                itemColumns, ofJob, amongStates(query.states)),
        { id.text(), query.from, query.limit }, [](const QSqlQuery& row) { return itemFrom(row); });
}

Expected<ItemRows> JournalReader::itemRows(
    const JobId& id, const ItemList& list, int first, int count, const std::atomic_bool* stop) const
{
    if (!list.text.isEmpty())
        return foundRows(id, list, first, count, stop);
    return m_database->atOneMoment([&]() -> Expected<ItemRows> {
        ItemRows rows;
        int block = 0; // in which the first row stands …
        int ahead = 0; // … and how many are ahead of it there
        const auto tallied = m_database->visit(
            u"SELECT block, SUM(items) FROM tally WHERE %1%2 GROUP BY block ORDER BY block"_s.arg(
                ofJob, amongStates(list.states)),
            { id.text() }, [&](const QSqlQuery& row) {
                const int items = row.value(1).toInt();
                if (rows.total <= first) {
                    block = row.value(0).toInt();
                    ahead = first - rows.total;
                }
                rows.total += items;
                return true;
            });
        if (!tallied)
            return tallied.error();
        if (first >= rows.total || count <= 0)
            return rows;
        const auto items = this->items(
            id, { .states = list.states, .from = block * ItemsPerBlock, .limit = ahead + count });
        if (!items)
            return items.error();
        rows.items = items->mid(ahead);
        return rows;
    });
}

Expected<ItemRows> JournalReader::foundRows(
    const JobId& id, const ItemList& list, int first, int count, const std::atomic_bool* stop) const
{
    const Expected<QList<int>> found = ItemSearch(*m_database, id, list).run(stop);
    if (!found)
        return found.error();
    ItemRows rows { .total = static_cast<int>(found->size()) };
    for (const int seq : found->mid(first, count)) {
        const auto item = items(id, { .from = seq, .limit = 1 });
        if (!item)
            return item.error();
        rows.items += *item;
    }
    return rows;
}

Expected<QList<RunItem>> JournalReader::runItems(const JobId& id) const
{
    const Expected<JobCounts> counts = this->counts(id);
    if (!counts)
        return counts.error();
    QList<RunItem> items;
    items.reserve(counts->total());
    const auto read = m_database->visit(
        u"SELECT identity, task_id, sent_at, request, state, http_status, error_kind FROM item "
        "WHERE %1 ORDER BY seq"_s.arg(ofJob),
        { id.text() }, [&](const QSqlQuery& row) {
            items.append({ .id = IdentityId(row.value(0).toString()),
                .task = TaskId(row.value(1).toString()),
                .sentAt = dateFrom(row.value(2)),
                .request = row.value(3).toInt(),
                .state = itemStateFromKey(row.value(4).toString()).value_or(ItemState::Unknown),
                .isAccepted = RunItem::accepts(row.value(5).toInt(), row.value(6).toString()) });
            return true;
        });
    return read ? Expected<QList<RunItem>>(items) : Expected<QList<RunItem>>(read.error());
}

Expected<JobCounts> JournalReader::counts(const JobId& id) const
{
    QStringList unknown;
    return count(id, &unknown);
}

Expected<int> JournalReader::checkableCount(const JobId& id) const
{
    const Expected<JobSnapshot> job = this->job(id);
    if (!job)
        return job.error();
    if (job->operation != nullptr && job->operation->proof == Operation::Proof::Gone)
        return job->counts.unknown + job->counts.following;
    return number(u"SELECT COUNT(*) FROM item INDEXED BY item_task WHERE %1 "
                  "AND state IN ('unknown', 'following') AND task_id<>''"_s.arg(ofJob),
        { id.text() });
}

Expected<QList<JobTask>> JournalReader::tasks(const JobId& id) const
{
    return m_database->rows(
        u"SELECT task_id, status, message, percent, polls, accepted, polled FROM task WHERE %1 "
        "ORDER BY accepted, task_id"_s.arg(ofJob),
        { id.text() }, taskFrom);
}

Expected<QSet<IdentityId>> JournalReader::actedOn(const Operation& operation, const QString& tenant,
    const QString& which, const QVariantList& values) const
{
    const QStringList names = namesOfTenant(tenant); // one or two
    const auto ids = m_database->rows(
        u"SELECT identity FROM job JOIN item ON item.job=number WHERE operation=? AND "
        "host IN (?,?) AND %1 AND item.state NOT IN ('skipped','failed','cancelled')"_s.arg(which),
        QVariantList { operation.key, names.first(), names.last() } + values,
        [](const QSqlQuery& row) { return IdentityId(row.value(0).toString()); });
    if (!ids)
        return ids.error();
    return QSet<IdentityId>(ids->cbegin(), ids->cend());
}

Expected<QSet<IdentityId>> JournalReader::inJobs(
    const Operation& operation, const QString& tenant, const JobId& except) const
{
    return actedOn(operation, tenant, u"ended IS NULL AND id IS NOT ?"_s, { except.text() });
}

Expected<QSet<IdentityId>> JournalReader::inJobsEndedSince(
    const Operation& operation, const QString& tenant, const QDateTime& since) const
{
    return actedOn(operation, tenant, u"ended>=?"_s, { since.toMSecsSinceEpoch() });
}

Expected<QList<IdentityEvent>> JournalReader::history(
    const IdentityId& id, const HistoryQuery& query) const
{
    const EventPlace before = query.before.value_or(
        EventPlace(JobSearch::FromTheNewest, std::numeric_limits<int>::max()));
    const QStringList names = namesOfTenant(query.tenant); // one or two
    // The rows of the index stand in this order, so that no more are read than are shown.
    return m_database->rows(
        u"SELECT id, operation, COALESCE((SELECT r.actor FROM resumption r WHERE r.job=number "
        "AND r.at<=COALESCE(sent_at, settled_at) ORDER BY r.rowid DESC LIMIT 1), actor), created, "
        "number, %1 FROM item INDEXED BY item_identity CROSS JOIN job ON number=job "
        "WHERE identity=? AND (job, seq)<(?, ?) AND (?='' OR host IN (?,?)) "
        "ORDER BY job DESC, seq DESC LIMIT ?"_s.arg(itemColumns),
        { sqlText(id.text()), before.first, before.second, sqlText(query.tenant), names.first(),
            names.last(), query.limit },
        [](const QSqlQuery& row) {
            const JobItem item = itemFrom(row, 5);
            return IdentityEvent {
                .place = { row.value(4).toLongLong(), item.seq },
                .job = JobId(row.value(0).toString()),
                .operation = operationWithKey(row.value(1).toString()),
                .operationKey = row.value(1).toString(),
                .actor = row.value(2).toString(),
                .at = item.settledAt.isValid() ? item.settledAt
                    : item.sentAt.isValid()    ? item.sentAt
                                               : dateFrom(row.value(3)),
                .item = item,
            };
        });
}

} // namespace ic
