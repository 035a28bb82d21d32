#pragma once

#include "demo/filter.h"

#include <QHash>

#include <list>

namespace ic::demo {

/// What a list request asks for, already checked.
struct ListQuery
{
    QString filters = {}; ///< empty: none
    bool correlatedOnly = true;
    QList<SortKey> sorters = {};
    quint32 offset = 0;
    quint32 limit = 250;

    bool sameList(const ListQuery& other) const
    {
        return filters == other.filters && correlatedOnly == other.correlatedOnly
            && sorters == other.sorters;
    }
};

/// The identities as they are now: the seeded ones plus every change made since the start. Keeps
/// five bytes an identity and the order of the lists that were asked for last.
///
/// Newcomers are seeded, too: their ordinals lie scattered among the others and belong to nobody
/// until add(). So they have their place in every order, and an id is never given twice.
class Directory
{
public:
    static constexpr qint64 DefaultToday = 1'788'249'600'000; // 2026-09-01T08:00:00Z

    /// `count` identities now, and room for `newcomers`. Dates in the data lie before `todayMs`,
    /// milliseconds since 1970.
    Directory(quint64 seed, quint32 count, quint32 newcomers = 0, qint64 todayMs = DefaultToday,
        bool awkwardNames = true);

    const DemoData& data() const { return m_data; }
    const LiveState& state(quint32 ordinal) const { return m_states[ordinal]; }
    /// The ordinal of an identity that exists and was not deleted.
    std::optional<quint32> find(QByteArrayView id) const;

    /// The identities of one page; `total` becomes the number of all that match. `filter` is what
    /// the query's says.
    std::vector<quint32> page(const ListQuery& query, const FilterNode* filter, quint32* total);
    /// The first `limit` correlated identities with a status, in the order without sorters.
    std::vector<quint32> firstWith(Status status, quint32 limit) const;

    void setStatus(quint32 ordinal, Status status, qint64 nowMs);
    /// What processing does: the date, and most errors vanish.
    void refresh(quint32 ordinal, qint64 nowMs);
    void remove(quint32 ordinal);
    /// A newcomer, created now; nothing when there is no room left.
    std::optional<quint32> add(qint64 nowMs);

    /// Milliseconds since 1970; nothing when the identity was never refreshed.
    std::optional<qint64> lastRefresh(quint32 ordinal) const;
    qint64 created(quint32 ordinal) const;
    qint64 modified(quint32 ordinal) const;
    /// Whether an error of the processing comes back whenever the identity is processed.
    bool isIncurable(quint32 ordinal) const;

private:
    struct List
    {
        ListQuery query;
        std::vector<quint32> ordinals = {};
    };
    struct Touched
    {
        qint64 created = 0;
        qint64 modified = 0;
        qint64 refreshed = 0;
    };

    const std::vector<quint32>& list(const ListQuery& query, const FilterNode* filter);
    void sort(std::vector<quint32>& ordinals, const QList<SortKey>& sorters);
    void rankAliases();

    DemoData m_data;
    qint64 m_todayMs;
    Shuffle m_newcomers; ///< the first ones of all ordinals in this order
    quint32 m_room;
    quint32 m_added = 0;
    std::vector<LiveState> m_states;
    std::vector<quint32> m_aliasRanks; ///< built when first sorted by alias
    QHash<quint32, Touched> m_touched;
    std::list<List> m_lists; ///< most recently used first; until something changes
};

} // namespace ic::demo
