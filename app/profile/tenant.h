#pragma once

#include <QString>

namespace ic {

/// What a tenant is for. Always shown with its word and icon, never by colour alone.
enum class Environment {
    Production,
    Test,
    Sandbox,
    Demo,
};

/// The tenant a window works on, as far as a person needs to see it.
struct Tenant
{
    QString name = {}; ///< e.g. "acme"
    QString connection = {}; ///< what the person calls the way to it; may be empty
    QString host = {}; ///< of the API
    QString version = {}; ///< of the API, see knownApiVersions()
    QString address = {}; ///< of the API, as requests have it: scheme, host, port, path
    Environment environment = Environment::Production;

    bool operator==(const Tenant&) const = default;
};

/// What tells it from other tenants: what the person calls the way to it; else its name, with the
/// host where that does not say it.
QString tenantTitle(const Tenant& tenant);

/// "PRODUCTION", "TEST", "SANDBOX", "DEMO".
QString environmentWord(Environment environment);

/// The tenant's short name out of its API host: "acme" for "acme.api.identitynow.com".
QString tenantNameFromHost(const QString& host);

} // namespace ic
