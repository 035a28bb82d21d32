#pragma once

#include "api/jsondocument.h"
#include "api/reference.h"
#include "api/timestamp.h"

#include <QByteArrayList>
#include <QLatin1StringView>
#include <QStringList>

#include <optional>

namespace ic {

/// Why a JSON answer could not be read: the first failing place, e.g.
/// "$[3].managerRef.id: expected text, found an object".
struct JsonFault
{
    QString detail = {};

    bool isSet() const { return !detail.isEmpty(); }
};

/// Lenient reader over one JSON object that knows its path.
///
/// The API adds fields and enumeration values at any time and answers null where its specification
/// says "required", so absent equals null, unknown fields are ignored, and a scalar of another type
/// is converted. A container where a scalar belongs, or the reverse, is a fault: reading on would
/// show the person something the tenant did not say. The first fault is kept in the JsonFault.
///
/// A reader refers to its parent, which must outlive it: use it on the stack only.
class JsonReader
{
public:
    /// A root that is no object is a fault and reads as empty.
    JsonReader(const JsonValue& root, JsonFault& fault);

    /// The member as it is; of those that come twice the last one.
    JsonValue value(QLatin1StringView key) const;
    /// The same, if it is an object.
    JsonValue objectValue(QLatin1StringView key) const;
    /// The whole object apart from the document.
    QJsonObject object() const;
    /// Present and not null.
    bool has(QLatin1StringView key) const;

    QString text(QLatin1StringView key) const;
    /// The same where it stands in the document; what has to be written anew is kept in
    /// `converted`.
    QUtf8StringView utf8(QLatin1StringView key, QByteArrayList& converted) const;
    /// As text(); absent, null or empty is a fault.
    QString requiredText(QLatin1StringView key) const;
    bool flag(QLatin1StringView key, bool fallback = false) const;
    int integer(QLatin1StringView key, int fallback = 0) const;
    /// See timestampOf().
    QDateTime timestamp(QLatin1StringView key) const;
    Timestamp timestampWithText(QLatin1StringView key) const;
    /// The texts of a list; a single scalar is a list of one. Nulls in it are left out.
    QStringList texts(QLatin1StringView key) const;

    /// Calls read(const JsonReader&) if the member is there. Returns whether it was.
    template <class Read> bool ifObject(QLatin1StringView key, Read&& read) const
    {
        const JsonValue member = value(key);
        if (!accepts(member, QJsonValue::Object, key))
            return false;
        read(JsonReader(member, *this, key, -1));
        return true;
    }
    /// Calls read(const JsonReader&) for each object of the list.
    template <class Read> void forEachObject(QLatin1StringView key, Read&& read) const
    {
        const JsonValue list = value(key);
        if (accepts(list, QJsonValue::Array, key))
            forEachElement(list, key, std::forward<Read>(read));
    }
    /// As forEachObject(), and a single object is a list of one: the API's own examples write
    /// some lists that way.
    template <class Read> void forEachObjectOrOne(QLatin1StringView key, Read&& read) const
    {
        if (value(key).isObject())
            ifObject(key, std::forward<Read>(read));
        else
            forEachObject(key, std::forward<Read>(read));
    }

    /// Calls read(const JsonReader&) for each object of a document that is a list.
    template <class Read>
    static void forEachOf(const JsonValue& root, JsonFault& fault, Read&& read)
    {
        JsonReader(fault).forEachElement(root, {}, std::forward<Read>(read));
    }

private:
    explicit JsonReader(JsonFault& fault)
        : m_fault(&fault)
    {
    }
    JsonReader(
        const JsonValue& object, const JsonReader& parent, QLatin1StringView key, qsizetype index);

    template <class Read>
    void forEachElement(const JsonValue& list, QLatin1StringView key, Read&& read) const
    {
        qsizetype index = 0;
        for (const JsonValue& element : list.elements()) {
            if (accepts(element, QJsonValue::Object, key, index))
                read(JsonReader(element, *this, key, index));
            ++index;
        }
    }
    bool accepts(const JsonValue& value, QJsonValue::Type type, QLatin1StringView key,
        qsizetype index = -1) const;
    /// A scalar, or nothing; anything else is a fault.
    JsonValue scalar(QLatin1StringView key, QJsonValue::Type expected) const;
    void fail(const JsonValue& value, QJsonValue::Type expected, QLatin1StringView key,
        qsizetype index = -1) const;
    QString path() const;

    JsonValue m_object;
    JsonMembers m_members;
    const JsonReader* m_parent = nullptr;
    QLatin1StringView m_key = {}; ///< name in the parent; empty in a list at the top
    qsizetype m_index = -1; ///< position in the parent's list; -1 = not in a list
    JsonFault* m_fault = nullptr;
};

/// Invalid when absent or unreadable; see parseTimestamp(). A number is milliseconds since 1970.
QDateTime timestampOf(const JsonValue& value);

/// BaseReferenceDto.
Reference readReference(const JsonReader& reader);
std::optional<Reference> readReference(const JsonReader& reader, QLatin1StringView key);

} // namespace ic
