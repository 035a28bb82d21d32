#include "demo/seededhash.h"

namespace ic::demo {

Shuffle::Shuffle(quint64 seed, quint32 count)
    : m_count(count)
{
    for (size_t round = 0; round < Rounds; ++round)
        m_keys[round] = seededHash(seed, round, 0x5u);
    while ((quint64(1) << (2 * m_halfBits)) < count)
        ++m_halfBits;
    m_mask = (1u << m_halfBits) - 1;
}

quint32 Shuffle::once(quint32 value) const
{
    quint32 left = value >> m_halfBits;
    quint32 right = value & m_mask;
    for (const quint64 key : m_keys) {
        const quint32 next = left ^ (quint32(mix64(key + right)) & m_mask);
        left = right;
        right = next;
    }
    return (left << m_halfBits) | right;
}

quint32 Shuffle::at(quint32 position) const
{
    Q_ASSERT(position < m_count);
    quint32 value = once(position);
    while (value >= m_count)
        value = once(value);
    return value;
}

std::vector<quint32> Shuffle::values() const
{
    std::vector<quint32> all(m_count);
    for (quint32 position = 0; position < m_count; ++position)
        all[position] = at(position);
    return all;
}

} // namespace ic::demo
