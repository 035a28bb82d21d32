#pragma once

#include "snapshot/snapshotfacts.h"
#include "snapshot/snapshotrow.h"
#include "snapshot/sqlitefile.h"

#include <QByteArray>
#include <QHash>

#include <vector>

namespace ic {

/// Fills the file of a snapshot, in one transaction.
class SnapshotWriter
{
public:
    /// The most fields whose number of values is kept: a tenant that gives each identity keys of
    /// its own would fill the memory with them.
    static constexpr int MostFields = 20'000;

    /// `path` is an empty file.
    bool open(const QString& path);
    /// The row that `row` stands at; `number` from 1.
    bool add(qint64 number, SnapshotRowReader& row);
    bool finish(const SnapshotFacts& facts);
    QString problem() const { return m_file.problem(); }

private:
    struct Field
    {
        MemberPlace place = MemberPlace::Top;
        QByteArray key = {};
        qint64 filled = 0;
    };

    /// Its number; -1 = there is no room to count it. `before`: that of the row's member before it.
    int fieldOf(const SnapshotMember& member, int before);
    int lookUp(const SnapshotMember& member);
    bool addColumns(int fields);
    bool writeFields();
    bool writeFacts(const SnapshotFacts& facts);

    SqliteFile m_file;
    SqliteStatement m_insert;
    int m_columns = 0;
    std::vector<Field> m_fields;
    QHash<QByteArray, int> m_numbers; ///< place and key → index in m_fields
    std::vector<int> m_next { -1 }; ///< which field came after none, after the first and so on
    QByteArray m_name; ///< kept so that looking up does not allocate
    std::vector<SnapshotValue> m_values; ///< of the row that is added
};

} // namespace ic
