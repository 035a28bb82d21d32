#pragma once

#include "api/jsondocument.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <optional>

namespace ic {

/// Where in a record a member stands.
enum class MemberPlace : quint8 {
    Top,
    Manager, ///< in managerRef
    Lifecycle, ///< in lifecycleState
    Attribute, ///< in attributes
    Whole, ///< the record is no object: this is all of it
};

/// An object of a record that is taken apart into its members.
struct NestedObject
{
    QByteArrayView key;
    QByteArrayView name; ///< the key as JSON and a colon
    MemberPlace place;
};
inline constexpr std::array NestedObjects {
    NestedObject { "managerRef", "\"managerRef\":", MemberPlace::Manager },
    NestedObject { "lifecycleState", "\"lifecycleState\":", MemberPlace::Lifecycle },
    NestedObject { "attributes", "\"attributes\":", MemberPlace::Attribute },
};

/// What a value is; how a snapshot keeps it.
enum class ValueKind : quint8 {
    Absent,
    Null,
    False,
    True,
    Text, ///< its characters in UTF-8
    Json, ///< number, list or object: its JSON
};

struct SnapshotValue
{
    ValueKind kind = ValueKind::Absent;
    QByteArrayView bytes = {}; ///< of Text and Json

    /// Neither absent nor null nor an empty text.
    bool isFilled() const;
};

/// `json` holds what has to be written anew.
SnapshotValue snapshotValue(const JsonValue& value, QByteArray& json);

struct SnapshotMember
{
    MemberPlace place = MemberPlace::Top;
    QByteArrayView key = {};
    SnapshotValue value = {};
};

/// The bytes of a row on their way to the file.
class SnapshotRowWriter
{
public:
    /// Makes room for so many bytes.
    void reserve(qsizetype bytes) { m_block.reserve(bytes); }
    void begin(bool isCorrelated);
    /// Of members with the same place and key the last one counts; the writer is told only that.
    void member(MemberPlace place, QUtf8StringView key, const JsonValue& value);
    void end();

    QByteArrayView block() const { return m_block; }
    QByteArray takeBlock() { return std::exchange(m_block, {}); }

private:
    QByteArray m_block;
    QByteArray m_json; ///< of the member that is written
    qsizetype m_begin = 0;
    quint64 m_hash = 0;
};

/// Reads them again, one row after the other.
class SnapshotRowReader
{
public:
    explicit SnapshotRowReader(QByteArrayView block)
        : m_rest(block)
    {
    }

    /// False after the last one.
    bool nextRow();
    bool isCorrelated() const { return m_isCorrelated; }
    /// Of the members but the dates of the last change and refresh; of two rows that are alike it
    /// is the same, in whatever order their members came.
    quint64 hash() const { return m_hash; }
    std::optional<SnapshotMember> nextMember();
    /// Again from the row's first one.
    void rewind() { m_members = m_row; }

private:
    QByteArrayView m_rest;
    QByteArrayView m_row; ///< its members
    QByteArrayView m_members; ///< those that are not read yet
    quint64 m_hash = 0;
    bool m_isCorrelated = false;
};

/// Appends the value as JSON; nothing if it is absent.
void appendJson(QByteArray& target, const SnapshotValue& value);
/// A member that has no column, as JSON: [place, key, value].
void appendRest(QByteArray& target, const SnapshotMember& member);

/// Those who differ in nothing else are not changed: they say when, not what. At the top of a
/// record.
inline constexpr std::array<QByteArrayView, 2> BookkeepingDates { "modified", "lastRefresh" };
bool isBookkeeping(MemberPlace place, QByteArrayView key);

} // namespace ic
