#pragma once

#include <QString>

namespace ic {

struct Tenant;

/// Where the selections of all connections are kept by the system's conventions.
QString defaultSelectionRoot();
/// Where those of one connection are: a folder for each tenant it ever led to, so that people of
/// one are never taken for people of another. `profile`: id of the connection; empty for a tenant
/// that is not in the list. Empty where `root` is: then nothing is kept.
QString selectionFolder(const QString& root, const QString& profile, const Tenant& tenant);
/// Deletes whatever was kept for the connection. Takes its time: not on the window's thread.
void forgetSelections(const QString& root, const QString& profile);

} // namespace ic
