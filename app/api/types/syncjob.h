#pragma once

#include "base/ids.h"

#include <QJsonObject>

namespace ic {

class JsonReader;

/// IdentitySyncJob: the receipt for a synchronization. No documented endpoint follows it: `id` is
/// not stated to be the id of a task.
struct SyncJob
{
    QString id = {};
    QString status = {}; ///< "QUEUED", "IN_PROGRESS", "SUCCESS", "ERROR" or an unknown word
    QString payloadType = {}; ///< "SYNCHRONIZE_IDENTITY_ATTRIBUTES"
    QJsonObject payload
        = {}; ///< decoded from the JSON text in payload.dataJson; empty if unreadable
    QJsonObject raw = {};

    /// The identity the payload names; empty if it names none.
    IdentityId identityId() const;

    bool operator==(const SyncJob&) const = default;
    static SyncJob fromJson(const JsonReader& reader);
};

} // namespace ic
