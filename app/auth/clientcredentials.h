#pragma once

#include "auth/credentials.h"

namespace ic {

/// OAuth2 client credentials: a personal access token or an API client.
class ClientCredentials final : public Credentials
{
    Q_OBJECT

public:
    ClientCredentials(const ApiBase& base, const QString& clientId, const Secret& clientSecret,
        Transport& transport, QObject* parent = nullptr);

    void fetch(Done done) override;
};

} // namespace ic
