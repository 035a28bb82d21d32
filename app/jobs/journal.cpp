#include "jobs/journal.h"

#include "jobs/journaldatabase.h"
#include "jobs/journalschema.h"

#include <QSqlQuery>

#include <QUuid>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::Journal)
};

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
                   "WHERE %3 AND seq=? AND state IN (%4)"_s.arg(
                       itemStateKey(state), time, ofJob, allowedFrom(state));
        }
        return all;
    }();
    return statements[static_cast<int>(to)];
}

template <class T> QVariant valueOrNull(const std::optional<T>& value)
{
    return value ? QVariant(*value) : QVariant();
}

QVariant dateOrNull(const QDateTime& date)
{
    return date.isValid() ? QVariant(date.toMSecsSinceEpoch()) : QVariant();
}

/// Of the jobs that end with the program.
QString exportKeys()
{
    QStringList keys;
    for (const QLatin1StringView key : ExportRecord::Keys)
        keys += u"'%1'"_s.arg(key);
    return keys.join(u',');
}

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
    : JournalReader(std::move(database))
    , m_clock(clock)
{
}

Expected<JobSnapshot> Journal::create(const JobId& id, const BulkPlan& given, const JobId& retryOf)
{
    BulkPlan plan = withoutRepetition(given);
    // The tenant chooses whom: one item stands for all of them.
    if (plan.parameters.allUninvited)
        plan.targets = { BulkTarget { .name = Texts::tr("Everyone who was never invited") } };
    const qint64 now = m_clock.utcNow().toMSecsSinceEpoch();
    const auto written = database().largeTransaction([&] {
        const auto others = inJobs(*plan.operation, plan.host);
        if (!others)
            return false;
        plan = withoutThoseInJobs(std::move(plan), *others);
        const QSqlQuery* const job = database().run(
            u"INSERT INTO job(id, operation, parameters, profile, host, actor, retry_of, state, "
            "total, created) VALUES(?,?,?,?,?,?,?,?,?,?)"_s,
            { id.text(), plan.operation->key, QString::fromUtf8(plan.parameters.toJson()),
                sqlText(plan.profile), sqlText(plan.host), sqlText(plan.actor),
                sqlText(retryOf.text()), jobStateKey(JobState::Planned),
                plan.targets.size() + plan.skipped.size(), now });
        if (job == nullptr)
            return false;
        const QVariant number = job->lastInsertId();
        SearchedWords words(database(), number);
        for (const QString& own : { plan.profile, plan.host, plan.actor })
            words.add(own);
        if (!words.write())
            return false;
        int seq = 0;
        const auto insert = [&](const BulkTarget& target, const SkippedTarget* skipped) {
            return words.add(target)
                && database().run(u"INSERT INTO item(job, seq, identity, name, account, state, "
                                  "skip_reason, detail, settled_at) VALUES(?,?,?,?,?,?,?,?,?)"_s,
                    { number, seq++, sqlText(target.id.text()), sqlText(target.name),
                        sqlText(target.account),
                        itemStateKey(skipped ? ItemState::Skipped : ItemState::Planned),
                        skipped ? QVariant(skipReasonKey(skipped->reason)) : QVariant(),
                        skipped ? sqlText(skipped->detail) : u""_s,
                        skipped ? QVariant(now) : QVariant() });
        };
        return std::ranges::all_of(
                   plan.targets, [&](const BulkTarget& target) { return insert(target, nullptr); })
            && std::ranges::all_of(plan.skipped,
                [&](const SkippedTarget& skipped) { return insert(skipped.target, &skipped); })
            && words.write() && tallyItems(database(), number);
    });
    return written ? job(id) : Expected<JobSnapshot>(written.error());
}

Expected<JobSnapshot> Journal::createExport(const JobId& id, const ExportPlan& plan)
{
    const qint64 now = m_clock.utcNow().toMSecsSinceEpoch();
    const auto written = database().transaction([&] {
        const QSqlQuery* const job = database().run(
            u"INSERT INTO job(id, operation, parameters, profile, host, actor, retry_of, state, "
            "total, created, started) VALUES(?,?,?,?,?,?,'',?,0,?,?)"_s,
            { id.text(), QString(plan.record.key()), QString::fromUtf8(plan.record.toJson()),
                sqlText(plan.profile), sqlText(plan.host), sqlText(plan.actor),
                jobStateKey(JobState::Running), now, now });
        if (job == nullptr)
            return false;
        SearchedWords words(database(), job->lastInsertId());
        for (const QString& own : { plan.profile, plan.host, plan.actor, plan.record.whom,
                 plan.record.isSnapshot() ? QString() : plan.record.path })
            words.add(own);
        return words.write();
    });
    return written ? job(id) : Expected<JobSnapshot>(written.error());
}

Expected<std::monostate> Journal::endExport(const JobSnapshot& job)
{
    return database().transaction([&] {
        return enter(job.id, job.state)
            && database().run(u"UPDATE job SET parameters=?, total=? WHERE id=?"_s,
                   { QString::fromUtf8(job.exported->toJson()), job.counts.succeeded,
                       job.id.text() })
            != nullptr;
    });
}

Expected<std::monostate> Journal::write(const JobId& id, const JournalEntry& entry)
{
    return database().transaction([&] {
        return std::ranges::all_of(
                   entry.items, [&](const ItemChange& change) { return move(id, change); })
            && std::ranges::all_of(entry.tasks, [&](const JobTask& task) { return keep(id, task); })
            && (!entry.state || enter(id, *entry.state));
    });
}

