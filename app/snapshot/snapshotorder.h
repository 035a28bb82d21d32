#pragma once

#include "snapshot/snapshotcolumns.h"

#include <QStringList>

namespace ic {

/// The order of a list by any fields, without case and accents, who has no value last; who is equal
/// in all of them stays in the order of the file.
class SnapshotOrder
{
public:
    /// Each a field's key, or "attributes.KEY"; "-" before it = descending.
    static Expected<SnapshotOrder> of(const QStringList& sorters);

    QList<FilterSubject> subjects() const;
    /// Puts rows that are in the order of the file into this one. The columns are loaded.
    void sort(std::vector<quint32>& rows, const SnapshotColumns& columns) const;

private:
    struct Level
    {
        FilterSubject subject;
        bool isDescending = false;
    };

    std::vector<Level> m_levels;
};

} // namespace ic
