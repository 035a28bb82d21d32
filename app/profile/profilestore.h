#pragma once

#include "profile/profile.h"

#include <optional>

namespace ic {

/// The file of profiles: JSON, readable by its owner only, written whole or not at all.
///
/// A file that cannot be read is set aside under another name and said in problem(); a profile in
/// it that makes no sense is left out and said. Nothing in the file is trusted: what it holds may
/// have been edited by anybody who can write there, so an address is read anew, and a profile
/// without a clear word on it is production and read-only.
class ProfileStore
{
public:
    static constexpr int MostProfiles = 200;
    static constexpr int LongestText = 2000; ///< characters, of any one text

    /// Reads the file at `path`, if there is one.
    explicit ProfileStore(const QString& path);

    /// Where the file is by the system's conventions.
    static QString defaultPath();

    const QList<Profile>& profiles() const { return m_profiles; }
    /// The one of this name, whatever the case; else of this id.
    std::optional<Profile> named(const QString& name) const;
    /// Writes what a person made of `before`, which was read some time ago. Other programs may have
    /// saved since: what they added, changed or removed stays so, and is in profiles() from now on.
    /// Returns what went wrong, as one sentence, or an empty text.
    QString save(const QList<Profile>& before, const QList<Profile>& after);
    /// What was wrong with the file when it was read; empty if nothing.
    const QString& problem() const { return m_problem; }

private:
    /// Nothing if there is no file, or none that makes sense.
    std::optional<QList<Profile>> read();
    void setAside(const QString& why);

    QString m_path;
    QList<Profile> m_profiles;
    QString m_problem;
};

/// Why `profile` cannot be kept beside `others`, as one sentence about the first thing that is
/// wrong; empty if it can.
QString problemOf(const Profile& profile, const QList<Profile>& others);

} // namespace ic
