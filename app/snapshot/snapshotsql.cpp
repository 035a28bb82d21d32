#include "snapshot/snapshotsql.h"

namespace ic {

namespace {

QByteArray columnName(int number)
{
    return 'c' + QByteArray::number(number);
}

QByteArray selection(bool withRest, const std::vector<int>& columns)
{
    QByteArray sql = "SELECT correlated,hash";
    sql += withRest ? ",rest" : ",NULL";
    for (const int number : columns)
        sql += ',' + columnName(number);
    return sql;
}

} // namespace

QByteArray SnapshotSql::forWriting()
{
    // Nobody else has the file before it is whole, and one that is not whole is of no use.
    return "PRAGMA page_size=16384;"
           "PRAGMA journal_mode=OFF;"
           "PRAGMA synchronous=OFF;"
           "PRAGMA locking_mode=EXCLUSIVE;"
           "PRAGMA cache_size=-8192;"
           "PRAGMA temp_store=MEMORY";
}

QByteArray SnapshotSql::forReading()
{
    return "PRAGMA query_only=1;"
           "PRAGMA cache_size=-2048;"
           "PRAGMA mmap_size=4294967296";
}

QByteArray SnapshotSql::schema()
{
    return "BEGIN;"
           "CREATE TABLE facts(json TEXT);"
           "CREATE TABLE fields(number INTEGER PRIMARY KEY, place INTEGER, key TEXT,"
           " filled INTEGER);"
           "CREATE TABLE identities(row INTEGER PRIMARY KEY, correlated INTEGER, hash INTEGER,"
           " rest BLOB);"
           "PRAGMA user_version="
        + QByteArray::number(Version);
}

QByteArray SnapshotSql::addColumn(int number)
{
    return "ALTER TABLE identities ADD COLUMN " + columnName(number);
}

QByteArray SnapshotSql::commit()
{
    return "COMMIT";
}

QByteArray SnapshotSql::insertIdentity(int columns)
{
    QByteArray names = "INSERT INTO identities(row,correlated,hash,rest";
    QByteArray values = ") VALUES(?,?,?,?";
    for (int number = 0; number < columns; ++number) {
        names += ',' + columnName(number);
        values += ",?";
    }
    return names + values + ')';
}

QByteArray SnapshotSql::insertField()
{
    return "INSERT INTO fields(number,place,key,filled) VALUES(?,?,?,?)";
}

QByteArray SnapshotSql::insertFacts()
{
    return "INSERT INTO facts(json) VALUES(?)";
}

QByteArray SnapshotSql::version()
{
    return "PRAGMA user_version";
}

QByteArray SnapshotSql::facts()
{
    return "SELECT json FROM facts";
}

QByteArray SnapshotSql::fields()
{
    return "SELECT number,place,key,filled FROM fields ORDER BY number";
}

QByteArray SnapshotSql::scan(bool withRest, const std::vector<int>& columns)
{
    return selection(withRest, columns) + " FROM identities WHERE row BETWEEN ? AND ? ORDER BY row";
}

QByteArray SnapshotSql::chosen(bool withRest, const std::vector<int>& columns)
{
    return selection(withRest, columns)
        + " FROM json_each(?) AS wanted CROSS JOIN identities ON identities.row=wanted.value";
}

} // namespace ic
