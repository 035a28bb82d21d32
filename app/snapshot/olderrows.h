#pragma once

#include "reading/idset.h"
#include "snapshot/snapshotrow.h"

#include <array>
#include <bit>
#include <vector>

namespace ic {

/// The rows of the older one by their ids.
class OlderRows
{
public:
    struct Row
    {
        IdKey id;
        quint64 hash = 0;
        std::array<quint64, BookkeepingDates.size()> dates = {};
        bool isCorrelated = false;
        bool isFound = false;
        bool hasId = false;
    };

    void resize(qint64 rows) { m_rows.resize(static_cast<std::size_t>(rows)); }
    void index()
    {
        m_slots.assign(std::bit_ceil(m_rows.size() * 2 + 2), 0);
        for (std::size_t row = 0; row < m_rows.size(); ++row) {
            if (!m_rows[row].hasId)
                continue;
            std::size_t slot = slotOf(m_rows[row].id);
            while (m_slots[slot] != 0)
                slot = (slot + 1) & (m_slots.size() - 1);
            m_slots[slot] = static_cast<quint32>(row + 1);
        }
    }
    qint32 find(const IdKey& id) const
    {
        std::size_t slot = slotOf(id);
        for (; m_slots[slot] != 0; slot = (slot + 1) & (m_slots.size() - 1)) {
            if (m_rows[m_slots[slot] - 1].id == id)
                return static_cast<qint32>(m_slots[slot] - 1);
        }
        return -1;
    }
    Row& at(qint64 row) { return m_rows[static_cast<std::size_t>(row)]; }
    const std::vector<Row>& rows() const { return m_rows; }

private:
    std::size_t slotOf(const IdKey& id) const
    {
        return ((id.high ^ id.low) * 0x9E3779B97F4A7C15U >> 20U) & (m_slots.size() - 1);
    }

    std::vector<Row> m_rows;
    std::vector<quint32> m_slots; ///< row + 1
};

} // namespace ic
