#include "jobs/jobsearch.h"

#include "jobs/journaldatabase.h"
#include "operations/operations.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int JobsAtOnce = 100;

/// The journal does not know titles, which have a language.
QString operationsNamed(const QString& text)
{
    QStringList keys;
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

JobSearch::JobSearch(JournalDatabase& database, const QString& text)
    : m_database(database)
    , m_folded(foldedForSearch(text))
    , m_operations(operationsNamed(text))
{
}

Expected<std::monostate> JobSearch::run(qint64 before, const std::atomic_bool* stop,
    const std::function<bool(qint64 number)>& found) const
{
    const QString sql
        = u"SELECT number, operation IN (%1) FROM job WHERE number<? ORDER BY number DESC LIMIT ?"_s
              .arg(m_operations);
    for (;;) {
        const auto jobs = m_database.rows(sql, { before, JobsAtOnce }, [](const QSqlQuery& row) {
            return std::pair(row.value(0).toLongLong(), row.value(1).toBool());
        });
        if (!jobs)
            return jobs.error();
        for (const auto& [number, isNamed] : *jobs) {
            const Expected<bool> wanted
                = m_folded.isEmpty() || isNamed ? Expected<bool>(true) : fits(number, stop);
            if (!wanted)
                return wanted.error();
            if (isStopped(stop) || (*wanted && !found(number)))
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
