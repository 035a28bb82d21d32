#pragma once

#include <QString>

namespace ic {

/// Makes a folder and every one that is missing on the way, for the owner only, as the XDG
/// conventions ask for it. False if it cannot be made.
bool makeOwnerFolder(const QString& path);

} // namespace ic
