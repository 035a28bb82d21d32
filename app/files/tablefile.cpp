#include "files/tablefile.h"

namespace ic {

namespace {

constexpr qsizetype TableFileBlockBytes = 256 * 1024;

} // namespace

TableFile::TableFile(const QString& path, const QStringList& header)
    : m_sink(path)
    , m_isGood(m_sink.open())
{
    m_writer.start();
    m_writer.row(header);
}

bool TableFile::add(const QStringList& row)
{
    m_writer.row(row);
    ++m_rows;
    if (m_writer.size() >= TableFileBlockBytes)
        m_isGood = m_isGood && m_sink.write(m_writer.takeBlock());
    return m_isGood;
}

Expected<int> TableFile::commit()
{
    if (m_isGood && m_sink.write(m_writer.takeBlock()) && m_sink.commit())
        return m_rows;
    return ApiError { .kind = ApiError::Kind::File, .detail = m_sink.problem() };
}

Expected<int> writeTableFile(const QString& path, const QList<QStringList>& rows)
{
    TableFile file(path, rows.value(0));
    for (qsizetype i = 1; i < rows.size(); ++i)
        file.add(rows.at(i));
    return file.commit();
}

} // namespace ic
