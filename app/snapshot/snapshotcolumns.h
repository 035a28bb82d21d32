#pragma once

#include "base/expected.h"
#include "snapshot/fieldcolumn.h"
#include "snapshot/searchtext.h"
#include "snapshot/snapshotreader.h"

#include <QList>

#include <atomic>
#include <map>

namespace ic {

/// The fields of a snapshot that were asked for, read from the file when they are, and kept as long
/// as there is room.
class SnapshotColumns
{
public:
    /// `exact`: AnyField is, see SearchText. Beyond `mostBytes` those go that were not used for
    /// longest.
    SnapshotColumns(SnapshotReader& reader, bool exact, qint64 mostBytes)
        : m_reader(reader)
        , m_exact(exact)
        , m_mostBytes(mostBytes)
    {
    }

    /// Reads those that are not there, all at once; others may have to go for them. Cancelled where
    /// `stop` says so.
    std::optional<ApiError> load(
        const QList<FilterSubject>& subjects, const std::atomic_bool& stop);
    /// One of those that were loaded last, valid until others are.
    const FieldColumn& column(const FilterSubject& subject) const;

    /// What AnyField looks in, which was loaded.
    const SearchText& searchText() const { return *m_searchText; }
    qint64 rows() const { return m_reader.facts().count; }
    /// Of the columns that are kept.
    qint64 bytes() const;

private:
    struct Work;
    /// What the columns are told apart by.
    using Name = std::pair<FilterField, QString>;
    struct Kept
    {
        std::shared_ptr<const FieldColumn> column;
        quint64 lastUse = 0;
    };

    static Name nameOf(const FilterSubject& subject);
    void makeRoom();
    std::optional<ApiError> loadSearchText(const std::atomic_bool& stop);

    SnapshotReader& m_reader;
    bool m_exact;
    qint64 m_mostBytes;
    std::map<Name, Kept> m_columns;
    quint64 m_uses = 0;
    std::unique_ptr<SearchText> m_searchText; ///< null before it is asked for
};

} // namespace ic
