#pragma once

#include "base/expected.h"
#include "snapshot/fieldcolumn.h"
#include "snapshot/snapshotreader.h"

#include <QList>

#include <atomic>
#include <map>

namespace ic {

/// The fields of a snapshot that were asked for, each read once from the file.
class SnapshotColumns
{
public:
    using Column = std::shared_ptr<const FieldColumn>;

    explicit SnapshotColumns(SnapshotReader& reader)
        : m_reader(reader)
    {
    }

    /// Reads those that are not there yet, all at once. Cancelled where `stop` says so.
    std::optional<ApiError> load(
        const QList<FilterSubject>& subjects, const std::atomic_bool& stop);
    /// One that was loaded.
    const FieldColumn& column(const FilterSubject& subject) const;

    /// What AnyField looks in; all of it was loaded with AnyField.
    QList<FilterSubject> searched() const;
    /// In which rows people are correlated.
    const FieldColumn& correlated() const;
    /// The texts of all attributes without a column of their own, as a list; null where there are
    /// none.
    const FieldColumn* restTexts() const;
    qint64 rows() const { return m_reader.facts().count; }

private:
    struct Work;
    /// What the columns are told apart by.
    using Name = std::pair<FilterField, QString>;
    static Name nameOf(const FilterSubject& subject);

    SnapshotReader& m_reader;
    std::map<Name, Column> m_columns;
};

} // namespace ic
