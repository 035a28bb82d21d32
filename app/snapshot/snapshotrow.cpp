#include "snapshot/snapshotrow.h"

#include "files/jsonlines.h"

#include <algorithm>
#include <cstring>

namespace ic {

namespace {

constexpr qsizetype HeadBytes = sizeof(quint32) + 1 + sizeof(quint64); // size, correlated, hash
constexpr qsizetype MemberHeadBytes = 2 + 2 * sizeof(quint32); // place, kind, sizes

template <class T> void put(char* at, T value)
{
    std::memcpy(at, &value, sizeof value);
}

template <class T> T get(const char* at)
{
    T value;
    std::memcpy(&value, at, sizeof value);
    return value;
}

ValueKind kindOf(const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return ValueKind::Null;
    case QJsonValue::Bool:
        return value.toBool() ? ValueKind::True : ValueKind::False;
    case QJsonValue::String:
        return ValueKind::Text;
    case QJsonValue::Double:
    case QJsonValue::Array:
    case QJsonValue::Object:
        return ValueKind::Json;
    }
    Q_UNREACHABLE();
}

/// The same as Qt writes. False, and nothing that counts appended, if it is no list of texts in
/// which nothing is escaped.
bool appendPlainList(QByteArray& target, const JsonValue& list)
{
    if (!list.isArray())
        return false;
    target += '[';
    for (const JsonValue& element : list.elements()) {
        const QUtf8StringView text = element.text();
        const bool isPlain
            = element.type() == QJsonValue::String && std::ranges::all_of(text, [](char c) {
                  return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
              });
        if (!isPlain)
            return false;
        target += target.size() > 1 ? ",\"" : "\"";
        target.append(text.data(), text.size());
        target += '"';
    }
    target += ']';
    return true;
}

quint64 mixed(quint64 hash, QByteArrayView bytes)
{
    constexpr quint64 factor = 0x9E3779B97F4A7C15U;
    const auto mix = [&hash](quint64 word) {
        hash = (hash ^ word) * factor;
        hash ^= hash >> 32U;
    };
    qsizetype at = 0;
    for (; at + 8 <= bytes.size(); at += 8)
        mix(get<quint64>(bytes.data() + at));
    quint64 rest = 0;
    for (; at < bytes.size(); ++at)
        rest = rest << 8U | static_cast<unsigned char>(bytes[at]);
    mix(rest);
    mix(static_cast<quint64>(bytes.size())); // keeps "ab","c" from "a","bc"
    return hash;
}

quint64 hashOf(const SnapshotMember& member)
{
    const char head[] = { static_cast<char>(member.place), static_cast<char>(member.value.kind) };
    quint64 hash = mixed(0xCBF29CE484222325U, QByteArrayView(head, 2));
    hash = mixed(mixed(hash, member.key), member.value.bytes);
    return hash ^ (hash >> 29U);
}

} // namespace

bool SnapshotValue::isFilled() const
{
    switch (kind) {
    case ValueKind::Absent:
    case ValueKind::Null:
        return false;
    case ValueKind::False:
    case ValueKind::True:
    case ValueKind::Json:
        return true;
    case ValueKind::Text:
        return !bytes.isEmpty();
    }
    Q_UNREACHABLE();
}

bool isBookkeeping(MemberPlace place, QByteArrayView key)
{
    return place == MemberPlace::Top
        && std::ranges::find(BookkeepingDates, key) != BookkeepingDates.end();
}

SnapshotValue snapshotValue(const JsonValue& value, QByteArray& json)
{
    if (value.type() == QJsonValue::String) {
        const QUtf8StringView text = value.text();
        return { ValueKind::Text, QByteArrayView(text.data(), text.size()) };
    }
    json.resize(0);
    if (appendPlainList(json, value))
        return { ValueKind::Json, json };
    const QJsonValue other = value.toQt();
    const ValueKind kind = kindOf(other);
    if (kind != ValueKind::Json)
        return { kind };
    json.resize(0);
    appendJson(json, other);
    return { kind, json };
}

void appendJson(QByteArray& target, const SnapshotValue& value)
{
    switch (value.kind) {
    case ValueKind::Absent:
        break;
    case ValueKind::Null:
        target += "null";
        break;
    case ValueKind::False:
        target += "false";
        break;
    case ValueKind::True:
        target += "true";
        break;
    case ValueKind::Text:
        appendJson(target, QUtf8StringView(value.bytes.data(), value.bytes.size()));
        break;
    case ValueKind::Json:
        target.append(value.bytes.data(), value.bytes.size());
        break;
    }
}

void appendRest(QByteArray& target, const SnapshotMember& member)
{
    target += '[' + QByteArray::number(static_cast<int>(member.place)) + ',';
    appendJson(target, QUtf8StringView(member.key.data(), member.key.size()));
    target += ',';
    appendJson(target, member.value);
    target += ']';
}

void SnapshotRowWriter::begin(bool isCorrelated)
{
    m_begin = m_block.size();
    m_block.append(HeadBytes, '\0');
    m_block[m_begin + qsizetype(sizeof(quint32))] = isCorrelated ? '\1' : '\0';
    m_hash = 0;
}

void SnapshotRowWriter::member(MemberPlace place, QUtf8StringView key, const JsonValue& value)
{
    const SnapshotMember member { place, QByteArrayView(key.data(), key.size()),
        snapshotValue(value, m_json) };
    const QByteArrayView bytes = member.value.bytes;
    const qsizetype begin = m_block.size();
    m_block.resize(begin + MemberHeadBytes + key.size() + bytes.size());
    char* const head = m_block.data() + begin;
    head[0] = static_cast<char>(place);
    head[1] = static_cast<char>(member.value.kind);
    put(head + 2, static_cast<quint32>(key.size()));
    put(head + 2 + sizeof(quint32), static_cast<quint32>(bytes.size()));
    char* const end = std::copy(key.begin(), key.end(), head + MemberHeadBytes);
    std::copy(bytes.begin(), bytes.end(), end);
    if (!isBookkeeping(place, member.key))
        m_hash += hashOf(member);
}

void SnapshotRowWriter::end()
{
    char* const at = m_block.data() + m_begin;
    put(at, static_cast<quint32>(m_block.size() - m_begin - HeadBytes));
    put(at + sizeof(quint32) + 1, m_hash);
}

bool SnapshotRowReader::nextRow()
{
    if (m_rest.isEmpty())
        return false;
    const char* const at = m_rest.data();
    const auto size = static_cast<qsizetype>(get<quint32>(at));
    m_isCorrelated = at[sizeof(quint32)] != '\0';
    m_hash = get<quint64>(at + sizeof(quint32) + 1);
    m_row = m_rest.sliced(HeadBytes, size);
    m_members = m_row;
    m_rest = m_rest.sliced(HeadBytes + size);
    return true;
}

std::optional<SnapshotMember> SnapshotRowReader::nextMember()
{
    if (m_members.isEmpty())
        return std::nullopt;
    const char* const at = m_members.data();
    const auto keySize = static_cast<qsizetype>(get<quint32>(at + 2));
    const auto size = static_cast<qsizetype>(get<quint32>(at + 2 + sizeof(quint32)));
    const SnapshotMember member {
        static_cast<MemberPlace>(at[0]),
        m_members.sliced(MemberHeadBytes, keySize),
        { static_cast<ValueKind>(at[1]), m_members.sliced(MemberHeadBytes + keySize, size) },
    };
    m_members = m_members.sliced(MemberHeadBytes + keySize + size);
    return member;
}

} // namespace ic
