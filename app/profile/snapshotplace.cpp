#include "profile/snapshotplace.h"

#include "base/ownerfiles.h"
#include "base/qtversion.h"
#include "profile/connectionfolder.h"
#include "profile/profile.h"

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QSet>
#include <QStorageInfo>
#include <QThreadPool>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

const QString TimeFormat = u"yyyyMMdd'T'HHmmsszzz"_s;
const QString Forgotten = u".forgotten"_s; ///< the end of a name: it is to be removed
/// The beginning of a name: all that were begun up to the time behind it are to be removed.
const QString ForgetUntil = u"forget-until-"_s;

QString lockFolder(const QString& root)
{
    return QDir(root).filePath(u"programs"_s);
}

QString lockPath(const QString& root, const QString& program)
{
    return QDir(lockFolder(root)).filePath(program + u".lock"_s);
}

QDateTime readTime(const QString& text)
{
    // Not at once: as a local time some are skipped when the clocks go forward.
    return QDateTime(QDate::fromString(text.left(8), u"yyyyMMdd"),
        QTime::fromString(text.mid(9), u"HHmmsszzz"), Utc);
}

/// What a name says.
struct NamedFile
{
    QDateTime begunAt;
    QString program;
    bool isWhole = false; ///< and no part, nor a file beside one
};

std::optional<NamedFile> readName(const QString& name)
{
    static const QRegularExpression form(u"^(\\d{8}T\\d{9})-([0-9a-f]{32})\\.sqlite(.*)$"_s);
    const QRegularExpressionMatch match = form.match(name);
    if (!match.hasMatch())
        return std::nullopt;
    return NamedFile { readTime(match.captured(1)), match.captured(2),
        match.capturedView(3).isEmpty() };
}

/// Whether a program lives, by its lock.
bool isAlive(const QString& root, const QString& program)
{
    const QString path = lockPath(root, program);
    return QFile::exists(path) && !FileLock::take(path);
}

/// Removes what is not to be kept in a folder. `ending`: the program that ends, or empty.
void sweep(const QString& root, const QString& folder, const QString& ending, int keepDays,
    const QDateTime& now)
{
    QHash<QString, bool> living { { ending, false } };
    const QStringList names = QDir(folder).entryList(QDir::Files | QDir::Hidden);
    QSet<QString> stay;
    QStringList go;
    QDateTime forgotten;
    for (const QString& name : names) {
        if (name.startsWith(ForgetUntil)) {
            go += name; // the last
            const QDateTime until = readTime(name.mid(ForgetUntil.size()));
            forgotten = forgotten.isValid() ? std::max(forgotten, until) : until;
        }
    }
    for (const QString& name : names) {
        const std::optional<NamedFile> file = readName(name);
        if (!file)
            continue; // nobody knows whose it is
        if (!name.endsWith(Forgotten)) {
            if (!living.contains(file->program))
                living.insert(file->program, isAlive(root, file->program));
            const bool isKept = file->isWhole && keepDays > 0
                && file->begunAt.addDays(keepDays) > now
                && !(forgotten.isValid() && file->begunAt <= forgotten);
            if (living.value(file->program) || isKept) {
                stay += name;
                continue;
            }
        }
        go.prepend(name);
    }
    for (const QString& name : std::as_const(go)) {
        const qsizetype beside = name.indexOf(u".sqlite-"_s); // of one that stays it is a part
        if (beside < 0 || !stay.contains(name.left(beside) + u".sqlite"_s))
            QFile::remove(QDir(folder).filePath(name));
    }
}

/// The kind of file system if it is on another computer, e.g. "nfs4", "cifs", "fuse.sshfs".
QString shareOf(const QByteArray& fileSystem)
{
    static constexpr std::array kinds { "nfs"_L1, "cifs"_L1, "smb"_L1, "afs"_L1, "ncp"_L1,
        "coda"_L1, "9p"_L1, "ceph"_L1, "gluster"_L1, "lustre"_L1, "beegfs"_L1, "gpfs"_L1,
        "davfs"_L1, "sshfs"_L1, "rclone"_L1, "s3fs"_L1, "gvfs"_L1 };
    QLatin1StringView kind(fileSystem);
    if (const QLatin1StringView fuse = "fuse."_L1; kind.startsWith(fuse))
        kind = kind.mid(fuse.size());
    const bool isShare = std::ranges::any_of(
        kinds, [&](QLatin1StringView one) { return kind.startsWith(one, Qt::CaseInsensitive); });
    return isShare ? QString::fromLatin1(fileSystem) : QString();
}

} // namespace

