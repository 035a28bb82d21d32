#include "jobs/journalschema.h"

#include "jobs/jobsearch.h"
#include "jobs/journaldatabase.h"

#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// Stands between words, so that none is found that begins in one and ends in the next.
constexpr QChar Border(0x1f);

/// Never change an entry: add one.
const auto& steps()
{
    static const std::array<QStringList, JournalDatabase::SchemaVersion> steps { {
        {
            u"CREATE TABLE job(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, "
            "operation TEXT NOT NULL, parameters TEXT NOT NULL, profile TEXT NOT NULL, "
            "host TEXT NOT NULL, actor TEXT NOT NULL, retry_of TEXT NOT NULL, "
            "state TEXT NOT NULL, total INTEGER NOT NULL, created INTEGER NOT NULL, "
            "started INTEGER, ended INTEGER)"_s,
            u"CREATE TABLE item(job INTEGER NOT NULL REFERENCES job(number) ON DELETE CASCADE, "
            "seq INTEGER NOT NULL, identity TEXT NOT NULL, name TEXT NOT NULL, "
            "account TEXT NOT NULL, state TEXT NOT NULL, skip_reason TEXT, "
            "attempt INTEGER NOT NULL DEFAULT 0, http_status INTEGER NOT NULL DEFAULT 0, "
            "error_kind TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT '', "
            "tracking_id TEXT NOT NULL DEFAULT '', sent_at INTEGER, settled_at INTEGER, "
            "task_id TEXT NOT NULL DEFAULT '', request INTEGER NOT NULL DEFAULT 0, "
            "PRIMARY KEY(job, seq)) WITHOUT ROWID"_s,
            u"CREATE INDEX item_identity ON item(identity)"_s,
            u"CREATE INDEX item_state ON item(job, state)"_s,
            // Nobody is acted on twice in a job, whatever the program does.
            u"CREATE UNIQUE INDEX item_once ON item(job, identity) "
            "WHERE skip_reason IS NULL"_s,
            u"CREATE TABLE task(job INTEGER NOT NULL REFERENCES job(number) ON DELETE CASCADE, "
            "task_id TEXT NOT NULL, status TEXT NOT NULL, message TEXT NOT NULL, "
            "percent INTEGER NOT NULL, polls INTEGER NOT NULL, accepted INTEGER, "
            "polled INTEGER, PRIMARY KEY(job, task_id)) WITHOUT ROWID"_s,
        },
        {
            u"CREATE TABLE resumption(job INTEGER NOT NULL REFERENCES job(number) "
            "ON DELETE CASCADE, at INTEGER NOT NULL, actor TEXT NOT NULL)"_s,
            u"CREATE INDEX resumption_job ON resumption(job)"_s,
        },
        {
            // Items by state, kept for each block of them: nothing that is shown has to be counted.
            u"CREATE TABLE tally(job INTEGER NOT NULL REFERENCES job(number) ON DELETE CASCADE, "
            "state TEXT NOT NULL, block INTEGER NOT NULL, items INTEGER NOT NULL, "
            "PRIMARY KEY(job, state, block)) WITHOUT ROWID"_s,
            u"CREATE TRIGGER item_moved AFTER UPDATE OF state ON item "
            "WHEN old.state<>new.state BEGIN "
            "UPDATE tally SET items=items-1 "
            "WHERE job=old.job AND state=old.state AND block=old.seq/%1; "
            "INSERT INTO tally VALUES(new.job, new.state, new.seq/%1, 1) "
            "ON CONFLICT DO UPDATE SET items=items+1; END"_s.arg(ItemsPerBlock),
            // Of whom the tenant can be asked what a task did.
            u"CREATE INDEX item_task ON item(job) "
            "WHERE state IN ('unknown', 'following') AND task_id<>''"_s,
            // What a job is found by, see SearchedWords: folded, and many words in a row, because
            // reading few long texts through is what takes least time and room.
            u"CREATE TABLE searched(job INTEGER NOT NULL REFERENCES job(number) "
            "ON DELETE CASCADE, words TEXT NOT NULL)"_s,
            u"CREATE INDEX searched_job ON searched(job)"_s,
        },
    } };
    return steps;
}

/// For the jobs of a version that wrote neither tallies nor what they are found by.
bool completeJobs(JournalDatabase& database)
{
    const auto text = [](const QSqlQuery& row, int column) { return row.value(column).toString(); };
    const auto jobs = database.rows(u"SELECT number, profile, host, actor, (SELECT "
                                    "group_concat(actor, char(31)) FROM resumption WHERE "
                                    "job=number) FROM job"_s,
        {}, [&](const QSqlQuery& row) {
            return std::pair(row.value(0),
                QStringList { text(row, 1), text(row, 2), text(row, 3), text(row, 4) });
        });
    if (!jobs)
        return false;
    for (const auto& [number, own] : *jobs) {
        SearchedWords words(database, number);
        for (const QString& word : own)
            words.add(word);
        bool isWritten = words.write() && tallyItems(database, number);
        const auto read
            = database.visit(u"SELECT identity, name, account FROM item WHERE job=? ORDER BY seq"_s,
                { number }, [&](const QSqlQuery& row) {
                    isWritten = isWritten
                        && words.add({ IdentityId(text(row, 0)), text(row, 1), text(row, 2) });
                    return isWritten;
                });
        if (!read || !isWritten || !words.write())
            return false;
    }
    return true;
}

} // namespace

bool migrateJournal(JournalDatabase& database, int version)
{
    const bool isComplete = version >= 3;
    for (; version < JournalDatabase::SchemaVersion; ++version) {
        for (const QString& sql : steps()[static_cast<size_t>(version)]) {
            if (!database.run(sql))
                return false;
        }
    }
    return isComplete || completeJobs(database);
}

bool tallyItems(JournalDatabase& database, const QVariant& number)
{
    return database.run(
        u"INSERT INTO tally SELECT job, state, seq/%1, COUNT(*) FROM item WHERE job=? "
        "GROUP BY state, seq/%1"_s.arg(ItemsPerBlock),
        { number });
}

void SearchedWords::add(const QString& words)
{
    m_words += Border + foldedForSearch(words);
}

bool SearchedWords::add(const BulkTarget& target)
{
    add(target.id.text());
    add(target.name);
    add(target.account);
    return ++m_people < ItemsPerBlock || write();
}

bool SearchedWords::write()
{
    m_people = 0;
    return m_words.isEmpty()
        || m_database.run(u"INSERT INTO searched(job, words) VALUES(?,?)"_s,
            { m_number, std::exchange(m_words, {}) });
}

} // namespace ic
