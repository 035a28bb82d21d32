#pragma once

#include "jobs/jobitem.h"

#include "base/expected.h"

#include <QDateTime>
#include <QString>

#include <atomic>
#include <functional>
#include <limits>

namespace ic {

class JournalDatabase;

/// The form in which words are searched: the same for texts that differ in case only, in any
/// script. Characters stay as many, so that "ss" does not find a German sharp s.
QString foldedForSearch(const QString& text);

/// Which jobs, besides those that hold a text. What is empty says nothing.
struct JobFilter
{
    enum class Outcome {
        Any,
        AllSucceeded, ///< or left out: nothing failed, is unknown or was cancelled, and it has
                      ///< ended
        SomeFailed,
        SomeUnknown,
    };

    QDateTime since = {}; ///< made then or later
    QString operation = {}; ///< its key
    QString host = {}; ///< the tenant, see namesOfTenant()
    Outcome outcome = Outcome::Any;

    bool operator==(const JobFilter&) const = default;
};

/// " AND state IN (…)" for the WHERE of a statement; empty for all.
QString amongStates(const QList<ItemState>& states);

/// Which list of a job's items.
struct ItemList
{
    QList<ItemState> states = {}; ///< empty = all
    QString text = {}; ///< part of name, account or id, ignoring case; empty = all
};

/// Finds the items of one job that a text is part of.
class ItemSearch
{
public:
    static constexpr int MostFound = 10'000;

    ItemSearch(JournalDatabase& database, const JobId& job, const ItemList& list);

    /// Their seq, ascending: the first MostFound of them, fewer if `stop` becomes true.
    Expected<QList<int>> run(const std::atomic_bool* stop) const;

private:
    Expected<QList<int>> blocks(const std::atomic_bool* stop) const;

    JournalDatabase& m_database;
    const QString m_job;
    const QString m_states;
    const QString m_folded;
};

/// Finds the jobs that a text is part of, see JobQuery.
class JobSearch
{
public:
    static constexpr qint64 FromTheNewest = std::numeric_limits<qint64>::max();

    /// An empty text is part of every job.
    JobSearch(JournalDatabase& database, const QString& text, const JobFilter& filter = {});

    /// The numbers of those that fit, from before `before` on, the newest first, until `found`
    /// returns false or `stop` is true.
    Expected<std::monostate> run(qint64 before, const std::atomic_bool* stop,
        const std::function<bool(qint64 number)>& found) const;

private:
    Expected<bool> fits(qint64 job, const std::atomic_bool* stop) const;

    JournalDatabase& m_database;
    const QString m_folded;
    const JobFilter m_filter;
    const QString m_operations; ///< keys of those whose title holds it
};

} // namespace ic
