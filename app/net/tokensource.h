#pragma once

#include "base/expected.h"

#include <QByteArray>

#include <functional>

namespace ic {

/// A bearer token and how long it may be used, as the tenant said.
struct AccessToken
{
    QByteArray value = {};
    qint64 lifetimeMs = 0;
};

/// Where tokens come from. Lives on the network thread.
class TokenSource
{
public:
    using Done = std::function<void(const Expected<AccessToken>&)>;

    TokenSource() = default;
    virtual ~TokenSource() = default;
    Q_DISABLE_COPY_MOVE(TokenSource)

    /// Asks for a new token. `done` is called exactly once, never from inside fetch(). The caller
    /// never has two fetches under way.
    virtual void fetch(Done done) = 0;
};

} // namespace ic
