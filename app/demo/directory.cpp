#include "demo/directory.h"

#include <algorithm>
#include <numeric>

namespace ic::demo {

namespace {

// A list of a million is 4 MB. A console counts a dozen views beside the list that it shows.
constexpr size_t MaximumLists = 24;

constexpr qint64 DayMs = 86'400'000;

enum DirectoryTopic : quint64 {
    CreatedTopic = 200,
    ModifiedTopic,
    RefreshTopic,
    IncurableTopic,
    NewcomerTopic
};

} // namespace

Directory::Directory(
    quint64 seed, quint32 count, quint32 newcomers, qint64 todayMs, bool awkwardNames)
    : m_data(seed, count + newcomers, awkwardNames)
    , m_todayMs(todayMs)
    , m_newcomers(seededHash(seed, 0, NewcomerTopic), count + newcomers)
    , m_room(newcomers)
    , m_states(count + newcomers)
{
    for (quint32 i = 0; i < m_data.count(); ++i) {
        LiveState& state = m_states[i];
        state.status = m_data.status(i);
        state.processingState = m_data.processingState(i);
        state.correlated = m_data.correlated(i);
        state.isProtected = m_data.isProtected(i);
    }
    for (quint32 i = 0; i < newcomers; ++i)
        m_states[m_newcomers.at(i)].deleted = true;
}

std::optional<quint32> Directory::find(QByteArrayView id) const
{
    const auto ordinal = m_data.ordinalOf(id);
    return ordinal && !m_states[*ordinal].deleted ? ordinal : std::nullopt;
}

std::vector<quint32> Directory::page(
    const ListQuery& query, const FilterNode* filter, quint32* total)
{
    const std::vector<quint32>& ordinals = list(query, filter);
    *total = quint32(ordinals.size());
    if (query.offset >= ordinals.size())
        return {};
    const auto first = ordinals.begin() + query.offset;
    return { first, first + std::min<qint64>(query.limit, ordinals.end() - first) };
}

const std::vector<quint32>& Directory::list(const ListQuery& query, const FilterNode* filter)
{
    const auto known = std::find_if(m_lists.begin(), m_lists.end(),
        [&](const List& list) { return list.query.sameList(query); });
    if (known != m_lists.end()) {
        m_lists.splice(m_lists.begin(), m_lists, known);
        return m_lists.front().ordinals;
    }
    FilterNode bound = filter ? *filter : FilterNode();
    bound.bind(m_data);
    List list { .query = query };
    const bool isSorted = !query.sorters.isEmpty();
    for (quint32 place = 0; place < m_data.count(); ++place) {
        const quint32 ordinal = isSorted ? place : m_data.unsorted(place);
        const LiveState& state = m_states[ordinal];
        if (!state.deleted && (state.correlated || !query.correlatedOnly)
            && (!filter || bound.matches(m_data, ordinal, state)))
            list.ordinals.push_back(ordinal);
    }
    if (isSorted)
        sort(list.ordinals, query.sorters);
    m_lists.push_front(std::move(list));
    if (m_lists.size() > MaximumLists)
        m_lists.pop_back();
    return m_lists.front().ordinals;
}

// `ordinals` come in ascending order, which is the order of the names.
void Directory::sort(std::vector<quint32>& ordinals, const QList<SortKey>& sorters)
{
    if (sorters == QList { SortKey {} })
        return;
    if (std::any_of(sorters.begin(), sorters.end(),
            [](const SortKey& key) { return key.field == SortField::Alias; }))
        rankAliases();
    const Naming& naming = m_data.naming();
    const auto compare = [&](quint32 a, quint32 b, SortField field) -> int {
        switch (field) {
        case SortField::Name:
            return naming.parts(a) == naming.parts(b) ? 0 : a < b ? -1 : 1;
        case SortField::Alias:
            return a == b ? 0 : m_aliasRanks[a] < m_aliasRanks[b] ? -1 : 1;
        case SortField::CloudStatus:
            return int(m_states[a].status) - int(m_states[b].status);
        }
        Q_UNREACHABLE();
    };
    std::stable_sort(ordinals.begin(), ordinals.end(), [&](quint32 a, quint32 b) {
        for (const SortKey& key : sorters) {
            if (const int order = compare(a, b, key.field); order != 0)
                return key.descending ? order > 0 : order < 0;
        }
        return false;
    });
}

void Directory::rankAliases()
{
    if (!m_aliasRanks.empty())
        return;
    std::vector<quint32> order(m_data.count());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(),
        [this](quint32 a, quint32 b) { return m_data.naming().isAliasBefore(a, b); });
    m_aliasRanks.resize(order.size());
    for (quint32 rank = 0; rank < order.size(); ++rank)
        m_aliasRanks[order[rank]] = rank;
}

