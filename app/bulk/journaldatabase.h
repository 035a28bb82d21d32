#pragma once

#include "base/expected.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace ic {

/// A text to bind so that SQLite keeps it whole. A null one would be stored as NULL, and from the
/// front of a text SQLite takes a byte order mark: an id that begins with one would come back as
/// another id.
QString sqlText(const QString& value);

/// One connection to the journal's file, for the thread that opened it. Only Journal and
/// JournalReader use it. Every error is an ApiError of Kind::Journal.
class JournalDatabase
{
public:
    /// Brings the file to the current schema: makes it (0600, its folder 0700) where it is missing.
    static Expected<std::unique_ptr<JournalDatabase>> openForWriting(const QString& path);
    /// The file must be there and of the current schema.
    static Expected<std::unique_ptr<JournalDatabase>> openForReading(const QString& path);
    ~JournalDatabase();
    Q_DISABLE_COPY_MOVE(JournalDatabase)

    QString path() const { return m_path; }

    /// The statement, prepared once. Bind its values, then run() it.
    QSqlQuery& statement(const QString& sql);
    /// Whether it ran; why not is in error().
    bool run(QSqlQuery& query);
    bool run(const QString& sql) { return run(statement(sql)); }
    ApiError error() const { return m_error; }

    /// Runs `work` in a transaction: committed if it returns true and the commit succeeds, else
    /// rolled back with the reason in error(). Refused once another program has brought the file to
    /// a later version.
    template <class Work> bool transaction(Work work)
    {
        if (!run(QStringLiteral("BEGIN IMMEDIATE")))
            return false;
        if (isOfThisVersion() && work() && run(QStringLiteral("COMMIT")))
            return true;
        const ApiError reason = m_error;
        run(QStringLiteral("ROLLBACK"));
        m_error = reason;
        return false;
    }
    /// Makes the running transaction fail with this reason.
    bool refuse(const QString& reason);

private:
    explicit JournalDatabase(const QString& path);
    bool connectTo(const QString& options);
    bool prepareFile();
    bool migrate();
    int version();
    bool isOfThisVersion();

    QString m_path;
    QString m_name;
    QSqlDatabase m_database;
    std::unordered_map<std::string, QSqlQuery> m_statements;
    std::unordered_set<const QSqlQuery*> m_unprepared; ///< of m_statements
    ApiError m_error;
};

} // namespace ic
