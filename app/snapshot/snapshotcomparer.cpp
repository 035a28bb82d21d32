#include "snapshot/snapshotcomparer.h"

#include "snapshot/fieldreading.h"
#include "snapshot/olderrows.h"

#include "api/identityfields.h"

#include <QHashFunctions>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr std::size_t AtOnce = 1000; // rows that are looked at between two looks whether to stop

const QString CorrelatedKey = u"correlated"_s;

/// The columns that a comparison looks at in every row: the id, then BookkeepingDates. -1 = nobody
/// has one.
struct Columns
{
    explicit Columns(const SnapshotReader& reader)
    {
        for (const SnapshotField& field : reader.fields()) {
            const auto at = std::ranges::find(wanted, QByteArrayView(field.key));
            if (field.place == MemberPlace::Top && field.column >= 0 && at != wanted.end()) {
                places.at(std::size_t(at - wanted.begin())) = static_cast<int>(read.size());
                read.push_back(field.column);
            }
        }
    }
    SnapshotValue value(const SnapshotReader::Row& row, std::size_t which) const
    {
        const int place = places.at(which);
        return place < 0 ? SnapshotValue() : row.value(static_cast<std::size_t>(place));
    }
    quint64 hash(const SnapshotReader::Row& row, std::size_t which) const
    {
        const SnapshotValue found = value(row, which);
        return found.isFilled() ? qHashBits(found.bytes.data(), std::size_t(found.bytes.size()), 1)
                                : 0;
    }

    static constexpr std::array<QByteArrayView, 3> wanted { "id", BookkeepingDates[0],
        BookkeepingDates[1] };
    std::array<int, 3> places { -1, -1, -1 };
    std::vector<int> read;
};

/// What a person reads.
QString textOf(const QByteArray& json)
{
    return json.isEmpty()
        ? QString()
        : attributeText(JsonDocument('[' + json + ']').root().elements().at(0).toQt());
}

QString textOf(const SnapshotValue& value)
{
    QByteArray json;
    appendJson(json, value);
    return textOf(json);
}

} // namespace

SnapshotComparer::SnapshotComparer(SnapshotReader& newer, std::unique_ptr<SnapshotReader> older)
    : m_newer(newer)
    , m_older(std::move(older))
    , m_changes(std::make_shared<SnapshotChanges>())
    , m_ofOlder(std::make_shared<SnapshotChanges>())
{
    pairColumns();
}

void SnapshotComparer::pairColumns()
{
    std::map<std::pair<MemberPlace, QByteArray>, Column> columns;
    for (const SnapshotField& field : m_newer.fields())
        columns[{ field.place, field.key }].newer = field.column;
    for (const SnapshotField& field : m_older->fields())
        columns[{ field.place, field.key }].older = field.column;
    for (auto& [name, column] : columns) {
        column.place = name.first;
        column.key = name.second;
        m_columns.push_back(column);
    }
}

