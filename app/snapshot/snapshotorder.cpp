#include "snapshot/snapshotorder.h"

#include <QCoreApplication>

#include <algorithm>

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::Snapshot)
};

/// Keeps the order of who is equal.
void sortBy(std::vector<quint32>& rows, const FieldColumn& column, bool isDescending)
{
    const quint32 values = column.values();
    const auto rankOf = [&](quint32 value) {
        const quint32 rank = column.firstAlike(value);
        return rank == 0 ? values : isDescending ? values - rank : rank;
    };
    constexpr std::size_t few = 16; // for so many values one row: counting them all takes longer
    if (rows.size() < values / few) {
        std::ranges::stable_sort(
            rows, {}, [&](quint32 row) { return rankOf(column.valueOf(row)); });
        return;
    }
    column.withCodes([&](auto codes) {
        std::vector<quint32> ends(values + 2U);
        for (const quint32 row : rows)
            ++ends[rankOf(codes[row]) + 1U];
        for (std::size_t rank = 1; rank < ends.size(); ++rank)
            ends[rank] += ends[rank - 1];
        std::vector<quint32> sorted(rows.size());
        for (const quint32 row : rows)
            sorted[ends[rankOf(codes[row])]++] = row;
        rows = std::move(sorted);
    });
}

} // namespace

Expected<SnapshotOrder> SnapshotOrder::of(const QStringList& sorters)
{
    SnapshotOrder order;
    for (const QString& sorter : sorters) {
        const bool isDescending = sorter.startsWith(u'-');
        const std::optional<FilterSubject> subject
            = filterSubject(isDescending ? sorter.mid(1) : sorter);
        if (!subject || subject->field == FilterField::Protected) {
            return ApiError { .kind = ApiError::Kind::BadRequest,
                .operation = Texts::tr("Snapshot"),
                .detail = Texts::tr("A snapshot cannot be sorted by \"%1\".").arg(sorter) };
        }
        order.m_levels.push_back({ *subject, isDescending });
    }
    return order;
}

QList<FilterSubject> SnapshotOrder::subjects() const
{
    QList<FilterSubject> subjects;
    for (const Level& level : m_levels)
        subjects += level.subject;
    return subjects;
}

void SnapshotOrder::sort(std::vector<quint32>& rows, const SnapshotColumns& columns) const
{
    for (auto level = m_levels.rbegin(); level != m_levels.rend(); ++level)
        sortBy(rows, columns.column(level->subject), level->isDescending);
}

} // namespace ic
