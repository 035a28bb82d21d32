#include "jobs/jobsearch.h"

#include "jobs/exportrecord.h"
#include "jobs/jobsnapshot.h"
#include "jobs/journaldatabase.h"
#include "jobs/journalschema.h"
#include "operations/operations.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int JobsAtOnce = 100;

/// The journal does not know titles, which have a language.
QString operationsNamed(const QString& text)
{
    QStringList keys;
    for (const QLatin1StringView key : ExportRecord::Keys) {
        if (ExportRecord::titleOf(key).contains(text, Qt::CaseInsensitive))
            keys += u"'%1'"_s.arg(key);
    }
    for (const Operation* operation : operations()) {
        if (operation->title.contains(text, Qt::CaseInsensitive))
            keys += u"'%1'"_s.arg(operation->key);
    }
    return keys.join(u',');
}

bool isStopped(const std::atomic_bool* stop)
{
    return stop != nullptr && *stop;
}

/// For the WHERE of a statement, and what its question marks stand for.
QString conditions(const JobFilter& filter, QVariantList& values)
{
    QString sql;
    if (filter.since.isValid()) {
        sql += u" AND created>=?"_s;
        values += filter.since.toMSecsSinceEpoch();
    }
    if (!filter.operation.isEmpty()) {
        sql += u" AND operation=?"_s;
        values += filter.operation;
    }
    if (!filter.host.isEmpty()) {
        const QStringList names = namesOfTenant(filter.host); // one or two
        sql += u" AND host IN (?,?)"_s;
        values << names.first() << names.last();
    }
    const auto some = [](const QList<ItemState>& states) {
        return u"EXISTS(SELECT 1 FROM tally WHERE tally.job=job.number AND tally.items>0%1)"_s.arg(
            amongStates(states));
    };
    switch (filter.outcome) {
    case JobFilter::Outcome::Any:
        break;
    case JobFilter::Outcome::AllSucceeded:
        sql += u" AND ended IS NOT NULL AND state NOT IN ('failed','abandoned','cancelled') "
               "AND NOT "_s
            + some({ ItemState::Failed, ItemState::Unknown, ItemState::Cancelled,
                ItemState::Planned });
        break;
    case JobFilter::Outcome::SomeFailed:
        sql += u" AND (state='failed' OR %1)"_s.arg(some({ ItemState::Failed }));
        break;
    case JobFilter::Outcome::SomeUnknown:
        sql += u" AND "_s + some({ ItemState::Unknown });
        break;
    }
    return sql;
}

} // namespace

QString foldedForSearch(const QString& text)
{
    QString folded;
    folded.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c >= u'A' && c <= u'Z') {
            folded += QChar(c.unicode() | 0x20);
        } else if (c.unicode() < 0x80) {
            folded += c;
        } else if (c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            const char32_t whole = QChar::surrogateToUcs4(c, text.at(++i));
            folded += QChar::fromUcs4(QChar::toCaseFolded(whole));
        } else {
            folded += c.toCaseFolded();
        }
    }
    return folded;
}

QString amongStates(const QList<ItemState>& states)
{
    QStringList keys;
    for (const ItemState state : states)
        keys += u"'%1'"_s.arg(itemStateKey(state));
    return keys.isEmpty() ? QString() : u" AND state IN (%1)"_s.arg(keys.join(u','));
}

ItemSearch::ItemSearch(JournalDatabase& database, const JobId& job, const ItemList& list)
    : m_database(database)
    , m_job(job.text())
    , m_states(amongStates(list.states))
    , m_folded(foldedForSearch(list.text))
{
}

/// Those whose words hold it, see SearchedWords: few of many are read.
Expected<QList<int>> ItemSearch::blocks(const std::atomic_bool* stop) const
{
    QList<int> blocks;
    int block = -1; // the words of the job itself come first
    const auto read = m_database.visit(
        u"SELECT instr(words, ?)>0 FROM searched WHERE %1 ORDER BY rowid"_s.arg(ofJob),
        { sqlText(m_folded), m_job }, [&](const QSqlQuery& row) {
            if (block >= 0 && row.value(0).toBool())
                blocks += block;
            ++block;
            return !isStopped(stop);
        });
    return read ? Expected<QList<int>>(blocks) : Expected<QList<int>>(read.error());
}

Expected<QList<int>> ItemSearch::run(const std::atomic_bool* stop) const
{
    const Expected<QList<int>> blocks = this->blocks(stop);
    if (!blocks)
        return blocks;
    QList<int> found;
    const auto goesOn = [&] { return found.size() < MostFound && !isStopped(stop); };
    for (auto block = blocks->cbegin(); block != blocks->cend() && goesOn(); ++block) {
        const auto read = m_database.visit(
            u"SELECT seq, name, account, identity FROM item WHERE %1 AND seq BETWEEN ? AND ?%2 "
            "ORDER BY seq"_s.arg(ofJob, m_states),
            { m_job, *block * ItemsPerBlock, (*block + 1) * ItemsPerBlock - 1 },
            [&](const QSqlQuery& row) {
                const auto holds = [&](int column) {
                    return foldedForSearch(row.value(column).toString()).contains(m_folded);
                };
                if (holds(1) || holds(2) || holds(3))
                    found += row.value(0).toInt();
                return goesOn();
            });
        if (!read)
            return read.error();
    }
    return found;
}

JobSearch::JobSearch(JournalDatabase& database, const QString& text, const JobFilter& filter)
    : m_database(database)
    , m_folded(foldedForSearch(text))
    , m_filter(filter)
    , m_operations(operationsNamed(text))
{
}

Expected<std::monostate> JobSearch::run(qint64 before, const std::atomic_bool* stop,
    const std::function<bool(qint64 number)>& found) const
{
    QVariantList wanted;
    const QString sql
        = u"SELECT number, operation IN (%1) FROM job WHERE number<?%2 "
          "ORDER BY number DESC LIMIT ?"_s.arg(m_operations, conditions(m_filter, wanted));
    for (;;) {
        const auto jobs
            = m_database.rows(sql, QVariantList { before } + wanted + QVariantList { JobsAtOnce },
                [](const QSqlQuery& row) {
                    return std::pair(row.value(0).toLongLong(), row.value(1).toBool());
                });
        if (!jobs)
            return jobs.error();
        for (const auto& [number, isNamed] : *jobs) {
            const Expected<bool> isWanted
                = m_folded.isEmpty() || isNamed ? Expected<bool>(true) : fits(number, stop);
            if (!isWanted)
                return isWanted.error();
            if (isStopped(stop) || (*isWanted && !found(number)))
                return std::monostate();
            before = number;
        }
        if (jobs->size() < JobsAtOnce)
            return std::monostate();
    }
}

Expected<bool> JobSearch::fits(qint64 job, const std::atomic_bool* stop) const
{
    bool isFound = false;
    const auto read = m_database.visit(u"SELECT instr(words, ?)>0 FROM searched WHERE job=?"_s,
        { sqlText(m_folded), job }, [&](const QSqlQuery& row) {
            isFound = row.value(0).toBool();
            return !isFound && !isStopped(stop);
        });
    return read ? Expected<bool>(isFound) : Expected<bool>(read.error());
}

} // namespace ic