std::vector<SnapshotComparer::Pair> SnapshotComparer::differentColumns() const
{
    std::vector<Pair> pairs;
    const auto valueOf = [](const SnapshotReader& reader, int column) {
        const SnapshotValue value = column < 0 ? SnapshotValue() : reader.valueAt(column);
        return value.isFilled() ? value : SnapshotValue();
    };
    for (const Column& column : m_columns) {
        const SnapshotValue to = valueOf(m_newer, column.newer);
        const SnapshotValue from = valueOf(*m_older, column.older);
        if (to.kind == from.kind && to.bytes == from.bytes)
            continue;
        Pair pair { fieldKey(column.place, column.key), isBookkeeping(column.place, column.key), {},
            {} };
        appendJson(pair.newer, to);
        appendJson(pair.older, from);
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

Expected<SnapshotComparison> SnapshotComparer::compare(const std::atomic_bool& stop)
{
    const ApiError cancelled { .kind = ApiError::Kind::Cancelled };
    m_changes->isNew = RowSet(m_newer.facts().count);
    m_correlated = RowSet(m_newer.facts().count);
    m_ofOlder->gone = RowSet(m_older->facts().count);
    {
        OlderRows rows;
        if (!readOlder(rows, stop) || !readNewer(rows, stop))
            return error();
        if (stop)
            return cancelled;
        for (std::size_t row = 0; row < rows.rows().size(); ++row) {
            if (rows.rows()[row].hasId && !rows.rows()[row].isFound)
                m_ofOlder->gone.insert(static_cast<qint64>(row));
        }
    }
    for (std::size_t at = 0; at < m_suspects.size(); at += AtOnce) {
        const auto some
            = std::span(m_suspects).subspan(at, std::min(AtOnce, m_suspects.size() - at));
        if (!goTo(some))
            return error();
        for (const quint32 row : some) {
            const auto pairs = nextDifferences();
            if (!pairs)
                return error();
            for (const Pair& pair : *pairs) {
                if (pair.isBookkeeping)
                    continue; // they are noted already
                note(row, pair.key);
                m_changes->changed.insert(row);
            }
        }
        if (stop)
            return cancelled;
    }
    m_suspects = {};
    return counted();
}

bool SnapshotComparer::readOlder(OlderRows& rows, const std::atomic_bool& stop)
{
    const Columns columns(*m_older);
    std::vector ids(m_older->parts(), FieldReading({ FilterField::Id, {} }));
    rows.resize(m_older->facts().count);
    const bool isRead = m_older->scanParts(false, columns.read, m_older->beginnings(),
        [&](std::size_t part, const SnapshotReader::Row& row) {
            const QByteArrayView id = ids[part].of(columns.value(row, 0)).bytes;
            rows.at(row.number) = { IdKey::of(QUtf8StringView(id.data(), id.size())), row.hash(),
                { columns.hash(row, 1), columns.hash(row, 2) }, row.isCorrelated(), false,
                !id.isEmpty() };
            return !stop;
        });
    rows.index();
    return isRead;
}

bool SnapshotComparer::readNewer(OlderRows& rows, const std::atomic_bool& stop)
{
    const Columns columns(m_newer);
    std::vector ids(m_newer.parts(), FieldReading({ FilterField::Id, {} }));
    const RowSet nobody(m_newer.facts().count);
    m_olderRows.resize(static_cast<std::size_t>(nobody.rows()), -1);
    RowSet suspects = nobody;
    RowSet correlated = nobody; // or no longer
    // Often it is everybody.
    std::array<RowSet, BookkeepingDates.size()> dates;
    dates.fill(nobody);
    const bool isRead = m_newer.scanParts(false, columns.read, m_newer.beginnings(),
        [&](std::size_t part, const SnapshotReader::Row& row) {
            const QByteArrayView id = ids[part].of(columns.value(row, 0)).bytes;
            const qint32 found
                = id.isEmpty() ? -1 : rows.find(IdKey::of(QUtf8StringView(id.data(), id.size())));
            m_olderRows[static_cast<std::size_t>(row.number)] = found;
            if (row.isCorrelated())
                m_correlated.insert(row.number);
            if (found < 0) {
                if (!id.isEmpty())
                    m_changes->isNew.insert(row.number);
                return !stop;
            }
            OlderRows::Row& older = rows.at(found);
            older.isFound = true;
            for (std::size_t date = 0; date < BookkeepingDates.size(); ++date) {
                if (older.dates.at(date) != columns.hash(row, date + 1))
                    dates.at(date).insert(row.number);
            }
            if (older.isCorrelated != row.isCorrelated())
                correlated.insert(row.number);
            if (older.hash != row.hash())
                suspects.insert(row.number);
            return !stop;
        });
    suspects.forEach([this](qint64 row) { m_suspects.push_back(static_cast<quint32>(row)); });
    m_changes->changed = correlated;
    if (correlated.count() > 0)
        m_changes->fields[CorrelatedKey] = std::move(correlated);
    for (std::size_t date = 0; date < BookkeepingDates.size(); ++date) {
        if (dates.at(date).count() > 0)
            m_changes->fields[fieldKey(MemberPlace::Top, BookkeepingDates.at(date))]
                = dates.at(date);
    }
    return isRead;
}

bool SnapshotComparer::goTo(std::span<const quint32> newer)
{
    std::vector<quint32> older;
    for (const quint32 row : newer)
        older.push_back(static_cast<quint32>(m_olderRows[row]));
    return m_newer.choose(newer) && m_older->choose(older);
}

std::optional<std::vector<SnapshotComparer::Pair>> SnapshotComparer::nextDifferences()
{
    if (!m_newer.next() || !m_older->next())
        return std::nullopt;
    if (!m_newer.hasRest() && !m_older->hasRest())
        return differentColumns();
    // Both in one order, so that they can be put side by side.
    struct Member
    {
        MemberPlace place;
        QByteArray key;
        QByteArray json; ///< empty = no value
    };
    const auto read = [](const SnapshotReader& reader) {
        std::vector<Member> members;
        reader.visitMembers([&](const SnapshotMember& member) {
            if (!member.value.isFilled())
                return;
            Member one { member.place, member.key.toByteArray(), {} };
            appendJson(one.json, member.value);
            members.push_back(std::move(one));
        });
        std::ranges::sort(members, {}, [](const Member& m) { return std::tie(m.place, m.key); });
        return members;
    };
    const std::vector<Member> now = read(m_newer);
    const std::vector<Member> before = read(*m_older);
    std::vector<Pair> pairs;
    auto left = now.begin();
    auto right = before.begin();
    while (left != now.end() || right != before.end()) {
        const auto name = [](const Member& m) { return std::tie(m.place, m.key); };
        const bool isLeft
            = right == before.end() || (left != now.end() && name(*left) <= name(*right));
        const bool isRight
            = left == now.end() || (right != before.end() && name(*right) <= name(*left));
        const Member& one = isLeft ? *left : *right;
        const QByteArray to = isLeft ? left->json : QByteArray();
        const QByteArray from = isRight ? right->json : QByteArray();
        if (to != from)
            pairs.push_back(
                { fieldKey(one.place, one.key), isBookkeeping(one.place, one.key), to, from });
        left += isLeft ? 1 : 0;
        right += isRight ? 1 : 0;
    }
    return pairs;
}

void SnapshotComparer::note(qint64 row, const QString& key)
{
    RowSet& rows = m_changes->fields[key];
    if (rows.rows() == 0)
        rows = RowSet(m_newer.facts().count);
    rows.insert(row);
}

SnapshotComparison SnapshotComparer::counted() const
{
    SnapshotComparison result { .added = m_changes->isNew.count(),
        .gone = m_ofOlder->gone.count(),
        .changed = m_changes->changed.count() };
    RowSet refreshed(m_newer.facts().count);
    for (const auto& [key, rows] : m_changes->fields) {
        result.fields += { key, rows.count() };
        refreshed |= rows;
    }
    result.refreshed = refreshed.count() - result.changed;
    std::ranges::stable_sort(result.fields, std::ranges::greater(), &SnapshotFieldCount::filled);
    return result;
}

ApiError SnapshotComparer::error() const
{
    return m_newer.isFailed() ? m_newer.error() : m_older->error();
}

Expected<SnapshotDifferences> SnapshotComparer::differences(
    qint64 from, const std::atomic_bool& stop)
{
    constexpr qsizetype enough = 1000; // in one answer
    const qint64 rows = m_newer.facts().count;
    const qint64 end = rows + m_older->facts().count;
    SnapshotDifferences result { .next = from };
    const auto person = [](SnapshotReader& reader, qint64 row,
                            IdentityChange change) -> std::optional<SnapshotDifference> {
        SnapshotDifference difference { .change = change };
        const auto which = static_cast<quint32>(row);
        if (!reader.choose({ &which, 1 }) || !reader.next())
            return std::nullopt;
        reader.visitMembers([&](const SnapshotMember& member) {
            if (member.place == MemberPlace::Top && member.key == "id")
                difference.id = textOf(member.value);
            else if (member.place == MemberPlace::Top && member.key == "name")
                difference.name = textOf(member.value);
        });
        return difference;
    };
    for (; result.next < end && result.differences.size() < enough && !stop; ++result.next) {
        const bool isOlder = result.next >= rows;
        const qint64 row = isOlder ? result.next - rows : result.next;
        const bool isNew = !isOlder && m_changes->isNew.contains(row);
        const bool isChanged = !isOlder && m_changes->changed.contains(row);
        if (!isNew && !isChanged && !(isOlder && m_ofOlder->gone.contains(row)))
            continue;
        const auto whom = isOlder
            ? person(*m_older, row, IdentityChange::Gone)
            : person(m_newer, row, isNew ? IdentityChange::New : IdentityChange::Changed);
        if (!whom)
            return error();
        if (!isChanged) {
            result.differences += *whom;
            continue;
        }
        const auto which = static_cast<quint32>(row);
        const auto pairs = goTo({ &which, 1 }) ? nextDifferences() : std::nullopt;
        if (!pairs)
            return error();
        SnapshotDifference difference = *whom;
        const auto correlated = m_changes->fields.find(CorrelatedKey);
        if (correlated != m_changes->fields.end() && correlated->second.contains(row)) {
            const bool isCorrelated = m_correlated.contains(row);
            difference.field = CorrelatedKey;
            difference.from = isCorrelated ? u"false"_s : u"true"_s;
            difference.to = isCorrelated ? u"true"_s : u"false"_s;
            result.differences += difference;
        }
        for (const Pair& pair : *pairs) {
            if (pair.isBookkeeping)
                continue;
            difference.field = pair.key;
            difference.from = textOf(pair.older);
            difference.to = textOf(pair.newer);
            result.differences += difference;
        }
    }
    if (stop)
        return ApiError { .kind = ApiError::Kind::Cancelled };
    if (result.next == end)
        result.next = -1;
    return result;
}

} // namespace ic
