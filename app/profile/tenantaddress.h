#pragma once

#include "profile/tenant.h"

namespace ic {

/// What a person's way to name a tenant means.
struct TenantAddress
{
    QString apiBase = {}; ///< "https://acme.api.identitynow.com"; empty if it cannot be used
    QString host = {}; ///< of apiBase, with the port where it is not the usual one; for display
    QString tenantName = {}; ///< "acme"; the host where no name is known
    QString version = {}; ///< of the API, if the text held one: "v2024"
    /// The host is one of those SailPoint documents. Others may be right, but nothing vouches.
    bool isKnownHost = false;
    QString problem = {}; ///< one sentence, what to correct; empty if it can be used

    bool isUsable() const { return problem.isEmpty() && !apiBase.isEmpty(); }
    bool operator==(const TenantAddress&) const = default;
};

/// Reads a tenant's name ("acme"), its address ("acme.identitynow.com"), the address of one of its
/// pages, or that of its API, of the commercial, demo and FedRAMP hosts. Asks nobody.
///
/// https is assumed; plain http is accepted for this computer alone.
TenantAddress readTenantAddress(const QString& text);

/// Whether a host, with or without a port, is this computer: plain http is safe there.
bool isThisComputer(const QString& host);

/// Whether this is how a version of the API is written: "v2024", "v3", "beta".
bool isApiVersion(const QString& text);

/// The versions of the API that have these operations, newest last.
QStringList knownApiVersions();

} // namespace ic
