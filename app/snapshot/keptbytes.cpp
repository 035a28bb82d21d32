#include "snapshot/keptbytes.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qsizetype BlockBytes = 1 << 20;

} // namespace

KeptBytes::KeptBytes(const QString& folder)
    : m_file(folder + u"/snapshot-XXXXXX.part"_s)
    , m_isFile(!folder.isEmpty())
{
    if (m_isFile)
        m_isFailed = !m_file.open() || !QFile::remove(m_file.fileName());
}

void KeptBytes::keep()
{
    if (m_isFile && m_size >= BlockBytes)
        write();
}

void KeptBytes::write()
{
    m_isFailed = m_isFailed || m_file.write(m_block.constData(), m_size) != m_size;
    m_written += m_size;
    m_size = 0;
}

bool KeptBytes::finish()
{
    if (!m_isFile) {
        m_view = QByteArrayView(m_block).first(m_size);
        return true;
    }
    write();
    if (m_isFailed || !m_file.flush() || m_file.size() != m_written)
        return false;
    m_block = {};
    if (m_written == 0)
        return true;
    const uchar* const mapped = m_file.map(0, m_written);
    m_view = mapped ? QByteArrayView(mapped, m_written) : QByteArrayView();
    return mapped != nullptr;
}

} // namespace ic
