#pragma once

#include <QFile>

namespace ic {

inline constexpr auto OwnerOnly = QFile::ReadOwner | QFile::WriteOwner;

/// Makes a folder and every one that is missing on the way, for the owner only, as the XDG
/// conventions ask for it. False if it cannot be made.
bool makeOwnerFolder(const QString& path);

/// Moves a file that cannot be used out of the way, under a name with the time that nothing else
/// has, for the owner only. Its new path; empty if it cannot be moved.
QString setFileAside(const QString& path);

} // namespace ic
