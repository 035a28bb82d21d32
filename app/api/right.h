#pragma once

#include "base/signedin.h"

namespace ic {

/// What a token needs for an operation: one of the scopes, and one of the user levels where there
/// are any. From the security sections of the v2024 specification.
struct NeededRight
{
    QStringList scopes = {}; ///< any one; empty = the API lists none
    QStringList userLevels = {}; ///< any one; empty = the API names none
    bool applicationToken = false; ///< a client without a user is accepted

    /// E.g. "idn:identity:process or idn:identity:manage; ORG_ADMIN or HELPDESK".
    QString text() const;
    bool operator==(const NeededRight&) const = default;
};

/// Whether a token has a right, judged by what the tenant said with it.
struct RightVerdict
{
    enum class State {
        Present,
        Missing,
        NotKnown, ///< shows when it is used
    };

    State state = State::NotKnown;
    QString why = {}; ///< one sentence

    bool operator==(const RightVerdict&) const = default;
};

RightVerdict judge(const NeededRight& right, const SignedIn& who);

} // namespace ic
