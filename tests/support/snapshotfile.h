#pragma once

#include <QDirIterator>
#include <QFile>

namespace ic::test {

using namespace Qt::StringLiterals;

/// The last one that was taken into a folder of `root`; empty if none was.
inline QString newestSnapshot(const QString& root)
{
    QString newest;
    QDirIterator all(root + u"/snapshots"_s, { u"*.sqlite"_s }, QDir::Files,
        QDirIterator::Subdirectories); // each is called by its time
    while (all.hasNext())
        newest = std::max(newest, all.next());
    return newest;
}

/// Lets it have been taken so many seconds later, or earlier. Whoever opens it from now on sees it.
inline bool moveSnapshot(const QString& path, qint64 seconds)
{
    constexpr qsizetype Digits = 13; // milliseconds since 1970
    const QByteArray name = "\"takenAt\":";
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return false;
    const QByteArray content = file.readAll();
    const qsizetype found = content.indexOf(name);
    if (found < 0)
        return false;
    const qsizetype at = found + name.size();
    const qint64 taken = content.mid(at, Digits).toLongLong();
    return file.seek(at) && file.write(QByteArray::number(taken + seconds * 1000)) == Digits;
}

/// Leaves nothing but its first pages as they are, also for whoever has it open.
inline bool damageSnapshot(const QString& path)
{
    constexpr qint64 Left = 65'536;
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(Left))
        return false;
    const QByteArray nothing(file.size() - Left, '\0');
    return file.write(nothing) == nothing.size();
}

} // namespace ic::test
