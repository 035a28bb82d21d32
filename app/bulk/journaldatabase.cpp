#include "bulk/journaldatabase.h"

#include "base/ownerfolder.h"
#include "bulk/journal.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QUuid>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

// SQLite's primary result codes.
constexpr int SqliteBusy = 5;
constexpr int SqliteReadOnly = 8;
constexpr int SqliteIoError = 10;
constexpr int SqliteCorrupt = 11;
constexpr int SqliteFull = 13;
constexpr int SqliteCantOpen = 14;
constexpr int SqliteNotADatabase = 26;

ApiError journalError(const QString& detail)
{
    return { .kind = ApiError::Kind::Journal, .operation = u"Journal"_s, .detail = detail };
}

QString meaning(const QSqlError& error)
{
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case SqliteBusy:
        return u"Another program keeps it locked"_s;
    case SqliteReadOnly:
        return u"It may not be written"_s;
    case SqliteIoError:
        return u"The disk could not be read or written"_s;
    case SqliteCorrupt:
    case SqliteNotADatabase:
        return u"The file is damaged"_s;
    case SqliteFull:
        return u"The disk is full"_s;
    case SqliteCantOpen:
        return u"The file cannot be opened"_s;
    default:
        return error.databaseText().isEmpty() ? error.text() : error.databaseText();
    }
}

/// What leads from each version of the schema to the next. Never change an entry: add one.
const QList<QStringList>& migrations()
{
    static const QList<QStringList> steps {
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
    };
    return steps;
}

} // namespace

JournalDatabase::JournalDatabase(const QString& path)
    : m_path(path)
    , m_name(u"journal-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_error(journalError({}))
{
}

JournalDatabase::~JournalDatabase()
{
    m_statements.clear();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Expected<std::unique_ptr<JournalDatabase>> JournalDatabase::openForWriting(const QString& path)
{
    std::unique_ptr<JournalDatabase> database(new JournalDatabase(path));
    if (!database->prepareFile() || !database->connectTo(u"QSQLITE_BUSY_TIMEOUT=5000"_s)
        || !database->migrate())
        return database->error();
    return database;
}

Expected<std::unique_ptr<JournalDatabase>> JournalDatabase::openForReading(const QString& path)
{
    std::unique_ptr<JournalDatabase> database(new JournalDatabase(path));
    if (!QFileInfo::exists(path))
        return journalError(u"There is no file %1"_s.arg(path));
    if (!database->connectTo(u"QSQLITE_BUSY_TIMEOUT=5000;QSQLITE_OPEN_READONLY;"
                             "QSQLITE_ENABLE_REGEXP"_s))
        return database->error();
    const int version = database->version();
    if (version < 0)
        return database->error();
    if (version != Journal::SchemaVersion)
        return journalError(u"%1 is of another version of this program"_s.arg(path));
    return database;
}

bool JournalDatabase::prepareFile()
{
    const QString folder = QFileInfo(m_path).absolutePath();
    if (!makeOwnerFolder(folder)) {
        m_error = journalError(u"The folder %1 cannot be made"_s.arg(folder));
        return false;
    }
    // SQLite gives its side files the mode of this one.
    const int descriptor = ::open(
        QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0) {
        m_error = journalError(
            u"%1 cannot be opened: %2"_s.arg(m_path, QString::fromLocal8Bit(std::strerror(errno))));
        return false;
    }
    ::fchmod(descriptor, S_IRUSR | S_IWUSR);
    ::close(descriptor);
    return true;
}

bool JournalDatabase::connectTo(const QString& options)
{
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    if (!m_database.isValid()) {
        m_error = journalError(u"Qt's driver for SQLite is not installed"_s);
        return false;
    }
    m_database.setConnectOptions(options);
    m_database.setDatabaseName(m_path);
    if (!m_database.open()) {
        m_error = journalError(u"%1: %2"_s.arg(meaning(m_database.lastError()), m_path));
        return false;
    }
    return true;
}

int JournalDatabase::version()
{
    QSqlQuery query(m_database);
    if (!query.exec(u"PRAGMA user_version"_s) || !query.next()) {
        m_error = journalError(u"%1: %2"_s.arg(meaning(query.lastError()), m_path));
        return -1;
    }
    return query.value(0).toInt();
}

bool JournalDatabase::isOfThisVersion()
{
    const int version = this->version();
    if (version > migrations().size())
        m_error = journalError(u"%1 was written by a newer version of this program"_s.arg(m_path));
    return version >= 0 && version <= migrations().size();
}

bool JournalDatabase::migrate()
{
    if (!isOfThisVersion())
        return false;
    int version = this->version();
    QSqlQuery check(m_database);
    if (!check.exec(u"PRAGMA quick_check(1)"_s) || !check.next()
        || check.value(0).toString() != u"ok") {
        m_error = journalError(u"The file is damaged: %1"_s.arg(m_path));
        return false;
    }
    check.finish();
    for (const auto* pragma :
        { "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON" }) {
        QSqlQuery query(m_database);
        if (!query.exec(QString::fromLatin1(pragma))) {
            m_error = journalError(u"%1: %2"_s.arg(meaning(query.lastError()), m_path));
            return false;
        }
    }
    return version == migrations().size() || transaction([&] {
        // Another program may have done it meanwhile.
        version = this->version();
        for (; version < migrations().size(); ++version) {
            for (const QString& sql : migrations()[version]) {
                if (!run(sql))
                    return false;
            }
        }
        return run(u"PRAGMA user_version=%1"_s.arg(version));
    });
}

QSqlQuery& JournalDatabase::statement(const QString& sql)
{
    const std::string key = sql.toStdString();
    const auto found = m_statements.find(key);
    if (found != m_statements.end() && m_unprepared.count(&found->second) == 0) {
        found->second.finish();
        return found->second;
    }
    if (found != m_statements.end()) {
        m_unprepared.erase(&found->second);
        m_statements.erase(found);
    }
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    const bool prepared = query.prepare(sql);
    QSqlQuery& kept = m_statements.emplace(key, std::move(query)).first->second;
    if (!prepared)
        m_unprepared.insert(&kept); // run() says why; the next time it is tried again
    return kept;
}

bool JournalDatabase::run(QSqlQuery& query)
{
    if (m_unprepared.count(&query) == 0 && query.exec())
        return true;
    m_error = journalError(u"%1: %2"_s.arg(meaning(query.lastError()), m_path));
    return false;
}

QString sqlText(const QString& value)
{
    if (value.startsWith(QChar::ByteOrderMark) || value.startsWith(QChar::ByteOrderSwapped))
        return QChar(QChar::ByteOrderMark) + value;
    return value.isNull() ? u""_s : value;
}

bool JournalDatabase::refuse(const QString& reason)
{
    m_error = journalError(reason);
    return false;
}

} // namespace ic
