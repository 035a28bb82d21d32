#include "net/oncebody.h"

#include <algorithm>
#include <cstring>

namespace ic {

OnceBody::OnceBody(QByteArray data, QObject* parent)
    : QIODevice(parent)
    , m_data(std::move(data))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool OnceBody::isSequential() const
{
    return false;
}

qint64 OnceBody::size() const
{
    return m_data.size();
}

bool OnceBody::seek(qint64)
{
    return false;
}

bool OnceBody::reset()
{
    return false;
}

bool OnceBody::atEnd() const
{
    return m_read >= m_data.size();
}

qint64 OnceBody::readData(char* data, qint64 maxSize)
{
    const qint64 count = std::min<qint64>(maxSize, m_data.size() - m_read);
    if (count <= 0)
        return m_data.isEmpty() ? 0 : -1;
    std::memcpy(data, m_data.constData() + m_read, static_cast<std::size_t>(count));
    m_read += count;
    return count;
}

qint64 OnceBody::writeData(const char*, qint64)
{
    return -1;
}

} // namespace ic
