#include "bulk/journal.h"

#include "bulk/journaldatabase.h"
#include "bulk/journalrows.h"

#include <QSqlQuery>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QString allowedFrom(ItemState to)
{
    QStringList keys;
    for (int i = 0; i <= static_cast<int>(ItemState::Cancelled); ++i) {
        const auto from = static_cast<ItemState>(i);
        if (isAllowed(from, to))
            keys += u"'%1'"_s.arg(itemStateKey(from));
    }
    return keys.join(u',');
}

/// Moves one item, if it may go there. Values: time, the seven members of ItemChange, job, seq.
const QString& updateFor(ItemState to)
{
    static const QStringList statements = [] {
        QStringList all;
        for (int i = 0; i <= static_cast<int>(ItemState::Cancelled); ++i) {
            const auto state = static_cast<ItemState>(i);
            QString time = u"settled_at=?"_s;
            if (state == ItemState::Sent)
                time = u"attempt=attempt+1, sent_at=?"_s;
            else if (state == ItemState::Planned)
                time = u"sent_at=?"_s; // null: it was not done
            all += u"UPDATE item SET state='%1', %2, http_status=COALESCE(?, http_status), "
                   "error_kind=COALESCE(?, error_kind), detail=COALESCE(?, detail), "
                   "tracking_id=COALESCE(?, tracking_id), "
                   "skip_reason=COALESCE(?, skip_reason), task_id=COALESCE(?, task_id), "
                   "request=COALESCE(?, request) "
                   "WHERE job=(SELECT number FROM job WHERE id=?) AND seq=? "
                   "AND state IN (%3)"_s.arg(itemStateKey(state), time, allowedFrom(state));
        }
        return all;
    }();
    return statements[static_cast<int>(to)];
}

template <class T> QVariant valueOrNull(const std::optional<T>& value)
{
    return value ? QVariant(*value) : QVariant();
}

constexpr auto text = &sqlText;

} // namespace

JobId newJobId()
{
    return JobId(QUuid::createUuid().toString(QUuid::WithoutBraces));
}

Expected<std::unique_ptr<Journal>> Journal::open(const QString& path, const Clock& clock)
{
    Expected<std::unique_ptr<JournalDatabase>> database = JournalDatabase::openForWriting(path);
    if (!database)
        return database.error();
    return std::unique_ptr<Journal>(new Journal(std::move(database).value(), clock));
}

Journal::Journal(std::unique_ptr<JournalDatabase> database, const Clock& clock)
    : m_database(std::move(database))
    , m_clock(clock)
{
}

Journal::~Journal() = default;

QString Journal::path() const
{
    return m_database->path();
}

Expected<JobSnapshot> Journal::create(const JobId& id, const BulkPlan& given, const JobId& retryOf)
{
    BulkPlan plan = withoutRepetition(given);
    // The tenant chooses whom: one item stands for all of them.
    if (plan.parameters.allUninvited)
        plan.targets = { BulkTarget { .name = u"Everyone who was never invited"_s } };
    const qint64 now = m_clock.utcNow().toMSecsSinceEpoch();
    const bool written = m_database->transaction([&] {
        const auto inJobs = readInJobs(*m_database, plan.operation, plan.host);
        if (!inJobs)
            return false;
        plan = withoutThoseInJobs(std::move(plan), *inJobs);
        QSqlQuery& job = m_database->statement(
            u"INSERT INTO job(id, operation, parameters, profile, host, actor, retry_of, state, "
            "total, created) VALUES(?,?,?,?,?,?,?,?,?,?)"_s);
        const QVariantList values { id.text(), operationInfo(plan.operation).journalKey,
            QString::fromUtf8(plan.parameters.toJson()), text(plan.profile), text(plan.host),
            text(plan.actor), text(retryOf.text()), jobStateKey(JobState::Planned),
            plan.targets.size() + plan.skipped.size(), now };
        for (int i = 0; i < values.size(); ++i)
            job.bindValue(i, values[i]);
        if (!m_database->run(job))
            return false;
        const QVariant number = job.lastInsertId();
        QSqlQuery& item = m_database->statement(
            u"INSERT INTO item(job, seq, identity, name, account, state, skip_reason, detail, "
            "settled_at) VALUES(?,?,?,?,?,?,?,?,?)"_s);
        int seq = 0;
        const auto insert = [&](const BulkTarget& target, const SkippedTarget* skipped) {
            item.bindValue(0, number);
            item.bindValue(1, seq++);
            item.bindValue(2, text(target.id.text()));
            item.bindValue(3, text(target.name));
            item.bindValue(4, text(target.account));
            item.bindValue(5, itemStateKey(skipped ? ItemState::Skipped : ItemState::Planned));
            item.bindValue(6, skipped ? QVariant(skipReasonKey(skipped->reason)) : QVariant());
            item.bindValue(7, skipped ? text(skipped->detail) : u""_s);
            item.bindValue(8, skipped ? QVariant(now) : QVariant());
            return m_database->run(item);
        };
        for (const BulkTarget& target : std::as_const(plan.targets)) {
            if (!insert(target, nullptr))
                return false;
        }
        for (const SkippedTarget& skipped : std::as_const(plan.skipped)) {
            if (!insert(skipped.target, &skipped))
                return false;
        }
        return true;
    });
    return written ? job(id) : Expected<JobSnapshot>(m_database->error());
}

