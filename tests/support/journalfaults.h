#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

namespace ic::test {

using namespace Qt::StringLiterals;

/// Runs a statement on the connection of the Journal that this thread has open on the file, as
/// nobody but a test does: what SQLite then refuses, it refuses to the Journal.
inline bool onJournal(const QString& path, const QString& sql)
{
    for (const QString& name : QSqlDatabase::connectionNames()) {
        const QSqlDatabase database = QSqlDatabase::database(name, false);
        if (name.startsWith(u"journal-"_s) && database.databaseName() == path
            && !database.connectOptions().contains(u"READONLY"_s))
            return QSqlQuery(database).exec(sql);
    }
    return false;
}
/// Every write of the Journal fails, or none does any more.
inline bool refuseWrites(const QString& path, bool refuse)
{
    return onJournal(path, refuse ? u"PRAGMA query_only=ON"_s : u"PRAGMA query_only=OFF"_s);
}

/// Statements on the file behind the Journal's back, over a connection of the test's own.
class OtherWriter
{
public:
    explicit OtherWriter(const QString& path)
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
        database.setDatabaseName(path);
        database.open();
    }
    ~OtherWriter() { QSqlDatabase::removeDatabase(m_name); }
    Q_DISABLE_COPY_MOVE(OtherWriter)

    bool run(const QString& sql) const
    {
        return QSqlQuery(QSqlDatabase::database(m_name)).exec(sql);
    }
    int number(const QString& sql) const
    {
        QSqlQuery query(QSqlDatabase::database(m_name));
        return query.exec(sql) && query.next() ? query.value(0).toInt() : -1;
    }

private:
    QString m_name = u"other writer"_s;
};

} // namespace ic::test
