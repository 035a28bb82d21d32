#pragma once

#include <QtGlobal>

#include <array>
#include <vector>

namespace ic::demo {

/// A bijection of 64-bit numbers that looks random (the finaliser of SplitMix64).
constexpr quint64 mix64(quint64 x)
{
    x ^= x >> 30;
    x *= 0xbf58476d1ce4e5b9ULL;
    x ^= x >> 27;
    x *= 0x94d049bb133111ebULL;
    x ^= x >> 31;
    return x;
}

/// The inverse of mix64().
constexpr quint64 unmix64(quint64 x)
{
    x ^= (x >> 31) ^ (x >> 62);
    x *= 0x319642b2d24d8ec3ULL;
    x ^= (x >> 27) ^ (x >> 54);
    x *= 0x96de1b173f119089ULL;
    x ^= (x >> 30) ^ (x >> 60);
    return x;
}

/// A number that depends on nothing but its three arguments. `topic` keeps the choices made for
/// one subject independent of each other.
constexpr quint64 seededHash(quint64 seed, quint64 subject, quint64 topic)
{
    return mix64(mix64(seed * 0x9e3779b97f4a7c15ULL + topic) + subject * 0xd1b54a32d192ed03ULL);
}

/// A seeded permutation of 0 … count-1: a Feistel network over the next even
/// number of bits, walked until the value falls into the range.
class Shuffle
{
public:
    Shuffle(quint64 seed, quint32 count);

    /// The value at `position`; `position` must be below count.
    quint32 at(quint32 position) const;
    /// All values in their order.
    std::vector<quint32> values() const;

private:
    quint32 once(quint32 value) const;

    static constexpr int Rounds = 4;
    std::array<quint64, Rounds> m_keys {};
    quint32 m_count = 0;
    int m_halfBits = 1;
    quint32 m_mask = 1;
};

} // namespace ic::demo