Expected<std::monostate> Journal::write(const JobId& id, const JournalEntry& entry)
{
    if (m_onWrite)
        m_onWrite(entry);
    const qint64 now = m_clock.utcNow().toMSecsSinceEpoch();
    const bool written = m_database->transaction([&] {
        for (const ItemChange& change : entry.items) {
            QSqlQuery& update = m_database->statement(updateFor(change.to));
            const bool timed = change.to == ItemState::Sent || isSettled(change.to);
            const QVariantList values { timed ? QVariant(now) : QVariant(),
                valueOrNull(change.httpStatus), valueOrNull(change.errorKind),
                valueOrNull(change.detail), valueOrNull(change.trackingId),
                change.skipReason ? QVariant(skipReasonKey(*change.skipReason)) : QVariant(),
                change.task ? QVariant(change.task->text()) : QVariant(),
                valueOrNull(change.request), id.text(), change.seq };
            for (int i = 0; i < values.size(); ++i)
                update.bindValue(i, values[i]);
            if (!m_database->run(update))
                return false;
            if (update.numRowsAffected() != 1) {
                return m_database->refuse(u"Item %1 of job %2 may not become %3"_s.arg(
                    QString::number(change.seq), id.text(), itemStateKey(change.to)));
            }
        }
        for (const JobTask& task : entry.tasks) {
            QSqlQuery& insert = m_database->statement(
                u"INSERT INTO task(job, task_id, status, message, percent, polls, accepted, "
                "polled) VALUES((SELECT number FROM job WHERE id=?),?,?,?,?,?,?,?) "
                // Who asks for a task once more knows no more than its id.
                "ON CONFLICT DO UPDATE SET status=excluded.status, message=excluded.message, "
                "percent=excluded.percent, polls=MAX(excluded.polls, polls), "
                "accepted=COALESCE(excluded.accepted, accepted), polled=excluded.polled"_s);
            const QVariantList values { id.text(), task.id.text(), text(task.status),
                text(task.message), task.percent, task.polls, dateValue(task.acceptedAt),
                dateValue(task.polledAt) };
            for (int i = 0; i < values.size(); ++i)
                insert.bindValue(i, values[i]);
            if (!m_database->run(insert))
                return false;
        }
        if (!entry.state)
            return true;
        QSqlQuery& update
            = m_database->statement(u"UPDATE job SET state=?, started=COALESCE(started, ?), "
                                    "ended=COALESCE(CASE WHEN ? THEN ended END, ?) WHERE id=?"_s);
        const bool begun
            = *entry.state != JobState::Planned && *entry.state != JobState::Interrupted;
        const bool ended = isEnded(*entry.state);
        const QVariantList values { jobStateKey(*entry.state), begun ? QVariant(now) : QVariant(),
            ended ? 1 : 0, ended ? QVariant(now) : QVariant(), id.text() };
        for (int i = 0; i < values.size(); ++i)
            update.bindValue(i, values[i]);
        return m_database->run(update)
            && (update.numRowsAffected() == 1
                || m_database->refuse(u"There is no job %1"_s.arg(id.text())));
    });
    return written ? Expected<std::monostate>(std::monostate())
                   : Expected<std::monostate>(m_database->error());
}

Expected<JobSnapshot> Journal::job(const JobId& id) const
{
    return readJob(*m_database, id);
}

Expected<QList<JobItem>> Journal::items(const JobId& id) const
{
    return readItems(*m_database, id, u"ORDER BY seq"_s, {});
}

Expected<QList<JobTask>> Journal::tasks(const JobId& id) const
{
    return readTasks(*m_database, id);
}

Expected<QList<JobSnapshot>> Journal::unfinished() const
{
    return readJobs(*m_database, u"WHERE ended IS NULL ORDER BY number"_s, {});
}

