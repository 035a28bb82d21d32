#include "csv/exportrows.h"

#include <algorithm>

namespace ic {

RowEncoder::RowEncoder(const ExportRequest& request)
    : m_columns(request.columns)
    , m_except(request.ids ? QSet<IdentityId>() : request.except)
    , m_writer(request.csv)
    , m_header(request.csv.header)
{
}

QByteArray RowEncoder::head()
{
    m_writer.start();
    if (m_header) {
        for (const ExportColumn& column : m_columns)
            m_writer.field(column.header);
        m_writer.endRow();
    }
    return m_writer.takeBlock();
}

EncodedPage RowEncoder::encode(const QList<Identity>& identities)
{
    EncodedPage page;
    page.rows.reserve(static_cast<std::size_t>(identities.size()));
    for (const Identity& identity : identities) {
        EncodedPage::Row row;
        row.hasId = !identity.id.isEmpty();
        if (row.hasId)
            row.key = IdKey::of(identity.id);
        row.excluded = !m_except.isEmpty() && m_except.contains(identity.id);
        if (!row.excluded) {
            for (const ExportColumn& column : std::as_const(m_columns))
                m_writer.field(column.text(identity));
            m_writer.endRow();
        }
        row.end = m_writer.size();
        page.rows.push_back(row);
    }
    page.lines = m_writer.takeBlock();
    return page;
}

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
