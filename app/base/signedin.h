#pragma once

#include "base/ids.h"

#include <QMetaType>
#include <QString>

namespace ic {

/// Whose token it is, as far as the tenant said; both are empty for a client without a user.
struct SignedIn
{
    QString userName = {};
    IdentityId identity = {};

    bool operator==(const SignedIn&) const = default;
};

} // namespace ic

Q_DECLARE_METATYPE(ic::SignedIn)