Expected<QList<JobSnapshot>> Journal::ended(const QString& tenant, int limit) const
{
    const QStringList names = namesOfTenant(tenant); // one or two
    return readJobs(*m_database,
        u"WHERE ended IS NOT NULL AND host IN (?,?) ORDER BY number DESC LIMIT ?"_s,
        { names.first(), names.last(), limit });
}

Expected<int> Journal::recover(const JobId& id)
{
    int count = 0;
    const bool written = m_database->transaction([&] {
        QSqlQuery& items = m_database->statement(
            u"UPDATE item SET state='unknown', error_kind=?, detail=?, settled_at=? "
            "WHERE job=(SELECT number FROM job WHERE id=?) AND state='sent'"_s);
        items.bindValue(0, kindName(ApiError::Kind::OutcomeUnknown));
        items.bindValue(1,
            u"The program ended before the answer came. It may have been done; it was not "
            "repeated."_s);
        items.bindValue(2, m_clock.utcNow().toMSecsSinceEpoch());
        items.bindValue(3, id.text());
        if (!m_database->run(items))
            return false;
        count = items.numRowsAffected();
        QSqlQuery& job
            = m_database->statement(u"UPDATE job SET state=? WHERE id=? AND ended IS NULL"_s);
        job.bindValue(0, jobStateKey(JobState::Interrupted));
        job.bindValue(1, id.text());
        return m_database->run(job);
    });
    return written ? Expected<int>(count) : Expected<int>(m_database->error());
}

Expected<std::monostate> Journal::resume(const JobId& id, const ResumePlan& plan)
{
    const qint64 now = m_clock.utcNow().toMSecsSinceEpoch();
    const auto bound = [this](const QString& sql, const QVariantList& values) {
        QSqlQuery& query = m_database->statement(sql);
        for (int i = 0; i < values.size(); ++i)
            query.bindValue(i, values[i]);
        return m_database->run(query) ? query.numRowsAffected() : -1;
    };
    const bool written = m_database->transaction([&] {
        const int begun = bound(u"INSERT INTO resumption(job, at, actor) "
                                "SELECT number, ?, ? FROM job WHERE id=? AND ended IS NULL"_s,
            { now, text(plan.by), id.text() });
        if (begun != 1)
            return begun == 0 && m_database->refuse(u"Job %1 has ended"_s.arg(id.text()));
        for (const SkippedTarget& out : plan.skipped) {
            if (bound(u"UPDATE item SET state='skipped', skip_reason=?, detail=?, settled_at=? "
                      "WHERE job=(SELECT number FROM job WHERE id=?) AND identity=? "
                      "AND state='planned'"_s,
                    { skipReasonKey(out.reason), text(out.detail), now, id.text(),
                        out.target.id.text() })
                < 0)
                return false;
        }
        const Expected<JobCounts> counts = readCounts(*m_database, id);
        return counts
            && (counts->planned <= plan.confirmed
                || m_database->refuse(
                    u"More is planned in job %1 than was confirmed"_s.arg(id.text())));
    });
    return written ? Expected<std::monostate>(std::monostate())
                   : Expected<std::monostate>(m_database->error());
}

Expected<int> Journal::removeEndedBefore(const QDateTime& before)
{
    QSqlQuery& query = m_database->statement(
        u"DELETE FROM job WHERE ended IS NOT NULL AND ended<? "
        "AND number NOT IN (SELECT number FROM job ORDER BY number DESC LIMIT ?)"_s);
    query.bindValue(0, before.toMSecsSinceEpoch());
    query.bindValue(1, NewestKept);
    int count = 0;
    const bool removed = m_database->transaction([&] {
        const bool done = m_database->run(query);
        count = query.numRowsAffected();
        return done;
    });
    return removed ? Expected<int>(count) : Expected<int>(m_database->error());
}

Expected<std::monostate> Journal::tryToWrite()
{
    const bool written = m_database->transaction(
        [&] { return m_database->run(u"PRAGMA user_version=%1"_s.arg(SchemaVersion)); });
    return written ? Expected<std::monostate>(std::monostate())
                   : Expected<std::monostate>(m_database->error());
}

void Journal::setPatience(int ms)
{
    m_database->run(u"PRAGMA busy_timeout=%1"_s.arg(ms));
}

void Journal::limitPages(int pages)
{
    m_database->run(u"PRAGMA max_page_count=%1"_s.arg(pages == 0 ? 1'073'741'823 : pages));
}

void Journal::refuseWrites(bool refuse)
{
    m_database->run(refuse ? u"PRAGMA query_only=ON"_s : u"PRAGMA query_only=OFF"_s);
}

} // namespace ic
