#include "reading/idset.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <algorithm>
#include <optional>

namespace ic {

namespace {

constexpr std::size_t SmallestCapacity = 64;
constexpr std::size_t LargestReserve = 4'000'000;

// Full by 4/5 and grown by 3/2 an id takes between 20 and 30 bytes.
constexpr bool isFull(std::size_t size, std::size_t capacity)
{
    return size * 5 >= capacity * 4;
}

std::optional<quint64> hexHalf(QUtf8StringView text)
{
    quint64 value = 0;
    for (const char c : text) {
        int digit = 0;
        if (c >= '0' && c <= '9')
            digit = c - '0';
        else if (c >= 'a' && c <= 'f')
            digit = c - 'a' + 10;
        else
            return std::nullopt;
        value = value << 4 | static_cast<quint64>(digit);
    }
    return value;
}

IdKey digestOf(QByteArrayView bytes)
{
    const QByteArray digest
        = QCryptographicHash::hash(bytes.toByteArray(), QCryptographicHash::Sha256);
    return { qFromBigEndian<quint64>(digest.constData()),
        qFromBigEndian<quint64>(digest.constData() + 8) };
}

} // namespace

IdKey IdKey::of(QUtf8StringView id)
{
    if (id.size() == 32) {
        const auto high = hexHalf(id.first(16));
        const auto low = hexHalf(id.sliced(16));
        if (high && low)
            return { *high, *low };
    }
    return digestOf({ id.data(), id.size() });
}

IdKey IdKey::ofRow(QByteArrayView row, qint64 place)
{
    return digestOf(QByteArray::number(place) + ' ' + row.toByteArray());
}

IdSet::IdSet()
    : m_slots(SmallestCapacity)
{
}

/// Where the key is, or the free slot where it belongs.
std::size_t IdSet::slotFor(const IdKey& key) const
{
    // Ids made within one second share most of their digits: mix them before they choose a slot.
    quint64 hash = (key.high ^ (key.low << 31 | key.low >> 33)) * 0x9E3779B97F4A7C15U;
    hash = (hash ^ hash >> 29) * 0xBF58476D1CE4E5B9U;
    hash ^= hash >> 32;
    std::size_t slot = static_cast<std::size_t>(hash % m_slots.size());
    while (m_slots[slot] != IdKey() && m_slots[slot] != key)
        slot = slot + 1 == m_slots.size() ? 0 : slot + 1;
    return slot;
}

bool IdSet::insert(const IdKey& key)
{
    if (key == IdKey()) {
        if (m_hasZero)
            return false;
        m_hasZero = true;
        ++m_size;
        return true;
    }
    std::size_t slot = slotFor(key);
    if (m_slots[slot] == key)
        return false;
    if (isFull(static_cast<std::size_t>(m_size) + 1, m_slots.size())) {
        grow(m_slots.size() + m_slots.size() / 2);
        slot = slotFor(key);
    }
    m_slots[slot] = key;
    ++m_size;
    return true;
}

bool IdSet::contains(const IdKey& key) const
{
    return key == IdKey() ? m_hasZero : m_slots[slotFor(key)] == key;
}

void IdSet::reserve(qint64 count)
{
    const std::size_t wanted
        = std::min(static_cast<std::size_t>(std::max<qint64>(0, count)), LargestReserve);
    // A little more than full, because tenants grow.
    const std::size_t capacity = wanted + wanted / 3;
    if (capacity > m_slots.size())
        grow(capacity);
}

qint64 IdSet::bytes() const
{
    return static_cast<qint64>(m_slots.capacity()) * static_cast<qint64>(sizeof(IdKey));
}

void IdSet::grow(std::size_t capacity)
{
    std::vector<IdKey> old = std::exchange(m_slots, std::vector<IdKey>(capacity));
    for (const IdKey& key : old) {
        if (key != IdKey())
            m_slots[slotFor(key)] = key;
    }
}

} // namespace ic
