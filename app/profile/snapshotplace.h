#pragma once

#include "base/clock.h"
#include "base/filelock.h"
#include "profile/tenant.h"

#include <QList>

#include <functional>

namespace ic {

struct Profile;

/// A snapshot that lies there whole.
struct KeptSnapshot
{
    QString path = {};
    QDateTime begunAt = {}; ///< UTC
    qint64 bytes = 0;

    bool operator==(const KeptSnapshot&) const = default;
};

/// Where the snapshots of one connection and tenant lie, and when they go. They hold personal data:
/// only their owner can read them, the last two are kept, and they go when the program ends unless
/// the connection keeps them for days. What a program did not live to remove goes at the next start
/// of any: a file has the name of the program that made it, which holds a lock as long as it lives.
///
/// Nothing here waits for large files: what is forgotten is out of the way at once, and removed by
/// another thread.
class SnapshotPlace
{
public:
    static constexpr int MostKept = 2;
    static constexpr int MostDays = 365;

    struct Options
    {
        QString root = {}; ///< of all connections; empty = none can be taken
        QString profile = {}; ///< see tenantFolder()
        Tenant tenant = {};
        int keepDays = 0; ///< 0 = until the program ends
        /// What kind of file system a folder is on; empty = what the system says.
        std::function<QByteArray(const QString& folder)> fileSystem = {};
    };

    /// `clock` outlives it.
    SnapshotPlace(const Options& options, const Clock& clock);
    /// Removes what is not to be kept for days.
    ~SnapshotPlace();
    Q_DISABLE_COPY_MOVE(SnapshotPlace)

    void setKeepDays(int days) { m_options.keepDays = days; }
    int keepDays() const { return m_options.keepDays; }
    /// Of all connections, for people; files lie in folder().
    const QString& root() const { return m_options.root; }
    const QString& folder() const { return m_folder; }
    /// What kind of share the folder is on, e.g. "nfs4"; empty for a disk of this computer.
    QString networkShare() const;
    /// A path for a new one, in a folder that is there; empty if it cannot be made.
    QString newPath();
    /// The newest first. Of the demo tenant those of this window: another one invents others.
    QList<KeptSnapshot> kept() const;
    /// Leaves the last two.
    void keepLast();
    void forget(const QString& path);
    void forgetAll();

private:
    Options m_options;
    const Clock& m_clock;
    const QString m_folder;
    const QString m_program; ///< in the names of what is made here
    std::shared_ptr<FileLock> m_lock; ///< with the first one
};

/// Removes what programs that live no longer should have removed: connections that are none of
/// `profiles` keep nothing. Takes its time: not on the window's thread.
void removeLeftSnapshots(const QString& root, const QList<Profile>& profiles, const QDateTime& now);

/// What kind of share a folder is on, or would be, e.g. "nfs4"; empty for a disk of this computer.
QString networkShareOf(const QString& folder);

} // namespace ic
