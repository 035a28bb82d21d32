#pragma once

#include "base/networkoptions.h"
#include "base/secret.h"

#include <QByteArray>

namespace ic {

/// Everything a connection to one tenant is made with.
struct TransportOptions
{
    NetworkOptions network = {};
    Secret proxyPassword = {}; ///< only with a user name in `network`
    /// Certificates in PEM, trusted in addition to the system's: what readCaFile() gave.
    QByteArray extraCaPem = {};

    bool operator==(const TransportOptions&) const = default;
};

} // namespace ic
