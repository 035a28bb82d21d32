#include "demo/directory.h"

#include <algorithm>

namespace ic::demo {

namespace {

// A list of a million is 4 MB.
constexpr size_t MaximumLists = 6;

constexpr qint64 DayMs = 86'400'000;

enum Topic : quint64 {
    CreatedTopic = 200,
    ModifiedTopic,
    RefreshTopic,
    IncurableTopic,
    NewcomerTopic
};

} // namespace

bool ListQuery::sameList(const ListQuery& other) const
{
    return filters == other.filters && correlatedOnly == other.correlatedOnly
        && sorters == other.sorters;
}

Directory::Directory(quint64 seed, quint32 count, quint32 newcomers, qint64 todayMs)
    : m_data(seed, count + newcomers)
    , m_todayMs(todayMs)
    , m_newcomers(seededHash(seed, 0, NewcomerTopic), count + newcomers)
    , m_room(newcomers)
    , m_states(count + newcomers)
    , m_unsorted(count + newcomers)
{
    for (quint32 i = 0; i < m_data.count(); ++i) {
        LiveState& state = m_states[i];
        state.status = m_data.status(i);
        state.processingState = m_data.processingState(i);
        state.correlated = m_data.correlated(i);
        state.isProtected = m_data.isProtected(i);
        m_unsorted[i] = m_data.unsorted(i);
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
    const std::vector<quint32>& ordinals = list(query, filter).ordinals;
    *total = quint32(ordinals.size());
    if (query.offset >= ordinals.size())
        return {};
    const auto first = ordinals.begin() + query.offset;
    return { first, first + std::min<qint64>(query.limit, ordinals.end() - first) };
}

const Directory::List& Directory::list(const ListQuery& query, const FilterNode* filter)
{
    const auto known = std::find_if(m_lists.begin(), m_lists.end(),
        [&](const List& list) { return list.query.sameList(query); });
    if (known != m_lists.end()) {
        m_lists.splice(m_lists.begin(), m_lists, known);
        return m_lists.front();
    }

    List list;
    list.query = query;
    if (filter)
        list.matcher.emplace(*filter, m_data);
    list.dependsOnState = (list.matcher && list.matcher->dependsOnState())
        || std::any_of(query.sorters.begin(), query.sorters.end(),
            [](const SortKey& key) { return key.field == SortField::CloudStatus; });
    const quint32 count = m_data.count();
    const auto consider = [&](quint32 ordinal) {
        if (belongs(list, ordinal))
            list.ordinals.push_back(ordinal);
    };
    if (!list.matcher)
        list.ordinals.reserve(count);
    if (query.sorters.isEmpty()) {
        for (const quint32 ordinal : m_unsorted)
            consider(ordinal);
    } else {
        for (quint32 ordinal = 0; ordinal < count; ++ordinal)
            consider(ordinal);
        sort(list.ordinals, query.sorters);
    }
    m_lists.push_front(std::move(list));
    if (m_lists.size() > MaximumLists)
        m_lists.pop_back();
    return m_lists.front();
}

bool Directory::belongs(const List& list, quint32 ordinal) const
{
    const LiveState& state = m_states[ordinal];
    return !state.deleted && (state.correlated || !list.query.correlatedOnly)
        && (!list.matcher || list.matcher->matches(ordinal, state));
}

// The order that sort() makes, for two of them.
bool Directory::isBefore(quint32 a, quint32 b, const QList<SortKey>& sorters) const
{
    for (const SortKey& key : sorters) {
        quint32 left = a;
        quint32 right = b;
        if (key.field == SortField::Alias) {
            left = m_aliasRanks[a];
            right = m_aliasRanks[b];
        } else if (key.field == SortField::CloudStatus) {
            left = quint32(m_states[a].status);
            right = quint32(m_states[b].status);
        } else if (m_data.naming().parts(a) == m_data.naming().parts(b)) {
            continue;
        }
        if (left != right)
            return key.descending ? right < left : left < right;
    }
    return a < b;
}

// `ordinals` come in ascending order, which is the order of the names.
void Directory::sort(std::vector<quint32>& ordinals, const QList<SortKey>& sorters)
{
    if (sorters.front() == SortKey {} && sorters.size() == 1)
        return;
    const bool byAlias = std::any_of(sorters.begin(), sorters.end(),
        [](const SortKey& key) { return key.field == SortField::Alias; });
    if (byAlias)
        buildAliasRanks();

    // Names as numbers: namesakes, which are neighbours, share one.
    std::vector<quint32> nameRanks;
    const bool byName = std::any_of(sorters.begin(), sorters.end(),
        [](const SortKey& key) { return key.field == SortField::Name; });
    if (byName) {
        nameRanks.resize(m_data.count());
        Naming::Parts last;
        for (quint32 i = 0; i < m_data.count(); ++i) {
            const Naming::Parts parts = m_data.naming().parts(i);
            nameRanks[i] = i > 0 && parts == last ? nameRanks[i - 1] : i;
            last = parts;
        }
    }
    const auto rank = [&](quint32 ordinal, SortField field) -> quint32 {
        switch (field) {
        case SortField::Name:
            return nameRanks[ordinal];
        case SortField::Alias:
            return m_aliasRanks[ordinal];
        case SortField::CloudStatus:
            return quint32(m_states[ordinal].status);
        }
        Q_UNREACHABLE();
        return 0;
    };
    std::stable_sort(ordinals.begin(), ordinals.end(), [&](quint32 a, quint32 b) {
        for (const SortKey& key : sorters) {
            const quint32 left = rank(a, key.field);
            const quint32 right = rank(b, key.field);
            if (left != right)
                return key.descending ? right < left : left < right;
        }
        return false;
    });
}

void Directory::buildAliasRanks()
{
    if (!m_aliasRanks.empty())
        return;
    const Naming& naming = m_data.naming();
    std::vector<std::pair<quint64, quint32>> keys(m_data.count());
    Naming::Parts last;
    quint32 before = 0;
    for (quint32 i = 0; i < m_data.count(); ++i) {
        const Naming::Parts parts = naming.parts(i);
        before = i > 0 && parts == last ? before + 1 : 0;
        last = parts;
        keys[i] = { naming.aliasKey(parts, before), i };
    }
    std::sort(keys.begin(), keys.end());
    m_aliasRanks.resize(m_data.count());
    for (quint32 rank = 0; rank < keys.size(); ++rank)
        m_aliasRanks[keys[rank].second] = rank;
}

std::vector<quint32> Directory::firstWith(Status status, quint32 limit) const
{
    std::vector<quint32> result;
    for (const quint32 ordinal : m_unsorted) {
        const LiveState& state = m_states[ordinal];
        if (result.size() < limit && !state.deleted && state.correlated && state.status == status)
            result.push_back(ordinal);
    }
    return result;
}

void Directory::setStatus(quint32 ordinal, Status status, qint64 nowMs)
{
    m_touched[ordinal].modified = nowMs;
    if (m_states[ordinal].status == status)
        return;
    m_states[ordinal].status = status;
    dropListsByState();
}

void Directory::refresh(quint32 ordinal, qint64 nowMs)
{
    Touched& touched = m_touched[ordinal];
    touched.modified = nowMs;
    touched.refreshed = nowMs;
    LiveState& state = m_states[ordinal];
    const ProcessingState after
        = state.processingState == ProcessingState::Error && isIncurable(ordinal)
        ? ProcessingState::Error
        : ProcessingState::Ok;
    if (state.processingState == after)
        return;
    state.processingState = after;
    dropListsByState();
}

void Directory::remove(quint32 ordinal)
{
    m_states[ordinal].deleted = true;
    for (List& list : m_lists) {
        const auto at = std::find(list.ordinals.begin(), list.ordinals.end(), ordinal);
        if (at != list.ordinals.end())
            list.ordinals.erase(at);
    }
}

std::optional<quint32> Directory::add(qint64 nowMs)
{
    if (m_added == m_room)
        return {};
    const quint32 ordinal = m_newcomers.at(m_added++);
    m_states[ordinal].deleted = false;
    m_touched[ordinal] = { nowMs, nowMs, nowMs };
    m_lists.remove_if([](const List& list) { return list.query.sorters.isEmpty(); });
    for (List& list : m_lists) {
        if (!belongs(list, ordinal))
            continue;
        const auto at = std::upper_bound(list.ordinals.begin(), list.ordinals.end(), ordinal,
            [&](quint32 a, quint32 b) { return isBefore(a, b, list.query.sorters); });
        list.ordinals.insert(at, ordinal);
    }
    return ordinal;
}

void Directory::dropListsByState()
{
    m_lists.remove_if([](const List& list) { return list.dependsOnState; });
}

qint64 Directory::created(quint32 ordinal) const
{
    if (const qint64 added = m_touched.value(ordinal).created; added > 0)
        return added;
    const qint64 days = 30 + m_data.pick(ordinal, CreatedTopic, 3600);
    return m_todayMs - days * DayMs
        - qint64(m_data.choice(ordinal, CreatedTopic) % quint64(DayMs));
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
