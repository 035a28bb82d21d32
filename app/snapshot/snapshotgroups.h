#pragma once

#include "snapshot/fieldcolumn.h"
#include "snapshot/snapshotanswer.h"

#include <QHash>

#include <atomic>
#include <optional>

namespace ic {

/// The groups of one field: a number for each. Texts that differ in case and accents are one,
/// unless `exact`; somebody with a list is in one for each of its elements. 0 = no value.
class GroupKeys
{
public:
    GroupKeys(const FieldColumn& column, const RowSet& rows, bool exact);

    /// Calls visit(key) for each group of who has this value.
    template <class Visit> void forEach(quint32 value, const Visit& visit) const
    {
        if (!m_column.isList(value)) {
            visit(m_keys[value]);
            return;
        }
        for (const quint32 key : m_ofList[value])
            visit(key);
    }
    /// As most of the rows write it.
    QString text(quint32 key) const;
    /// Whether it is a value that begins with `prefix`, which is folded unless `exact`.
    bool beginsWith(quint32 key, QByteArrayView prefix, bool exact) const
    {
        return key != 0
            && (exact ? text(key).toUtf8().startsWith(prefix) : sortText(key).startsWith(prefix));
    }
    /// In the order of names, no value last.
    bool comesBefore(quint32 a, quint32 b) const;

private:
    QByteArrayView sortText(quint32 key) const;
    void addList(quint32 value, bool exact, QHash<QByteArray, quint32>& known);

    const FieldColumn& m_column;
    std::vector<quint32> m_keys; ///< of each value that is no list
    QHash<quint32, std::vector<quint32>> m_ofList;
    std::vector<quint32> m_shown; ///< of each key that is a value: the most frequent one
    std::vector<QString> m_elements; ///< texts of the keys that no value is: they follow those
    std::vector<QByteArray> m_elementOrder; ///< the same, folded
};

/// Counts `rows` by one field, or two. What was counted so far if `stop` says so. `prefix`: only
/// values of the first field that begin with it, so nobody who has none.
SnapshotGroups groupsOf(const std::vector<const FieldColumn*>& columns, const RowSet& rows,
    bool exact, GroupOrder order, qint64 most, const std::atomic_bool& stop,
    const std::optional<QString>& prefix = {});

/// Of one field.
SnapshotSummary summaryOf(
    const FieldColumn& column, const RowSet& rows, bool exact, const std::atomic_bool& stop);

} // namespace ic
