#pragma once

#include "api/apiclient.h"
#include "api/identity.h"

#include <optional>

namespace ic {

/// Asks how many identities match, without a single record; nullopt = the tenant does not tell. Of
/// `which` limit, offset and count are not looked at.
ApiClient::CallId countIdentities(ApiClient& client, ListIdentities which, QObject* context,
    ApiClient::Callback<std::optional<qint64>> callback);

} // namespace ic
