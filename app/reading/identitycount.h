#pragma once

#include "reading/identitylists.h"

#include <optional>

namespace ic {

/// Asks how many identities match, without a single record; nullopt = the tenant does not tell. Of
/// `which` limit, offset and count are not looked at.
IdentityLists::CallId countIdentities(const IdentityLists& lists, ListIdentities which,
    QObject* context, ApiClient::Callback<std::optional<qint64>> callback);

} // namespace ic
