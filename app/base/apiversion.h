#pragma once

#include <QStringList>

namespace ic {

/// A version of the API is the one of a year, "v2024", or "current": then each service has a
/// version of its own, "/identities/v1". Requests and answers are the same in all that are known;
/// paths and the names in scripts differ, and the places that join or read them are here and in
/// operationscript.

/// The one with a version for each service.
QString currentApiVersion();
/// Those that have these operations, newest last.
QStringList knownApiVersions();
/// What is spoken where nobody chose.
QString defaultApiVersion();

/// Whether this is how a version is written: "v2024", "v3", "beta", "current". Nothing else may
/// become a part of an address.
bool isApiVersion(const QString& text);
/// Why the console does not speak it, one sentence; empty if it does.
QString versionProblem(const QString& version);
/// What would be spoken instead of one that ends.
QString otherApiVersion(const QString& version);

/// The path of a request, e.g. { "identities", id }, with the version where it belongs.
QStringList versionedPath(const QString& version, const QStringList& path);

/// What the path of an address says.
struct AddressPath
{
    QStringList prefix = {}; ///< before the version, as a gateway wants it
    QString version = {}; ///< empty if it names none
};
AddressPath readAddressPath(const QStringList& segments);

} // namespace ic
