#include "snapshot/sqlitefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <sqlite3.h>

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::Snapshot)
};

/// What is neither text nor list takes no room in a row.
enum Word { NullWord, FalseWord, TrueWord };

QString meaning(int code, const QString& text)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Texts::tr("Another program keeps it locked");
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return Texts::tr("It may not be written");
    case SQLITE_IOERR:
        return Texts::tr("The disk could not be read or written");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return Texts::tr("The file is damaged");
    case SQLITE_FULL:
        return Texts::tr("The disk is full");
    case SQLITE_CANTOPEN:
        return Texts::tr("The file cannot be opened");
    case SQLITE_NOMEM:
        return Texts::tr("There is not enough memory");
    default:
        return text;
    }
}

} // namespace

void SqliteStatement::Finalize::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

void SqliteStatement::bind(int parameter, qint64 number)
{
    sqlite3_bind_int64(m_statement.get(), parameter, number);
}

void SqliteStatement::bind(int parameter, const SnapshotValue& value)
{
    sqlite3_stmt* const statement = m_statement.get();
    // An empty view may point nowhere, which SQLite would take for NULL.
    const char* const bytes = value.bytes.isEmpty() ? "" : value.bytes.data();
    const auto size = static_cast<sqlite3_uint64>(value.bytes.size());
    switch (value.kind) {
    case ValueKind::Absent:
        sqlite3_bind_null(statement, parameter);
        break;
    case ValueKind::Null:
        sqlite3_bind_int(statement, parameter, NullWord);
        break;
    case ValueKind::False:
        sqlite3_bind_int(statement, parameter, FalseWord);
        break;
    case ValueKind::True:
        sqlite3_bind_int(statement, parameter, TrueWord);
        break;
    case ValueKind::Text:
        sqlite3_bind_text64(statement, parameter, bytes, size, SQLITE_STATIC, SQLITE_UTF8);
        break;
    case ValueKind::Json:
        sqlite3_bind_blob64(statement, parameter, bytes, size, SQLITE_STATIC);
        break;
    }
}

bool SqliteStatement::step()
{
    return sqlite3_step(m_statement.get()) == SQLITE_ROW;
}

void SqliteStatement::reset()
{
    if (!m_statement)
        return;
    sqlite3_reset(m_statement.get());
    sqlite3_clear_bindings(m_statement.get());
}

qint64 SqliteStatement::number(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

SnapshotValue SqliteStatement::value(int column) const
{
    // Each sqlite3_column_… would look for it anew.
    sqlite3_value* const value = sqlite3_column_value(m_statement.get(), column);
    const int type = sqlite3_value_type(value);
    if (type == SQLITE_NULL)
        return {};
    if (type == SQLITE_INTEGER) {
        const int word = sqlite3_value_int(value);
        return { word == TrueWord   ? ValueKind::True
                : word == FalseWord ? ValueKind::False
                                    : ValueKind::Null };
    }
    // The bytes first: the size is that of what was last asked for.
    const void* const bytes = sqlite3_value_blob(value);
    const int size = sqlite3_value_bytes(value);
    return { type == SQLITE_TEXT ? ValueKind::Text : ValueKind::Json,
        QByteArrayView(static_cast<const char*>(bytes), size) };
}

void SqliteFile::Close::operator()(sqlite3* database) const
{
    sqlite3_close_v2(database);
}

bool SqliteFile::open(const QString& path, Access access)
{
    m_path = path;
    m_code = 0;
    sqlite3* database = nullptr;
    const int flags = SQLITE_OPEN_NOMUTEX
        | (access == Access::Read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    const int code
        = sqlite3_open_v2(QFile::encodeName(path).constData(), &database, flags, nullptr);
    m_database.reset(database);
    return check(code);
}

bool SqliteFile::close()
{
    return check(sqlite3_close(m_database.release()));
}

bool SqliteFile::run(const QByteArray& sql)
{
    return check(sqlite3_exec(m_database.get(), sql.constData(), nullptr, nullptr, nullptr));
}

bool SqliteFile::prepare(SqliteStatement& statement, const QByteArray& sql)
{
    sqlite3_stmt* prepared = nullptr;
    const int code = sqlite3_prepare_v2(
        m_database.get(), sql.constData(), static_cast<int>(sql.size()), &prepared, nullptr);
    statement.m_statement.reset(prepared);
    return check(code);
}

bool SqliteFile::isFailed() const
{
    const int code = m_database ? sqlite3_errcode(m_database.get()) : SQLITE_OK;
    return m_code != SQLITE_OK || (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE);
}

QString SqliteFile::problem() const
{
    const bool isNow = m_code == SQLITE_OK && m_database;
    const int code = isNow ? sqlite3_errcode(m_database.get()) : m_code;
    const QString text = isNow ? QString::fromUtf8(sqlite3_errmsg(m_database.get())) : m_text;
    return meaning(code, text);
}

ApiError SqliteFile::error() const
{
    return { .kind = ApiError::Kind::File,
        .operation = Texts::tr("Open snapshot"),
        .detail = Texts::tr("%1: %2", "file, what is wrong with it")
                      .arg(QDir::toNativeSeparators(m_path), problem()),
        .remedy = Texts::tr("Take a new snapshot.") };
}

bool SqliteFile::check(int code)
{
    if (code == SQLITE_OK)
        return m_code == SQLITE_OK;
    if (m_code == SQLITE_OK) {
        m_code = code;
        m_text = QString::fromUtf8(
            m_database ? sqlite3_errmsg(m_database.get()) : sqlite3_errstr(code));
    }
    return false;
}

} // namespace ic
