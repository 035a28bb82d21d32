#pragma once

#include <QMetaType>
#include <QString>

namespace ic {

/// What the status strip shows of the connection.
struct NetStatus
{
    enum class Link {
        Idle, ///< nothing was asked yet
        Connected,
        SigningIn,
        SignInNeeded,
        Offline,
    };

    /// What the tenant says of the version of the API that is spoken.
    enum class Version {
        Served,
        Deprecated, ///< it ends
        Gone, ///< it is not served any more, or was not yet
    };

    Link link = Link::Idle;
    int used = 0; ///< requests in the current window
    int limit = 0; ///< 0 = no limit
    int waitMs = 0; ///< after a 429: time until the next request may leave
    int medianLatencyMs = -1; ///< of the last 20 answers; -1 = none yet
    int waiting = 0; ///< requests not sent yet
    QString version = {}; ///< of the API, see knownApiVersions(); empty = not known yet
    Version versionState = Version::Served;

    bool operator==(const NetStatus&) const = default;
};

} // namespace ic

Q_DECLARE_METATYPE(ic::NetStatus)
