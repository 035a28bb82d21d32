#pragma once

#include "snapshot/snapshotfacts.h"
#include "snapshot/snapshotrow.h"
#include "snapshot/sqlitefile.h"

#include <array>
#include <functional>
#include <memory>
#include <vector>

namespace ic {

/// A member that identities of a snapshot have.
struct SnapshotField
{
    int column = 0; ///< -1 = it stands in the rest
    MemberPlace place = MemberPlace::Top;
    QByteArray key = {};
    qint64 filled = 0; ///< identities that have a value
};

/// The file of a snapshot, for the thread that opened it. Rows are numbered from 0 here.
class SnapshotReader
{
public:
    static Expected<std::unique_ptr<SnapshotReader>> open(const QString& path);

    /// Where it lies.
    const QString& folder() const { return m_folder; }
    const SnapshotFacts& facts() const { return m_facts; }
    /// In the order in which they were first met; those beyond SnapshotWriter::MostFields, which
    /// stand in the rest too, are not among them.
    const std::vector<SnapshotField>& fields() const { return m_fields; }
    bool hasRest() const { return m_hasRest; }

    /// What scan() shows of a row.
    struct Row
    {
        qint64 number = 0;
        const SqliteStatement& statement;

        bool isCorrelated() const { return statement.number(0) != 0; }
        quint64 hash() const { return static_cast<quint64>(statement.number(1)); }
        SnapshotValue rest() const { return statement.value(2); }
        /// Of the column at that place among those that were asked for.
        SnapshotValue value(std::size_t place) const
        {
            return statement.value(3 + static_cast<int>(place));
        }
    };
    /// Shows every row, from `first` on, to `visit` until that returns false. False if the file
    /// cannot be read.
    bool scan(bool withRest, const std::vector<int>& columns,
        const std::function<bool(const Row&)>& visit, qint64 first = 0);
    /// Appends the record as JSON. False if the file cannot be read.
    bool appendRecord(QByteArray& target, qint64 row);
    /// Makes `row` the one that valueAt() is about. False if the file cannot be read.
    bool goTo(qint64 row);
    /// Of a column; valid until the next row.
    SnapshotValue valueAt(int column) const { return m_identity.value(column + 1); }
    /// Shows each member of the row that is there. False if the file cannot be read.
    bool visitMembers(qint64 row, const std::function<void(const SnapshotMember&)>& visit);

    bool isFailed() const { return m_file.isFailed(); }
    ApiError error() const { return m_file.error(); }

private:
    SnapshotReader() = default;
    bool read(const QString& path);
    bool readFields();

    SqliteFile m_file;
    QString m_folder;
    SnapshotFacts m_facts;
    std::vector<SnapshotField> m_fields;
    std::vector<QByteArray> m_names; ///< of the fields with a column: the key as JSON and a colon
    bool m_hasRest = false;
    SqliteStatement m_identity;
};

/// Shows each member that stands in the rest of a row.
void visitRest(QByteArrayView rest, const std::function<void(const SnapshotMember&)>& visit);

} // namespace ic
