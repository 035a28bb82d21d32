#include "snapshot/snapshotsink.h"

#include "files/exportrequest.h"

#include "snapshot/snapshotrow.h"
#include "snapshot/snapshotwriter.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryFile>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::Snapshot)
};

/// Brings a file, or the names in a folder, to the disk. What it returned false for may be lost.
bool bringToDisk(const QString& path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool isThere = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return isThere;
}

/// Who comes again. Nobody can tell of somebody without an id.
std::optional<IdKey> idOf(SnapshotRowReader& row)
{
    std::optional<IdKey> id;
    while (const auto member = row.nextMember()) {
        if (member->place == MemberPlace::Top && member->key == "id" && member->value.isFilled()) {
            id = IdKey::of(QUtf8StringView(member->value.bytes.data(), member->value.bytes.size()));
            break;
        }
    }
    row.rewind();
    return id;
}

} // namespace

SnapshotSink::SnapshotSink(const QString& path, const SnapshotFacts& facts)
    : m_path(path)
    , m_facts(facts)
{
    m_facts.count = 0;
}

SnapshotSink::~SnapshotSink()
{
    m_writer.reset();
    if (!m_partPath.isEmpty())
        QFile::remove(m_partPath);
}

bool SnapshotSink::open()
{
    if (const QString problem = exportPathProblem(m_path); !problem.isEmpty())
        return fail(problem);
    // Such files are for their owner only.
    QTemporaryFile file(m_path + u".XXXXXX"_s + PartSuffix);
    file.setAutoRemove(false);
    if (!file.open())
        return fail(file.errorString());
    m_partPath = file.fileName();
    m_writer = std::make_unique<SnapshotWriter>();
    return m_writer->open(m_partPath) || fail(m_writer->problem());
}

bool SnapshotSink::write(const QByteArray& block)
{
    SnapshotRowReader row(block);
    while (row.nextRow()) {
        const std::optional<IdKey> id = idOf(row);
        if (id && !m_seen.insert(*id))
            continue;
        if (!m_writer->add(++m_facts.count, row))
            return fail(m_writer->problem());
    }
    return true;
}

void SnapshotSink::conclude(const ExportResult& result)
{
    if (result.hasRemarks())
        m_facts.remarks = result.remarks();
}

bool SnapshotSink::commit()
{
    if (!m_writer->finish(m_facts))
        return fail(m_writer->problem());
    if (!bringToDisk(m_partPath)
        || std::rename(
               QFile::encodeName(m_partPath).constData(), QFile::encodeName(m_path).constData())
            != 0)
        return fail(QString::fromLocal8Bit(std::strerror(errno)));
    m_partPath.clear();
    m_writer.reset();
    // Lost at worst is the name, which was not there before.
    bringToDisk(QFileInfo(m_path).absolutePath());
    return true;
}

bool SnapshotSink::fail(const QString& reason)
{
    m_problem = Texts::tr("%1: %2", "file, what is wrong with it")
                    .arg(QDir::toNativeSeparators(m_path), reason);
    return false;
}

} // namespace ic
