#pragma once

#include <QtGlobal>

#include <bit>
#include <cstddef>
#include <vector>

namespace ic {

/// Some of a snapshot's rows.
class RowSet
{
public:
    RowSet() = default;
    explicit RowSet(qint64 rows)
        : m_words(static_cast<std::size_t>((rows + 63) / 64))
        , m_rows(rows)
    {
    }

    qint64 rows() const { return m_rows; }
    void insert(qint64 row) { word(row) |= bit(row); }
    bool contains(qint64 row) const
    {
        return (m_words[static_cast<std::size_t>(row / 64)] & bit(row)) != 0;
    }
    /// 64 rows at once, from row 64 × `place` on.
    void setWord(qint64 place, quint64 bits) { m_words[static_cast<std::size_t>(place)] = bits; }
    qint64 count() const
    {
        qint64 count = 0;
        for (const quint64 bits : m_words)
            count += std::popcount(bits);
        return count;
    }
    void invert()
    {
        for (quint64& bits : m_words)
            bits = ~bits;
        if (m_rows % 64 != 0)
            m_words.back() &= bit(m_rows) - 1;
    }
    RowSet& operator&=(const RowSet& other)
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            m_words[i] &= other.m_words[i];
        return *this;
    }
    RowSet& operator|=(const RowSet& other)
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            m_words[i] |= other.m_words[i];
        return *this;
    }
    /// In their order.
    template <class Visit> void forEach(const Visit& visit) const
    {
        for (std::size_t i = 0; i < m_words.size(); ++i) {
            for (quint64 bits = m_words[i]; bits != 0; bits &= bits - 1)
                visit(static_cast<qint64>(i) * 64 + std::countr_zero(bits));
        }
    }

private:
    static quint64 bit(qint64 row) { return quint64(1) << static_cast<unsigned>(row % 64); }
    quint64& word(qint64 row) { return m_words[static_cast<std::size_t>(row / 64)]; }

    std::vector<quint64> m_words;
    qint64 m_rows = 0;
};

} // namespace ic