bool Journal::move(const JobId& id, const ItemChange& change)
{
    const bool timed = change.to == ItemState::Sent || isSettled(change.to);
    const QSqlQuery* const update = database().run(updateFor(change.to),
        { timed ? QVariant(m_clock.utcNow().toMSecsSinceEpoch()) : QVariant(),
            valueOrNull(change.httpStatus), valueOrNull(change.errorKind),
            valueOrNull(change.detail), valueOrNull(change.trackingId),
            change.skipReason ? QVariant(skipReasonKey(*change.skipReason)) : QVariant(),
            change.task ? QVariant(change.task->text()) : QVariant(), valueOrNull(change.request),
            id.text(), change.seq });
    return update != nullptr
        && (update->numRowsAffected() == 1
            || database().refuse(
                Texts::tr("Item %1 of job %2 may not become %3")
                    .arg(QString::number(change.seq), id.text(), itemStateKey(change.to))));
}

bool Journal::keep(const JobId& id, const JobTask& task)
{
    return database().run(
        u"INSERT INTO task(job, task_id, status, message, percent, polls, accepted, polled) "
        "VALUES((SELECT number FROM job WHERE id=?),?,?,?,?,?,?,?) "
        // Who asks for a task once more knows no more than its id.
        "ON CONFLICT DO UPDATE SET status=excluded.status, message=excluded.message, "
        "percent=excluded.percent, polls=MAX(excluded.polls, polls), "
        "accepted=COALESCE(excluded.accepted, accepted), polled=excluded.polled"_s,
        { id.text(), task.id.text(), sqlText(task.status), sqlText(task.message), task.percent,
            task.polls, dateOrNull(task.acceptedAt), dateOrNull(task.polledAt) });
}

bool Journal::enter(const JobId& id, JobState state)
{
    const qint64 now = m_clock.utcNow().toMSecsSinceEpoch();
    const bool begun = state != JobState::Planned && state != JobState::Interrupted;
    const bool ended = isEnded(state);
    const QSqlQuery* const update
        = database().run(u"UPDATE job SET state=?, started=COALESCE(started, ?), "
                         "ended=COALESCE(CASE WHEN ? THEN ended END, ?) WHERE id=?"_s,
            { jobStateKey(state), begun ? QVariant(now) : QVariant(), ended ? 1 : 0,
                ended ? QVariant(now) : QVariant(), id.text() });
    return update != nullptr
        && (update->numRowsAffected() == 1
            || database().refuse(Texts::tr("There is no job %1").arg(id.text())));
}

Expected<int> Journal::recover(const JobId& id)
{
    int count = 0;
    const auto written = database().transaction([&] {
        const QSqlQuery* const items = database().run(
            u"UPDATE item SET state='unknown', error_kind=?, detail=?, settled_at=? "
            "WHERE %1 AND state='sent'"_s.arg(ofJob),
            { kindName(ApiError::Kind::OutcomeUnknown),
                Texts::tr("The program ended before the answer came. It may have been done; it was "
                          "not repeated."),
                m_clock.utcNow().toMSecsSinceEpoch(), id.text() });
        if (items == nullptr)
            return false;
        count = items->numRowsAffected();
        return database().run(
                   u"UPDATE job SET state=CASE WHEN operation IN (%1) THEN ? ELSE ? END, "
                   "ended=CASE WHEN operation IN (%1) THEN ? END WHERE id=? AND ended IS NULL"_s
                       .arg(exportKeys()),
                   { jobStateKey(JobState::Abandoned), jobStateKey(JobState::Interrupted),
                       m_clock.utcNow().toMSecsSinceEpoch(), id.text() })
            != nullptr;
    });
    return written ? Expected<int>(count) : Expected<int>(written.error());
}

Expected<std::monostate> Journal::resume(const JobId& id, const ResumePlan& plan)
{
    const qint64 now = m_clock.utcNow().toMSecsSinceEpoch();
    return database().transaction([&] {
        const auto open = database().rows(u"SELECT number FROM job WHERE id=? AND ended IS NULL"_s,
            { id.text() }, [](const QSqlQuery& row) { return row.value(0); });
        if (!open)
            return false;
        if (open->isEmpty())
            return database().refuse(Texts::tr("Job %1 has ended").arg(id.text()));
        const QVariant& number = open->first();
        if (!database().run(u"INSERT INTO resumption(job, at, actor) VALUES(?,?,?)"_s,
                { number, now, sqlText(plan.by) }))
            return false;
        SearchedWords words(database(), number);
        words.add(plan.by);
        if (!words.write())
            return false;
        for (const SkippedTarget& out : plan.skipped) {
            if (!database().run(
                    u"UPDATE item SET state='skipped', skip_reason=?, detail=?, settled_at=? "
                    "WHERE %1 AND identity=? AND state='planned'"_s.arg(ofJob),
                    { skipReasonKey(out.reason), sqlText(out.detail), now, id.text(),
                        out.target.id.text() }))
                return false;
        }
        const Expected<JobCounts> left = counts(id);
        return left
            && (left->planned <= plan.confirmed
                || database().refuse(
                    Texts::tr("More is planned in job %1 than was confirmed").arg(id.text())));
    });
}

Expected<int> Journal::removeEndedBefore(const QDateTime& before)
{
    int count = 0;
    const auto removed = database().transaction([&] {
        const QSqlQuery* const done
            = database().run(u"DELETE FROM job WHERE ended IS NOT NULL AND ended<? "
                             "AND number NOT IN (SELECT number FROM job ORDER BY number DESC "
                             "LIMIT ?)"_s,
                { before.toMSecsSinceEpoch(), NewestKept });
        count = done == nullptr ? 0 : done->numRowsAffected();
        return done != nullptr;
    });
    return removed ? Expected<int>(count) : Expected<int>(removed.error());
}

Expected<std::monostate> Journal::tryToWrite()
{
    return database().tryToWrite();
}

} // namespace ic
