#pragma once

#include "snapshot/snapshotanswer.h"
#include "snapshot/snapshotchanges.h"
#include "snapshot/snapshotreader.h"

#include <atomic>
#include <memory>

namespace ic {

class OlderRows;

/// Compares a snapshot with an older one, by the ids. Who has none cannot be told and is left out.
/// Two values that are both none are the same.
class SnapshotComparer
{
public:
    SnapshotComparer(SnapshotReader& newer, std::unique_ptr<SnapshotReader> older);

    /// Call once.
    Expected<SnapshotComparison> compare(const std::atomic_bool& stop);
    std::shared_ptr<const SnapshotChanges> changes() const { return m_changes; }
    std::shared_ptr<const SnapshotChanges> changesOfOlder() const { return m_ofOlder; }
    /// Those of some rows from `from` on.
    Expected<SnapshotDifferences> differences(qint64 from, const std::atomic_bool& stop);

private:
    /// A field that one of them has, or both.
    struct Pair
    {
        QString key;
        bool isBookkeeping = false;
        QByteArray newer; ///< the values that are compared; empty = none
        QByteArray older;
    };

    bool readOlder(OlderRows& rows, const std::atomic_bool& stop);
    bool readNewer(OlderRows& rows, const std::atomic_bool& stop);
    /// A member and its column in each; -1 = none.
    struct Column
    {
        MemberPlace place = MemberPlace::Top;
        QByteArray key;
        int newer = -1;
        int older = -1;
    };

    void pairColumns();
    /// Makes these rows, and those of the older one that are the same people, those that
    /// nextDifferences() is about. False if a file cannot be read.
    bool goTo(std::span<const quint32> newer);
    /// The fields that are other ones in the two next rows, in the order of place and key. nullopt
    /// if a file cannot be read.
    std::optional<std::vector<Pair>> nextDifferences();
    /// The same of the two present ones, where every member has a column.
    std::vector<Pair> differentColumns() const;
    void note(qint64 row, const QString& key);
    SnapshotComparison counted() const;
    ApiError error() const;

    SnapshotReader& m_newer;
    std::unique_ptr<SnapshotReader> m_older;
    std::vector<Column> m_columns; ///< by place and key
    std::vector<qint32> m_olderRows; ///< of each row; -1 = none
    RowSet m_correlated; ///< in the newer one
    std::vector<quint32> m_suspects; ///< rows whose hash is another one
    std::shared_ptr<SnapshotChanges> m_changes;
    std::shared_ptr<SnapshotChanges> m_ofOlder;
};

} // namespace ic
