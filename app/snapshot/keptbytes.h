#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QTemporaryFile>

#include <algorithm>

namespace ic {

/// Many bytes that are written once and read often. They lie in a file without a name, for the
/// owner only, which the system takes out of memory when it needs that, and which goes with the
/// program however that ends.
class KeptBytes
{
public:
    /// `folder`: where the file lies; empty = in memory.
    explicit KeptBytes(const QString& folder);

    /// Where so many bytes may be written; those that wrote() tells of are kept.
    char* room(qsizetype bytes)
    {
        if (m_size + bytes > m_block.size())
            m_block.resize(std::max(m_size + bytes, 2 * m_block.size()));
        return m_block.data() + m_size;
    }
    void wrote(qsizetype bytes) { m_size += bytes; }
    /// A row is whole: what there is may go to the file.
    void keep();
    qint64 size() const { return m_written + m_size; }
    /// Once, at the end. False if the file cannot be made or written.
    bool finish();
    QByteArrayView view() const { return m_view; }

private:
    void write();

    QTemporaryFile m_file;
    bool m_isFile;
    bool m_isFailed = false;
    QByteArray m_block; ///< its first m_size bytes are not in the file yet
    qsizetype m_size = 0;
    qint64 m_written = 0;
    QByteArrayView m_view;
};

} // namespace ic
