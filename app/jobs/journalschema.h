#pragma once

#include "operations/bulkplan.h"

namespace ic {

class JournalDatabase;

/// Items whose states are counted together, and whose people are searched together.
constexpr int ItemsPerBlock = 1000;

/// In a transaction: brings the file from a version of its schema to the present one, see
/// JournalDatabase::SchemaVersion. False = it cannot be.
bool migrateJournal(JournalDatabase& database, int version);

/// In a transaction: counts the items of a job by state, once. From then on the file does it by
/// itself, whenever one goes from one state to another.
bool tallyItems(JournalDatabase& database, const QVariant& number);

/// In a transaction, writes what a job is found by: first words of its own, then the people of each
/// block of its items in their order, so that the place of a row says which block it is; later more
/// words of its own. `number`: the job's. False = it cannot be written.
class SearchedWords
{
public:
    SearchedWords(JournalDatabase& database, const QVariant& number)
        : m_database(database)
        , m_number(number)
    {
    }

    void add(const QString& words);
    /// Of one item. Writes the block when it is full.
    bool add(const BulkTarget& target);
    /// Writes what was added.
    bool write();

private:
    JournalDatabase& m_database;
    const QVariant m_number;
    QString m_words;
    int m_people = 0;
};

} // namespace ic
