#pragma once

#include "snapshot/snapshotfacts.h"
#include "snapshot/snapshotrow.h"
#include "snapshot/sqlitefile.h"

#include <QByteArrayList>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
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

/// The file of a snapshot, for one thread at a time. Rows are numbered from 0 here.
class SnapshotReader
{
public:
    static Expected<std::unique_ptr<SnapshotReader>> open(const QString& path);
    ~SnapshotReader();
    Q_DISABLE_COPY_MOVE(SnapshotReader)

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
    /// Shows every row to `visit` until that returns false. False if the file cannot be read.
    bool scan(bool withRest, const std::vector<int>& columns,
        const std::function<bool(const Row&)>& visit)
    {
        return scan(withRest, columns, visit, 0, m_facts.count);
    }
    /// How many parts scanParts() reads at the same time.
    std::size_t parts() const { return m_others.size() + 1; }
    /// The first row of each, and at the end that of none. Two of them never share a word of a
    /// RowSet.
    std::vector<qint64> beginnings() const;
    /// As scan(), each part on a thread of its own, from the row on that `from` says for it.
    bool scanParts(bool withRest, const std::vector<int>& columns, const std::vector<qint64>& from,
        const std::function<bool(std::size_t part, const Row&)>& visit);

    /// Makes these rows those that next() comes to, in this order. Of their attributes only these
    /// are read, if any are named. False if the file cannot be read.
    bool choose(
        std::span<const quint32> rows, const std::optional<QByteArrayList>& attributes = {});
    /// False after the last one and if the file cannot be read.
    bool next() { return m_chosen.step(); }
    /// Of the row that next() came to: a column, where all attributes are read; valid until the
    /// next row.
    SnapshotValue valueAt(int column) const { return chosenRow().value(std::size_t(column)); }
    void visitMembers(const std::function<void(const SnapshotMember&)>& visit) const;
    /// Appends the records of these rows as the elements of a JSON list. False if the file cannot
    /// be read.
    bool appendRecords(QByteArray& target, std::span<const quint32> rows,
        const std::optional<QByteArrayList>& attributes = {});

    bool isFailed() const { return m_file.isFailed(); }
    ApiError error() const;

private:
    SnapshotReader() = default;
    static Expected<std::unique_ptr<SnapshotReader>> openOne(const QString& path);
    bool read(const QString& path);
    bool readFields();
    bool scan(bool withRest, const std::vector<int>& columns,
        const std::function<bool(const Row&)>& visit, qint64 begin, qint64 end);
    Row chosenRow() const { return { 0, m_chosen }; }
    void appendRecord(QByteArray& target);

    SqliteFile m_file;
    QString m_folder;
    SnapshotFacts m_facts;
    std::vector<SnapshotField> m_fields;
    std::vector<QByteArray> m_names; ///< of the fields with a column: the key as JSON and a colon
    bool m_hasRest = false;
    SqliteStatement m_chosen;
    std::vector<int> m_columns; ///< that m_chosen reads
    QByteArray m_wanted; ///< the rows of m_chosen, as JSON
    std::array<QByteArray, NestedObjects.size() + 1> m_objects; ///< of the record that is written
    /// They read the same file for scanParts(); opened with it, as nobody knows whether it still
    /// has its name later.
    std::vector<std::unique_ptr<SnapshotReader>> m_others;
};

/// Shows each member that stands in the rest of a row.
void visitRest(QByteArrayView rest, const std::function<void(const SnapshotMember&)>& visit);

} // namespace ic
