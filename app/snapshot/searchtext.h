#pragma once

#include "snapshot/fieldreading.h"
#include "snapshot/keptbytes.h"
#include "snapshot/rowset.h"
#include "snapshot/snapshotreader.h"

#include <QHash>

#include <atomic>

namespace ic {

/// What AnyField looks in: name, account name, email and every attribute of each row, as one text.
class SearchText
{
public:
    /// `folder`: see KeptBytes; `exact`: with case and accents.
    SearchText(const QString& folder, bool exact);

    enum class Outcome {
        Read,
        Stopped,
        FileFailed, ///< of the snapshot
        NotKept, ///< there is no room in the folder
    };
    /// Goes on where it was stopped before.
    Outcome read(SnapshotReader& reader, const std::atomic_bool& stop);
    /// The rows that have `part`, which is as the text is: folded or exact.
    RowSet rowsWith(const QByteArray& part, const std::atomic_bool& stop) const;

private:
    void addValue(const FieldReading::Value& value);
    void addText(QByteArrayView text);
    QByteArray elementsOf(QByteArrayView list);

    bool m_exact;
    bool m_isRead = false;
    KeptBytes m_bytes;
    std::vector<quint64> m_ends; ///< of each row
    QByteArray m_row; ///< the one that is read
    QHash<QByteArray, QByteArray> m_lists; ///< while it is read: JSON → their texts
};

} // namespace ic
