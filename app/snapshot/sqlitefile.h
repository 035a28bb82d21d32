#pragma once

#include "base/apierror.h"
#include "snapshot/snapshotrow.h"

#include <QByteArray>
#include <QString>

#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace ic {

/// A prepared statement. What is bound has to live until it has run.
class SqliteStatement
{
public:
    SqliteStatement() = default;

    void bind(int parameter, qint64 number);
    void bind(int parameter, const SnapshotValue& value);
    /// True while there is a row.
    bool step();
    /// Runs it from the beginning the next time, with nothing bound.
    void reset();

    qint64 number(int column) const;
    /// Valid until the next step().
    SnapshotValue value(int column) const;

private:
    friend class SqliteFile;
    struct Finalize
    {
        void operator()(sqlite3_stmt* statement) const;
    };

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

/// One connection to an SQLite file, for one thread at a time. SQLite's own interface takes UTF-8
/// where it stands; Qt's would make a QString of each value.
class SqliteFile
{
public:
    enum class Access {
        Write, ///< the file is there and empty
        Read,
    };

    SqliteFile() = default;

    bool open(const QString& path, Access access);
    /// False where something could not be written.
    bool close();
    bool run(const QByteArray& sql);
    bool prepare(SqliteStatement& statement, const QByteArray& sql);
    bool isFailed() const;
    /// Why something failed, e.g. "The disk is full".
    QString problem() const;
    /// The same with the file's name, of Kind::File.
    ApiError error() const;

private:
    struct Close
    {
        void operator()(sqlite3* database) const;
    };

    QString m_path;
    std::unique_ptr<sqlite3, Close> m_database;
    int m_code = 0; ///< of the first failure
    QString m_text;

    bool check(int code);
};

} // namespace ic