SnapshotPlace::SnapshotPlace(const Options& options, const Clock& clock)
    : m_options(options)
    , m_clock(clock)
    , m_folder(tenantFolder(options.root, options.profile, options.tenant))
    , m_program(QUuid::createUuid().toString(QUuid::Id128))
{
}

SnapshotPlace::~SnapshotPlace()
{
    if (m_folder.isEmpty())
        return;
    // The lock is held until they are gone: or another program would do the same.
    QThreadPool::globalInstance()->start(
        [root = m_options.root, folder = m_folder, program = m_program, days = m_options.keepDays,
            now = m_clock.utcNow(),
            lock = std::move(m_lock)] { sweep(root, folder, program, days, now); });
}

QString SnapshotPlace::networkShare() const
{
    return m_options.fileSystem ? shareOf(m_options.fileSystem(m_folder))
                                : networkShareOf(m_folder);
}

QString SnapshotPlace::newPath()
{
    if (m_folder.isEmpty() || !makeOwnerFolder(m_folder)
        || !makeOwnerFolder(lockFolder(m_options.root)))
        return {};
    // Again, because whoever looks after what is left takes every lock for a moment.
    for (int attempt = 0; !m_lock && attempt < 2; ++attempt)
        m_lock = FileLock::take(lockPath(m_options.root, m_program));
    if (!m_lock)
        return {};
    return QDir(m_folder).filePath(
        u"%1-%2.sqlite"_s.arg(m_clock.utcNow().toString(TimeFormat), m_program));
}

QList<KeptSnapshot> SnapshotPlace::kept() const
{
    QList<KeptSnapshot> found;
    if (m_folder.isEmpty())
        return found;
    const QFileInfoList files = QDir(m_folder).entryInfoList(QDir::Files);
    for (const QFileInfo& info : files) {
        const std::optional<NamedFile> file = readName(info.fileName());
        if (file && file->isWhole && (!m_options.profile.isEmpty() || file->program == m_program))
            found += { info.filePath(), file->begunAt, info.size() };
    }
    std::ranges::sort(found, std::ranges::greater(), &KeptSnapshot::begunAt);
    return found;
}

void SnapshotPlace::keepLast()
{
    const QList<KeptSnapshot> all = kept();
    for (const KeptSnapshot& old : all.mid(std::min<qsizetype>(MostKept, all.size()))) {
        const QString program = readName(QFileInfo(old.path).fileName())->program;
        if (program == m_program || !isAlive(m_options.root, program))
            forget(old.path);
    }
}

void SnapshotPlace::forget(const QString& path)
{
    const QString away = path + Forgotten;
    if (!QFile::rename(path, away))
        return; // somebody else did it
    QThreadPool::globalInstance()->start([path, away] {
        for (const QString& beside : { u"-wal"_s, u"-shm"_s, u"-journal"_s })
            QFile::remove(path + beside);
        QFile::remove(away);
    });
}

void SnapshotPlace::forgetAll()
{
    const QList<KeptSnapshot> all = kept();
    if (all.isEmpty())
        return;
    // Whole or not at all, also if this program does not live to do it.
    QFile until(
        QDir(m_folder).filePath(ForgetUntil + all.constFirst().begunAt.toString(TimeFormat)));
    (void)until.open(QIODevice::WriteOnly);
    for (const KeptSnapshot& one : all)
        forget(one.path);
    until.remove();
}

void removeLeftSnapshots(const QString& root, const QList<Profile>& profiles, const QDateTime& now)
{
    if (root.isEmpty())
        return;
    QHash<QString, int> days;
    for (const Profile& profile : profiles)
        days.insert(connectionFolder(root, profile.id.text()), profile.snapshotDays);
    const auto folders = [](const QString& path) {
        QStringList paths;
        for (const QFileInfo& info :
            QDir(path).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks))
            paths += info.filePath();
        return paths;
    };
    const QString locks = lockFolder(root);
    for (const QString& connection : folders(root)) {
        if (connection == locks)
            continue;
        for (const QString& tenant : folders(connection))
            sweep(root, tenant, {}, days.value(connection), now);
    }
    // A lock that is not held goes by being taken.
    for (const QString& name : QDir(locks).entryList(QDir::Files))
        (void)FileLock::take(QDir(locks).filePath(name));
}

QString networkShareOf(const QString& folder)
{
    QDir there(folder);
    while (!there.exists() && !there.isRoot())
        there.setPath(QFileInfo(there.path()).path());
    return shareOf(QStorageInfo(there).fileSystemType());
}

} // namespace ic
