#pragma once

#include "api/filter/filterfield.h"
#include "snapshot/snapshotrow.h"

#include <QByteArray>

namespace ic {

/// What filters, orders and groups see of a member: the value that Identity and attributeText()
/// make of it.
class FieldReading
{
public:
    struct Value
    {
        QByteArrayView bytes = {}; ///< the text, or the JSON of a list; empty = no value
        bool isList = false;

        bool operator==(const Value& other) const
        {
            return isList == other.isList && bytes == other.bytes;
        }
    };

    /// Not for Correlated, which is no member.
    explicit FieldReading(const FilterSubject& subject);

    MemberPlace place() const { return m_place; }
    const QByteArray& key() const { return m_key; }
    /// Valid as long as `value` is, until the next call.
    Value of(const SnapshotValue& value);

private:
    Value ofText(QByteArrayView text);
    /// As an identity reads it that has nothing else.
    Value ofRecord(const SnapshotValue& value);

    FilterField m_field;
    bool m_isTime;
    MemberPlace m_place = MemberPlace::Top;
    QByteArray m_key;
    QByteArray m_buffer;
};

/// Of an attribute.
FieldReading::Value attributeValue(const SnapshotValue& value);

} // namespace ic
