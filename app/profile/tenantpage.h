#pragma once

#include "base/ids.h"

namespace ic {

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
