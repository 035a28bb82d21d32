#pragma once

#include "snapshot/fieldreading.h"
#include "snapshot/keptbytes.h"
#include "snapshot/rowset.h"
#include "snapshot/snapshotreader.h"

#include <QHash>

#include <atomic>
#include <memory>
#include <vector>

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
    /// Some of the rows, read at the same time as others.
    struct Part
    {
        explicit Part(const QString& folder)
            : bytes(folder)
        {
        }
        qint64 next() const { return begin + std::ssize(ends); }

        KeptBytes bytes;
        qint64 begin = 0; ///< the first row
        std::vector<quint64> ends = {}; ///< of each row
        QHash<QByteArray, QByteArrayList> lists = {}; ///< while it is read: JSON → their texts
    };

    void addValue(Part& part, const FieldReading::Value& value) const;
    void addText(KeptBytes& target, QByteArrayView text) const;
    void addList(Part& part, QByteArrayView list) const;

    bool m_exact;
    bool m_isRead = false;
    QString m_folder;
    std::vector<std::unique_ptr<Part>> m_parts;
    qint64 m_rows = 0;
};

} // namespace ic