std::vector<quint32> Directory::firstWith(Status status, quint32 limit) const
{
    std::vector<quint32> result;
    for (quint32 place = 0; place < m_data.count(); ++place) {
        const quint32 ordinal = m_data.unsorted(place);
        const LiveState& state = m_states[ordinal];
        if (result.size() < limit && !state.deleted && state.correlated && state.status == status)
            result.push_back(ordinal);
    }
    return result;
}

void Directory::setStatus(quint32 ordinal, Status status, qint64 nowMs)
{
    m_touched[ordinal].modified = nowMs;
    m_states[ordinal].status = status;
    m_lists.clear();
}

void Directory::refresh(quint32 ordinal, qint64 nowMs)
{
    Touched& touched = m_touched[ordinal];
    touched.modified = nowMs;
    touched.refreshed = nowMs;
    LiveState& state = m_states[ordinal];
    if (state.processingState != ProcessingState::Error || !isIncurable(ordinal))
        state.processingState = ProcessingState::Ok;
    m_lists.clear();
}

void Directory::remove(quint32 ordinal)
{
    m_states[ordinal].deleted = true;
    m_lists.clear();
}

std::optional<quint32> Directory::add(qint64 nowMs)
{
    if (m_added == m_room)
        return {};
    const quint32 ordinal = m_newcomers.at(m_added++);
    m_states[ordinal].deleted = false;
    m_touched[ordinal] = { nowMs, nowMs, nowMs };
    m_lists.clear();
    return ordinal;
}

qint64 Directory::created(quint32 ordinal) const
{
    if (const qint64 added = m_touched.value(ordinal).created; added > 0)
        return added;
    const qint64 days = 30 + m_data.pick(ordinal, CreatedTopic, 3600);
    return m_todayMs - days * DayMs - qint64(m_data.choice(ordinal, CreatedTopic) % quint64(DayMs));
}

qint64 Directory::modified(quint32 ordinal) const
{
    const qint64 touched = m_touched.value(ordinal).modified;
    if (touched > 0)
        return touched;
    const qint64 age = m_todayMs - created(ordinal);
    return m_todayMs - qint64(m_data.choice(ordinal, ModifiedTopic) % quint64(age));
}

std::optional<qint64> Directory::lastRefresh(quint32 ordinal) const
{
    const qint64 refreshed = m_touched.value(ordinal).refreshed;
    if (refreshed > 0)
        return refreshed;
    if (m_data.pick(ordinal, RefreshTopic, 100) == 0)
        return {};
    // Most were in the last of the tenant's two runs a day.
    const bool recent = m_data.pick(ordinal, RefreshTopic + 50, 10) > 0;
    const qint64 span = recent ? DayMs / 2 : 14 * DayMs;
    return m_todayMs - qint64(m_data.choice(ordinal, RefreshTopic) % quint64(span));
}

bool Directory::isIncurable(quint32 ordinal) const
{
    return m_data.pick(ordinal, IncurableTopic, 10) == 0;
}

} // namespace ic::demo
