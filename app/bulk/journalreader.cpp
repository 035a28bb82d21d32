#include "bulk/journalreader.h"

#include "bulk/journaldatabase.h"
#include "bulk/journalrows.h"

#include <QRegularExpression>
#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// SQLite's own LIKE ignores case in ASCII only.
QString patternFor(const QString& text)
{
    return u"(?i)"_s + QRegularExpression::escape(text);
}

struct Condition
{
    QString sql;
    QVariantList values;
};

Condition conditionFor(const ItemQuery& query)
{
    Condition condition;
    QStringList keys;
    for (const ItemState state : query.states)
        keys += u"'%1'"_s.arg(itemStateKey(state));
    if (!keys.isEmpty())
        condition.sql += u" AND state IN (%1)"_s.arg(keys.join(u','));
    if (!query.text.isEmpty()) {
        condition.sql += u" AND (name REGEXP ? OR account REGEXP ? OR identity REGEXP ? "
                         "OR detail REGEXP ?)"_s;
        condition.values = QVariantList(4, patternFor(query.text));
    }
    return condition;
}

Condition conditionFor(const QString& text)
{
    if (text.isEmpty())
        return {};
    const QString pattern = patternFor(text);
    QStringList keys;
    for (const OperationInfo& info : allOperations()) {
        if (info.title.contains(text, Qt::CaseInsensitive))
            keys += u"'%1'"_s.arg(info.journalKey);
    }
    return { u"WHERE operation IN (%1) OR profile REGEXP ? OR host REGEXP ? OR actor REGEXP ? "
             "OR EXISTS(SELECT 1 FROM resumption WHERE resumption.job=job.number "
             "AND resumption.actor REGEXP ?) "
             "OR EXISTS(SELECT 1 FROM item WHERE item.job=job.number AND (name REGEXP ? "
             "OR account REGEXP ? OR identity REGEXP ?))"_s.arg(keys.join(u',')),
        QVariantList(7, pattern) };
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

Expected<QList<JobSnapshot>> JournalReader::jobs(const JobQuery& query) const
{
    const Condition condition = conditionFor(query.text);
    return readJobs(*m_database, condition.sql + u" ORDER BY number DESC LIMIT ? OFFSET ?"_s,
        condition.values + QVariantList { query.limit, query.offset });
}

Expected<int> JournalReader::jobCount(const QString& text) const
{
    const Condition condition = conditionFor(text);
    return readNumber(
        *m_database, u"SELECT COUNT(*) FROM job "_s + condition.sql, condition.values);
}

Expected<JobSnapshot> JournalReader::job(const JobId& id) const
{
    return readJob(*m_database, id);
}

Expected<QList<JobItem>> JournalReader::items(const JobId& id, const ItemQuery& query) const
{
    const Condition condition = conditionFor(query);
    return readItems(*m_database, id, condition.sql + u" ORDER BY seq LIMIT ? OFFSET ?"_s,
        condition.values + QVariantList { query.limit, query.offset });
}

Expected<int> JournalReader::itemCount(const JobId& id, const ItemQuery& query) const
{
    const Condition condition = conditionFor(query);
    return readNumber(*m_database,
        u"SELECT COUNT(*) FROM item WHERE job=(SELECT number FROM job WHERE id=?)"_s
            + condition.sql,
        QVariantList { id.text() } + condition.values);
}

Expected<JobCounts> JournalReader::counts(const JobId& id) const
{
    return readCounts(*m_database, id);
}

Expected<int> JournalReader::checkableCount(const JobId& id) const
{
    return readNumber(*m_database,
        u"SELECT COUNT(*) FROM item JOIN job ON number=job "
        "WHERE id=? AND item.state IN ('unknown', 'following') "
        "AND (operation=? OR task_id<>'')"_s,
        { id.text(), operationInfo(OperationId::DeleteIdentity).journalKey });
}

Expected<QList<JobTask>> JournalReader::tasks(const JobId& id) const
{
    return readTasks(*m_database, id);
}

Expected<QSet<IdentityId>> JournalReader::inJobs(
    OperationId operation, const QString& tenant, const JobId& except) const
{
    return readInJobs(*m_database, operation, tenant, except);
}

Expected<QSet<IdentityId>> JournalReader::inJobsEndedSince(
    OperationId operation, const QString& tenant, const QDateTime& since) const
{
    return readActedOn(
        *m_database, operation, tenant, u"ended>=?"_s, { since.toMSecsSinceEpoch() });
}

Expected<QList<IdentityEvent>> JournalReader::history(const IdentityId& id, int limit) const
{
    QSqlQuery& query = m_database->statement(
        u"SELECT id, operation, COALESCE((SELECT r.actor FROM resumption r WHERE r.job=number "
        "AND r.at<=COALESCE(sent_at, settled_at) ORDER BY r.rowid DESC LIMIT 1), actor), created, "
        "%1 FROM item JOIN job ON number=job "
        "WHERE identity=? ORDER BY number DESC LIMIT ?"_s.arg(itemColumns()));
    query.bindValue(0, sqlText(id.text()));
    query.bindValue(1, limit);
    if (!m_database->run(query))
        return m_database->error();
    QList<IdentityEvent> events;
    while (query.next()) {
        IdentityEvent event {
            .job = JobId(query.value(0).toString()),
            .operation = operationFromJournalKey(query.value(1).toString()),
            .actor = query.value(2).toString(),
            .item = itemFrom(query, 4),
        };
        const QDateTime planned
            = QDateTime::fromMSecsSinceEpoch(query.value(3).toLongLong(), Qt::UTC);
        event.at = event.item.settledAt.isValid() ? event.item.settledAt
            : event.item.sentAt.isValid()         ? event.item.sentAt
                                                  : planned;
        events.append(event);
    }
    query.finish();
    return events;
}

} // namespace ic
