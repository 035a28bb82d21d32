#pragma once

#include "base/expected.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <memory>
#include <string>
#include <unordered_map>
#include <variant>

namespace ic {

/// A text to bind so that SQLite keeps it whole. A null one would be stored as NULL, and from the
/// front of a text SQLite takes a byte order mark: an id that begins with one would come back as
/// another id.
QString sqlText(const QString& value);

/// For the WHERE of a statement about what belongs to one job, whose id is bound.
inline const QString ofJob = QStringLiteral("job=(SELECT number FROM job WHERE id=?)");

/// One connection to the journal's file, for the thread that opened it, and the file's schema. Only
/// JournalReader and Journal use it. Every error is an ApiError of Kind::Journal.
class JournalDatabase
{
    Q_DECLARE_TR_FUNCTIONS(ic::JournalDatabase)

public:
    static constexpr int SchemaVersion = 3;
    using Opened = Expected<std::unique_ptr<JournalDatabase>>;

    /// Brings the file to the current schema: makes it (0600, its folder 0700) where it is missing.
    static Opened openForWriting(const QString& path);
    /// The file must be there and of the current schema; one that nobody has made whole is made.
    static Opened openForReading(const QString& path);
    ~JournalDatabase();
    Q_DISABLE_COPY_MOVE(JournalDatabase)

    /// Runs a statement, which is prepared once: the query, to ask what it did; null if it could
    /// not run, with the reason in error().
    QSqlQuery* run(const QString& sql, const QVariantList& values = {});
    /// Shows each row of the answer to `visit`, until that returns false.
    template <class Visit>
    Expected<std::monostate> visit(
        const QString& sql, const QVariantList& values, const Visit& visit)
    {
        QSqlQuery* const query = run(sql, values);
        if (query == nullptr)
            return m_error;
        while (query->next() && visit(std::as_const(*query))) { }
        const QSqlError problem = query->lastError();
        query->finish();
        if (!problem.isValid())
            return std::monostate();
        fail(problem);
        return m_error;
    }
    /// What `read` makes of each row of the answer.
    template <class Read>
    auto rows(const QString& sql, const QVariantList& values, const Read& read)
        -> Expected<QList<decltype(read(std::declval<const QSqlQuery&>()))>>
    {
        QList<decltype(read(std::declval<const QSqlQuery&>()))> all;
        const auto visited = visit(sql, values, [&](const QSqlQuery& row) {
            all.append(read(row));
            return true;
        });
        if (!visited)
            return visited.error();
        return all;
    }
    ApiError error() const { return m_error; }

    /// Runs `work` in a transaction: committed if it returns true and the commit succeeds, else
    /// rolled back. Refused once another program has brought the file to a later version.
    template <class Work> Expected<std::monostate> transaction(const Work& work)
    {
        if (run(QStringLiteral("BEGIN IMMEDIATE")) == nullptr)
            return m_error;
        if (isOfThisVersion() && work() && run(QStringLiteral("COMMIT")) != nullptr)
            return std::monostate();
        const ApiError reason = m_error;
        run(QStringLiteral("ROLLBACK"));
        return reason;
    }
    /// The same for very many rows, with room for them in memory while it lasts: their indexes are
    /// written here and there.
    template <class Work> Expected<std::monostate> largeTransaction(const Work& work)
    {
        set(QStringLiteral("cache_size=-65536")); // KiB
        const Expected<std::monostate> done = transaction(work);
        set(QStringLiteral("cache_size=-2000"));
        set(QStringLiteral("shrink_memory"));
        return done;
    }
    /// The answer of `work`, which reads all of the file as of one moment.
    template <class Work> auto atOneMoment(const Work& work)
    {
        const bool isBegun = run(QStringLiteral("BEGIN")) != nullptr;
        auto answer = work();
        if (isBegun)
            run(QStringLiteral("COMMIT"));
        return answer;
    }
    /// Writes what is there already: whether it can be written now.
    Expected<std::monostate> tryToWrite();
    /// Makes the running transaction fail with this reason. Always false.
    bool refuse(const QString& reason);

private:
    explicit JournalDatabase(const QString& path);
    bool connectTo(const QString& options);
    bool prepareFile();
    bool migrate();
    bool beginWal();
    /// A pragma, which takes effect when it is prepared.
    void set(const QString& pragma);
    int version();
    bool isOfThisVersion();
    bool fail(const QSqlError& error);

    QString m_path;
    QString m_name;
    QSqlDatabase m_database;
    std::unordered_map<std::string, QSqlQuery> m_statements; ///< prepared
    ApiError m_error;
};

} // namespace ic
