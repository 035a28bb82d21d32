#include "snapshot/fieldreading.h"

#include "api/identityfields.h"
#include "api/identityrecord.h"
#include "api/timestamp.h"

#include <algorithm>
#include <array>

namespace ic {

namespace {

struct Place
{
    FilterField field;
    MemberPlace place;
    QByteArrayView key;
    std::optional<FieldId> id;
};

constexpr std::array Places {
    Place { FilterField::Id, MemberPlace::Top, "id", FieldId::Id },
    Place { FilterField::Name, MemberPlace::Top, "name", FieldId::Name },
    Place { FilterField::Alias, MemberPlace::Top, "alias", FieldId::Alias },
    Place { FilterField::Email, MemberPlace::Top, "emailAddress", FieldId::EmailAddress },
    Place { FilterField::CloudStatus, MemberPlace::Top, "identityStatus", FieldId::IdentityStatus },
    Place { FilterField::ProcessingState, MemberPlace::Top, "processingState",
        FieldId::ProcessingState },
    Place { FilterField::IsManager, MemberPlace::Top, "isManager", FieldId::IsManager },
    Place { FilterField::Created, MemberPlace::Top, "created", FieldId::Created },
    Place { FilterField::Modified, MemberPlace::Top, "modified", FieldId::Modified },
    Place { FilterField::LastRefresh, MemberPlace::Top, "lastRefresh", FieldId::LastRefresh },
    Place {
        FilterField::LifecycleState, MemberPlace::Lifecycle, "stateName", FieldId::LifecycleState },
    Place { FilterField::ManagerName, MemberPlace::Manager, "name", FieldId::ManagerName },
    Place { FilterField::ManagerId, MemberPlace::Manager, "id", std::nullopt },
    Place { FilterField::FirstName, MemberPlace::Attribute, "firstname", std::nullopt },
    Place { FilterField::LastName, MemberPlace::Attribute, "lastname", std::nullopt },
};

const Place* placeOf(FilterField field)
{
    const auto* const found = std::ranges::find_if(
        Places, [field](const Place& place) { return place.field == field; });
    return found == Places.end() ? nullptr : found;
}

FieldReading::Value valueOf(QUtf8StringView text)
{
    return { QByteArrayView(text.data(), text.size()) };
}

bool isPlainId(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
}

} // namespace

FieldReading::FieldReading(const FilterSubject& subject)
    : m_field(subject.field)
    , m_isTime(filterFieldInfo(subject.field).isTime)
{
    if (const Place* const place = placeOf(m_field)) {
        m_place = place->place;
        m_key = place->key.toByteArray();
    } else {
        Q_ASSERT(m_field == FilterField::Attribute);
        m_place = MemberPlace::Attribute;
        m_key = subject.attribute.toUtf8();
    }
}

FieldReading::Value attributeValue(const SnapshotValue& value)
{
    switch (value.kind) {
    case ValueKind::Absent:
    case ValueKind::Null:
        return {};
    case ValueKind::False:
        return { "false" };
    case ValueKind::True:
        return { "true" };
    case ValueKind::Text:
        return { value.bytes };
    case ValueKind::Json:
        return { value.bytes, value.bytes.startsWith('[') };
    }
    Q_UNREACHABLE();
}

FieldReading::Value FieldReading::of(const SnapshotValue& value)
{
    if (m_place == MemberPlace::Attribute)
        return attributeValue(value);
    if (value.kind == ValueKind::Text)
        return ofText(value.bytes);
    if (m_field == FilterField::IsManager && value.kind != ValueKind::Json)
        return { value.kind == ValueKind::True ? "true" : "false" };
    if (value.kind == ValueKind::Absent || value.kind == ValueKind::Null)
        return {};
    return ofRecord(value);
}

FieldReading::Value FieldReading::ofText(QByteArrayView text)
{
    if (m_isTime) {
        const QUtf8StringView written(text.data(), text.size());
        IdentityRecord record;
        record.created = { .text = written };
        return valueOf(identityField(FieldId::Created).utf8(record, m_buffer));
    }
    if (m_field == FilterField::IsManager || (m_field == FilterField::Id && !isPlainId(text)))
        return ofRecord({ ValueKind::Text, text });
    return { text };
}

FieldReading::Value FieldReading::ofRecord(const SnapshotValue& value)
{
    QByteArray json = "[{";
    for (const NestedObject& object : NestedObjects) {
        if (object.place == m_place)
            json += '"' + object.key.toByteArray() + "\":{";
    }
    json += '"' + m_key + "\":";
    appendJson(json, value);
    json += m_place == MemberPlace::Top ? "}]" : "}}]";
    const JsonDocument document(json);
    const std::vector<JsonRecord> records = document.records();
    const IdentityRecord record = IdentityRecord::of(records.at(0));
    const std::optional<FieldId> field = placeOf(m_field)->id;
    QByteArray buffer;
    if (field)
        m_buffer = valueOf(identityField(*field).utf8(record, buffer)).bytes.toByteArray();
    else
        m_buffer = record.manager ? valueOf(record.manager->id).bytes.toByteArray() : QByteArray();
    return { m_buffer };
}

} // namespace ic
