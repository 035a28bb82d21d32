#pragma once

#include "base/expected.h"
#include "snapshot/fieldcolumn.h"
#include "snapshot/searchtext.h"
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

    /// `exact`: AnyField is, see SearchText.
    SnapshotColumns(SnapshotReader& reader, bool exact)
        : m_reader(reader)
        , m_exact(exact)
    {
    }

    /// Reads those that are not there yet, all at once. Cancelled where `stop` says so.
    std::optional<ApiError> load(
        const QList<FilterSubject>& subjects, const std::atomic_bool& stop);
    /// One that was loaded.
    const FieldColumn& column(const FilterSubject& subject) const;

    /// What AnyField looks in, which was loaded.
    const SearchText& searchText() const { return *m_searchText; }
    /// In which rows people are correlated.
    const FieldColumn& correlated() const;
    qint64 rows() const { return m_reader.facts().count; }

private:
    struct Work;
    /// What the columns are told apart by.
    using Name = std::pair<FilterField, QString>;
    static Name nameOf(const FilterSubject& subject);
    std::optional<ApiError> loadSearchText(const std::atomic_bool& stop);

    SnapshotReader& m_reader;
    bool m_exact;
    std::map<Name, Column> m_columns;
    std::unique_ptr<const SearchText> m_searchText; ///< null before it is asked for
};

} // namespace ic
