#pragma once

#include "base/apiversion.h"
#include "base/ids.h"
#include "base/thiscomputer.h"
#include "profile/tenant.h"

namespace ic {

/// What a person's way to name a tenant means.
struct TenantAddress
{
    QString apiBase = {}; ///< "https://acme.api.identitynow.com"; empty if it cannot be used
    QString host = {}; ///< of apiBase, with the port where it is not the usual one; for display
    QString tenantName = {}; ///< "acme"; the host where no name is known
    QString version = {}; ///< of the API, if the text held one; see versionProblem()
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

/// A page of the tenant's own web interface.
struct TenantPage
{
    QString url = {}; ///< empty when there is none
    QString whyNot = {}; ///< then one sentence why
};

/// Where ISC shows an identity to its administrators. Known for the API hosts whose web address
/// SailPoint documents ("acme.api.identitynow.com" belongs to "acme.identitynow.com"); no other
/// address is guessed, because a click would hand somebody else's host the id of a person.
TenantPage identityPage(const QString& apiHost, const IdentityId& id);

} // namespace ic
