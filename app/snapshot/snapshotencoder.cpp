#include "snapshot/snapshotencoder.h"

#include "api/answer.h"
#include "api/identityrecord.h"
#include "files/rowencoder.h"
#include "snapshot/snapshotrow.h"

#include <algorithm>
#include <array>

namespace ic {

namespace {

QByteArrayView keyOf(const JsonMember& member)
{
    return { member.key.data(), member.key.size() };
}

/// Which members of an object are kept, in which order, and by which keys that is known of others.
struct MemberOrder
{
    explicit MemberOrder(const JsonMembers& members)
    {
        for (qsizetype i = 0; i < members.size(); ++i) {
            keys.push_back(keyOf(members[i]).toByteArray());
            places.push_back(i);
        }
        const auto key = [this](qsizetype place) { return keys[std::size_t(place)]; };
        std::ranges::stable_sort(places, {}, key);
        // Of those with the same key the last one.
        const auto first = std::ranges::unique(places.rbegin(), places.rend(), {}, key).begin();
        places.erase(places.begin(), first.base());
    }
    bool isOf(const JsonMembers& members) const
    {
        return std::ranges::equal(members, keys,
            [](const JsonMember& member, const QByteArray& key) { return keyOf(member) == key; });
    }

    std::vector<QByteArray> keys;
    std::vector<qsizetype> places;
};

/// Orders the members of objects. Most have the same keys as one before.
class MemberOrders
{
public:
    JsonMembers ordered(const JsonValue& object)
    {
        const JsonMembers members = object.members();
        auto known = std::ranges::find_if(
            m_orders, [&](const MemberOrder& order) { return order.isOf(members); });
        if (known == m_orders.end()) {
            if (m_orders.size() == Most)
                m_orders.pop_back();
            known = m_orders.insert(m_orders.begin(), MemberOrder(members));
        }
        JsonMembers ordered;
        for (const qsizetype place : known->places)
            ordered.push_back(members[place]);
        return ordered;
    }

private:
    static constexpr std::size_t Most = 16;
    std::vector<MemberOrder> m_orders;
};

void writeRecord(SnapshotRowWriter& writer, const JsonValue& record, MemberOrders& orders)
{
    if (!record.isObject()) {
        writer.member(MemberPlace::Whole, "", record);
        return;
    }
    // Those of the top get the first columns: everybody has them.
    std::array<JsonMembers, NestedObjects.size()> nested;
    for (const JsonMember& member : orders.ordered(record)) {
        const QByteArrayView key = keyOf(member);
        std::size_t object = 0;
        while (object < NestedObjects.size() && NestedObjects.at(object).key != key)
            ++object;
        if (object < NestedObjects.size())
            nested.at(object) = orders.ordered(member.value);
        if (object == NestedObjects.size() || nested.at(object).isEmpty())
            writer.member(MemberPlace::Top, member.key, member.value);
    }
    for (std::size_t object = 0; object < NestedObjects.size(); ++object) {
        for (const JsonMember& member : nested.at(object))
            writer.member(NestedObjects.at(object).place, member.key, member.value);
    }
}

} // namespace

SnapshotEncoder::SnapshotEncoder(const ReadRequest& who, bool areCorrelated)
    : m_order(stableSorters(who.sorters))
    , m_areCorrelated(areCorrelated)
    , m_isSelection(who.ids.has_value())
{
}

Expected<DecodedPage> SnapshotEncoder::read(const ApiResponse& response, qint64 offset) const
{
    const JsonDocument document(response.body);
    if (const auto problem = listProblem(document, response))
        return *problem;
    DecodedPage page { .totalCount = response.totalCount };
    EncodedRows encoded;
    SnapshotRowWriter writer;
    MemberOrders orders;
    writer.reserve(response.body.size() * 3 / 2); // a member takes ten bytes beside its own
    for (const JsonValue& value : document.root().elements()) {
        const IdentityRecord record = IdentityRecord::of({ value, {} });
        const qsizetype begin = writer.block().size();
        writer.begin(m_areCorrelated);
        writeRecord(writer, value, orders);
        writer.end();
        const qint64 place = offset + static_cast<qint64>(page.rows.size());
        encoded.rows.push_back({ writer.block().size(), record.oddity });
        page.rows.push_back({
            .key = record.id.isEmpty() ? IdKey::ofRow(writer.block().sliced(begin), place)
                                       : IdKey::of(record.id),
            .sortKey = m_order.hash(record),
            .withoutId = record.id.isEmpty(),
            .sortTexts = m_isSelection ? m_order.texts(record) : QStringList(),
        });
    }
    encoded.lines = writer.takeBlock();
    page.content = std::move(encoded);
    return page;
}

} // namespace ic
