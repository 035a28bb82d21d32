#include "jobs/journaldatabase.h"

#include "jobs/journalschema.h"

#include "base/ownerfiles.h"

#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <cerrno>
#include <cstring>
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

const QString setVersion = u"PRAGMA user_version=%1"_s;

int firstNumber(const QSqlQuery& row)
{
    return row.value(0).toInt();
}

ApiError journalError(const QString& detail)
{
    return { .kind = ApiError::Kind::Journal,
        .operation = JournalDatabase::tr("Journal"),
        .detail = detail };
}

QString meaning(const QSqlError& error)
{
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case SqliteBusy:
        return JournalDatabase::tr("Another program keeps it locked");
    case SqliteReadOnly:
        return JournalDatabase::tr("It may not be written");
    case SqliteIoError:
        return JournalDatabase::tr("The disk could not be read or written");
    case SqliteCorrupt:
    case SqliteNotADatabase:
        return JournalDatabase::tr("The file is damaged");
    case SqliteFull:
        return JournalDatabase::tr("The disk is full");
    case SqliteCantOpen:
        return JournalDatabase::tr("The file cannot be opened");
    default:
        return error.databaseText().isEmpty() ? error.text() : error.databaseText();
    }
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

JournalDatabase::Opened JournalDatabase::openForWriting(const QString& path)
{
    std::unique_ptr<JournalDatabase> database(new JournalDatabase(path));
    if (!database->prepareFile() || !database->connectTo({}) || !database->migrate())
        return database->error();
    return database;
}

JournalDatabase::Opened JournalDatabase::openForReading(const QString& path)
{
    std::unique_ptr<JournalDatabase> database(new JournalDatabase(path));
    if (!QFileInfo::exists(path))
        return journalError(tr("There is no file %1").arg(path));
    if (!database->connectTo(u";QSQLITE_OPEN_READONLY"_s))
        return database->error();
    const int version = database->version();
    if (version < 0)
        return database->error();
    if (version == 0) {
        // Another program is about to make it, or was ended while it did: this waits, or makes it.
        const auto made = openForWriting(path);
        return made ? openForReading(path) : Opened(made.error());
    }
    if (version != SchemaVersion)
        return journalError(tr("%1 is of another version of this program").arg(path));
    return database;
}

bool JournalDatabase::prepareFile()
{
    const QString folder = QFileInfo(m_path).absolutePath();
    if (!makeOwnerFolder(folder))
        return refuse(tr("The folder %1 cannot be made").arg(folder));
    // Made and changed by its name: a descriptor of it that is closed would take away every lock
    // that SQLite holds on the file in this process, for the connections of other windows and
    // readers, and another program could then remove the log they write to.
    const QByteArray path = QFile::encodeName(m_path);
    const bool isMade = ::mknod(path.constData(), S_IFREG | S_IRUSR | S_IWUSR, 0) == 0;
    if ((!isMade && errno != EEXIST) || ::access(path.constData(), R_OK | W_OK) != 0) {
        return refuse(tr("%1 cannot be opened: %2")
                          .arg(m_path, QString::fromLocal8Bit(std::strerror(errno))));
    }
    // SQLite gives its side files the mode of this one.
    ::chmod(path.constData(), S_IRUSR | S_IWUSR);
    return true;
}

bool JournalDatabase::connectTo(const QString& options)
{
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    if (!m_database.isValid())
        return refuse(tr("Qt's driver for SQLite is not installed"));
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s + options);
    m_database.setDatabaseName(m_path);
    return m_database.open() || fail(m_database.lastError());
}

void JournalDatabase::set(const QString& pragma)
{
    QSqlQuery(m_database).exec(u"PRAGMA "_s + pragma);
}

int JournalDatabase::version()
{
    const auto version = rows(u"PRAGMA user_version"_s, {}, firstNumber);
    return version && !version->isEmpty() ? version->first() : -1;
}

bool JournalDatabase::isOfThisVersion()
{
    const int version = this->version();
    if (version > SchemaVersion)
        return refuse(tr("%1 was written by a newer version of this program").arg(m_path));
    return version >= 0;
}

bool JournalDatabase::migrate()
{
    if (!isOfThisVersion())
        return false;
    const auto check = rows(u"PRAGMA quick_check(1)"_s, {},
        [](const QSqlQuery& row) { return row.value(0).toString(); });
    if (!check || check->value(0) != u"ok")
        return refuse(tr("The file is damaged: %1").arg(m_path));
    if (!beginWal())
        return false;
    for (const auto& pragma : { u"PRAGMA synchronous=FULL"_s, u"PRAGMA foreign_keys=ON"_s }) {
        if (!rows(pragma, {}, firstNumber))
            return false;
    }
    if (version() == SchemaVersion)
        return true;
    return largeTransaction([&] {
        // Another program may have done it meanwhile.
        return migrateJournal(*this, version()) && run(setVersion.arg(SchemaVersion)) != nullptr;
    }).hasValue();
}

/// For this alone SQLite waits for no other writer: two windows that make the file at the same
/// moment would be told that it is locked. It does wait to begin a transaction, until the other one
/// is through.
bool JournalDatabase::beginWal()
{
    const auto begin
        = [this] { return rows(u"PRAGMA journal_mode=WAL"_s, {}, firstNumber).hasValue(); };
    const auto waitForOther
        = [this] { return run(u"BEGIN IMMEDIATE"_s) != nullptr && run(u"COMMIT"_s) != nullptr; };
    return begin() || (waitForOther() && begin());
}

Expected<std::monostate> JournalDatabase::tryToWrite()
{
    return transaction([this] { return run(setVersion.arg(SchemaVersion)) != nullptr; });
}

QSqlQuery* JournalDatabase::run(const QString& sql, const QVariantList& values)
{
    const std::string key = sql.toStdString();
    auto found = m_statements.find(key);
    if (found == m_statements.end()) {
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        if (!query.prepare(sql)) {
            fail(query.lastError());
            return nullptr;
        }
        found = m_statements.emplace(key, std::move(query)).first;
    }
    QSqlQuery& query = found->second;
    query.finish();
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, values[i]);
    if (query.exec())
        return &query;
    fail(query.lastError());
    return nullptr;
}

bool JournalDatabase::fail(const QSqlError& error)
{
    return refuse(u"%1: %2"_s.arg(meaning(error), m_path));
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
