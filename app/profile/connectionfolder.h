#pragma once

#include <QString>

namespace ic {

struct Tenant;

/// Where things of this kind, e.g. "selections", are kept of all connections by the system's
/// conventions.
QString defaultRootOf(const QString& kind);
/// Where those of one connection are. `profile`: its id; empty for a tenant that is not in the
/// list.
QString connectionFolder(const QString& root, const QString& profile);
/// A folder in it for each tenant the connection ever led to, so that people of one are never taken
/// for people of another. Empty where `root` is: then nothing is kept.
QString tenantFolder(const QString& root, const QString& profile, const Tenant& tenant);
/// Deletes whatever was kept for a connection of the list. Takes its time: not on the window's
/// thread.
void forgetConnection(const QString& root, const QString& profile);

} // namespace ic
