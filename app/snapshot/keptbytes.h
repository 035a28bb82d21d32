#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QTemporaryFile>

namespace ic {

/// Many bytes that are written once and read often. They lie in a file without a name, for the
/// owner only, which the system takes out of memory when it needs that, and which goes with the
/// program however that ends.
class KeptBytes
{
public:
    /// `folder`: where the file lies; empty = in memory.
    explicit KeptBytes(const QString& folder);

    /// Where to append.
    QByteArray& end() { return m_block; }
    /// What was appended is whole: it may be written.
    void keep();
    qint64 size() const { return m_written + m_block.size(); }
    /// Once, at the end. False if the file cannot be made or written.
    bool finish();
    QByteArrayView view() const { return m_view; }

private:
    QTemporaryFile m_file;
    bool m_isFile;
    bool m_isFailed = false;
    QByteArray m_block; ///< not written yet
    qint64 m_written = 0;
    QByteArrayView m_view;
};

} // namespace ic
