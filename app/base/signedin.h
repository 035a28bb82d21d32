#pragma once

#include "base/ids.h"

#include <QMetaType>
#include <QString>
#include <QStringList>

namespace ic {

/// Whose token it is and what it may do, as far as the tenant said. Only shown, never trusted: the
/// tenant decides.
struct SignedIn
{
    bool isRead = true; ///< the token could be read: what it does not name is not there
    QString userName = {}; ///< empty for a client without a user
    IdentityId identity = {}; ///< empty for a client without a user, or where it was not said
    QStringList userLevels = {}; ///< e.g. ORG_ADMIN; empty = not said
    QStringList scopes = {}; ///< e.g. idn:identity:read; empty = not said
    qint64 lifetimeSeconds = 0; ///< of the token; 0 = not said

    bool hasUser() const { return !userName.isEmpty() || !identity.isEmpty(); }

    bool operator==(const SignedIn&) const = default;
};

} // namespace ic

Q_DECLARE_METATYPE(ic::SignedIn)
