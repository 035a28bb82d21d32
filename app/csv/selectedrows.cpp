#include "csv/selectedrows.h"

#include <algorithm>

namespace ic {

SelectedRows::SelectedRows(const QStringList& sorters)
{
    for (const QString& sorter : sorters) {
        const bool descending = sorter.startsWith(u'-');
        const QString name = descending ? sorter.mid(1) : sorter;
        for (const IdentityField& field : identityFields()) {
            if (!field.sorter.isEmpty() && field.sorter == name)
                m_keys.push_back({ field.id, descending });
        }
    }
}

void SelectedRows::add(const Identity& identity, const QByteArray& line)
{
    Row row { {}, line };
    for (const Key& key : m_keys)
        row.keys.append(identityField(key.field).text(identity));
    m_rows.push_back(std::move(row));
}

void SelectedRows::sort()
{
    std::stable_sort(m_rows.begin(), m_rows.end(), [this](const Row& a, const Row& b) {
        for (std::size_t i = 0; i < m_keys.size(); ++i) {
            const auto at = static_cast<qsizetype>(i);
            const int order = a.keys.at(at).compare(b.keys.at(at), Qt::CaseInsensitive);
            if (order != 0)
                return m_keys[i].descending ? order > 0 : order < 0;
        }
        return false;
    });
}

} // namespace ic
