#include "snapshot/snapshotencoder.h"

#include "api/answer.h"
#include "api/identityrecord.h"
#include "files/rowencoder.h"
#include "snapshot/snapshotrow.h"

#include <algorithm>
#include <array>

namespace ic {

namespace {

/// The last one of each key.
JsonMembers lastMembers(const JsonValue& object)
{
    JsonMembers members = object.members();
    const auto before = [](const JsonMember& a, const JsonMember& b) {
        return QByteArrayView(a.key.data(), a.key.size())
            < QByteArrayView(b.key.data(), b.key.size());
    };
    const auto same = [](const JsonMember& a, const JsonMember& b) { return a.key == b.key; };
    std::stable_sort(members.begin(), members.end(), before);
    const auto first = std::unique(members.rbegin(), members.rend(), same).base();
    members.erase(members.begin(), first);
    return members;
}

void writeRecord(SnapshotRowWriter& writer, const JsonValue& record)
{
    if (!record.isObject()) {
        writer.member(MemberPlace::Whole, "", record);
        return;
    }
    // Those of the top get the first columns: everybody has them.
    std::array<JsonMembers, NestedObjects.size()> nested;
    for (const JsonMember& member : lastMembers(record)) {
        const QByteArrayView key(member.key.data(), member.key.size());
        std::size_t object = 0;
        while (object < NestedObjects.size() && NestedObjects.at(object).key != key)
            ++object;
        if (object < NestedObjects.size())
            nested.at(object) = lastMembers(member.value);
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
    writer.reserve(response.body.size() * 3 / 2); // a member takes ten bytes beside its own
    for (const JsonValue& value : document.root().elements()) {
        const IdentityRecord record = IdentityRecord::of({ value, {} });
        const qsizetype begin = writer.block().size();
        writer.begin(m_areCorrelated);
        writeRecord(writer, value);
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
