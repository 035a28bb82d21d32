#include "snapshot/snapshotgroups.h"

#include "api/filter/filterevaluation.h"
#include "base/foldedtext.h"

#include <algorithm>

namespace ic {

namespace {

QByteArray comparedText(const QString& text, bool exact)
{
    return (exact ? text : foldedText(text)).toUtf8();
}

/// How many rows have each value, or each pair of values.
using Counts = QHash<quint64, qint64>;

std::vector<qint64> countsOf(const FieldColumn& column, const RowSet& rows)
{
    std::vector<qint64> counts(column.values());
    column.withCodes([&](auto codes) {
        rows.forEach([&](qint64 row) { ++counts[codes[static_cast<std::size_t>(row)]]; });
    });
    return counts;
}

Counts valueCounts(const std::vector<const FieldColumn*>& columns, const RowSet& rows,
    const std::atomic_bool& stop)
{
    Counts result;
    if (columns.size() == 1) {
        const std::vector<qint64> counts = countsOf(*columns.front(), rows);
        result.reserve(static_cast<qsizetype>(counts.size()));
        for (std::size_t value = 0; value < counts.size(); ++value) {
            if (counts[value] > 0)
                result.insert(value, counts[value]);
        }
        return result;
    }
    std::vector<quint64> pairs;
    columns[0]->withCodes([&](auto first) {
        columns[1]->withCodes([&](auto second) {
            rows.forEach([&](qint64 row) {
                const auto at = static_cast<std::size_t>(row);
                pairs.push_back(quint64(first[at]) << 32U | second[at]);
            });
        });
    });
    std::ranges::sort(pairs);
    for (std::size_t begin = 0; begin < pairs.size() && !stop;) {
        std::size_t end = begin;
        while (end < pairs.size() && pairs[end] == pairs[begin])
            ++end;
        result.insert(pairs[begin], static_cast<qint64>(end - begin));
        begin = end;
    }
    return result;
}

quint32 keyAt(quint64 keys, std::size_t place, std::size_t count)
{
    return static_cast<quint32>(place + 1 == count ? keys & 0xffffffffU : keys >> 32U);
}

} // namespace

GroupKeys::GroupKeys(const FieldColumn& column, const RowSet& rows, bool exact)
    : m_column(column)
    , m_keys(column.values())
    , m_shown(column.values())
{
    const std::vector<qint64> counts = countsOf(column, rows);
    for (quint32 value = 0; value < column.values(); ++value) {
        const quint32 key = exact ? value : column.firstAlike(value);
        m_keys[value] = key;
        if (key == value || counts[value] > counts[m_shown[key]])
            m_shown[key] = value;
    }
    if (column.lists().empty())
        return;
    QHash<QByteArray, quint32> known;
    for (quint32 value = 1; value < column.values(); ++value) {
        if (!column.isList(value))
            known.insert(comparedText(column.text(value), exact), m_keys[value]);
    }
    for (const quint32 value : column.lists())
        addList(value, exact, known);
}

void GroupKeys::addList(quint32 value, bool exact, QHash<QByteArray, quint32>& known)
{
    const JsonDocument list(m_column.raw(value).toByteArray());
    std::vector<quint32>& keys = m_ofList[value];
    for (const QString& text : filterValue(list.root().toQt()).texts) {
        const QByteArray compared = comparedText(text, exact);
        auto found = known.find(compared);
        if (found == known.end()) {
            const auto next = static_cast<quint32>(m_keys.size() + m_elements.size());
            found = known.insert(compared, next);
            m_elements.push_back(text);
            m_elementOrder.push_back(foldedText(text).toUtf8());
        }
        if (std::ranges::find(keys, *found) == keys.end())
            keys.push_back(*found);
    }
}

QString GroupKeys::text(quint32 key) const
{
    return key < m_keys.size() ? m_column.text(m_shown[key]) : m_elements[key - m_keys.size()];
}

QByteArrayView GroupKeys::sortText(quint32 key) const
{
    return key < m_keys.size() ? m_column.folded(key)
                               : QByteArrayView(m_elementOrder[key - m_keys.size()]);
}

bool GroupKeys::comesBefore(quint32 a, quint32 b) const
{
    if (a == 0 || b == 0)
        return b == 0 && a != 0;
    return m_elements.empty() ? a < b : sortText(a) < sortText(b);
}

SnapshotGroups groupsOf(const std::vector<const FieldColumn*>& columns, const RowSet& rows,
    bool exact, GroupOrder order, qint64 most, const std::atomic_bool& stop,
    const std::optional<QString>& prefix)
{
    std::vector<GroupKeys> keys;
    for (const FieldColumn* const column : columns)
        keys.emplace_back(*column, rows, exact);
    const Counts values = valueCounts(columns, rows, stop);
    Counts counts;
    counts.reserve(values.size());
    for (auto value = values.begin(); value != values.end() && !stop; ++value) {
        keys.front().forEach(keyAt(value.key(), 0, keys.size()), [&](quint32 first) {
            if (keys.size() == 1) {
                counts[first] += *value;
                return;
            }
            keys.back().forEach(keyAt(value.key(), 1, 2),
                [&](quint32 second) { counts[quint64(first) << 32U | second] += *value; });
        });
    }
    using Group = std::pair<quint64, qint64>;
    std::vector<Group> groups;
    groups.reserve(static_cast<std::size_t>(counts.size()));
    const QByteArray wanted = comparedText(prefix.value_or(QString()), exact);
    for (auto group = counts.begin(); group != counts.end(); ++group) {
        const quint32 first = keyAt(group.key(), 0, keys.size());
        if (!prefix || keys.front().beginsWith(first, wanted, exact))
            groups.emplace_back(group.key(), *group);
    }
    const auto nameBefore = [&](const Group& a, const Group& b) {
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const quint32 left = keyAt(a.first, i, keys.size());
            const quint32 right = keyAt(b.first, i, keys.size());
            if (left != right)
                return keys[i].comesBefore(left, right);
        }
        return false;
    };
    const auto before = [&](const Group& a, const Group& b) {
        if (order == GroupOrder::BySize && a.second != b.second)
            return a.second > b.second;
        return nameBefore(a, b);
    };
    SnapshotGroups result { .all = static_cast<qint64>(groups.size()), .identities = rows.count() };
    const qint64 shown = std::min(most, result.all);
    std::partial_sort(groups.begin(), groups.begin() + shown, groups.end(), before);
    for (qint64 at = 0; at < shown; ++at) {
        const Group& group = groups[static_cast<std::size_t>(at)];
        SnapshotGroup row { .count = group.second };
        for (std::size_t i = 0; i < keys.size(); ++i)
            row.values += keys[i].text(keyAt(group.first, i, keys.size()));
        result.groups += row;
    }
    return result;
}

SnapshotSummary summaryOf(
    const FieldColumn& column, const RowSet& rows, bool exact, const std::atomic_bool& stop)
{
    constexpr qint64 mostFrequent = 10;
    const std::vector<qint64> counts = countsOf(column, rows);
    SnapshotSummary summary { .filled = rows.count() - counts.front(), .empty = counts.front() };
    quint32 first = 0;
    quint32 last = 0;
    for (quint32 value = 1; value < counts.size(); ++value) {
        if (counts[value] == 0)
            continue;
        first = first == 0 ? value : first;
        last = value;
    }
    summary.smallest = column.text(first);
    summary.largest = column.text(last);
    const SnapshotGroups groups
        = groupsOf({ &column }, rows, exact, GroupOrder::BySize, mostFrequent, stop, QString());
    summary.distinct = groups.all;
    summary.mostFrequent = groups.groups;
    return summary;
}

} // namespace ic
