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
    if (!m_isFile || m_block.size() < BlockBytes || m_isFailed)
        return;
    m_isFailed = m_file.write(m_block) != m_block.size();
    m_written += m_block.size();
    m_block.resize(0);
}

bool KeptBytes::finish()
{
    if (!m_isFile) {
        m_view = m_block;
        return true;
    }
    m_written += m_block.size();
    if (m_isFailed || m_file.write(m_block) != m_block.size() || !m_file.flush()
        || m_file.size() != m_written)
        return false;
    m_block = {};
    if (m_written == 0)
        return true;
    const uchar* const mapped = m_file.map(0, m_written);
    m_view = mapped ? QByteArrayView(mapped, m_written) : QByteArrayView();
    return mapped != nullptr;
}

} // namespace ic
